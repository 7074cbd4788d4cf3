"""Several ways to do a thing, timed in turn, so that a busy moment of the computer falls on all of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass
class Taken:
    """How long something took each time, in seconds: by the clock, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def in_turn(jobs: Mapping[str, Callable[[], object]], times: int, *, warm: bool = True) -> dict[str, Taken]:
    """Each `times` times, one after another; with `warm`, once before that without being timed."""
    if warm:
        for job in jobs.values():
            job()
    taken = {name: Taken() for name in jobs}
    for _ in range(times):
        for name, job in jobs.items():
            _time(job, taken[name])
    return taken


def _time(job: Callable[[], object], taken: Taken) -> None:
    """Without the collector, which would look through all that this process holds in the middle of one of them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        _timed(job, taken)
    finally:
        if collects:
            gc.enable()


def _timed(job: Callable[[], object], taken: Taken) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    job()
    taken.cpu.append(time.process_time() - cpu)
    taken.wall.append(time.perf_counter() - wall)
