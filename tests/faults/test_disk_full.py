"""No room left: it is said in words, what was kept is read, and with room again the same save goes through, once."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import programs
import pytest
import small_disk
from programs import add
from soundness import assert_sound

from permanence_lib.bench.kills import faults
from permanence_lib.bench.saver import Saver
from permanence_lib.errors import StoreError, StoreReadOnly
from permanence_lib.store import open_store

TOLD = re.compile(r"The disk that holds .* is full.*What was saved before is safe.*Make some room", re.S)
LONG = {"text": "x" * 30_000}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """One megabyte."""
    with small_disk.mounted(tmp_path / "disk") as place:
        yield place


def test_a_full_disk_under_an_open_store(disk: Path) -> None:
    """Short and long answers are refused in words, reading goes on, and then the very same request is kept once."""
    path = disk / "answers.sqlite"
    store = open_store(str(path))
    before = add(store)
    filler = small_disk.fill(disk)
    for value in ({"text": "short"}, LONG):
        with pytest.raises(StoreError, match=TOLD):
            add(store, value, 1, request_id="the same")
        assert store.history("ana", "w02a2") == [before]
    filler.unlink()
    kept = add(store, LONG, 1, request_id="the same")
    assert add(store, LONG, 1, request_id="the same") == kept
    assert store.history("ana", "w02a2") == [before, kept]
    store.close()
    assert_sound(path)


def test_the_workbook_opens_on_a_full_disk(disk: Path) -> None:
    """There is not even room for the log: the answers are shown, saving says why not, and after making room all is well."""
    path = disk / "answers.sqlite"
    store = open_store(str(path))
    before = add(store)
    store.close()
    filler = small_disk.fill(disk)
    store = open_store(str(path))
    assert store.latest("ana", "w02a2") == before
    with pytest.raises(StoreReadOnly, match=r"can be read but not added to: the disk .* is full.*make some room"):
        add(store, base=1)
    store.close()
    filler.unlink()
    store = open_store(str(path))
    assert add(store, base=1).revision == 2
    store.close()
    assert_sound(path)


def test_a_first_opening_on_a_full_disk_spoils_nothing(disk: Path) -> None:
    """There was no file yet: it says that the disk is full, and later begins as if nothing had been."""
    filler = small_disk.fill(disk)
    with pytest.raises(StoreError, match="full"):
        open_store(str(disk / "answers.sqlite"))
    filler.unlink()
    store = open_store(str(disk / "answers.sqlite"))
    assert add(store).revision == 1
    store.close()


def test_savers_who_fill_the_disk_and_are_killed_lose_nothing(disk: Path) -> None:
    """Two save until nothing fits any more, go on asking, and are killed: all that was acknowledged is there."""
    path = disk / "answers.sqlite"
    open_store(str(path)).close()
    savers = [Saver(str(path), "ana", exercise) for exercise in ("w01a1", "w01a2")]
    for saver in savers:
        while not saver.told.refusals:
            assert saver.hear()
    for saver in savers:
        saver.kill()
        assert all(TOLD.search(refusal) for refusal in saver.told.refusals)
    assert sum(len(saver.told.kept) for saver in savers) > 2  # the quicker may have filled it before the other began
    store = open_store(str(path))
    for saver in savers:
        assert list(faults(store.history("ana", saver.exercise), saver.told.kept)) == []
    store.close()
    assert_sound(path)


def with_a_quota(path: str, out: Connection) -> None:
    """Save, with no file of this program's allowed to grow: as where a person's share of a disk is used up."""
    import resource

    store = open_store(path)
    add(store)
    none_may_grow = os.path.getsize(path + "-wal")
    told: list[Any] = []
    resource.setrlimit(resource.RLIMIT_FSIZE, (none_may_grow, resource.RLIM_INFINITY))
    for value in ({"text": "short"}, LONG):
        try:
            told.append(add(store, value, 1, request_id="the same").revision)
        except StoreError as refusal:
            told.append(str(refusal))
    told.append(len(store.history("ana", "w02a2")))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told.append(add(store, LONG, 1, request_id="the same").revision)
    out.send(told)
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_quota_that_is_used_up(path: Path) -> None:
    """Whoever may not mount a disk can be stopped all the same: the same words, and the same request kept once."""
    started = programs.context()
    line, other_end = started.Pipe()
    program = started.Process(target=with_a_quota, args=(str(path), other_end), daemon=True)
    program.start()
    assert line.poll(60)
    *refusals, held, then = line.recv()
    program.join(30)
    assert len(refusals) == 2 and all(TOLD.search(str(refusal)) for refusal in refusals)
    assert (held, then) == (1, 2)
    assert_sound(path)
