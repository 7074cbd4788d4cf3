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
    people: int | None = None
    """How many people's answers it counts, where it says: of fewer than five a group is shown nothing."""

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
    was: float | None = None
    """What it was before, drawn as an outline: where the same people have answered twice."""
    drawn: bool = True
    """False where the words stand in place of a number (a published symbol): then there is no bar, not one of nought."""


@dataclass(frozen=True)
class Mark:
    """Something on a line of time: from `start` to `end` (the same for a moment), in days from the line's beginning."""

    label: str
    start: float
    end: float
    lane: str
    words: str


@dataclass(frozen=True)
class Point:
    """One place on a line: `at` along the axis, and the words that say the value with its unit.

    No `value` where the source shows a symbol instead of a number: the words say it, and nothing is drawn.
    """

    at: float
    label: str
    value: float | None
    words: str
    joined: bool = True
    """Whether the line runs here from the point before; not over a gap, nor over a break in a series."""


@dataclass(frozen=True)
class Line:
    """Points over time that measure one thing in one way."""

    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Chart:
    """A picture that carries its own sentence and its own table: the image is one of its renderings.

    `bars` draws lengths from zero; `marks` draws lanes along time, `span` days long, with `ticks` of (day, label);
    `lines` draws values over time, from zero, with `ticks` of (place on the axis, label) and `unit` beside the numbers.
    """

    title: str
    sentence: str
    table: Table
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    breaks: tuple[float, ...] = ()
    """Where on the axis figures stop being counted alike: a dashed upright."""
    unit: str = ""
    ticks: tuple[tuple[float, str], ...] = ()
    span: float = 0
    source: str = ""
    people: int | None = None
    """How many people's answers it counts, where it says: of fewer than five a group is shown nothing."""
    whole: int = 0
    """How many answers the bars come to when each stands in exactly one of them; 0 where they overlap."""


@dataclass(frozen=True)
class Space:
    """Room to write by hand, so many lines of it."""

    lines: int = 4


Block: TypeAlias = Heading | Paragraph | Quote | Items | Checklist | Table | Chart | Space
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
    listed: Literal[1, 2] = 2
    """Down to which level headings stand in the list of contents."""
