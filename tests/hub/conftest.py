"""One real Hub for all tests of this folder: with its proxy, PostgreSQL, people and rooms."""

from __future__ import annotations

from collections.abc import Iterator

import hubs
import pytest
from postgres import Cluster


@pytest.fixture(scope="session")
def hub(postgres_cluster: Cluster) -> Iterator[hubs.RunningHub]:
    """Ann and bob take part, fay leads, gus has JupyterLab, olu runs it."""
    with hubs.hub(postgres_cluster.fresh()) as running:
        yield running
