"""A comparison as far as it has come; options and factors go by their ids."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Part

Realistic = Literal["", "yes", "unsure", "no"]
Matters = Literal["", "high", "medium", "lower"]
#: The conclusion of somebody who would keep several plans open.
MORE_THAN_ONE = "more-than-one"


class AddedOption(Part):
    """An option the participant found missing."""

    id: str
    label: str = ""


class Sifted(Part):
    """Whether an option is realistic, why not, and what became of the file's account of it."""

    realistic: Realistic = ""
    why: str = ""
    tested: str = ""


class Weighed(Part):
    """How much a factor matters for this child: a note to oneself that adds nothing up."""

    matters: Matters = ""
    why: str = ""


class Leaning(Part):
    """Where the participant leant before the work; their own, unless they let it be seen."""

    option: str = ""
    """An option's id, 'more-than-one', or nothing."""
    words: str = ""
    seen: bool = False
    """Whether it, and what changed since, may stand in the report and be counted with the group's."""


class OwnFactor(Part):
    """Something this child needs that the author's factors leave out."""

    id: str
    label: str = ""
    covers: tuple[str, ...] = ()
    """Items of a checklist, as 'welfare-1989:3'."""


class EvidenceItem(Part):
    """One thing a cell rests on, and where it is from."""

    id: str
    words: str = ""
    side: Literal["", "may_help", "may_harm"] = ""
    sort: Literal["", "record", "person", "research", "other"] = ""
    source: str = ""
    """An event or a note brought in, a study by its id, or the person or paper in words."""
    limits: str = ""
    """For research: how its children are like or unlike this child, and what it cannot tell."""


class Cell(Part):
    """One option under one factor."""

    may_help: str = ""
    may_harm: str = ""
    not_yet_known: str = ""
    would_need: str = ""
    evidence: str = ""
    items: tuple[EvidenceItem, ...] = ()
    voice: str = ""
    """What the child says or shows about it."""
    sure: Literal["", "firm", "fair", "first"] = ""
    """How sure the writer is."""


class Plan(Part):
    """What would have to be arranged if one option were chosen."""

    siblings: str = ""
    support: str = ""
    cost: str = ""
    family_time: str = ""


class Edit(Part):
    """A sentence of the draft in the participant's wording, and the sentence it was made from."""

    section: str = ""
    option: str = ""
    text: str = ""
    made_from: str = ""
    out: bool = False
    """Left out of the draft."""


class Unknown(Part):
    """Something to be found out, by whom and by when."""

    id: str = ""
    what: str = ""
    who: str = ""
    by: DateParts = DateParts()


class Place(Part):
    """Where a note stands: beside an option, on one side of the argument or on none in particular."""

    option: str
    side: Literal["", "may_help", "may_harm", "not_yet_known", "would_need"] = ""


class Note(Part):
    """Something brought in from earlier work, in its own words; it may stand beside several options, or none yet."""

    id: str
    sort: str = ""
    words: str = ""
    when: str = ""
    source: str = ""
    places: tuple[Place, ...] = ()

    def said(self) -> str:
        """Its words, with when it was."""
        return f"{self.when}: {self.words}" if self.when else self.words


class Response(kind.Response):
    """The comparison as far as it has come; options and factors go by their ids."""

    added: tuple[AddedOption, ...] = ()
    sifted: dict[str, Sifted] = Field(default_factory=dict)
    weighed: dict[str, Weighed] = Field(default_factory=dict)
    cells: dict[str, dict[str, Cell]] = Field(default_factory=dict)
    """By factor, then by option."""
    conclusion: str = ""
    """An option's id, 'more-than-one', or nothing."""
    best: str = ""
    others: dict[str, str] = Field(default_factory=dict)
    change_mind: str = ""
    unknowns: tuple[Unknown, ...] = ()
    notes: tuple[Note, ...] = ()
    decide_by: DateParts = DateParts()
    """When the decision is due, where no case says so."""
    leaning: Leaning = Leaning()
    changed: str = ""
    """What changed between the first leaning and the conclusion."""
    reasons: tuple[str, ...] = ()
    """The factors that carried the conclusion."""
    court: str = ""
    """Which question the court is asked; it chooses the checklist."""
    own_factors: tuple[OwnFactor, ...] = ()
    plans: dict[str, Plan] = Field(default_factory=dict)
    no_siblings: bool = False
    contingency: str = ""
    failed: dict[str, str] = Field(default_factory=dict)
    """By option: it ended within two years, and why."""
    doubled: dict[str, str] = Field(default_factory=dict)
    """By factor: what would be said differently if it mattered twice as much."""
    disagreed: dict[str, str] = Field(default_factory=dict)
    """By gap: why the participant sees it differently."""
    draft: dict[str, Edit] = Field(default_factory=dict)
    """By sentence."""

    def said_of(self, option: str) -> Sifted:
        """Whether one option was held realistic, and why."""
        return self.sifted.get(option, Sifted())

    def plan_of(self, option: str) -> Plan:
        """What would have to be arranged for one option."""
        return self.plans.get(option, Plan())

    def note_on(self, factor: str) -> Weighed:
        """How much one factor matters."""
        return self.weighed.get(factor, Weighed())
