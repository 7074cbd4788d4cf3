"""What arrivals found, as figures: what each step took, beside a plain page of the same size, and what it takes of the computer."""

from __future__ import annotations

from permanence_lib.bench import saying, where
from permanence_lib.bench.arrivals import Result
from permanence_lib.bench.figures import Measurement

_STEPS = {
    "joined": "Joined", "interactive": "Page interactive", "opened": "Exercise opened by all at once",
    "saved": "Answer saved by all at once",
}  # fmt: skip


def told(result: Result) -> str:
    """One line to a figure."""
    came = (("Arrivals", f"{result.n} in {result.over:g} s"), ("Failures", str(len(result.failures))))
    return "\n".join([*(f"{name:<{saying.WIDTH + 1}}{words}" for name, words in came), saying.said(figures(result))])


def figures(result: Result) -> Measurement:
    """The same, to be kept and compared."""
    found = Measurement("arrivals", {"n": result.n, "over": result.over}, where.here() | {"load": result.load_before})
    found.failures = result.failures
    found.add("plain", "A plain page of its size, its websocket and an answer", "s", result.plain)
    for name, words in _STEPS.items():
        times = [getattr(visit, name) for visit in result.visits]
        beside = "plain" if name == "interactive" else ""
        found.add(name, words, "s", [time for time in times if time is not None], beside)
    found.add("browser", "A real browser among them, to a page that can be used", "s", result.browser)
    found.add("first-visit.bytes", "First visit, all bytes that come", "B", result.first_visit)
    found.add("person.memory", "Memory (PSS) a person", "MB", result.pss_a_person)
    found.add("front.memory", "Of it in the one process all go through", "MB", result.pss_front)
    found.add("ended", "All leave: until the last kernel has ended", "s", result.ended)
    if result.server_seconds is not None and result.front_seconds is not None:
        found.add("person.cpu", "Processor time a person", "s", result.server_seconds / result.n)
        found.add("person.front", "Of it in the one process all go through", "s", result.front_seconds / result.n)
    return found
