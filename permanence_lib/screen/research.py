"""The evidence register as a page: every finding that may be shown, with its country, years, limits and source."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment
from permanence_lib.screen.register import Count, Narrow, Place, Run
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Row:
    """One study or official figure."""

    anchor: str
    title: str
    where: str
    finding: str
    facts: tuple[tuple[str, str], ...]
    cited: tuple[Run, ...]
    read_at: Link | None
    age: tuple[str, ...]
    uses: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the pack."""

    id: str
    title: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class ResearchPage:
    """The whole register, or as much of it as was asked for."""

    title: str
    lead: tuple[str, ...]
    rules: tuple[str, ...]
    counts: tuple[Count, ...]
    total: str
    narrow: Narrow
    sections: tuple[Section, ...]
    unchecked: tuple[tuple[str, str], ...]
    """Number and topic of records that nobody has seen in a source; nothing else of them is shown."""
    opened: bool
    licence: str
    to_print: str
    at_desk: bool = True
    """Not in a workshop's room, where there is no laboratory to go back to."""


def render(page: ResearchPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("research.html.j2").render(page=page)


def render_rows(rows: tuple[Row, ...]) -> str:
    """Records alone, for the file to print."""
    return environment().get_template("research_rows.html.j2").render(rows=rows)
