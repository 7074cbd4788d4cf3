"""The two clocks: a record with one answer laid over it."""

from __future__ import annotations

from datetime import date, timedelta

from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.decisions import decide, usable_date
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition
from permanence_lib.kinds.delay_timeline.model.loose import Span
from permanence_lib.kinds.delay_timeline.model.own import named, own_definition, own_life
from permanence_lib.kinds.delay_timeline.model.people import changes_words, seen_words
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.response import Point, Response, Thought
from permanence_lib.kinds.delay_timeline.model.steps import Expected, expected_steps
from permanence_lib.kinds.delay_timeline.model.words import say_gap

HALF_A_YEAR = timedelta(days=182)


class Clocks(Record):
    """The dates of one exercise, in the record and as one participant would have them."""

    def __init__(self, definition: Definition, response: Response, material: Material) -> None:
        life = own_life(response, material) if material.followed is not None else None
        asked = own_definition(definition, response, life, material.law) if life else definition
        super().__init__(asked, material, life)
        self.definition = named(asked.model_dump_json(), self.child.name)
        self.response = response
        self.decided = decide(self, response)
        self.decided_b = decide(self, response, "b") if response.two_plans else self.decided

    def expected(self) -> tuple[Expected, ...]:
        """The steps expected, as they stand in the record."""
        return expected_steps(self, self.response.points)

    def tried(self, plan: str = "a") -> tuple[Expected, ...]:
        """The steps that a date tried in a plan has changed, or that the author tied to one."""
        planned = {step.key: (step.due, step.standing) for step in self.expected()}
        steps = expected_steps(self, self.response.points, self.decided_b if plan == "b" else self.decided)
        tied = [d.id for d in self.definition.decisions]
        return tuple(
            step
            for step in steps
            if planned.get(step.key) != (step.due, step.standing) or any(step.turns_on(name) for name in tied)
        )

    def sentences(self) -> tuple[str, ...]:
        """The child's clock in words, with what the participant's own dates count and who was last seen when."""
        points = self.response.points
        return (*super().sentences(), *changes_words(self, points), *seen_words(self, points))

    def difference_words(self, decision: Decision) -> str:
        """How far the two plans stand apart, on both clocks."""
        a, b = self.decided[decision.id], self.decided_b[decision.id]
        if a == b:
            return "The same day in both"
        share = self.child.share(min(a, b), max(a, b))
        return f"{say_gap((b - a).days)} {'later' if b > a else 'earlier'} in plan B{f': {share}' if share else ''}"

    def moved_to(self, decision: Decision, plan: str = "a") -> date | None:
        """The date typed for a decision in a plan, where it can be used."""
        return usable_date(self, self.response, decision, plan)

    def in_plan(self, plan: str) -> dict[str, date]:
        """Where every decision falls in a plan."""
        return self.decided_b if plan == "b" else self.decided

    def change_words(self, decision: Decision, plan: str = "a") -> str:
        """How far a decision has moved in a plan."""
        days = (self.in_plan(plan)[decision.id] - self.planned[decision.id]).days
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

    def due_near(self) -> list[date]:
        """The days on which steps are due, as far as half a year beyond the record: a limit years away would squash the line."""
        last = (self.ends or date.max - HALF_A_YEAR) + HALF_A_YEAR
        return [step.due for step in self.expected() if step.due and (step.milestone or step.due <= last)]

    def window(self) -> tuple[date, date] | None:
        """The first and last day that anything in the record falls on."""
        ends = [self.day(when) for s in self.definition.stretches for when in (s.start, s.end)]
        days = [*(e.date for e in self.entries), *self.due_near(), *ends, self.child.born]
        if not self.entries:
            own = [span for point in self.response.points if (span := point.span())]
            days += [day for span in own for day in (span.first, span.last)]
        found = sorted(day for day in days if day)
        return (found[0], found[-1]) if found else None
