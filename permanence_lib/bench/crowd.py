"""Many people who each save about once a second, each in a process of their own; and the same with plain files, to compare.

How long a save takes depends on the disk first, and on how busy the computer is. One plain file, written and brought to the disk
by as many processes in turn, at the same pace in the same minute, tells a slow computer from a slow store.
"""

from __future__ import annotations

import math
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from permanence_lib.bench.saver import together, words
from permanence_lib.errors import StoreError
from permanence_lib.store import open_store

#: How long a process of the crowd may take to begin and to finish, in seconds, besides the time it works.
_PATIENCE = 120.0
#: What a save of an ordinary answer writes: a page of the log and its head.
_BYTES = os.urandom(4120)
Told = tuple[list[float], list[str]]


@dataclass
class Crowd:
    """How long each save took, in seconds; what was refused; and over how many seconds all of it went."""

    people: int
    took: list[float] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    lasted: float = 0.0

    @property
    def pace(self) -> float:
        """Saves a second, of all together."""
        return len(self.took) / self.lasted if self.lasted else 0.0

    @property
    def median(self) -> float:
        """Half of them were quicker, in seconds."""
        return statistics.median(self.took)

    @property
    def p95(self) -> float:
        """Nineteen of twenty were quicker, in seconds."""
        return sorted(self.took)[math.ceil(len(self.took) * 0.95) - 1]

    @property
    def longest(self) -> float:
        """The longest of all, in seconds."""
        return max(self.took)


def who(number: int, name: str = "trial") -> str:
    """The participant that the crowd's member of this number is."""
    return f"{name}-{number}"


def of_savers(urls: Sequence[str], times: int, *, every: float = 1.0, name: str = "trial") -> Crowd:
    """As many people as addresses of the store, each saving `times` times, once in `every` seconds at chance moments."""
    return _run(_save, [(url, who(number, name)) for number, url in enumerate(urls)], times, every)


def of_plain_writers(file: Path, people: int, times: int, *, every: float = 1.0) -> Crowd:
    """The same with one plain file: so much is written and brought to the disk, one after another."""
    return _run(_write, [(str(file), who(number)) for number in range(people)], times, every)


def _run(job: Any, given: Sequence[tuple[str, str]], times: int, every: float) -> Crowd:
    """Start all, let them go at one moment, and collect what each tells."""
    started, lines, running = together(), [], []
    for number, (where, name) in enumerate(given):
        line, other_end = started.Pipe()
        running.append(started.Process(target=job, args=(where, name, number, times, every, other_end), daemon=True))
        running[-1].start()
        lines.append(line)
    for line in lines:
        _heard(line)
    began = time.perf_counter()
    for line in lines:
        line.send("go")
    crowd = Crowd(len(given))
    for line, process in zip(lines, running, strict=True):
        took, refusals = _heard(line, times * every)
        crowd.took += took
        crowd.refusals += refusals
        process.join(_PATIENCE)
    crowd.lasted = time.perf_counter() - began
    return crowd


def _heard(line: Connection, more: float = 0.0) -> Any:
    if not line.poll(_PATIENCE + more):
        raise TimeoutError("One of the crowd has hung.")
    return line.recv()


def _save(url: str, name: str, number: int, times: int, every: float, line: Connection) -> None:
    """Save an exercise of one's own, revision by revision."""
    store = open_store(url)
    store.latest(name, "w01a1")  # as a page does when it is opened

    def once(turn: int) -> None:
        store.save(
            name, "w01a1", words(turn + 1), base=turn, request_id=uuid.uuid4().hex, definition_hash="trial"
        )  # fmt: skip

    _at_chance_moments(once, number, times, every, line)
    store.close()


def _write(file: str, name: str, number: int, times: int, every: float, line: Connection) -> None:
    """Add to a file in one's turn, and wait until the disk has it."""
    opened = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)

    def once(turn: int) -> None:
        with _alone(opened):
            os.write(opened, _BYTES)
            os.fsync(opened)

    _at_chance_moments(once, number, times, every, line)
    os.close(opened)


@contextmanager
def _alone(opened: int) -> Iterator[None]:
    """Nobody else writes to the file meanwhile, where the system knows such locks."""
    if sys.platform == "win32":
        yield
    else:
        import fcntl

        fcntl.flock(opened, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(opened, fcntl.LOCK_UN)


def _at_chance_moments(once: Callable[[int], None], seed: int, times: int, every: float, line: Connection) -> None:
    """Do something `times` times, each at a chance moment of its own stretch of time; tell how long each took."""
    chance, took, refusals = random.Random(seed), [], []
    line.send("ready")
    line.recv()
    began = time.perf_counter()
    for turn in range(times):
        moment = began + every * (turn + chance.random())
        time.sleep(max(0.0, moment - time.perf_counter()))
        before = time.perf_counter()
        try:
            once(turn)
            took.append(time.perf_counter() - before)
        except StoreError as refusal:
            refusals.append(str(refusal))
    line.send((took, refusals))
