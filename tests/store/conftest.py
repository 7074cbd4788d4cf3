"""A store of its own for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from permanence_lib.store import Store, open_store

sys.path.insert(0, str(Path(__file__).parent))  # `programs` must be importable in the programs it starts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a file that is not there yet; its folder has a space and a per cent sign, as folders do."""
    return tmp_path / "my answers 100%" / "answers.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A store in a new file."""
    opened = open_store(str(path))
    yield opened
    opened.close()
