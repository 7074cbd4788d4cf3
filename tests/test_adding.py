"""Adding to the workbook: an exercise is one file, a kind is one folder, and nothing else is edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from permanence_lib import scaffold
from permanence_lib.build.notebooks import week_notebook
from permanence_lib.check import check
from permanence_lib.content.library import Content
from permanence_lib.exercises import find

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Library, content and the tests of kinds, in a folder of their own."""
    for name in ("permanence_lib", "data", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    for name in ("conftest.py", "turns.py", "ports.py", "postgres.py", "marked.py", "test_every_kind.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def texts(root: Path) -> dict[str, bytes]:
    """Every file of a copy."""
    return {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"}


def test_one_file_makes_an_exercise_more(copy: Path) -> None:
    """It is checked, stands at the end of its week, and asks no other file to change."""
    before = texts(copy)
    content = Content.load(copy)
    (path,) = scaffold.new_exercise("w05a5", "worksheet", content)
    outcome, statement = "outcomes: [M1.LO10]", "statements: [1.4b]"
    path.write_text(path.read_text("utf-8") + f"{outcome}\n{statement}\ncore: false\n" + _example_of(copy), "utf-8")
    assert set(texts(copy)) - set(before) == {"exercises/w05a5.yaml"}
    assert {name: text for name, text in texts(copy).items() if name in before} == before
    content = Content.load(copy)
    assert find("w05a5", content).definition.core is False
    assert check(copy).problems == ()
    sources = [cell.source for cell in week_notebook(copy / "data" / "weeks" / "w05.md", content).cells]
    assert 'week.exercise("w05a5")' in sources


def _example_of(copy: Path) -> str:
    """The kind's own example answer as the exercise's worked example."""
    import yaml

    written = yaml.safe_load((copy / "permanence_lib/kinds/worksheet/example.yaml").read_text("utf-8"))
    if "worked_example" in written["definition"]:
        return ""
    return yaml.safe_dump({"worked_example": written["response"]}, sort_keys=False, allow_unicode=True)


def test_one_folder_makes_a_kind_more(copy: Path) -> None:
    """As it comes from the scaffold it keeps every promise, and no other file has changed."""
    before = texts(copy)
    scaffold.new_kind("reach_map", copy / "permanence_lib" / "kinds")
    made = set(texts(copy)) - set(before)
    assert {str(Path(name).parent) for name in made} == {"permanence_lib/kinds/reach_map"}
    environment = os.environ | {"PYTHONPATH": str(copy), "PERMANENCE_ROOT": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "reach_map", "tests/test_every_kind.py"],
        cwd=copy, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout
    assert " passed" in found.stdout
    assert {name: text for name, text in texts(copy).items() if name in before} == before
