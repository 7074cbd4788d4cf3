"""The kernel of a week's page, begun when the page is sent: given out once, told whole, and never left over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.httputil import HTTPHeaders

from permanence_lib.server import coming
from permanence_lib.server.coming import Begun, Coming, will_ask

CELLS = [{"cell": "w02a1", "model": "w02a1"}, {"cell": "w02a2", "model": "w02a2"}]


class Kernels:
    """Those of a server, as far as a page's kernel asks for them."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.finished: list[str] = []
        self.refills = 0

    async def take(self, owner: Any, line: bool) -> str:
        """One, with the line to it."""
        assert line
        self.taken.append(owner)
        return f"kernel {len(self.taken)}"

    def get_kernel(self, kernel_id: str) -> str:
        """Itself."""
        return kernel_id

    async def finish(self, kernel_id: str) -> None:
        """End one."""
        self.finished.append(kernel_id)

    def refill(self) -> None:
        """Asked for when a kernel has been used up."""
        self.refills += 1


@pytest.fixture
def kernels(monkeypatch: pytest.MonkeyPatch) -> Kernels:
    """Whose cells are run one after the other."""

    async def cells(_kernel: Any, _notebook: Any) -> AsyncIterator[dict[str, str]]:
        for each in CELLS:
            await asyncio.sleep(0.01)
            yield each

    monkeypatch.setattr(coming.running, "cells", cells)
    return Kernels()


def in_a_loop(work: Callable[[], Awaitable[Any]]) -> Any:
    """Of its own, in a thread: a browser's tests leave a running loop in theirs."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work()).result()  # type: ignore[arg-type]


def test_it_is_told_whole_though_nobody_listened_at_first(kernels: Kernels) -> None:
    """The kernel, each cell, and that it is done; then the reserve is seen to."""

    async def late() -> list[Any]:
        one = Coming(kernels, ("p_ann", "participant"), None)  # type: ignore[arg-type]
        await asyncio.sleep(0.1)
        return [line async for line in one.lines()]

    assert in_a_loop(late) == [{"kernelId": "kernel 1"}, *CELLS, {"done": True}]
    assert (kernels.taken, kernels.finished, kernels.refills) == ([("p_ann", "participant")], [], 1)


@pytest.mark.parametrize("after", [0.0, 0.015, 0.1], ids=["at once", "in the middle", "when it is done"])
def test_one_that_is_given_up_ends(after: float, kernels: Kernels) -> None:
    """Whenever that is, and once."""

    async def leave() -> None:
        one = Coming(kernels, None, None)  # type: ignore[arg-type]
        await asyncio.sleep(after)
        await one.give_up()
        await asyncio.sleep(0.1)

    in_a_loop(leave)
    assert set(kernels.finished) == {"kernel 1"}
    assert kernels.refills == 1


def test_what_goes_wrong_is_told_to_whoever_listens(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not to the log of the loop."""

    async def none(_owner: Any, line: bool) -> str:
        raise OSError("No memory is left.")

    monkeypatch.setattr(kernels, "take", none)

    async def listen() -> None:
        async for _ in Coming(kernels, None, None).lines():  # type: ignore[arg-type]
            raise AssertionError

    with pytest.raises(OSError, match="No memory"):
        in_a_loop(listen)


def test_it_is_given_out_once_and_to_its_own_week(kernels: Kernels) -> None:
    """Two windows of one week get one each, the older first."""

    async def ask() -> None:
        begun = Begun()
        first, second = (Coming(kernels, None, None) for _ in range(2))  # type: ignore[arg-type]
        begun.add("w02", first)
        begun.add("w02", second)
        assert begun.take("w03") is None
        assert [begun.take("w02") for _ in range(3)] == [first, second, None]

    in_a_loop(ask)


def test_what_nobody_asks_for_ends_by_itself(kernels: Kernels, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what was asked for in time does not."""
    monkeypatch.setattr(coming, "PATIENCE", 0.1)

    async def forget() -> None:
        begun = Begun()
        for _ in range(2):
            begun.add("w02", Coming(kernels, None, None))  # type: ignore[arg-type]
        assert begun.take("w02")
        await asyncio.sleep(0.3)

    in_a_loop(forget)
    assert kernels.finished == ["kernel 2"]


@pytest.mark.parametrize(
    ("method", "headers", "will"),
    [
        ("GET", {"Sec-Fetch-Dest": "document"}, True),
        ("HEAD", {"Sec-Fetch-Dest": "document"}, False),
        ("GET", {}, False),
        ("GET", {"Sec-Fetch-Dest": "empty"}, False),
        ("GET", {"Sec-Fetch-Dest": "document", "Sec-Purpose": "prefetch"}, False),
    ],
    ids=["a browser", "a look", "a program", "a script", "a guess"],
)
def test_only_a_browser_that_shows_the_page_will_ask(method: str, headers: dict[str, str], will: bool) -> None:
    """Nothing else has a use for a kernel."""
    request = SimpleNamespace(method=method, headers=HTTPHeaders(headers))
    assert will_ask(request) is will  # type: ignore[arg-type]
