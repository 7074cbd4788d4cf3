"""Clocks that are wrong: a flat battery sets one back, a traveller sets one on. Revisions say the order, never the clock."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import programs
import pytest
from programs import add

from permanence_lib.errors import Conflict
from permanence_lib.store import open_store


def set_clock(wrong: timedelta) -> None:
    """From now on every file of the store in this process reads a clock that is so wrong."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + wrong

    for name, module in list(sys.modules.items()):
        if name.startswith("permanence_lib.store.") and hasattr(module, "datetime"):
            module.datetime = Clock  # type: ignore[attr-defined]


def save_by_a_clock(url: str, hours: float, line: Connection) -> None:
    """Save whenever asked, on a computer whose clock is `hours` wrong; tells the revision and the moment it kept."""
    store = open_store(url)
    set_clock(timedelta(hours=hours))
    while True:
        base, exercise, words = line.recv()
        try:
            saved = add(store, {"text": words}, base, exercise=exercise)
            line.send((saved.revision, saved.saved_at.isoformat()))
        except Conflict as conflict:
            line.send((-conflict.newest.revision, conflict.newest.saved_at.isoformat()))


class Clocked:
    """A program on a computer with a wrong clock."""

    def __init__(self, url: str, hours: float) -> None:
        started = programs.context()
        self._line, other_end = started.Pipe()
        self._process = started.Process(target=save_by_a_clock, args=(url, hours, other_end), daemon=True)
        self._process.start()

    def save(self, base: int, words: str, exercise: str = "w02a2") -> tuple[int, datetime]:
        """The revision (of the newest, negative, where another was first) and its moment."""
        self._line.send((base, exercise, words))
        assert self._line.poll(60)
        number, moment = self._line.recv()
        return number, datetime.fromisoformat(moment)

    def end(self) -> None:
        """Away with it."""
        self._process.kill()
        self._process.join(30)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, path: Path) -> str:
    """An empty store, in a file and in a database."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres").person_url("ana"))
    open_store(str(path)).close()
    return str(path)


@pytest.fixture
def clocks(url: str) -> Any:
    """Two programs at one store, their clocks a day apart, and the store."""
    behind, ahead, store = Clocked(url, -24), Clocked(url, 0), open_store(url)
    yield behind, ahead, store
    behind.end()
    ahead.end()
    store.close()


def test_the_order_is_by_revision_whatever_the_clocks_say(clocks: Any) -> None:
    """Saved in turn from two computers a day apart: the newest answer is the one saved last, and the history is in order."""
    behind, ahead, store = clocks
    moments, marks = [], [store.newest("ana")]
    for base in range(6):
        number, moment = (ahead, behind)[base % 2].save(base, f"words {base + 1}")
        assert number == base + 1
        moments.append(moment)
        marks.append(store.newest("ana"))
        assert store.latest("ana", "w02a2").value == {"text": f"words {base + 1}"}
        assert store.latest_all("ana")["w02a2"].revision == base + 1
    assert moments != sorted(moments), "the clocks agreed: this test proved nothing"
    assert [record.revision for record in store.history("ana", "w02a2")] == [1, 2, 3, 4, 5, 6]
    assert store.of_exercise("w02a2")["ana"].revision == 6
    assert marks == sorted(set(marks)), "whoever asks whether something is new is told, also of a save from the past"


def test_a_clock_decides_no_conflict(clocks: Any) -> None:
    """Who saved first is first: the second is told, though its clock says that it was a day earlier, or later."""
    behind, ahead, _ = clocks
    assert ahead.save(0, "first")[0] == 1
    assert behind.save(0, "second")[0] == -1
    assert behind.save(1, "then")[0] == 2
    assert ahead.save(1, "too late")[0] == -2


def test_a_clock_that_is_set_back_while_one_works_loses_nothing(url: str) -> None:
    """The same person, the same exercise, the clock a year back and a year on: each save stands on the one before."""
    numbers = []
    for base, hours in enumerate((0, -8760, 8760, 0)):
        program = Clocked(url, hours)
        numbers.append(program.save(base, f"{hours}")[0])
        program.end()
    store = open_store(url)
    assert numbers == [1, 2, 3, 4]
    assert [record.value["text"] for record in store.history("ana", "w02a2")] == ["0", "-8760", "8760", "0"]
    store.close()
