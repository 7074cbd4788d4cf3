"""The programme: modules, weeks, what each week plans, the standard, and the portfolio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from permanence_lib.content.cases import ModuleNumber
from permanence_lib.content.part import Distinct, Id, Part, Text, Url

ModuleId = Annotated[str, Field(pattern=r"^M[1-4]$")]
OutcomeId = Annotated[str, Field(pattern=r"^M[1-4]\.LO\d+$")]
StatementId = Annotated[str, Field(pattern=r"^\d\.\d[a-z]$")]
WeekId = Annotated[str, Field(pattern=r"^w\d\d$")]
ActivityId = Annotated[str, Field(pattern=r"^w\d\da\d+$")]
LiveExerciseId = Annotated[str, Field(pattern=r"^w\d\ds\d+[a-z]$")]
ExerciseId = Annotated[str, Field(pattern=r"^w\d\d(a\d+|s\d+[a-z])$")]
SessionId = Annotated[str, Field(pattern=r"^w\d\ds\d+$")]
Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]
WeekType = Literal["study", "reading", "workshop"]
Minutes = Annotated[int, Field(ge=1, le=480)]


class Outcome(Part):
    """What a participant can do after a module."""

    id: OutcomeId
    text: Text


class Module(Part):
    """Seven weeks with one aim."""

    id: ModuleId
    number: ModuleNumber
    title: Text
    aim: Text
    outcomes: Distinct[Outcome]


class WeekOfModule(Part):
    """What the first, second ... seventh week of every module is for."""

    week_in_module: Annotated[int, Field(ge=1, le=7)]
    type: WeekType
    purpose: Text


class Emphasis(Part):
    """What workshops and independent study each dwell on."""

    workshops: Text
    independent_study: Text


class Meaning(Part):
    """What permanence means, and where that is said."""

    meaning: Text
    source: Text


class Participants(Part):
    """Who the programme is for, and what the line manager confirms before and after."""

    who: Text
    entry: tuple[Text, ...]
    evidenced_by_manager: tuple[Text, ...]
    manager_satisfied_of: tuple[Text, ...]
    understands: tuple[Text, ...]


class Requirement(Part):
    """Something completion asks for; the line manager verifies it."""

    id: Id
    text: Text


class Rule(Part):
    """What shows that a requirement is met: work that counts, days attended, pieces chosen; and when it is verified.

    `exercises`, `kind`, `section` and `core_of` name the work together; `at_least` is how many of it, None for all.
    The line manager verifies at `verified_at`, or by returning every review of `signed_at`.
    """

    exercises: tuple[ExerciseId, ...] = ()
    kind: Text | None = None
    section: Annotated[int, Field(ge=1, le=10)] | None = None
    core_of: tuple[WeekType, ...] = ()
    at_least: Annotated[int, Field(ge=1)] | None = None
    attend: tuple[WeekId, ...] = ()
    chosen: Annotated[int, Field(ge=0)] = 0
    alternatives: bool = False
    verified_at: WeekId = "w28"
    signed_at: tuple[WeekId, ...] = ()


class ShownBy(Part):
    """One of the things completion asks for, and the rule by which the workbook knows it."""

    id: Id
    text: Text
    rule: Rule


class Completion(Part):
    """What the certificate says, and what shows in this workbook that it is earned."""

    summary: Text
    certificate: Text
    shown_by: Distinct[ShownBy]


class WorkshopDates(Part):
    """Where in the learning agreement the workshop dates are typed: its rows, their question, and which row is which week."""

    rows: Text
    question: Text
    weeks: dict[Id, WeekId]


class PlanPlaces(Part):
    """Which exercises are the learning agreement and, in order, the development plan."""

    agreement: ExerciseId
    slot_question: Text
    development: tuple[ExerciseId, ...]
    workshop_dates: WorkshopDates


class PortfolioSection(Part):
    """One of the ten sections of the practice portfolio."""

    number: Annotated[int, Field(ge=1, le=10)]
    title: Text


class PortfolioPlan(Part):
    """The sections and the rules that hold for every item."""

    sections: tuple[PortfolioSection, ...]
    rules: tuple[Text, ...]


class CompanionOutcome(Part):
    """What a participant can do after a shorter course."""

    id: Annotated[str, Field(pattern=r"^D\d\.\d$")]
    text: Text


class Companion(Part):
    """A shorter course whose scope the workbook also covers."""

    id: Id
    length: Text
    audience: Text
    methods: Text | None = None
    outcomes: Distinct[CompanionOutcome]
    also: tuple[Text, ...] = ()


class WorkshopHours(Part):
    """When a workshop day starts and ends."""

    start: Clock
    end: Clock


class Programme(Part):
    """The programme as a whole, in summary: never a quotation of the official documents."""

    title: Text
    status: Text
    source: Text
    country: Text
    language: Literal["en-GB"]
    audience: Text
    level: Text
    weeks: int
    months: Text
    cohort_size: int
    weeks_per_module: int
    week_pattern: tuple[WeekOfModule, ...]
    workshop_hours: WorkshopHours
    emphasis: Emphasis
    wider_study: Text
    legal_note: Text
    permanence: Meaning
    participants: Participants
    requirements: Distinct[Requirement]
    completion: Completion
    community: Text
    plain_english: bool
    words_for_people: dict[str, Text]
    messages: tuple[Text, ...]
    commission_challenges: tuple[Text, ...]
    modules: Distinct[Module]
    portfolio: PortfolioPlan
    companions: Distinct[Companion]
    followed_child: ActivityId
    plan: PlanPlaces
    sources: dict[str, Text]


class Segment(Part):
    """A stretch of a workshop session; a live one names its exercise."""

    start: Clock
    end: Clock
    title: Text
    exercise: LiveExerciseId | None = None
    moment_stops_clock: bool = False
    """Whether somebody's "I need a moment" stops the clock here."""


