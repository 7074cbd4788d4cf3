"""The chronology held beside the timetable: only limits that law facts give, and only days that are sure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from permanence_lib.content.dates import say_date
from permanence_lib.kinds.chronology.model.finding import Finding, Limit, Whole, found
from permanence_lib.kinds.chronology.model.reads import Clock
from permanence_lib.kinds.chronology.model.signs import Line, phrase_in
from permanence_lib.kinds.chronology.model.words import plural

_UNITS = {"days": "day", "working_days": "working day", "weeks": "week", "months": "month"}
#: Bank holidays of one stretch never take as much as a week; with it, a limit in working days has surely passed.
_HOLIDAYS = 7


def behind(whole: Whole) -> Iterator[Finding]:
    """Steps that came after their limit, or have not come while the chronology goes on past it."""
    for clock in whole.lines[0].reads.clocks if whole.lines else ():
        if clock.law in whole.limits:
            yield from _counted(whole, clock, whole.limits[clock.law])


def _counted(whole: Whole, clock: Clock, limit: Limit) -> Iterator[Finding]:
    begun = next((n for n, line in enumerate(whole.dated) if line.bears(clock.after)), None) if clock.after else 0
    if begun is None:
        return
    starts = [n for n in range(begun, len(whole.dated)) if whole.dated[n].bears(clock.starts)]
    for n in starts[clock.nth - 1 :] if clock.every else starts[clock.nth - 1 : clock.nth]:
        yield from _one(whole.dated[n], whole.dated[n + 1 :], clock, limit)


def _one(start: Line, rest: Sequence[Line], clock: Clock, limit: Limit) -> Iterator[Finding]:
    end = next((line for line in rest if line.bears(clock.ends)), None)
    due = due_day(start.end or date.max, limit.amount, limit.unit)
    late = [line for line in rest if line.first and line.first > due and (end is None or line is end)]
    until = rest[: rest.index(end)] if end else rest
    named = next((line for line in until if _names(line, limit)), None)
    if late or (named and end is None):
        beside = [line for line in (named, late[0] if late else None) if line]
        yield found("timetable", f"{limit.id}:{start.id}", [start, *beside], **_facts(start, end, due, limit))


def _names(line: Line, limit: Limit) -> bool:
    """Whether an entry itself says that the limit has come: week 26, 26 weeks."""
    unit, amount = _UNITS[limit.unit], limit.amount
    return any(phrase_in(line.said, phrase) for phrase in (f"{unit} {amount}", f"{amount} {unit}s"))


def _facts(start: Line, end: Line | None, due: date, limit: Limit) -> dict[str, str]:
    came = f"It stands here on {say_date(end.first)}." if end and end.first else "No such entry stands here yet."
    return {
        "id": limit.id, "law": limit.name, "limit": plural(limit.amount, _UNITS[limit.unit]),
        "start": say_date(start.end or date.max), "due": say_date(due), "found": came,
    }  # fmt: skip


def due_day(start: date, amount: int, unit: str) -> date:
    """The day by which a limit has surely passed. Working days are counted as weeks, with a week for bank holidays."""
    if unit == "months":
        month = start.month - 1 + amount
        year, month = start.year + month // 12, month % 12 + 1
        return date(year, month, min(start.day, monthrange(year, month)[1]))
    if unit == "working_days":
        return start + timedelta(days=-(-amount // 5) * 7 + _HOLIDAYS)
    return start + timedelta(days=amount * (7 if unit == "weeks" else 1))


def due_after(start: str, amount: int, unit: str) -> str:
    """The same for a day in figures (ISO)."""
    return due_day(date.fromisoformat(start), amount, unit).isoformat()
