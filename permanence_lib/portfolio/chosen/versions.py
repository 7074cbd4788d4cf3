"""The versions of a piece of work, and what a participant has chosen of it over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from permanence_lib.content.dates import say_date
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import KEPT_UNDER

if TYPE_CHECKING:
    from permanence_lib.store import Record


@dataclass(frozen=True)
class Version:
    """One saved version: its number, when it was saved, and whether it is the last of its day."""

    number: int
    saved: str
    ends_a_day: bool


def versions(slot: str, desk: Desk) -> list[Version]:
    """All saved versions, newest first, but for those whose words were let go with time."""
    saved = [one for one in desk.store.history(desk.person.participant, slot) if not one.thinned]
    later = [_day(record) for record in saved[1:]] + [""]
    found = [
        Version(record.revision, say_moment(record.saved_at), _day(record) != after)
        for record, after in zip(saved, later, strict=True)
    ]
    return found[::-1]


def told(slot: str, desk: Desk) -> list[str]:
    """What was done with a piece in the portfolio, oldest first, in words."""
    kept = desk.store.history(desk.person.participant, f"{KEPT_UNDER}:{slot}")
    before: list[Record | None] = [None, *kept]
    return [_step(record, earlier) for record, earlier in zip(kept, before, strict=False)]


def say_moment(moment: datetime) -> str:
    """18 November 2024 at 10:42, by this computer's clock."""
    here = moment.astimezone()
    return f"{say_date(here.date())} at {here:%H:%M}"


def say_day(moment: datetime) -> str:
    """18 November 2024."""
    return say_date(moment.astimezone().date())


def _day(record: Record) -> str:
    return say_day(record.saved_at)


def _step(record: Record, before: Record | None) -> str:
    value, earlier = record.value, before.value if before else {}
    number, why = value.get("revision"), str(value.get("why", ""))
    if not value.get("chosen"):
        return f"{say_moment(record.saved_at)}: taken out."
    if earlier.get("chosen") and earlier.get("revision") == number:
        what = "the line was changed"
    else:
        what = f"version {number} was put in" + (" in place of the one before" if earlier.get("chosen") else "")
    return f"{say_moment(record.saved_at)}: {what}." + (f" “{why}”" if why else "")
