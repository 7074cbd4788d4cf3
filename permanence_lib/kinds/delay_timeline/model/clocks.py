"""The two clocks: a record with one answer laid over it."""

from __future__ import annotations

from datetime import date

from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.decisions import decide, usable_date
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.response import Point, Response
from permanence_lib.kinds.delay_timeline.model.steps import Expected, expected_steps
from permanence_lib.kinds.delay_timeline.model.words import say_gap


class Clocks(Record):
    """The dates of one exercise, in the record and as one participant would have them."""

    def __init__(self, definition: Definition, response: Response, material: Material) -> None:
        super().__init__(definition, material)
        self.response = response
        self.decided = decide(self, response)

    def expected(self) -> tuple[Expected, ...]:
        """The steps expected, as they stand in the record."""
        return expected_steps(self)

    def tried(self) -> tuple[Expected, ...]:
        """The steps that turn on a decision, as they would stand with the dates tried."""
        return tuple(step for step in expected_steps(self, self.decided) if step.turns_on_a_decision)

    def moved_to(self, decision: Decision) -> date | None:
        """The date typed for a decision, where it can be used."""
        return usable_date(self, self.response, decision)

    def change_words(self, decision: Decision) -> str:
        """How far a decision has moved."""
        days = (self.decided[decision.id] - self.planned[decision.id]).days
        return f"{say_gap(days)} {'later' if days > 0 else 'earlier'}" if days else "Not moved"

    def points(self) -> list[tuple[date, Point]]:
        """The dates a participant added that can be read."""
        return [(day, point) for point in self.response.points if (day := point.date.read())]

    def choose(self, ref: str) -> date | None:
        """The day of what a participant chose for an end of a stretch: an entry, a point of their own, or the birth."""
        point = next((p for p in self.response.points if p.id == ref), None)
        if point:
            return point.date.read()
        return self.child.born if ref == "birth" else next((e.date for e in self.entries if e.id == ref), None)

    def window(self) -> tuple[date, date] | None:
        """The first and last day that anything in the record falls on."""
        ends = [self.day(when) for s in self.definition.stretches for when in (s.start, s.end)]
        days = [*(e.date for e in self.entries), *(x.due for x in self.expected()), *ends, self.child.born]
        found = sorted(day for day in days if day)
        return (found[0], found[-1]) if found else None
