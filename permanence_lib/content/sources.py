"""What the workbook stands on: law, options, judgments, checklists, evidence, words, readings, each with its source."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from permanence_lib.content.clocks import STAGE_WORDS, UNIT_WORDS, Clock, Stage, Unit
from permanence_lib.content.dates import say_date
from permanence_lib.content.part import NOT_CHECKED, Confidence, Day, Grade, Id, Part, Sourced, Text, Url

LawStatus = Literal[
    "rule", "guidance", "practice", "case_law", "indicator", "statistic", "enacted_not_commenced", "watch"
]
ChangeStatus = Literal[
    "in_force", "in_force_in_part", "enacted_not_commenced", "before_parliament", "consultation", "pilot",
    "funding_time_limited", "guidance_current", "guidance_superseded", "case_law_settled", "case_law_moving",
    "unchanged_as_found", "unclear", "unverified",
]  # fmt: skip
STATUS_WORDS: dict[str, str] = {
    "rule": "rule (statute or regulation)",
    "guidance": "guidance, not statute",
    "practice": "practice, not statute",
    "case_law": "case law",
    "indicator": "a measure, not a duty",
    "statistic": "a figure, not a rule",
    "enacted_not_commenced": "enacted, not yet in force",
    "watch": "a matter to watch",
    "in_force": "in force",
    "in_force_in_part": "in force in part",
    "before_parliament": "before Parliament",
    "consultation": "consultation",
    "pilot": "pilot",
    "funding_time_limited": "funding with an end date",
    "guidance_current": "current guidance",
    "guidance_superseded": "guidance since replaced",
    "case_law_settled": "settled case law",
    "case_law_moving": "case law still moving",
    "unchanged_as_found": "no change found",
    "unclear": "unclear",
    "unverified": "not established",
}
"""How a status is said; a duty to come must never look like a live one."""


def _real(value: str) -> str:
    """Refuses a day that there is not, such as 2026-02-30."""
    first_day = f"{value}-01-01" if len(value) == 4 else f"{value}-01"
    try:
        date.fromisoformat(first_day[:10])
    except ValueError:
        raise PydanticCustomError("day", "'{value}' is not a day, a month or a year.", {"value": value}) from None
    return value


SomeDay = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$"), AfterValidator(_real)]
"""A day, a month or a year, as near as it was seen: 2026-02-27, 2026-02 or 2026."""
WhichOptions = tuple[Id, ...] | Literal["all"]
"""The permanence options a fact concerns, or the word all."""


def _concerns(options: WhichOptions, option: str) -> bool:
    return options == "all" or option in options


class LawFact(Sourced):
    """One step or limit of the permanence timetable, in our own words."""

    id: Id
    name: Text
    stage: Stage
    statement: Text
    when: Text
    clock_starts: Text | None = None
    amount: Annotated[int, Field(ge=1)] | None = None
    unit: Unit | None = None
    clock: Clock | None = None
    status: LawStatus
    options: WhichOptions
    source: Text

    def words(self) -> str:
        """The statement; one that nobody has checked says so."""
        return self._said(self.statement)

    def status_words(self) -> str:
        """Whether it binds: rule, guidance, practice, or not yet in force."""
        return STATUS_WORDS[self.status]

    def limit_words(self) -> str:
        """The time limit as said: '26 weeks', '1 month', or nothing when there is none."""
        if self.amount is None or self.unit is None:
            return ""
        return f"{self.amount} {UNIT_WORDS[self.unit]}{'' if self.amount == 1 else 's'}"

    def cite(self) -> str:
        """The source and the day it was checked: 'Children Act 1989, s 32(1), as at 21 November 2026'."""
        return f"{self.cited_as or self.source}, as at {say_date(self.as_at)}"

    def concerns(self, option: str) -> bool:
        """Whether it bears on an option."""
        return _concerns(self.options, option)

    def with_words(self, triggers: dict[str, str]) -> LawFact:
        """With the words of its stage and of every moment its clock names, for those who see it alone."""
        if self.clock is None:
            return self
        words = {name: triggers[name] for name in dict.fromkeys(self.clock.triggers())}
        filled = {"words": words, "stage": self.stage, "stage_words": STAGE_WORDS[self.stage]}
        return self.model_copy(update={"clock": self.clock.model_copy(update=filled)})


class OptionFact(Sourced):
    """One fact about an option: who has parental responsibility, how long it lasts, and so on."""

    fact: Text
    source: Text

    def words(self) -> str:
        """The fact; one that nobody has checked says so."""
        return self._said(self.fact)

    def cite(self) -> str:
        """The source, if one is recorded, and the day it was checked."""
        source = "No source recorded" if self.source == "-" else self.source
        return f"{self.cited_as or source}, as at {say_date(self.as_at)}"


class Option(Part):
    """A way for a child to have permanence, or a legal route to one. Options are never ranked."""

    id: Id
    name: Text
    kind: Literal["placement", "order", "legal_route", "continuation"]
    summary: Text
    aspects: dict[str, tuple[OptionFact, ...]]


class CaseLaw(Sourced):
    """A judgment: what it decided and what it asks of evidence."""

    id: Id
    name: Text
    citation: Text
    court: Text
    decided: Annotated[SomeDay, Field(pattern=r"^\d{4}(-\d\d-\d\d)?$")]
    """The day, or only the year where the day was not seen."""
    principle: Text
    principle_confidence: Confidence
    asks_of_evidence: Text
    options: tuple[Id, ...]
    themes: tuple[Text, ...]

    @property
    def principle_was_seen(self) -> bool:
        """Whether the principle itself was read in a source, and not only the citation."""
        return self.settled and self.principle_confidence == "verified"

    def words(self) -> str:
        """The principle; one that was not itself seen says so, even where the citation was."""
        return self.principle if self.principle_was_seen else f"{self.principle} ({NOT_CHECKED})"

    def cite(self) -> str:
        """Name and citation: 'Re B (A Child) [2013] UKSC 33'."""
        return f"{self.name} {self.citation}"


class NotYetStated(Part):
    """A judgment that was met but not read enough to state; never shown as authority."""

    name: Text
    why: Text
    url: Url
    grade: Grade


class ChecklistItem(Part):
    """One line of a checklist, with its own confidence."""

    n: int
    text: Text
    confidence: Confidence

    def words(self) -> str:
        """The line; one that nobody has checked says so."""
        return self.text if self.confidence == "verified" else f"{self.text} ({NOT_CHECKED})"


class Checklist(Sourced):
    """What a document or decision must, or should, contain."""

    id: Id
    title: Text
    use: Text
    source: Text
    items: tuple[ChecklistItem, ...]

    def cite(self) -> str:
        """The source and the day it was checked."""
        return f"{self.cited_as or self.source}, as at {say_date(self.as_at)}"


class LawChange(Sourced):
    """A matter in motion: what has changed, or may, and what to watch for."""

    id: Id
    title: Text
    status: ChangeStatus
    options: WhichOptions
    fact: Text
    source: Text
    effect_on_practice: Text | None = None
    watch_for: Text | None = None
    moved: SomeDay | None = None
    """When it last moved, as near as was seen: the day, the month or the year."""

    def words(self) -> str:
        """The matter as it stands; one that nobody has checked says so."""
        return self._said(self.fact)

    def status_words(self) -> str:
        """In force, enacted but not yet in force, before Parliament, and so on."""
        return STATUS_WORDS[self.status]

    def cite(self) -> str:
        """The source and the day it was checked."""
        return f"{self.cited_as or self.source}, as at {say_date(self.as_at)}"


class Citation(Part):
    """Who published a study or a figure, when and where."""

    authors: Text
    year: int
    title: Text
    publisher: Text
    url: Url | None = None
    url_note: Text | None = None


class Figure(Part):
    """One number of a study, or the words the source uses for it; `denominator` is the group it is out of."""

    label: Text
    value: int | float | Text
    unit: Text
    denominator: int | Text | None = None


class Evidence(Part):
    """A research finding or official figure, never without its country, years and limits."""

    id: Annotated[str, Field(pattern=r"^[A-Z]\d\d$")]
    section: Text
    topic: Text
    finding: Text
    figures: tuple[Figure, ...]
    population: Text
    country: Text
    period: Text | None = None
    design: Text
    limits: Text
    citation: Citation
    seen_as: Text
    confidence: Confidence
    tier: Annotated[int, Field(ge=1, le=4)]
    suits: tuple[Text, ...]
    options: tuple[Id, ...]
    """Groups of options, as the crosswalk in the same file names them."""
    as_at: Day | None = None
    """The day somebody last looked: that of the whole pack where nobody marked the record since. Filled in on reading."""
    checked_by: Text | None = None
    review_by: Day | None = None

    @property
    def url(self) -> str | None:
        """The page that was read."""
        return self.citation.url

    @property
    def settled(self) -> bool:
        """Whether a learner may see it."""
        return self.confidence == "verified"

    def cite(self) -> str:
        """Authors, year, country and period: 'Wijedasa, D. and Selwyn, J. (2017), England and Wales, 2002 to 2014'."""
        where_and_when = ", ".join(filter(None, (self.country, self.period)))
        return f"{self.citation.authors} ({self.citation.year}), {where_and_when}"


class Term(Sourced):
    """A word of the trade and what it means in plain English."""

    id: Id
    term: Text
    short_form: Text | None = None
    meaning: Text
    options: tuple[Id, ...] = ()
    proper: bool = False
    everyday: bool = False

    def words(self) -> str:
        """The meaning; one that nobody has checked says so."""
        return self._said(self.meaning)


class Reading(Part):
    """Something to read, and how to get it."""

    id: Id
    authors: Text
    year: Text
    title: Text
    publisher: Text
    url: Url
    access: Text

    def cite(self) -> str:
        """Authors (year), title, publisher."""
        return f"{self.authors} ({self.year}), {self.title}, {self.publisher}"
