"""Many people who each save about once a second, each in a process of their own; and the same with less, to compare.

How long a save takes depends on the disk first, and on how busy the computer is. A row put into plain SQLite by the same
processes, at the same pace and each in its turn, waits as long for the disk, for the others and for a processor: what a save takes
above that is the store's own.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from permanence_lib.bench.bare import Inserts
from permanence_lib.bench.saver import together, words
from permanence_lib.errors import StoreError
from permanence_lib.store import open_store
from permanence_lib.store.rehearsing import rehearse
from permanence_lib.store.turn import turn

#: How long a process of the crowd may take to begin and to finish, in seconds, besides the time it works.
_PATIENCE = 120.0
_PARTS = ("took", "refusals", "used")
#: Something to be done again and again: it is told how often it was done before.
Once = Callable[[int], None]


@dataclass
class Crowd:
    """How long each save took, and of the processor, in seconds; what was refused; and over how many seconds all of it went."""

    people: int
    took: list[float] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    lasted: float = 0.0
    used: list[float] = field(default_factory=list)

    @property
    def pace(self) -> float:
        """Saves a second, of all together."""
        return len(self.took) / self.lasted if self.lasted else 0.0

    def take(self, once: Once, nth: int) -> None:
        """Do it, and note how long it took or why it was refused."""
        before, used = time.perf_counter(), time.process_time()
        try:
            once(nth)
        except StoreError as refusal:
            self.refusals.append(str(refusal))
        else:
            self.took.append(time.perf_counter() - before)
            self.used.append(time.process_time() - used)

    @classmethod
    def of_all(cls, told: Sequence[Crowd], lasted: float) -> Crowd:
        """Each one's together."""
        took, refusals, used = ([one for each in told for one in getattr(each, part)] for part in _PARTS)
        return cls(len(told), took, refusals, lasted, used)

    @property
    def cpu(self) -> float:
        """Seconds of the processor that one save took, on the whole."""
        return statistics.fmean(self.used)

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
    return _run(_save, [(url, "", who(number, name)) for number, url in enumerate(urls)], times, every)[0]


def of_savers_beside_rows(
    urls: Sequence[str], rows: Path, times: int, *, every: float = 1.0, name: str = "trial"
) -> tuple[Crowd, Crowd]:
    """The same, and in the same processes at the same pace as many rows put into the plain SQLite file `rows`."""
    with Inserts(rows):
        found = _run(
            _save_and_insert, [(url, str(rows), who(number, name)) for number, url in enumerate(urls)], times, every
        )
    return found[0], found[1]


def _run(job: Any, given: Sequence[tuple[str, str, str]], times: int, every: float) -> list[Crowd]:
    """Start all, let them go at one moment, and collect what each tells: one crowd for each thing they did."""
    started, lines, running = together(), [], []
    for number, (url, rows, name) in enumerate(given):
        line, other_end = started.Pipe()
        running.append(
            started.Process(target=job, args=(url, rows, name, number, times, every, other_end), daemon=True)
        )
        running[-1].start()
        lines.append(line)
    for line in lines:
        _heard(line)
    began = time.perf_counter()
    for line in lines:
        line.send("go")
    told: list[list[Crowd]] = [_heard(line, times * every) for line in lines]
    lasted = time.perf_counter() - began
    for line in lines:
        line.send("done")  # none goes before all are done: ending takes a processor that others would wait for
    for process in running:
        process.join(_PATIENCE)
    return [Crowd.of_all(each, lasted) for each in zip(*told, strict=True)]


def _heard(line: Connection, more: float = 0.0) -> Any:
    if not line.poll(_PATIENCE + more):
        raise TimeoutError("One of the crowd has hung.")
    return line.recv()


def _save(url: str, rows: str, name: str, number: int, times: int, every: float, line: Connection) -> None:
    with _saving(url, name) as save:
        _at_chance_moments([save], number, times, every, line)


def _save_and_insert(url: str, rows: str, name: str, number: int, times: int, every: float, line: Connection) -> None:
    with _saving(url, name) as save, _inserting(Path(rows), name) as insert:
        _at_chance_moments([save, insert], number, times, every, line)


@contextmanager
def _saving(url: str, name: str) -> Iterator[Once]:
    """Saves an exercise of one's own, revision by revision; rehearsed, as every kernel that is ready for a page."""
    rehearse()
    with closing(open_store(url)) as store:
        store.latest(name, "w01a1")  # as a page does when it is opened

        def once(base: int) -> None:
            request = uuid.uuid4().hex
            store.save(name, "w01a1", words(base + 1), base=base, request_id=request, definition_hash="trial")

        yield once


@contextmanager
def _inserting(file: Path, name: str) -> Iterator[Once]:
    """Puts the same words into a table, in one's turn, and nothing else."""
    with Inserts(file, name) as inserts:

        def once(base: int) -> None:
            with turn(file):
                inserts.add(base + 1, json.dumps(words(base + 1)))

        yield once


def _at_chance_moments(do: Sequence[Once], seed: int, times: int, every: float, line: Connection) -> None:
    """Do each thing `times` times, each at a chance moment of its own stretch of time; tell how long each took."""
    chance, told = random.Random(seed), [Crowd(1) for _ in do]
    line.send("ready")
    line.recv()
    began, stretch = time.perf_counter(), every / len(do)
    for nth in range(times * len(do)):
        which = (nth + seed) % len(do)  # so that of those who come first as many do the one as the other
        time.sleep(max(0.0, began + stretch * (nth + chance.random()) - time.perf_counter()))
        told[which].take(do[which], nth // len(do))
    line.send(told)
    line.recv()
