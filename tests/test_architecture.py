"""The rooms of the house, and what may not be carried between them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "permanence_lib"
SOURCES = sorted(LIBRARY.rglob("*.py"))


def test_the_import_contracts_hold() -> None:
    """Imports only go down, kinds are strangers, and only some rooms touch the web."""
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stdout


def test_importing_the_library_brings_in_nothing_heavy() -> None:
    """A notebook starts before pandas, matplotlib or SQLAlchemy would have loaded."""
    heavy = "{'pandas', 'matplotlib', 'sqlalchemy'}"
    code = f"import sys, permanence_lib, permanence_lib.workbook; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("unsafe", [r"\bpickle\b", r"\beval\(", r"(?<!re\.)\bexec\(", r"yaml\.load\(", r"%store"])
def test_nothing_runs_what_a_file_says(unsafe: str) -> None:
    """No pickle, no eval, no unsafe YAML anywhere in the library."""
    found = [
        f"{path.name}: {line}"
        for path in SOURCES
        for line in path.read_text("utf-8").splitlines()
        if re.search(unsafe, line)
    ]
    assert found == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(LIBRARY)))
def test_files_stay_short_enough_to_read(path: Path) -> None:
    """One noun, one file: most under 300 lines, none over 400."""
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_no_law_stands_in_code() -> None:
    """A number from a statute is data: no year of an Act or regulation is named in the library's code."""
    act = re.compile(r"(?:Act|Regulations) (?:19|20)\d\d")
    code = [path for path in SOURCES if "migrations" not in path.parts]
    found = [
        f"{path.relative_to(ROOT)}: {act.search(text)[0]}"
        for path in code
        for text in [_code_only(path)]
        if act.search(text)
    ]  # type: ignore[index]
    assert found == []


def _code_only(path: Path) -> str:
    """A file without its docstrings and comments, where a source may be cited."""
    text = re.sub(r'"""(?:.|\n)*?"""', "", path.read_text("utf-8"))
    return re.sub(r"#.*", "", text)


@pytest.mark.parametrize(
    "path",
    sorted(LIBRARY.rglob("*.js")) + sorted(LIBRARY.rglob("*.css")) + sorted(LIBRARY.rglob("*.j2")),
    ids=lambda path: path.name,
)
def test_the_browser_half_names_no_other_host(path: Path) -> None:
    """No address of another host stands in anything sent to a browser."""
    text = path.read_text("utf-8").replace("http://www.w3.org/", "")
    assert re.findall(r"https?://[a-z]", text) == []


def test_no_two_files_of_tests_share_a_name() -> None:
    """Pytest would read the first and stumble over the second."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert [name for name in names if names.count(name) > 1] == []
