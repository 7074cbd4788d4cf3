"""Files for one test: a small one to write, or a copy of everything to spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from permanence_lib.content import places
from permanence_lib.content.library import Content

Write = Callable[[str], Path]
Spoil = Callable[[str, str, str], Content]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a text as data/case.yaml and says where it is."""

    def write(text: str) -> Path:
        path = tmp_path / "data" / "case.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def copied(tmp_path: Path) -> Content:
    """A copy of the shipped data to change, without pages and exercises."""
    shutil.copytree(places.root() / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.md", "schemas"))
    (tmp_path / "data" / "weeks").mkdir(exist_ok=True)
    (tmp_path / "exercises").mkdir()
    return Content.load(tmp_path)


@pytest.fixture
def spoil(copied: Content) -> Spoil:
    """Changes one piece of text in the copy; it must be there."""

    def spoil(name: str, old: str, new: str) -> Content:
        path = copied.data / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copied

    return spoil
