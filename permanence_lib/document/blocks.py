"""The pieces a document is made of. A kind returns blocks; each renderer knows all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is a chapter of a document that has a cover, 2 the top inside any other, 4 the lowest."""

    text: str
    level: Literal[1, 2, 3, 4] = 3


@dataclass(frozen=True)
class Paragraph:
    """Plain words; `lead` is a short label shown before them in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Quote:
    """A participant's or another person's own words, with who said them. Line breaks are kept."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Items:
    """A list; numbered when order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Checklist:
    """Things done and not done, said in words."""

    items: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Table:
    """Facts in rows; the first column names the row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"A row of {self.caption!r} has {len(row)} cells for {len(self.columns)} columns.")


@dataclass(frozen=True)
class Bar:
    """One bar: a name, a value, and the words that say the value with its unit."""

    label: str
    value: float
    words: str


@dataclass(frozen=True)
class Mark:
    """Something on a line of time: from `start` to `end` (the same for a moment), in days from the line's beginning."""

    label: str
    start: float
    end: float
    lane: str
    words: str


@dataclass(frozen=True)
class Chart:
    """A picture that carries its own sentence and its own table: the image is one of its renderings.

    `bars` draws lengths from zero; `marks` draws lanes along time, `span` days long, with `ticks` of (day, label).
    """

    title: str
    sentence: str
    table: Table
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    span: float = 0
    source: str = ""


Block: TypeAlias = Heading | Paragraph | Quote | Items | Checklist | Table | Chart
Blocks: TypeAlias = Sequence[Block]


@dataclass(frozen=True)
class Document:
    """A whole document with its title and language."""

    title: str
    blocks: tuple[Block, ...] = field(default=())
    language: str = "en-GB"
    landscape: bool = False
    """Printed wider than high, for tables of many columns."""
    cover: tuple[Block, ...] = ()
    """What stands on a title page of its own; a list of contents follows it, and chapters begin on a new page."""
