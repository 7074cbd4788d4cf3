"""Everybody arrives at once: how long until each can work, how much travels, and what it takes of the computer.

A visit is what a new device does with an empty cache: the join page with its files, the join form, the participant's page with
its files and its websocket, until the page has been told how things stand and something asked of it has been answered. From
asking for the participant's page to that answer is what is called interactive here. In a room of the measurement's own, when
all are in, everybody opens the exercise at the same moment and saves an answer.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import statistics
import time
from collections.abc import Coroutine, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from permanence_lib import exercises
from permanence_lib.bench import processes
from permanence_lib.bench.client import Json, Page, Person
from permanence_lib.bench.own_room import Way
from permanence_lib.content.library import current

Done = TypeVar("Done")
#: A visit that has taken so long counts as hung, in seconds.
HUNG = 60.0
_LOOK = 0.1


@dataclass
class Visit:
    """One arrival. Times in seconds, sizes in bytes; None for what was not reached."""

    joined: float | None = None
    interactive: float | None = None
    opened: float | None = None
    saved: float | None = None
    bytes: int | None = None
    trouble: str = ""


@dataclass(frozen=True)
class Spread:
    """Times of many visits, in seconds."""

    median: float
    p95: float
    longest: float

    @classmethod
    def of(cls, times: Sequence[float]) -> Spread | None:
        """Of at least one time."""
        if not times:
            return None
        ordered = sorted(times)
        return cls(statistics.median(ordered), ordered[math.ceil(len(ordered) * 0.95) - 1], ordered[-1])


@dataclass
class Result:
    """What a measurement found."""

    n: int
    over: float
    load_before: float
    visits: list[Visit] = field(default_factory=list)
    pss_before: float | None = None
    pss_after: float | None = None
    server_seconds: float | None = None
    """Processor time of the server and all its kernels together, from before the first to after the last."""
    front_seconds: float | None = None
    """The share of the one process everybody's requests go through: what limits how many can come at once."""
    pss_front: float | None = None
    """Memory in MB of that one process alone."""
    ended: float | None = None
    """Seconds from when all leave at once until the last of their kernels has ended."""
    browser: float | None = None
    plain: list[float] = field(default_factory=list)
    """The same number of arrivals, at the same pace, at a plain page with a websocket: what none of this can be quicker than."""

    @property
    def failures(self) -> list[str]:
        """Why visits failed."""
        return [visit.trouble for visit in self.visits if visit.trouble]

    def spread(self, of: str) -> Spread | None:
        """`joined`, `interactive` or `saved`."""
        times = [getattr(visit, of) for visit in self.visits]
        return Spread.of([time for time in times if time is not None])

    @property
    def first_visit(self) -> int | None:
        """Bytes of the largest first visit, the websocket's too."""
        return max((visit.bytes for visit in self.visits if visit.bytes is not None), default=None)

    @property
    def pss_a_person(self) -> float | None:
        """All processes of the server together, divided by the people there, in MB."""
        return self.pss_after / self.n if self.pss_after else None

    def to_json(self) -> dict[str, Any]:
        """Everything, for a machine."""
        spreads = {name: self.spread(name) for name in ("joined", "interactive", "opened", "saved")}
        return asdict(self) | {
            "failures": self.failures, "first_visit_bytes": self.first_visit, "pss_a_person": self.pss_a_person,
            "spreads": {name: asdict(found) if found else None for name, found in spreads.items()},
            "processors": os.cpu_count(),
        }  # fmt: skip


