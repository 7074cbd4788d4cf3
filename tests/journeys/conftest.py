"""The way a journey is walked: on SQLite, on PostgreSQL, behind the Hub."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "hub"))

import pytest
import ways
from hubs import ROOMS, RunningHub, hub
from one_browser import one_browser
from playwright.sync_api import Browser
from postgres import Cluster


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser."""
    for item in items:
        if item.path.name == "test_journeys.py" and item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    with one_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def authority(postgres_cluster: Cluster) -> Iterator[RunningHub]:
    """One Hub for all that is walked and measured here, with its PostgreSQL."""
    rooms = [room for room in ROOMS if room["name"] == ways.ROOM]
    with hub(postgres_cluster.fresh(), groups=ways.GROUPS, rooms=rooms) as running:
        yield running


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "hub"])
def way(
    request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ways.Way]:
    """One of the ways, started for all journeys of a file."""
    folder = tmp_path_factory.mktemp("way")
    with ExitStack() as stack:
        if request.param == "sqlite":
            made: ways.Way = ways.Laptop(folder, chromium)
        elif request.param == "hub":
            made = ways.Authority(folder, chromium, request.getfixturevalue("authority"))
        else:
            cluster: Cluster = request.getfixturevalue("postgres_cluster")
            made = ways.Database(folder, chromium, cluster.fresh())
        stack.callback(made.stop)
        yield made
