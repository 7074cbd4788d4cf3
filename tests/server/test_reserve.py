"""Kernels in reserve: handed out at once, each to one person, filled again without holding anybody up."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from permanence_lib.server.kernels import OwnPython, StudyKernels
from permanence_lib.server.packed import packed

pytestmark = pytest.mark.slow
_WHO = "import os; print(os.environ.get('HTTP_X_WORKBOOK_USER', 'nobody'))"
ANN, BEN = ("p_ann", "participant"), ("p_ben", "participant")
#: The server makes every such word itself; were one ever somebody else's, it would still be a word.
ODD = ("x'); import os; os._exit(1) #", "participant")


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the kernels' sockets lie: their paths may not be long."""
    with tempfile.TemporaryDirectory(prefix="ap-", dir="/tmp") as made:
        yield Path(made)


def in_kernels(work: Callable[[StudyKernels], Awaitable[Any]], folder: Path, **how: Any) -> Any:
    """Do something with kernels, in a thread and an event loop of its own."""

    async def run() -> Any:
        kernels = StudyKernels(kernel_spec_manager=OwnPython(), connection_dir=str(folder), root_dir=str(folder), **how)
        kernels.prepare()
        try:
            return await asyncio.wait_for(work(kernels), 60)
        finally:
            await kernels.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


async def whom(kernels: StudyKernels, kernel_id: str) -> Any:
    """Whom a kernel says it serves."""
    said: list[str] = []
    line = kernels.get_kernel(kernel_id).line()
    await line.wait_for_ready(timeout=30)
    await line.execute_interactive(_WHO, output_hook=lambda m: said.append(m["content"].get("text", "")), timeout=30)
    line.stop_channels()
    text = "".join(said).strip()
    return text if text == "nobody" else json.loads(text)


async def until_full(kernels: StudyKernels) -> None:
    """Wait until the reserve is there."""
    while len(kernels.spares) < kernels.reserve:
        await asyncio.sleep(0.02)


def test_a_kernel_knows_whom_it_serves_from_the_reserve_and_without_one(folder: Path) -> None:
    """Before the page's first cell, however it came about; and so does the server."""

    async def two(kernels: StudyKernels) -> Any:
        await until_full(kernels)
        ready = list(kernels.spares)
        assert [kernels.owner_of(each) for each in ready] == [None]
        one, other = await kernels.take(ODD), await kernels.take(BEN)
        assert one in ready
        assert other not in ready
        assert (kernels.owner_of(one), kernels.owner_of(other)) == (ODD[0], "p_ben")
        return await whom(kernels, one), await whom(kernels, other)

    assert in_kernels(two, folder) == (
        {"pid": ODD[0], "role": "participant"},
        {"pid": "p_ben", "role": "participant"},
    )


def test_a_person_has_three_pages_and_the_one_missed_least_gives_way(folder: Path) -> None:
    """Somebody else's are left alone, and what has ended belongs to nobody."""

    async def five(kernels: StudyKernels) -> Any:
        other = await kernels.take(BEN)
        theirs = [await kernels.take(ANN) for _ in range(5)]
        return [each in kernels for each in theirs], other in kernels, kernels.owner_of(theirs[0])

    there, other, first = in_kernels(five, folder, each=3)
    assert there == [False, False, True, True, True]
    assert other
    assert first is None


def test_nobody_waits_for_the_reserve(folder: Path) -> None:
    """It is filled an hour after the last one came: ten who come meanwhile get kernels of their own, and soon."""

    async def ten(kernels: StudyKernels) -> Any:
        await until_full(kernels)
        kernels.quiet = 3600.0
        begun = time.monotonic()
        taken = await asyncio.gather(*(kernels.take((f"p_{n}", "participant")) for n in range(10)))
        kernels.refill()
        more = await kernels.take(ANN)
        known = await asyncio.gather(*(whom(kernels, each) for each in (*taken, more)))
        return {each["pid"] for each in known}, time.monotonic() - begun, len(kernels.spares)

    people, seconds, left = in_kernels(ten, folder, reserve=2, most=30)
    assert people == {*(f"p_{n}" for n in range(10)), "p_ann"}
    assert seconds < 40
    assert left == 0


def test_the_reserve_fills_by_itself(folder: Path) -> None:
    """Up to what it should be, one at a time, again and again; the dead in it are passed over."""

    async def drain(kernels: StudyKernels) -> Any:
        await until_full(kernels)
        for each in kernels.spares:
            await kernels.get_kernel(each).shutdown_kernel(now=True)
        taken = await kernels.take(ANN)
        answered = (await whom(kernels, taken))["pid"]
        kernels.refill()
        await until_full(kernels)
        return answered, len(kernels.spares), taken in kernels.spares

    assert in_kernels(drain, folder, reserve=3) == ("p_ann", 3, False)


def test_scripts_are_packed_once(tmp_path: Path) -> None:
    """Text is kept compressed, small things and folders are left; a file that comes later is not served."""
    (tmp_path / "a.js").write_text("say('words');\n" * 500)
    (tmp_path / "b.css").write_text("p {}")
    (tmp_path / "inside").mkdir()
    (tmp_path / "linked.js").symlink_to("/etc/hostname")
    files = packed(tmp_path)
    assert set(files) == {"a.js", "b.css"}
    assert files["a.js"].small
    assert len(files["a.js"].small) < len(files["a.js"].plain) / 10
    assert files["b.css"].small is None
    (tmp_path / "late.js").write_text("alert(1)")
    assert "late.js" not in packed(tmp_path)


def test_one_that_dies_in_reserve_is_not_given_to_a_page(folder: Path) -> None:
    """Jupyter starts another in its place, under its name and with nothing ready: that one ends, and the reserve is filled."""

    async def die(kernels: StudyKernels) -> tuple[bool, bool, Any]:
        await until_full(kernels)
        (spare,) = kernels.spares
        await asyncio.sleep(1)  # warm
        await kernels.get_kernel(spare).signal_kernel(9)
        while spare in kernels:
            await asyncio.sleep(0.05)
        await until_full(kernels)
        taken = await kernels.take(BEN)
        return spare in kernels, taken == spare, await whom(kernels, taken)

    assert in_kernels(die, folder) == (False, False, {"pid": "p_ben", "role": "participant"})


@pytest.mark.parametrize("reserve", [1, 0])
def test_one_that_dies_with_its_page_ends_though_somebody_is_connected(folder: Path, reserve: int) -> None:
    """jupyter_client starts it again, and the new one has never heard of the page: a page that was not told finds it gone."""

    async def killed(kernels: StudyKernels) -> Any:
        await until_full(kernels)
        taken = await kernels.take(ANN)
        await whom(kernels, taken)
        kernels.notify_connect(taken)
        await kernels.get_kernel(taken).signal_kernel(9)
        while taken in kernels:
            await asyncio.sleep(0.1)
        return (await whom(kernels, await kernels.take(ANN)))["pid"]

    assert in_kernels(killed, folder, reserve=reserve) == "p_ann"
