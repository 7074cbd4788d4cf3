"""Homes, carers, schools and workers one after another, and how long since somebody who matters was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.content.days import say_gap
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.response import SORTS, Point
from permanence_lib.kinds.delay_timeline.model.words import capital


def changes_words(record: Record, points: Sequence[Point]) -> Iterator[str]:
    """'2 schools among the dates added: at 5 years; date not known.'"""
    for sort, (one, many) in SORTS.items():
        found = [point for point in points if sort in point.sort.split("_")]
        if found:
            times = "; ".join(_when(record, point) for point in found)
            yield f"{len(found)} {one if len(found) == 1 else many} among the dates added: {times}."


def _when(record: Record, point: Point) -> str:
    span = point.span()
    if span is None:
        return "date not known"
    return record.child.when(span.first) if span.known == "day" else f"in {point.said()}"


def seen_words(record: Record, points: Sequence[Point]) -> Iterator[str]:
    """For each person named, when the child last saw them and how long before the last day here that was."""
    for name in _people(record, points):
        events = [e for seen in record.definition.seen if seen.name == name for e in seen.events]
        days = [event.date for event in record.happened if event.id in events]
        spans = [span for p in points if p.sort == "seen" and p.who.strip() == name and (span := p.span())]
        days += [span.first for span in spans if span.known == "day"]
        loose = max((span for span in spans if span.known != "day"), key=lambda span: span.last, default=None)
        if loose and not any(day >= loose.last for day in days):
            said = next(p.said() for p in points if p.sort == "seen" and p.who.strip() == name and p.span() == loose)
            yield f"{capital(name)} was last seen in {said}."
        else:
            yield _last_seen(record, name, max(days, default=None))


def _people(record: Record, points: Sequence[Point]) -> list[str]:
    own = [point.who.strip() for point in points if point.sort == "seen" and point.who.strip()]
    return list(dict.fromkeys([*(seen.name for seen in record.definition.seen), *own]))


def _last_seen(record: Record, name: str, day: date | None) -> str:
    if day is None:
        return f"Nothing here says when {record.child.name} last saw {name}."
    since = (record.ends - day).days if record.ends and record.ends > day else 0
    before = f", {say_gap(since)} before the last day here" if since else ""
    age = record.child.when(day)
    at = f" ({age})" if age != say_date(day) else ""
    return f"{capital(name)} was last seen on {say_date(day)}{at}{before}."
