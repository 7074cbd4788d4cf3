"""The record of one exercise: all that is there before anybody answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from permanence_lib.content.cases import Event
from permanence_lib.content.dates import say_date
from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.definition import Count, Definition, Given, When
from permanence_lib.kinds.delay_timeline.model.life import Life
from permanence_lib.kinds.delay_timeline.model.words import capital

#: Days told one by one; of more, only the first and the last are.
TOLD_ONE_BY_ONE = 8


@dataclass(frozen=True)
class Entry:
    """One numbered event of the record, on its track."""

    number: int
    id: str
    date: date
    source: str
    text: str
    child_voice: str | None
    track: str


class Record:
    """A child, what happened, and the dates that were planned."""

    def __init__(self, definition: Definition, material: Material, child: Life | None = None) -> None:
        self.definition, self.material, self.own = definition, material, child is not None
        person = material.case.person(definition.child) if material.case and definition.child else None
        name = definition.name or (person.name.split()[0] if person else "the child")
        self.child = child or Life(name, definition.born or (person.born if person else None))
        self.strengths = person.strengths if person else ""
        self.happened = _happened(definition, material)
        self.entries = _entries(definition, self.happened)
        self.planned = {d.id: day for d in definition.decisions if (day := self.day(d.planned, {}))}
        end = definition.record_ends and self.day(definition.record_ends)
        self.ends = end or (self.entries[-1].date if self.entries else None)

    def day(self, when: When, decided: Mapping[str, date] | None = None) -> date | None:
        """The day a moment falls on, as in the record or with other `decided` dates; None when nothing here has it."""
        if when.birth:
            return self.child.born
        if when.decision:
            return (self.planned if decided is None else decided).get(when.decision)
        if when.milestone:
            steps = self.material.case.milestones if self.material.case else ()
            return next((m.date for m in steps if m.id == when.milestone), None)
        return when.date or next((event.date for event in self.happened if event.id == when.event), None)

    def sentences(self) -> tuple[str, ...]:
        """The child's clock in words: birth, age when the record ends, the wait, and what the record counts."""
        child, ends, waiting = self.child, self.ends, self.definition.waiting
        said = [f"{self.strengths}."] if self.strengths else []
        if child.born:
            said.append(_birth(child, child.born))
        if ends and child.born and ends > child.born and not child.expected:
            end = "On the last day here" if self.own else "When this record ends"
            said.append(f"{end}, on {say_date(ends)}, {child.name} is {child.old(ends)}.")
        if waiting and ends and (share := self.waited(ends)):
            said.append(f"{capital(waiting.words)}: {share}.")
        return (*said, *(self._count(count) for count in self.definition.counts))

    def cost_words(self, day: date) -> str:
        """What the wait comes to by a day, and what one week is in it."""
        share = self.waited(day)
        weeks = (day - self.child.born).days // 7 if self.child.born and not self.child.about else 0
        each = f" Each week moved is one of those {weeks}." if weeks >= 4 else ""
        return f"Waiting by then: {share}.{each}" if share else ""

    def waited(self, day: date) -> str:
        """The wait up to a day as a part of life; nothing where nobody waits."""
        waiting = self.definition.waiting
        since = self.day(waiting.since) if waiting else None
        return self.child.share(since, day) if since else ""

    def _count(self, count: Count) -> str:
        days = [event.date for event in self.happened if count.takes(event)]
        if not days:
            return f"No {count.many}."
        times = "; ".join(self.child.when(day) for day in days)
        if len(days) > TOLD_ONE_BY_ONE:
            times = f"the first {self.child.when(days[0])}, the last {self.child.when(days[-1])}"
        return f"{len(days)} {count.one if len(days) == 1 else count.many}: {times}."


def _birth(child: Life, born: date) -> str:
    day = f"in {born:%B} {born.year}" if child.about else f"on {say_date(born)}"
    counted = " Ages are counted from the middle of that month." if child.about else ""
    return f"{capital(child.name)} {'is expected' if child.expected else 'was born'} {day}.{counted}"


def _happened(definition: Definition, material: Material) -> list[Event | Given]:
    """Everything that happened, chosen or not, in the order of its days."""
    events: list[Event | Given] = [*(material.case.events if material.case else ()), *definition.given]
    return sorted(events, key=lambda event: event.date)


def _entries(definition: Definition, happened: Sequence[Event | Given]) -> tuple[Entry, ...]:
    chosen = [event for event in happened if _is_chosen(event, definition)]
    return tuple(_entry(n, event, definition) for n, event in enumerate(chosen, 1))


def _is_chosen(event: Event | Given, definition: Definition) -> bool:
    by_id = definition.events == "all" or event.id in definition.events
    by_type = definition.types == "all" or event.type in definition.types
    return isinstance(event, Given) or (by_id and by_type)


def _entry(n: int, event: Event | Given, definition: Definition) -> Entry:
    track = next((track.id for track in definition.tracks if track.takes(event)), definition.tracks[-1].id)
    return Entry(n, event.id, event.date, event.source, event.text, event.child_voice, track)
