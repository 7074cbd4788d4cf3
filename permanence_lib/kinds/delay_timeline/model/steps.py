"""The steps that law and guidance expect, and how each stands against its date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from permanence_lib.content.sources import LawFact
from permanence_lib.kinds.delay_timeline.model.days import add_time
from permanence_lib.kinds.delay_timeline.model.definition import Milestone
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.words import say_gap

#: Statuses that compare, and so never make anybody late.
MEASURES = ("indicator", "statistic", "watch")


@dataclass(frozen=True)
class Expected:
    """One milestone with its law fact and its dates."""

    letter: str
    milestone: Milestone
    law: LawFact
    starts: date | None
    due: date | None
    done: date | None
    record_ends: date | None

    @property
    def turns_on_a_decision(self) -> bool:
        """Whether its clock starts with, or is met by, a date that can be tried."""
        met_by = self.milestone.met_by
        return bool(self.milestone.starts.decision or (met_by and met_by.decision))

    @property
    def standing(self) -> str:
        """How it stands in words; what the record does not say is never a breach."""
        if self.milestone.not_applicable:
            return f"not applicable: {self.milestone.not_applicable}"
        if self.law.status == "enacted_not_commenced":
            return "not applicable: not yet in force"
        if not self.starts:
            return "cannot tell: nothing here says when its clock started"
        if not self.due:
            return f"cannot tell: {self.milestone.no_record or 'the source gives no number of days, weeks or months'}"
        if not self.done and self.milestone.no_record:
            return f"cannot tell: {self.milestone.no_record}"
        done = self.done.isoformat() if self.done else None
        return standing(self.law.status, self.due.isoformat(), done, (self.record_ends or self.due).isoformat())


def standing(status: str, due: str, done: str | None, as_of: str) -> str:
    """How a step stands against its date: met, late by, due; a measure is only within or beyond."""
    measure = status in MEASURES
    over = (date.fromisoformat(done or as_of) - date.fromisoformat(due)).days
    if over > 0:
        by = f"{'beyond the measure by' if measure else 'late by'} {say_gap(over)}"
        return by if done else f"{by} so far"
    if not done:
        return "due that day" if over == 0 else f"due in {say_gap(over)}"
    met = "within the measure" if measure else "met"
    return f"{met} on the last day" if over == 0 else f"{met}, {say_gap(over)} to spare"


def expected_steps(record: Record, decided: Mapping[str, date] | None = None) -> tuple[Expected, ...]:
    """Every milestone whose law fact is at hand, lettered, with the dates of the record or with `decided` ones."""
    facts = {fact.id: fact for fact in record.material.law}
    known = [m for m in record.definition.milestones if m.law in facts]
    return tuple(_expect(record, letter(n), m, facts[m.law], decided) for n, m in enumerate(known))


def _expect(record: Record, name: str, m: Milestone, law: LawFact, decided: Mapping[str, date] | None) -> Expected:
    starts = record.day(m.starts, decided)
    done = record.day(m.met_by, decided) if m.met_by else None
    return Expected(name, m, law, starts, starts and _due(record, m, law, starts), done, record.ends)


def _due(record: Record, m: Milestone, law: LawFact, starts: date) -> date | None:
    if m.not_applicable or not law.amount or not law.unit:
        return None
    off = [day.isoformat() for day in record.definition.bank_holidays]
    return date.fromisoformat(add_time(starts.isoformat(), law.amount, law.unit, m.first_day_counts, off))


def letter(n: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    return (letter(n // 26 - 1) if n >= 26 else "") + chr(65 + n % 26)
