"""The study calendar: what is in each of the 28 weeks and when, as a list and as a file for any calendar.

The file is iCalendar (RFC 5545). An event keeps its UID for ever, so that taking the file in again changes events and
doubles none. Nothing about a child is in it: its words come from the programme, and the place from the study slot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from permanence_lib.content.days import bank_holidays, say_minutes
from permanence_lib.content.programme import Week
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import days, slot
from permanence_lib.portfolio.progress.completion import core_of, short
from permanence_lib.portfolio.progress.slot import Slot
from permanence_lib.workbook.home import START

LONDON = ZoneInfo("Europe/London")
#: Records that say when things are: the newest of them dates the file.
_TIMES = (START, slot.STUDY, slot.SUPERVISION, days.KEPT_UNDER)
_DEFAULT_MINUTES = 60
_FRIDAY = 4


@dataclass(frozen=True)
class Event:
    """Something in the calendar. `at` is its time of day, None for whole days up to and including `last`.

    `name` never changes; `note` is what should be known about the day.
    """

    name: str
    title: str
    day: date
    at: time | None = None
    minutes: int = 0
    last: date | None = None
    words: tuple[str, ...] = ()
    note: str = ""
    place: str = ""
    is_certain: bool = True

    def begins(self) -> datetime | date:
        """The moment in London, or the day."""
        return self.day if self.at is None else datetime.combine(self.day, self.at, LONDON)

    def ends(self) -> datetime | date:
        """The moment by the clock on the wall, or the day after the last."""
        if self.at is None:
            return (self.last or self.day) + timedelta(days=1)
        return datetime.combine(self.day, self.at, LONDON) + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Calendar:
    """All dates of one participant's programme; there are none before it has a start date."""

    desk: Desk

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Everything in the order of its days."""
        if days.start(self.desk) is None:
            return ()
        found = [*self._study(), *self._workshops(), *self._supervision(), *self._reviews()]
        return tuple(sorted(found, key=lambda event: (event.day, event.at or time.min, event.name)))

    def _study(self) -> Iterator[Event]:
        """One for every study and reading week: the weekly slot, or the Monday as a whole day while there is none."""
        kept = slot.study_slot(self.desk)
        for week in self.desk.content.weeks.values():
            if week.workshop is None:
                name, title = f"{week.id}-study", f"Study, week {week.number}: {week.title}"
                yield self._slotted(name, title, week, kept, (week.focus, *self._contents(week)))

    def _contents(self, week: Week) -> Iterator[str]:
        yield f"Planned: {say_minutes(week.minutes)}."
        for one in core_of(self.desk, week):
            yield f"- {one.definition.title} ({say_minutes(one.definition.minutes)})"

    def _slotted(self, name: str, title: str, week: Week, kept: Slot, words: tuple[str, ...]) -> Event:
        day = max(self._monday(week) + timedelta(days=kept.day or 0), days.start(self.desk) or date.min)
        at = time.fromisoformat(kept.time) if kept.time else None
        minutes = kept.minutes or _DEFAULT_MINUTES
        return Event(name, title, day, at, minutes, words=words, place=kept.place, note=_holiday(day))

    def _monday(self, week: Week) -> date:
        span = days.dates(self.desk, week)
        assert span is not None, "there are no events without a start date"
        return span[0]

    def _workshops(self) -> Iterator[Event]:
        """The day with its hours; the whole working week, said to be uncertain, while nobody has given the day."""
        for week in days.workshops(self.desk):
            day = days.workshop_day(self.desk, week)
            yield self._some_day(week) if day is None else self._day(week, day)

    def _some_day(self, week: Week) -> Event:
        monday, title = self._monday(week), f"{week.title} (day to be confirmed)"
        note, friday = "The day is not known yet. Put it on your plan when it is.", monday + timedelta(days=_FRIDAY)
        return Event(f"{week.id}-workshop", title, monday, last=friday, note=note, is_certain=False)

    def _day(self, week: Week, day: date) -> Event:
        agenda = week.workshop
        assert agenda is not None, "workshop weeks have an agenda"
        begins, ends = time.fromisoformat(agenda.start), time.fromisoformat(agenda.end)
        minutes, words = _between(begins, ends), (week.focus, f"{agenda.start} to {agenda.end}.")
        return Event(f"{week.id}-workshop", week.title, day, begins, minutes, words=words, note=_holiday(day))

    def _supervision(self) -> Iterator[Event]:
        """Every so many weeks, where the participant has said so."""
        kept = slot.supervision(self.desk)
        if not kept.every:
            return
        weeks = [week for week in self.desk.content.weeks.values() if week.number >= kept.first]
        for number, week in enumerate(weeks[:: kept.every], start=1):
            words = ("Reflective supervision, with time for what you are learning.",)
            yield self._slotted(f"supervision-{number}", "Supervision", week, kept, words)

    def _reviews(self) -> Iterator[Event]:
        """The week after each module: when the review with the line manager is due."""
        last = {week.module: week for week in self.desk.content.weeks.values()}
        for module, week in last.items():
            monday = self._monday(week) + timedelta(weeks=1)
            final = week.number == len(self.desk.content.weeks)
            title = (
                "Portfolio check with your line manager" if final else f"Module {module} review with your line manager"
            )
            words = (
                f"After week {week.number}: {short(week)}.",
                "Agree a time in this week. Ten minutes are enough to read what you send.",
            )
            yield Event(f"{week.id}-review", title, monday, last=monday + timedelta(days=_FRIDAY), words=words)

    @property
    def stamp(self) -> datetime:
        """When what it says was last changed: the newest of the records that give times."""
        found = [record.saved_at for name in _TIMES if (record := self.desk.kept.get(name))]
        return max(found, default=datetime(2020, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)

    @property
    def sequence(self) -> int:
        """How often times were changed: a calendar takes a higher number for the newer form of an event."""
        return sum(record.revision for name in _TIMES if (record := self.desk.kept.get(name)))

    def uid(self, event: Event) -> str:
        """The same for the same event of the same programme, however often its time is changed."""
        return f"{event.name}-{self._programme}@achieving-permanence"

    @cached_property
    def _programme(self) -> str:
        """Known by the moment its start was first given, which goes along when the workbook moves to another computer."""
        given = self.desk.store.history(self.desk.person.participant, START)
        first = min((record.saved_at for record in given), default=self.stamp)
        return hashlib.sha256(first.astimezone(UTC).isoformat().encode()).hexdigest()[:16]


def _holiday(day: date) -> str:
    """A word where a day is a bank holiday."""
    if day not in bank_holidays(day.year, day.year):
        return ""
    return "This is a bank holiday in England. You may want another day."


def _between(begins: time, ends: time) -> int:
    return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
