"""Many windows, people and threads at once: acknowledged is stored, and nothing else is."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import programs
import pytest

from permanence_lib.errors import Conflict
from permanence_lib.store import Store, open_store

SAVES = 200


def together(job: Any, *given: tuple[Any, ...]) -> list[Any]:
    """Start a program for each set of arguments, let them go at one moment, and collect what each tells."""
    started = programs.context()
    told, lines, running = [], [], []
    for arguments in given:
        line, other_end = started.Pipe()
        running.append(started.Process(target=job, args=(*arguments, other_end), daemon=True))
        running[-1].start()
        lines.append(line)
    for line in lines:
        assert line.poll(60) and line.recv() == "ready"
    for line in lines:
        line.send("go")
    for line, program in zip(lines, running, strict=True):
        assert line.poll(60), "a program never finished"
        told.append(line.recv())
        program.join(30)
    return told


def assert_acknowledged_is_stored(store: Store, acknowledged: list[tuple[int, str]]) -> None:
    """Each acknowledged save is there once, under the revision that was told, and the revisions have no gap."""
    rows = [(one.revision, one.request_id) for one in store.everything("ana")]
    assert rows == sorted(acknowledged)
    assert [revision for revision, _ in rows] == list(range(1, len(rows) + 1))


def test_two_programs_race_on_one_exercise(where: str, store: Store) -> None:
    """Two tabs save the same exercise as fast as they can: one wins each revision, the other is told."""
    told = together(programs.race, (where, "a", SAVES // 2), (where, "b", SAVES // 2))
    acknowledged = [save for saves, _ in told for save in saves]
    assert len(acknowledged) == SAVES
    assert sum(conflicts for _, conflicts in told) > 0, "they never met: this test proved nothing"
    assert_acknowledged_is_stored(store, acknowledged)


@pytest.mark.parametrize("memory", [False, True], ids=["file", "memory"])
def test_four_threads_race_on_one_exercise(path: Path, memory: bool) -> None:
    """Threads of one program share a store, in a file or in memory, and the same rule holds."""
    store = open_store("sqlite://" if memory else str(path))
    acknowledged: list[tuple[int, str]] = []
    start = threading.Barrier(4)

    def save_fifty() -> None:
        base, left = 0, SAVES // 4
        start.wait()
        while left:
            try:
                saved = programs.add(store, {"text": "x"}, base)
                acknowledged.append((saved.revision, saved.request_id))
                base, left = saved.revision, left - 1
            except Conflict as conflict:
                base = conflict.newest.revision

    threads = [threading.Thread(target=save_fifty) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(acknowledged) == SAVES
    assert sorted(acknowledged) == [(one.revision, one.request_id) for one in store.history("ana", "w02a2")]
    assert [revision for revision, _ in sorted(acknowledged)] == list(range(1, SAVES + 1))
    store.close()


def test_reading_goes_on_in_memory_while_another_thread_writes() -> None:
    """A look at the store in memory is never half of another thread's transaction."""
    store = open_store("sqlite://")
    stop = threading.Event()
    seen: list[int] = []

    def look() -> None:
        while not stop.is_set():
            seen.append(len(store.history("ana", "w02a2")))

    thread = threading.Thread(target=look)
    thread.start()
    for base in range(100):
        programs.add(store, base=base)
    stop.set()
    thread.join(30)
    assert seen == sorted(seen) and len(store.history("ana", "w02a2")) == 100


def test_twenty_people_write_at_once(where: str, store: Store) -> None:
    """A cohort of twenty, each in a program of their own: every save is acknowledged and stored, none refused."""
    told = together(programs.write_own, *((where, f"p{n}", 10) for n in range(20)))
    assert told == [10] * 20
    assert [len(store.everything(f"p{n}")) for n in range(20)] == [10] * 20
    if store.path:
        with closing(sqlite3.connect(store.path)) as plain:
            assert plain.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_first_opening_by_several_at_once_makes_one_store(path: Path) -> None:
    """Four windows open before there is a file: one file, one version, one person, no errors."""
    told = together(programs.first_opening, *((str(path),) for _ in range(4)))
    assert len(set(told)) == 1 and len(told[0]) == 36
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("select count(*) from alembic_version").fetchone() == (1,)


def test_a_frozen_program_in_the_queue_does_not_stop_the_others(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The queue is a courtesy: whoever waited long enough saves without a turn, as SQLite's own lock still guards."""
    from permanence_lib.store import turn

    monkeypatch.setattr(turn, "PATIENCE", 0.05)
    with turn.turn(path):  # held by a program that never goes on
        saved = programs.add(store)
    assert store.latest("ana", "w02a2") == saved


def test_the_queue_lets_one_in_at_a_time(path: Path, store: Store) -> None:
    """While a turn is held nobody else gets the lock, in this program or another; once left, the next one does."""
    from permanence_lib.store import turn

    other = os.open(turn.lock_file(path), os.O_RDWR)
    with turn.turn(path), pytest.raises((BlockingIOError, PermissionError)):
        turn._take(other)
    turn._take(other)
    turn._leave(other)
    os.close(other)


def test_a_writer_takes_the_lock_before_it_looks(path: Path, store: Store) -> None:
    """Two writers never both look and then both write: the second cannot even begin, queue or no queue."""
    with store._database.writing(), closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("begin immediate")
        assert other.execute("select count(*) from record").fetchone() == (0,), "readers never wait"
