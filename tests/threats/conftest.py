"""What the threats need: the folders where other tests keep their tools, and a room of its own for each file of attacks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.extend(
    str(Path(__file__).resolve().parent.parent / each) for each in ("server", "browser", "portfolio", "laboratory")
)

import served


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """One room for all attacks of a file: it must outlive them."""
    running = served.workshop(tmp_path_factory.mktemp("attacked") / "room")
    yield running
    running.kill()


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that exists only if somebody's code has run."""
    return tmp_path / "owned"
