"""The steps that law and guidance expect, and how each stands against its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from permanence_lib.content.clocks import STAGE_WORDS
from permanence_lib.content.sources import LawFact
from permanence_lib.kinds.delay_timeline.model.days import add_time
from permanence_lib.kinds.delay_timeline.model.definition import Milestone
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.response import Point
from permanence_lib.kinds.delay_timeline.model.timetable import NO_NUMBER, stage_summary, standing, timetable


@dataclass(frozen=True)
class Expected:
    """One step with its law fact, its dates and how it stands; `number` counts the times a step comes round."""

    letter: str
    law: LawFact
    starts: date | None
    due: date | None
    done: date | None
    standing: str
    milestone: Milestone | None = None
    number: int = 1
    first_day_counts: bool = False

    @property
    def name(self) -> str:
        """What it is called, with its number where it comes round again."""
        return f"{self.law.name} ({self.number})" if self.number > 1 else self.law.name

    @property
    def key(self) -> tuple[str, int]:
        """What it is known by, whatever its dates."""
        return (self.milestone.id if self.milestone else self.law.id, self.number)

    @property
    def stage(self) -> str:
        """The heading it stands under."""
        return STAGE_WORDS[self.law.stage]

    @property
    def note(self) -> str:
        """What the author says about it."""
        return self.milestone.note if self.milestone else ""

    def turns_on(self, decision: str) -> bool:
        """Whether the author tied it to a date that can be tried."""
        moments = (self.milestone.starts, self.milestone.met_by) if self.milestone else ()
        return any(when is not None and when.decision == decision for when in moments)


def expected_steps(
    record: Record, points: Sequence[Point] = (), decided: Mapping[str, date] | None = None
) -> tuple[Expected, ...]:
    """Every step whose law fact is at hand, lettered, with the dates of the record or with `decided` ones."""
    facts = {fact.id: fact for fact in record.material.law}
    named = [_named(record, m, facts[m.law], decided) for m in record.definition.milestones if m.law in facts]
    found = [*named, *_counted(record, points, decided)]
    return tuple(Expected(letter=letter(n), **fields) for n, fields in enumerate(found))


def by_stage(steps: Sequence[Expected]) -> list[tuple[str, str, list[Expected]]]:
    """Each stage with its line of summary and its steps, in the order of the timetable."""
    stages = [words for words in STAGE_WORDS.values() if any(step.stage == words for step in steps)]
    groups = [(words, [step for step in steps if step.stage == words]) for words in stages]
    return [(words, stage_summary([(s.law.name, s.standing) for s in found]), found) for words, found in groups]


def _named(record: Record, m: Milestone, law: LawFact, decided: Mapping[str, date] | None) -> dict[str, Any]:
    """A step that the author set out with its own moments."""
    starts = record.day(m.starts, decided)
    done = record.day(m.met_by, decided) if m.met_by else None
    due = _due(record, m, law, starts) if starts else None
    said = _standing(m, law, starts, due, done, record.ends)
    return {"law": law, "starts": starts, "due": due, "done": done, "standing": said, "milestone": m,
            "first_day_counts": m.first_day_counts}  # fmt: skip


def _due(record: Record, m: Milestone, law: LawFact, starts: date) -> date | None:
    if m.not_applicable or not law.amount or not law.unit:
        return None
    off = [day.isoformat() for day in record.definition.bank_holidays]
    return date.fromisoformat(add_time(starts.isoformat(), law.amount, law.unit, m.first_day_counts, off))


def _standing(
    m: Milestone, law: LawFact, starts: date | None, due: date | None, done: date | None, ends: date | None
) -> str:
    """How it stands in words; what the record does not say is never a breach."""
    if m.not_applicable:
        return f"not applicable: {m.not_applicable}"
    if law.status == "enacted_not_commenced":
        return "not applicable: not yet in force"
    if not starts:
        return "cannot tell: nothing here says when its clock started"
    if not law.settled:
        return "cannot tell: this limit has not yet been checked"
    if not due:
        return f"cannot tell: {m.no_record or NO_NUMBER}"
    if not done and m.no_record:
        return f"cannot tell: {m.no_record}"
    return standing(law.status, due.isoformat(), done.isoformat() if done else None, (ends or due).isoformat())


def _counted(record: Record, points: Sequence[Point], decided: Mapping[str, date] | None) -> Iterator[dict[str, Any]]:
    """The steps of the timetable that no author set out, counted from the moments of this record."""
    definition, named = record.definition, {m.law for m in record.definition.milestones}
    counted = {fact.id: fact for fact in record.material.law if fact.clock and definition.counts_stage(fact.stage)}
    plain = [fact.model_dump(mode="json") | {"settled": fact.settled} for fact in counted.values()]
    ends = record.ends.isoformat() if record.ends else None
    for step in timetable(plain, moments_of(record, points, decided), ends, calendar_of(record)):
        fact = counted[step["fact"]]
        if fact.id in named:  # counted all the same: another step may be measured from it
            continue
        days = {name: date.fromisoformat(step[name]) if step[name] else None for name in ("starts", "due", "done")}
        aside = definition.set_aside.get(fact.stage)
        said = f"not applicable: {aside}" if aside else step["standing"]
        first = bool(fact.clock and fact.clock.first_day_counts)
        days = days if not aside else dict.fromkeys(days)
        yield {"law": fact, **days, "standing": said, "number": step["number"], "first_day_counts": first}


def calendar_of(record: Record) -> dict[str, Any]:
    """The bank holidays at hand and the years they are of."""
    first, last = record.definition.years
    return {"off": [day.isoformat() for day in record.definition.bank_holidays], "first": first, "last": last}


def moments_of(
    record: Record, points: Sequence[Point], decided: Mapping[str, date] | None
) -> dict[str, dict[str, Any]]:
    """For each moment of the timetable its days, from the author and the participant; or why there are none."""
    found: dict[str, dict[str, Any]] = {}
    for name, moment in record.definition.triggers.items():
        days = [day.isoformat() for when in moment.at if (day := record.day(when, decided))]
        found[name] = {"days": days, **moment.model_dump(exclude={"at"})}
    for name, day in ((point.means, day) for point in points if point.means and (day := point.day())):
        known = found.get(name, {})
        found[name] = {**known, "days": [*known.get("days", ()), day.isoformat()]}
    return found


def letter(n: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    return (letter(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)