async def measure(way: Way, n: int, over: float, seed: int = 1) -> Result:
    """`n` people arrive at chance moments within `over` seconds."""
    result = Result(n, over, os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0)
    board, answer = await _open_the_day(way) if way.lead else (None, None)
    before = _account(way)
    chance = random.Random(seed)
    moments = sorted(chance.uniform(0, over) for _ in range(n))
    alias = f"{os.getpid()}-{int(time.time()) % 100000}"
    visits = [_arrive(way, way.person(n), f"Arrival {alias}-{n}", moment) for n, moment in enumerate(moments, start=1)]
    pages: list[Page] = []
    came = await asyncio.gather(*visits)
    if answer is not None:
        await asyncio.gather(*(_write(visit, page, answer) for visit, page in came if page))
    for visit, page in came:
        result.visits.append(visit)
        pages += [page] if page else []
    after = _account(way)
    result.pss_before, result.pss_after = before[0], after[0]
    if way.server:
        result.server_seconds, result.front_seconds = after[1] - before[1], after[2] - before[2]
        result.pss_front = processes.pss([way.server])
    await _leave(result, way, [*pages, *([board] if board else [])])
    return result


async def _leave(result: Result, way: Way, pages: list[Page]) -> None:
    """All at once, and of every other one the farewell gets lost; then see how long their kernels stay."""
    there = set(processes.kernels(way.server)) if way.server else set()
    began = time.perf_counter()
    await asyncio.gather(*(page.leave(farewell=bool(number % 2)) for number, page in enumerate(pages)))
    while way.server and result.ended is None and time.perf_counter() - began < HUNG:
        if len(there - set(processes.kernels(way.server))) >= len(pages):  # those in reserve do not end
            result.ended = time.perf_counter() - began
        await asyncio.sleep(_LOOK)
    for page in pages:
        page.device.close()


async def _open_the_day(way: Way) -> tuple[Page, Json]:
    """The facilitator's board, with the day's first exercise open, and an answer to it: the author's worked example."""
    facilitator = way.facilitator()
    await facilitator.lead(way.lead)
    board = await facilitator.open("/board")
    name = board.seen["exercises"][0]["id"]
    await board.act("open", {"exercise": name})
    example = exercises.find(name, current()).example()  # read now: it takes seconds, and everybody would wait for it
    return board, example.model_dump(mode="json") if example else {}


async def _arrive(way: Way, person: Person, alias: str, moment: float) -> tuple[Visit, Page | None]:
    await asyncio.sleep(moment)
    visit = Visit()
    page = await _in_time(visit, _come(visit, person, way, alias))
    if page is None:
        person.close()
    return visit, page


async def _write(visit: Visit, page: Page, answer: Json) -> None:
    await _in_time(visit, _save(visit, page, answer))


async def _in_time(visit: Visit, step: Coroutine[Any, Any, Done]) -> Done | None:
    """What a step of a visit comes to; None, and why, where it fails or hangs."""
    try:
        return await asyncio.wait_for(step, HUNG)
    except TimeoutError:
        visit.trouble = "hung"
    except Exception as trouble:
        visit.trouble = f"{type(trouble).__name__}: {trouble}"
    return None


async def _come(visit: Visit, person: Person, way: Way, alias: str) -> Page:
    began = time.perf_counter()
    await person.join(way.code, alias)
    visit.joined = time.perf_counter() - began
    began = time.perf_counter()
    page = await person.open("/place")
    await page.act("look", {"exercise": ""})
    visit.interactive = time.perf_counter() - began
    visit.bytes = person.device.bytes + page.wire_bytes
    return page


async def _save(visit: Visit, page: Page, answer: Json) -> None:
    """Open what is open, and keep an answer."""
    name = next(each["id"] for each in page.seen["exercises"] if each["phase"] == "open")
    began = time.perf_counter()
    sheet = await page.exercise(name)
    visit.opened = time.perf_counter() - began
    began = time.perf_counter()
    await sheet.save(answer)
    visit.saved = time.perf_counter() - began


def _account(way: Way) -> tuple[float | None, float, float]:
    """Memory in MB and processor time in seconds of everything the server runs, and processor time of the server alone."""
    if not way.server:
        return None, 0.0, 0.0
    all_of_it = processes.family(way.server)
    return processes.pss(all_of_it), processes.seconds(all_of_it), processes.seconds([way.server])
