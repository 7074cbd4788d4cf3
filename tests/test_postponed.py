"""What is costly to import and almost never wanted is not imported before somebody asks for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

#: The library in which the grammar is worked out: in a process that has only been started it is nowhere.
_TELL = "import sys; print('lark' in sys.modules)"


def told(program: str) -> list[str]:
    """What a process of its own says, line by line."""
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.splitlines()


@pytest.mark.parametrize("what", ["permanence_lib.server.app", "permanence_lib.build", "permanence_lib.check"])
def test_no_grammar_is_worked_out_before_the_first_page(what: str) -> None:
    """It took three of the four seconds of processor time in which a server started."""
    assert told(f"import {what}; import jsonschema; {_TELL}") == ["False"]


def test_whoever_asks_gets_the_real_check() -> None:
    """An address is told from what is none, by jsonschema as by the library itself."""
    asked = "import jsonschema; check = jsonschema.Draft202012Validator.FORMAT_CHECKER.conforms"
    said = f"print(check('https://example.org/ä', 'iri'), check('no address', 'iri')); {_TELL}"
    assert told(f"import permanence_lib; {asked}; {said}") == ["True False", "True"]
