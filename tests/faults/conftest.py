"""What the trials stand on: the programs of the store's tests, a file of one's own, and a server that may be ill-treated."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Cluster, cluster

for _folder in ("store", "browser"):  # `programs`, `served`
    sys.path.insert(0, str(Path(__file__).parent.parent / _folder))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place for a file that is not there yet."""
    return tmp_path / "my answers" / "answers.sqlite"


@pytest.fixture(scope="session")
def ill_treated() -> Iterator[Cluster]:
    """A PostgreSQL that is stopped, killed and frozen, and so waits for the disk as one in earnest does."""
    with cluster() as running:
        yield running
