"""The two clocks: a record with one answer laid over it."""

from __future__ import annotations

from datetime import date

from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.decisions import decide, usable_date
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition
from permanence_lib.kinds.delay_timeline.model.loose import Span
from permanence_lib.kinds.delay_timeline.model.own import named, own_definition, own_life
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.response import Point, Response, Thought
from permanence_lib.kinds.delay_timeline.model.steps import Expected, expected_steps
from permanence_lib.kinds.delay_timeline.model.words import say_gap


class Clocks(Record):
    """The dates of one exercise, in the record and as one participant would have them."""

    def __init__(self, definition: Definition, response: Response, material: Material) -> None:
        life = own_life(response, material) if material.followed is not None else None
        asked = own_definition(definition, response, life) if life else definition
        super().__init__(asked, material, life)
        self.definition = named(asked.model_dump_json(), self.child.name)
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
        """The dates a participant added that are known to the day."""
        return [(day, point) for point in self.response.points if (day := point.day())]

    def loose(self) -> list[tuple[Span, Point]]:
        """Those known only to the month, the season or the year."""
        spans = [(span, point) for point in self.response.points if (span := point.span())]
        return [(span, point) for span, point in spans if span.known != "day"]

    def choose(self, ref: str) -> date | None:
        """The day of what a participant chose for an end of a stretch: an entry, a point of their own, or the birth."""
        point = next((p for p in self.response.points if p.id == ref), None)
        if point:
            return point.day()
        return self.child.born if ref == "birth" else next((e.date for e in self.entries if e.id == ref), None)

    def stretches(self) -> list[tuple[str, str, date | None, date | None, Thought]]:
        """Every stretch with its id, its name, its two ends where they are known, and what was thought of it."""
        given = [
            (s.id, s.label, self.day(s.start), self.day(s.end), self.response.thought_on(s))
            for s in self.definition.stretches
        ]
        own = [
            (s.id, s.label.strip() or "A stretch of my own", self.choose(s.start), self.choose(s.end), s)
            for s in self.response.own_stretches
        ]
        return [*given, *own]

    def window(self) -> tuple[date, date] | None:
        """The first and last day that anything in the record falls on."""
        ends = [self.day(when) for s in self.definition.stretches for when in (s.start, s.end)]
        days = [*(e.date for e in self.entries), *(x.due for x in self.expected()), *ends, self.child.born]
        if not self.entries:
            own = [span for point in self.response.points if (span := point.span())]
            days += [day for span in own for day in (span.first, span.last)]
        found = sorted(day for day in days if day)
        return (found[0], found[-1]) if found else None
