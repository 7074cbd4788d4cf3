"""Stores with the work of several people in them, and backups of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from keeping import fill

from permanence_lib.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the store."""
    return tmp_path / "here" / "answers.sqlite"


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A filled store, which PERMANENCE_STORE names."""
    monkeypatch.setenv("PERMANENCE_STORE", str(path))
    opened = open_store(str(path))
    fill(opened)
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where backups lie in this test."""
    monkeypatch.setenv("PERMANENCE_BACKUPS", str(tmp_path / "backups"))
    return tmp_path / "backups"
