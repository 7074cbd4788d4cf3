"""Every threat has its row, and every row a test that is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from permanence_lib.content import strict_yaml

TESTS = Path(__file__).resolve().parent.parent


class Row(BaseModel):
    """One threat: what it is, which tests try it, and what is left."""

    model_config = ConfigDict(extra="forbid")

    threat: str
    tests: tuple[str, ...] = ()
    reason: str = ""
    left: str = ""


REGISTER = {
    name: Row.model_validate(row)
    for name, row in strict_yaml.values((Path(__file__).parent / "register.yaml").read_text("utf-8")).items()
}


@cache
def names_in(file: str) -> frozenset[str]:
    """The tests of a file; none where there is no such file."""
    path = TESTS / file
    found = ast.walk(ast.parse(path.read_text("utf-8"))) if path.is_file() else ()
    return frozenset(node.name for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_no_row_is_missing() -> None:
    """They are counted without a gap, the twenty-three of the first survey among them."""
    assert list(REGISTER) == [f"T{number}" for number in range(1, len(REGISTER) + 1)]
    assert len(REGISTER) >= 23


@pytest.mark.parametrize("name", REGISTER)
def test_every_row_has_tests_that_are_there(name: str) -> None:
    """Or a reason why there can be none; the first twenty-three have one of their own name."""
    row = REGISTER[name]
    assert row.tests or row.reason
    missing = [each for each in row.tests if each.partition("::")[2] not in names_in(each.partition("::")[0])]
    assert missing == []
    if int(name[1:]) <= 23:
        assert any(f"::test_t{int(name[1:]):02}_" in each for each in row.tests)


def test_every_test_of_a_threat_stands_in_its_row() -> None:
    """So that the register tells of all there is."""
    listed = {each for row in REGISTER.values() for each in row.tests}
    written = {
        f"threats/{file.name}::{name}"
        for file in sorted((TESTS / "threats").glob("test_*.py"))
        for name in names_in(f"threats/{file.name}")
        if name.startswith("test_t") and name[6:8].isdigit()
    }
    assert written - listed == set()
