"""The pages of the CPD record: the years, a new piece, one piece to edit, its words ready to paste, the printed record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Fact:
    """One thing the regulator asks, with its source."""

    words: str
    source: str


@dataclass(frozen=True)
class PieceRow:
    """One piece in the list of its year."""

    name: str
    href: str
    when: str
    state: str


@dataclass(frozen=True)
class YearPart:
    """A registration year: its pieces, and what is missing."""

    id: str  # its first day, 2025-12-01
    words: str
    rows: tuple[PieceRow, ...]
    missing: tuple[str, ...]
    is_now: bool = False


@dataclass(frozen=True)
class Overview:
    """The record as a whole."""

    regulator: str
    page: str
    facts: tuple[Fact, ...]
    years: tuple[YearPart, ...]
    token: str
    removed: tuple[PieceRow, ...] = ()
    note: str = ""
    name: str = "cpd.html.j2"


@dataclass(frozen=True)
class Choice:
    """A piece of the portfolio that a new piece may be made from."""

    slot: str
    title: str
    about: str


@dataclass(frozen=True)
class Beginning:
    """A new piece: from which work."""

    choices: tuple[Choice, ...]
    token: str
    name: str = "cpd_new.html.j2"


@dataclass(frozen=True)
class Box:
    """One box of the form."""

    id: str
    label: str
    hint: str
    rows: int
    value: str
    newer: str = ""
    """What another window saved meanwhile."""


@dataclass(frozen=True)
class PieceForm:
    """One piece, to write and change."""

    heading: str
    action: str
    token: str
    base: int
    title: str
    boxes: tuple[Box, ...]
    peer: tuple[Box, ...]
    made_from: tuple[tuple[str, str], ...]
    limits: str
    day: str = ""
    month: str = ""
    year: str = ""
    standing: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    newer_title: str = ""
    is_draft: bool = False
    """Whether the words are still those it was begun with."""
    is_conflict: bool = False
    name: str = "cpd_piece.html.j2"


@dataclass(frozen=True)
class Paste:
    """One answer for the regulator's form."""

    id: str
    question: str
    words: str
    hint: str
    rows: int


@dataclass(frozen=True)
class PastePage:
    """A piece as answers to the regulator's questions, to copy from."""

    heading: str
    back: str
    regulator: str
    answers: tuple[Paste, ...]
    name: str = "cpd_paste.html.j2"


@dataclass(frozen=True)
class RecordPage:
    """The printed record of a year, and how to take it away."""

    heading: str
    body: Markup
    year: str
    token: str
    name: str = "cpd_record.html.j2"


def render(page: Overview | Beginning | PieceForm | PastePage | RecordPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template(page.name).render(page=page)
