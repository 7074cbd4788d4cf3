"""The fictional families. Everyone is made up; they stand for families, not for types of family."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from permanence_lib.content.part import Day, Distinct, Id, Part, Text

EventType = Literal[
    "allocation", "assessment", "birth", "carer_log", "conference", "decision", "direct_work", "education", "expert",
    "family", "family_meeting", "family_time", "health", "incident", "interview", "kinship", "legal", "missing",
    "placement", "plan", "police", "referral", "review", "staffing", "supervision", "support", "visit",
]  # fmt: skip
TrapKind = Literal[
    "adolescent_neglect", "bias", "child_timescale", "coding", "contradictory_sources", "drift", "gap", "hidden_move",
    "lost_record", "misleading_word", "missed_child_voice", "missing_option", "missing_person", "missing_plan",
    "missing_record", "no_escalation", "purposeful_delay", "thin_assessment", "vague_goal",
]  # fmt: skip
EventId = Annotated[str, Field(pattern=r"^e\d\d$")]
ModuleNumber = Annotated[int, Field(ge=1, le=4)]


class DayZero(Part):
    """The day from which a case counts, and what happened on it."""

    date: Day
    meaning: Text


class Person(Part):
    """Somebody in the family or round it, with strengths."""

    id: Id
    name: Text
    role: Text
    born: Day | None = None
    about: Text
    strengths: Text


class Event(Part):
    """Something that happened, and who recorded it; `child_voice` holds what the child said or showed."""

    id: EventId
    date: Day
    type: EventType
    source: Text
    about: tuple[Id, ...]
    text: Text
    child_voice: Text | None = None


class Milestone(Part):
    """A step the law or guidance expects, and what became of it in this case."""

    id: Id
    date: Day
    name: Text
    expected: str = ""
    status: Text
    note: str = ""


class CaseOption(Part):
    """A realistic option in this case; `route` names a group in the evidence crosswalk, or mixed for a split plan."""

    id: Id
    label: Text
    route: Id
    may_help: tuple[Text, ...]
    may_harm: tuple[Text, ...]
    not_yet_known: tuple[Text, ...]
    would_need: Text
    evidence: tuple[str, ...]


class Trap(Part):
    """A weakness planted in the record for learners to find; `events` may name milestones too."""

    id: Id
    kind: TrapKind
    events: tuple[Id, ...]
    what_is_wrong: Text
    a_good_answer: Text


class FacilitatorNotes(Part):
    """For the facilitator: hidden until learners have had a go. A courtesy, not a secret."""

    traps: Distinct[Trap]
    questions: tuple[Text, ...]


class Case(Part):
    """One fictional family of a module: people, record, legal steps and options."""

    id: Id
    module: ModuleNumber
    title: Text
    summary: Text
    notice: Text
    day_zero: DayZero
    focus: tuple[Text, ...]
    people: Distinct[Person]
    events: Distinct[Event]
    milestones: Distinct[Milestone]
    options: Distinct[CaseOption]
    facilitator: FacilitatorNotes
    episodes_903: tuple[dict[str, str], ...]

    def day(self, when: date) -> int:
        """Days from day zero; negative before it."""
        return (when - self.day_zero.date).days

    def person(self, name: str) -> Person | None:
        """The person with an id, if there is one."""
        return next((p for p in self.people if p.id == name), None)


class Relative(Part):
    """Somebody in the workshop family; the age is in words where it changes between workshops."""

    id: Id
    name: Text
    age: int | Text
    note: Text


class StorySoFar(Part):
    """How far the story has gone at the workshop of one module."""

    module: ModuleNumber
    text: Text


class WorkshopCase(Part):
    """The family the four workshops follow, told in four parts."""

    id: Id
    title: Text
    notice: Text
    people: Distinct[Relative]
    parts: tuple[StorySoFar, ...]
