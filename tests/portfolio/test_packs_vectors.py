"""What binds a pack and its return is reckoned in the browser and in Python: the same vectors run through both."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from permanence_lib.portfolio.packs import sealing

ROOT = Path(__file__).resolve().parent.parent.parent
VECTORS = sorted((ROOT / "tests" / "vectors" / "packs").glob("*.json"))
_RUN = """
import {readFileSync} from "node:fs";
const {module, files} = JSON.parse(readFileSync(0, "utf8"));
const found = await import(module);
console.log(JSON.stringify(files.map(({js, cases}) => cases.map(({args}) => found[js](...args)))));
"""


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def test_there_are_vectors_for_all_that_is_reckoned_twice() -> None:
    """A file for each function that the page in the pack shares with the workbook."""
    assert {_read(path)["js"] for path in VECTORS} == {"canonical", "sha256", "hmac", "digest", "seal", "plain"}


@pytest.mark.parametrize("path", [path for path in VECTORS if "python" in _read(path)], ids=lambda path: path.stem)
def test_python_gives_what_the_vector_of_packs_says(path: Path) -> None:
    """Each case through sealing.py."""
    wanted = _read(path)
    compute = getattr(sealing, wanted["python"])
    assert [compute(*case["args"]) for case in wanted["cases"]] == [case["expect"] for case in wanted["cases"]]


def test_the_browser_gives_what_the_vectors_of_packs_say() -> None:
    """Each case through sealing.js, run by Node.js."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    module = (ROOT / "permanence_lib" / "screen" / "sealing.js").as_uri()
    given = json.dumps({"module": module, "files": [_read(path) for path in VECTORS]})
    found = subprocess.run([node, "--input-type=module", "-e", _RUN], input=given, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout) == [[case["expect"] for case in _read(path)["cases"]] for path in VECTORS]


def test_a_fraction_has_no_one_way_of_being_written() -> None:
    """1.0 and 1 would be the same number and two texts."""
    with pytest.raises(TypeError):
        sealing.canonical({"share": 0.5})


def test_the_words_of_a_page_are_what_a_reader_sees() -> None:
    """Tags, line ends and entities make no difference; a word does."""
    assert sealing.words("<p>One &amp;\n <b>two</b><br>three</p>\n") == "One & twothree"
    assert sealing.shown("<p>a  b</p>") == sealing.shown("<div>a\nb</div>") != sealing.shown("<p>a c</p>")
