"""A measurement in words: a line to a figure, its reference below it, and the limits it is held to."""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib.bench import limits
from permanence_lib.bench.figures import ENOUGH_FOR_P95, Figure, Measurement, Unit
from permanence_lib.bench.limits import Limit

#: Where the figures begin.
WIDTH = 58


def said(measurement: Measurement) -> str:
    """The whole of it."""
    return "\n".join([*_head(measurement), *_body(measurement), *_foot(measurement)])


def _head(measurement: Measurement) -> Iterator[str]:
    where = measurement.where
    busy = f", load {where['load']:.1f}" if where.get("load") is not None else ""
    yield f"{measurement.of}: {where.get('processors')} processors{busy}, Python {where.get('python')}"


def _body(measurement: Measurement) -> Iterator[str]:
    for figure in measurement.figures:
        yield f"{figure.words:<{WIDTH}} {value_of(figure)}{_beside(figure, measurement)}"
        for limit in limits.on(figure, measurement):
            yield f"{'':<{WIDTH}} {_held(limit, figure, measurement)}"


def _foot(measurement: Measurement) -> Iterator[str]:
    yield from measurement.notes
    for why in sorted(set(measurement.failures)):
        yield f"Failed {measurement.failures.count(why)} times: {why}"


def value_of(figure: Figure) -> str:
    """The median, and where there are enough values also what 95 in 100 stay within, and the longest."""
    told = number(figure.median, figure.unit)
    if len(figure.values) < ENOUGH_FOR_P95:
        return told
    return f"{told} (95 in 100: {number(figure.p95, figure.unit)}, most: {number(max(figure.values), figure.unit)})"


def _beside(figure: Figure, measurement: Measurement) -> str:
    times, reference = measurement.times(figure), measurement.find(figure.beside)
    if times is None or reference is None:
        return ""
    words = reference.words[0].lower() + reference.words[1:]
    return f" = {times:.2g} times {words}" if times < 100 else f" = {times:.0f} times {words}"


def _held(limit: Limit, figure: Figure, measurement: Measurement) -> str:
    found = limit.of(figure, measurement)
    if found is None:
        return "could not be held against its limit: the figure beside it is missing"
    of = "95 in 100 " if limit.part == "p95" else ""
    most = f"{limit.most:g} times" if limit.sort == "ratio" else number(limit.most, figure.unit)
    return f"{of}{'within' if found <= limit.most else 'OVER'} {most}"


def number(value: float, unit: Unit) -> str:
    """A figure as people say it: milliseconds below half a second, kB above a thousand bytes."""
    if unit == "s":
        return f"{value:.2f} s" if value >= 0.5 else f"{value * 1000:.3g} ms"
    if unit == "B":
        return f"{value / 1000:.1f} kB" if value >= 1000 else f"{value:.0f} B"
    if unit == "MB":
        return f"{value:.1f} MB"
    return f"{value:.2f} times" if unit == "times" else f"{value:g}"
