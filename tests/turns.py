"""In which order tests are run, and which of them by the same process, when several processes share them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

#: Folders whose files take longest: begun first, so that nobody works alone at the end. After them what is marked slow.
LONGEST = ("hub", "journeys", "browser")
_HUB = "tests/hub/"


class Turns(LoadFileScheduling):
    """A file is run by one process, in the order of the collection; and all that ask the one Hub are."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        config.option.loadscopereorder = False  # else a file of one test that takes a minute would be last
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        """What stays together."""
        scope = super()._split_scope(nodeid)
        return _HUB if scope.startswith(f"{_HUB}test_hub_") else scope


def turn(items: list[pytest.Item]) -> Callable[[pytest.Item], int]:
    """When the file of a test has its turn; within a file nothing changes."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def when(item: pytest.Item) -> int:
        folder = item.path.parent.name
        return LONGEST.index(folder) if folder in LONGEST else len(LONGEST) + (item.path not in slow)

    return when
