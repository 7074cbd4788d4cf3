"""A room's page in its kernel: what is said to the browser, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from permanence_lib.identity import Identity
from permanence_lib.workshop import showing
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.views.board import View

VOTE = "w18s2c"


def test_a_fault_leaves_no_page_behind(
    room: Room, fill: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved while a look failed is told though nothing more is saved."""
    monkeypatch.setattr(showing, "who", lambda store: Identity("facilitator", role="facilitator"))
    monkeypatch.setattr(showing, "EVERY", 0.01)
    room.act("open", {"exercise": VOTE})
    seen, told, faults = View.seen, list[dict[str, Any]](), [ZeroDivisionError()]

    def fails_once(view: View) -> dict[str, Any]:
        if faults and len(view.room.members()) == 3:
            raise faults.pop()
        return seen(view)

    async def look_on() -> None:
        page = showing.Showing(View, room)
        page.widget("board").send = told.append  # type: ignore[method-assign]
        page.hear({"kind": "hello"})
        await asyncio.sleep(0.1)  # it watches from here on
        monkeypatch.setattr(View, "seen", fails_once)
        fill(room, VOTE, 3)
        async with asyncio.timeout(20):
            while not told or told[-1]["seen"]["count"]["answered"] < 3:
                await asyncio.sleep(0.05)

    with ThreadPoolExecutor() as elsewhere:  # a browser's tests in this process have a loop of their own
        elsewhere.submit(asyncio.run, look_on()).result()
    assert faults == []
