"""What has changed in the last twelve months, what is to come, and what was looked for and is not settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.laboratory.registers.entry import Entry

#: Not law yet, or law with an end: a duty to come must never look like a live one.
TO_COME = frozenset({"enacted_not_commenced", "before_parliament", "consultation", "pilot", "funding_time_limited"})
NOT_SETTLED = frozenset({"unclear", "unverified", "unchanged_as_found"})
GROUPS = {
    "recent": "Changed in the last twelve months",
    "to-come": "To come, or only for a time",
    "open": "Looked for: no change found, or not settled",
    "earlier": "Changed longer ago",
}


def grouped(changes: Iterable[Entry], on: date) -> dict[str, list[Entry]]:
    """Every matter in exactly one group, the latest movement first; those without a day come last."""
    found: dict[str, list[Entry]] = {name: [] for name in GROUPS}
    for entry in sorted(changes, key=lambda x: x.moved, reverse=True):
        found[_group(entry, on)].append(entry)
    return found


def _group(entry: Entry, on: date) -> str:
    if entry.status in NOT_SETTLED:
        return "open"
    if entry.status in TO_COME:
        return "to-come"
    return "recent" if is_recent(entry.moved, on) else "earlier"


def is_recent(moved: str, on: date) -> bool:
    """Whether a day, month or year ('2026-02') lies within the twelve months before a day; a part counts from its first day."""
    if not moved:
        return False
    first = date.fromisoformat(f"{moved}-01-01"[:10] if len(moved) == 4 else f"{moved}-01"[:10])
    return _a_year_before(on) <= first <= on


def _a_year_before(on: date) -> date:
    return on.replace(year=on.year - 1, day=28 if (on.month, on.day) == (2, 29) else on.day)


def say_moved(moved: str) -> str:
    """'29 April 2026', 'February 2026' or '2026'."""
    if len(moved) == 4 or not moved:
        return moved
    said = say_date(date.fromisoformat(f"{moved}-01"[:10]))
    return said if len(moved) == 10 else said.partition(" ")[2]
