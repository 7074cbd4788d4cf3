"""The law register as a page: what is overdue, what is due, what is in motion, and every fact with its source and age."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment
from permanence_lib.screen.register import Count, Narrow, Place, Run
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Row:
    """One record: what it says, its citation, its age in words, and where it is used."""

    anchor: str
    title: str
    words: str
    status: str
    cited: tuple[Run, ...]
    read_at: Link | None
    age: tuple[str, ...]
    """How it is known and how old that is, sentence by sentence."""
    marks: tuple[str, ...] = ()
    """What a reader must not miss: not checked, overdue."""
    also: tuple[tuple[str, str], ...] = ()
    items: tuple[str, ...] = ()
    uses: tuple[Place, ...] = ()
    marked_as: str = ""
    """The id by which whoever keeps the register marks it as checked."""


@dataclass(frozen=True)
class Fold:
    """Records that belong together, folded until somebody opens them."""

    id: str
    title: str
    rows: tuple[Row, ...]
    open: bool = False


@dataclass(frozen=True)
class Section:
    """A part of the register."""

    id: str
    title: str
    about: str
    count: int
    folds: tuple[Fold, ...]


@dataclass(frozen=True)
class Due:
    """Records to be looked at again by one day."""

    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class LawPage:
    """The whole register, or as much of it as was asked for."""

    title: str
    lead: tuple[str, ...]
    counts: tuple[Count, ...]
    total: str
    narrow: Narrow
    failed: tuple[Due, ...]
    overdue: tuple[Due, ...]
    soon: tuple[Due, ...]
    recent_judgments: tuple[tuple[Link, str], ...]
    sections: tuple[Section, ...]
    met: tuple[tuple[str, str], ...]
    """Judgments that were met and not read enough to state: name and why."""
    to_print: str
    at_desk: bool = True
    """Not in a workshop's room, where there is no laboratory to go back to."""


def render(page: LawPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("law.html.j2").render(page=page)


def render_rows(rows: tuple[Row, ...]) -> str:
    """Records alone, for the file to print."""
    return environment().get_template("law_rows.html.j2").render(rows=rows)
