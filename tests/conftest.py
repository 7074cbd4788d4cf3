"""What every test stands on: the shipped content, and a workbook that keeps nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import turns
from postgres import Cluster, Postgres, cluster

from permanence_lib import collector
from permanence_lib.content.library import Content

collector.rarely()
#: No test may touch the answers of whoever runs it.
os.environ["PERMANENCE_STORE"] = "sqlite://"

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long is begun first."""
    items.sort(key=turns.turn(items))


def pytest_collection_finish() -> None:
    """Thousands of tests are found before the first is run."""
    collector.settle()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> turns.Turns | None:
    """Where files are shared out."""
    return turns.Turns(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session")
def content() -> Content:
    """The content as shipped."""
    return Content.load(ROOT)


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """One PostgreSQL for all tests of this process; nothing in it outlives them, so it need not wait for the disk."""
    with cluster(fsync=False) as running:
        yield running


@pytest.fixture
def postgres(postgres_cluster: Cluster) -> Postgres:
    """A database made ready for work, for this test alone."""
    return Postgres(postgres_cluster, postgres_cluster.fresh())
