"""The hours set aside: a weekly time to study, and supervision every few weeks, as the participant has typed them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from permanence_lib.content.days import say_minutes
from permanence_lib.portfolio.desk import Desk

if TYPE_CHECKING:
    from permanence_lib.store import Record

STUDY, SUPERVISION = "study-slot", "supervision"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: The longest time that can be set aside in one piece, in minutes.
LONGEST = 480
_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?\s*(am|pm)?", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """A time set aside. `day` counts from Monday, 0; `time` is 'HH:MM' or ''; `kept` is the record's revision.

    For supervision `every` is how many weeks lie between, counted from week `first`.
    """

    day: int | None = None
    time: str = ""
    minutes: int | None = None
    place: str = ""
    every: int | None = None
    first: int = 1
    kept: int = 0

    def said(self) -> str:
        """'Wednesday at 09:30, 2 hours 30 minutes, in the library'; '' where nothing is given."""
        when = WEEKDAYS[self.day] if self.day is not None else ""
        at = f"{when} at {self.time}".strip() if self.time else when
        parts = (at, say_minutes(self.minutes) if self.minutes else "", self.place)
        return ", ".join(part for part in parts if part)


def study_slot(desk: Desk) -> Slot:
    """The weekly time to study."""
    return read(desk.kept.get(STUDY))


def supervision(desk: Desk) -> Slot:
    """Supervision."""
    return read(desk.kept.get(SUPERVISION))


def read(record: Record | None) -> Slot:
    """One record of a time; what is not as it should be is left out."""
    if record is None:
        return Slot()
    value: Mapping[str, Any] = record.value
    clock = value.get("time")
    return Slot(
        day=_within(value.get("day"), 0, 6),
        time=clock if isinstance(clock, str) and re.fullmatch(r"\d\d:\d\d", clock) else "",
        minutes=_within(value.get("minutes"), 1, LONGEST),
        place=str(value.get("place", "")),
        every=_within(value.get("every"), 1, 12),
        first=_within(value.get("first"), 1, 28) or 1,
        kept=record.revision,
    )


def _within(value: object, least: int, most: int) -> int | None:
    return value if isinstance(value, int) and least <= value <= most else None


def keep(desk: Desk, name: str, said: Slot) -> None:
    """Save a time as the next version after `said.kept`; Conflict if another window was first."""
    value = {"day": said.day, "time": said.time, "minutes": said.minutes, "place": said.place}
    if name == SUPERVISION:
        value |= {"every": said.every, "first": said.first}
    desk.keep(name, value, said.kept)


def read_clock(typed: str) -> str | None:
    """'9.30', '9:30 am', '0930' or '2pm' as 'HH:MM'; None when it is no time of day."""
    found = _CLOCK.fullmatch(typed.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def agreed_words(desk: Desk) -> str:
    """What the learning agreement says of the weekly hours, to be read beside the form."""
    plan = desk.content.programme.plan
    record = desk.kept.get(plan.agreement)
    answers = record.value.get("answers") if record else None
    words = answers.get(plan.slot_question) if isinstance(answers, Mapping) else None
    return words.strip() if isinstance(words, str) else ""
