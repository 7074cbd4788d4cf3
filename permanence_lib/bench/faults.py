"""The long trial of a store: savers killed at chance moments, then a crowd; nothing that was acknowledged may be missing."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from permanence_lib.bench import crowd, kills
from permanence_lib.bench.crowd import Crowd
from permanence_lib.bench.kills import Killed
from permanence_lib.bench.saver import words
from permanence_lib.errors import StoreError
from permanence_lib.store import Record, open_store

#: How often each of the crowd saves.
TURNS = 5
_WIDTH = 60


@dataclass
class Trial:
    """What came of it; `rows` is None where the answers are in a database on another computer, perhaps."""

    killed: Killed
    crowd: Crowd
    rows: Crowd | None
    missing: int

    @property
    def failures(self) -> list[str]:
        """Whatever may not be."""
        lost = [f"{self.missing} acknowledged saves of the crowd are missing"] if self.missing else []
        return self.killed.wrong + lost + self.crowd.refusals


def trial(times: int, people: int, store: str = "") -> Trial:
    """Kill `times` savers, then let `people` save once a second each, in `store` or in a file made for it.

    In a database the trial's own answers are removed again. Raises StoreError when `store` is a file that is there already.
    """
    with _place(store) as url:
        name = f"trial-{uuid.uuid4().hex[:6]}"
        everybody = [name, *(crowd.who(number, name) for number in range(people))]
        try:
            killed = kills.kill_savers(url, times, who=name)
            saved, rows = _crowd(url, people, name)
            return Trial(killed, saved, rows, len(saved.took) - _kept(url, everybody[1:]))
        finally:
            _erase(url, everybody)


def _crowd(url: str, people: int, name: str) -> tuple[Crowd, Crowd | None]:
    """They save, and where the answers are in a file put as many rows into another one."""
    if "://" in url:
        return crowd.of_savers([url] * people, TURNS, name=name), None
    with tempfile.TemporaryDirectory() as folder:
        return crowd.of_savers_beside_rows([url] * people, Path(folder) / "rows.sqlite", TURNS, name=name)


def told(found: Trial) -> str:
    """One line to a figure."""
    return "\n".join(f"{name:<{_WIDTH}}{value}" for name, value in _lines(found))


def _lines(found: Trial) -> Iterator[tuple[str, str]]:
    killed = found.killed
    yield "Killed while saving, in the middle of a save", f"{killed.times}, {killed.in_mid_save}"
    yield "Acknowledged before they were killed", str(killed.acknowledged)
    yield "Kept though nobody lived to hear it (asked again: kept once)", str(killed.unheard)
    yield "Missing, altered or twice", str(len(killed.wrong))
    yield f"{found.crowd.people} people together", f"{found.crowd.pace:.0f} saves a second"
    yield "One save: median, 95 in 100, longest", _times(found.crowd)
    if found.rows:
        yield "A row of plain SQLite, in the same moments", _times(found.rows)
    yield "Missing", str(found.missing)
    for why in sorted(set(found.failures)):
        yield "Failure", why


def _times(of: Crowd) -> str:
    return f"{of.median * 1000:.0f}, {of.p95 * 1000:.0f}, {of.longest * 1000:.0f} ms" if of.took else "none"


@contextmanager
def _place(store: str) -> Iterator[str]:
    """The address of the store that is tried."""
    if "://" in store:
        yield store
        return
    if store and Path(store).exists():
        raise StoreError(
            f"There is a file '{store}' already, so the trial was not begun and nothing was changed. "
            "Name a file that is not there yet: the trial makes it and leaves it behind."
        )
    with tempfile.TemporaryDirectory() as folder:
        yield store or str(Path(folder) / "answers.sqlite")


def _kept(url: str, names: list[str]) -> int:
    """How many saves of the crowd are there, whole."""
    store = open_store(url)
    try:
        return sum(map(_whole, (one for name in names for one in store.everything(name))))
    finally:
        store.close()


def _whole(record: Record) -> bool:
    return record.value == words(record.revision)


def _erase(url: str, names: list[str]) -> None:
    """Take the trial's answers out of a database that others use."""
    if "://" not in url:
        return
    store = open_store(url)
    try:
        for name in names:
            store.erase(name)
    finally:
        store.close()
