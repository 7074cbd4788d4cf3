"""Kernels that are split off from a process that is ready."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from permanence_lib.server.kernels import OwnPython, StudyKernels
from permanence_lib.server.seedbed import is_possible

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_possible(), reason="kernels are split off on Linux with process handles only"),
]

_TELL = """
import json, os, random, sys
print(json.dumps([random.random(), sorted(os.environ), os.getppid(), os.getsid(0) == os.getpid(),
                  "permanence_lib.screen.widget" in sys.modules]))
"""
#: What may never be the same in two kernels: process, session, name, and the file its lines stand in.
_NAMES = """
import json, os
k = get_ipython().kernel
print(json.dumps([os.getpid(), k.session.session, k.ident, k.parent.connection_file, k.shell.displayhook.topic.decode()]))
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the kernels' sockets lie: their paths may not be long."""
    with tempfile.TemporaryDirectory(prefix="ap-", dir="/tmp") as made:
        yield Path(made)


def in_kernels(work: Callable[[StudyKernels], Awaitable[Any]], folder: Path) -> Any:
    """Do something with kernels, in a thread and an event loop of its own."""

    async def run() -> Any:
        kernels = StudyKernels(kernel_spec_manager=OwnPython(), connection_dir=str(folder), root_dir=str(folder))
        kernels.prepare()
        try:
            return await asyncio.wait_for(work(kernels), 60)
        finally:
            await kernels.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


async def told(kernels: StudyKernels, kernel_id: str, code: str = _TELL) -> list[Any]:
    """What a kernel says of itself."""
    said: list[str] = []
    client = kernels.get_kernel(kernel_id).client()
    client.start_channels()
    await client.wait_for_ready(timeout=30)
    await client.execute_interactive(code, output_hook=lambda m: said.append(m["content"].get("text", "")), timeout=30)
    client.stop_channels()
    return list(json.loads("".join(said)))


def test_a_kernel_split_off_is_a_process_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ready, with its own numbers, its own session, and none of the server's secrets."""
    monkeypatch.setenv("DB_PASSWORD", "secret")
    random.seed(1)

    async def two(kernels: StudyKernels) -> Any:
        assert kernels.seedbed is not None
        return (
            await told(kernels, await kernels.take()),
            await told(kernels, await kernels.take()),
            kernels.seedbed.process.pid,
        )

    one, other, parent = in_kernels(two, folder)
    assert one[0] != other[0]
    assert one[2:] == other[2:] == [parent, True, True]
    assert "PATH" in one[1]
    assert "DB_PASSWORD" not in one[1]


def test_what_is_split_off_carries_no_thread_and_no_name_along(folder: Path) -> None:
    """The parent has one thread, and open only its own end of the line; two kernels have names and ways out of their own, and
    no thread more than the lines they serve."""

    async def two(kernels: StudyKernels) -> Any:
        assert kernels.seedbed is not None
        ids = [await kernels.take(), await kernels.take()]
        names = [await told(kernels, each, _NAMES) for each in ids]
        threads = [psutil.Process(kernels.get_kernel(each).provisioner.pid).num_threads() for each in ids]
        seedling = psutil.Process(kernels.seedbed.process.pid)
        held = [os.readlink(each) for each in Path(f"/proc/{seedling.pid}/fd").iterdir() if int(each.name) > 2]
        return names, threads, seedling.num_threads(), held

    (one, other), threads, alone, held = in_kernels(two, folder)
    assert not set(one) & set(other)
    assert max(threads) <= 6
    assert alone == 1
    assert [each.partition(":")[0] for each in held] == ["socket"]


def test_kernels_end_with_what_they_were_split_off_from(folder: Path) -> None:
    """At once, whatever they do: nobody could tell them anything any more."""

    async def orphaned(kernels: StudyKernels) -> bool:
        kernel = kernels.get_kernel(await kernels.take())
        process = psutil.Process(kernel.provisioner.pid)
        assert kernels.seedbed is not None
        kernels.seedbed.process.kill()
        kernels.seedbed.process.wait()
        await asyncio.to_thread(process.wait, 10)
        return process.is_running()

    assert not in_kernels(orphaned, folder)


def test_when_nothing_can_be_split_off_a_kernel_is_started(folder: Path) -> None:
    """The seedling is killed: the next kernel is an ordinary child, and works."""

    async def without(kernels: StudyKernels) -> Any:
        assert kernels.seedbed is not None
        kernels.seedbed.process.kill()
        kernels.seedbed.process.wait()
        return await told(kernels, await kernels.take())

    assert in_kernels(without, folder)[2] == os.getpid()


def test_an_ended_kernel_is_known_to_have_ended(folder: Path) -> None:
    """Killed from outside, it no longer counts as alive, and closing leaves no process behind."""

    async def ended(kernels: StudyKernels) -> Any:
        kernel_id = await kernels.take()
        assert kernels.seedbed is not None
        process = psutil.Process(kernels.get_kernel(kernel_id).provisioner.pid)
        assert await kernels.get_kernel(kernel_id).is_alive()
        process.kill()
        await asyncio.to_thread(process.wait, 10)
        return await kernels.get_kernel(kernel_id).is_alive(), kernels.seedbed.process.pid

    alive, seedling = in_kernels(ended, folder)
    assert not alive
    assert not psutil.pid_exists(seedling)


def test_splitting_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PERMANENCE_FORK=0, for whoever finds that it does not agree with their system."""
    monkeypatch.setenv("PERMANENCE_FORK", "0")

    async def parent(kernels: StudyKernels) -> Any:
        return await told(kernels, await kernels.take())

    assert in_kernels(parent, folder)[2] == os.getpid()
    assert sys.platform == "linux"
