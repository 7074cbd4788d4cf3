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


class Cell(Part):
    """One option under one factor."""

    may_help: str = ""
    may_harm: str = ""
    not_yet_known: str = ""
    would_need: str = ""
    evidence: str = ""


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

    def said_of(self, option: str) -> Sifted:
        """Whether one option was held realistic, and why."""
        return self.sifted.get(option, Sifted())

    def note_on(self, factor: str) -> Weighed:
        """How much one factor matters."""
        return self.weighed.get(factor, Weighed())