class Session(Part):
    """A session between breaks of a workshop day."""

    id: SessionId
    start: Clock
    end: Clock
    title: Text
    on_screen: Text
    segments: tuple[Segment, ...]


class Break(Part):
    """A pause in a workshop day."""

    start: Clock
    end: Clock
    title: Text


class Agenda(Part):
    """A workshop day as it stands."""

    start: Clock
    end: Clock
    cohort_size: int
    group_size: Text
    takes_away: tuple[Text, ...]
    breaks: tuple[Break, ...]
    sessions: Distinct[Session]
    evaluation: tuple[Annotated[str, Field(pattern=r"^w\d\ds\d+[a-z]/[a-z_]+$")], ...] = ()
    """Questions about the day itself, whose answers those who run it read without names: `w18s4c/word`."""


class Week(Part):
    """One week of 28: its place, what it is about, how long it takes, and for a workshop the day."""

    id: WeekId
    number: Annotated[int, Field(ge=1, le=28)]
    module: ModuleNumber
    week_in_module: Annotated[int, Field(ge=1, le=7)]
    type: WeekType
    title: Text
    focus: Text
    minutes: Minutes
    workshop: Agenda | None = None


class Statement(Part):
    """One statement of the Knowledge and Skills Statement, in summary."""

    id: StatementId
    bullet: Text
    text: Text


class StandardSection(Part):
    """A numbered part of the standard."""

    number: Annotated[int, Field(ge=1, le=5)]
    title: Text
    statements: Distinct[Statement]


class Standard(Part):
    """The Knowledge and Skills Statement: Achieving Permanence (2016), in summary, and the programme's table."""

    title: Text
    url: Url
    notice: Text
    sections: tuple[StandardSection, ...]
    modules: dict[ModuleId, tuple[StatementId, ...]]
    not_in_table: tuple[StatementId, ...]
    only_in_table: tuple[StatementId, ...]

    def statements(self) -> Iterator[Statement]:
        """Every statement in order."""
        for section in self.sections:
            yield from section.statements
