"""The evidence map: gaps first, then every statement with what there is for it; the same by module; and one statement."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Choice:
    """One way of narrowing the map; `here` when it is the one in force."""

    words: str
    href: str
    here: bool


@dataclass(frozen=True)
class Filter:
    """What the map can be narrowed by."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Tied:
    """A piece tied to a statement: its title, the participant's judgement and own words, and what has happened since."""

    title: str
    href: str
    status: str
    words: str
    version: str = ""
    since: str = ""
    statement: str = ""
    slot: str = ""
    newest: int = 0
    base: int = 0


@dataclass(frozen=True)
class Cell:
    """What there is for a statement in one module."""

    module: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One statement."""

    id: str
    words: str
    href: str
    table: str
    """What the programme's table says: 'Modules 1 and 3' or 'Not in the programme's table'."""
    sentence: str = ""
    """Where it is a gap: what is missing and where to go next."""
    next: tuple[Link, ...] = ()
    tied: tuple[Tied, ...] = ()
    chosen: tuple[Link, ...] = ()
    written: tuple[Link, ...] = ()
    open: tuple[Link, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Section:
    """A section of the standard."""

    number: int
    title: str
    rows: tuple[Row, ...]

    @property
    def gaps(self) -> tuple[Row, ...]:
        """The rows for which nothing is there yet."""
        return tuple(row for row in self.rows if row.sentence and not row.written)

    @property
    def unused(self) -> tuple[Row, ...]:
        """The rows for which something is written that is neither in the portfolio nor tied."""
        return tuple(row for row in self.rows if row.sentence and row.written)


@dataclass(frozen=True)
class MapPage:
    """The whole map, or as much of it as was asked for."""

    title: str
    notice: str
    where: str
    filters: tuple[Filter, ...]
    sections: tuple[Section, ...]
    other: Link
    token: str
    narrowed: str = ""
    """What the map is narrowed to, in words; '' when it is whole."""
    modules: tuple[str, ...] = ()

    @property
    def has_gaps(self) -> bool:
        """Whether anything shown is a gap."""
        return any(section.gaps or section.unused for section in self.sections)


@dataclass(frozen=True)
class Pieces:
    """Pieces of work that could be tied, under the name of their week."""

    title: str
    links: tuple[tuple[str, str], ...]
    """(slot, title)"""


@dataclass(frozen=True)
class Candidate:
    """A piece that could show the statement, where it stands, and where to tie it."""

    title: str
    href: str
    standing: str
    tie: str = ""
    do: str = "Tie it"


@dataclass(frozen=True)
class StatementPage:
    """One statement with everything that could show it."""

    row: Row
    section: str
    notice: str
    candidates: tuple[Candidate, ...]
    others: tuple[Pieces, ...]
    before: Link | None
    after: Link | None
    token: str
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TiePage:
    """The form that ties one version of one piece to one statement, with the piece beside it."""

    id: str
    words: str
    slot: str
    title: str
    revision: int
    version: str
    versions: tuple[Link, ...]
    piece: Markup
    statuses: tuple[tuple[str, str], ...]
    token: str
    base: int
    own: str = ""
    status: str = ""
    saved: bool = False
    is_tied: bool = False
    since: str = ""
    seen: str = ""
    newer_words: str = ""
    """What another window saved meanwhile."""
    history: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)


def render(page: MapPage) -> str:
    """The map's main part as HTML; every word in it is escaped."""
    return environment().get_template("evidence.html.j2").render(page=page)


def render_overview(page: MapPage) -> str:
    """Statement by module."""
    return environment().get_template("evidence_overview.html.j2").render(page=page)


def render_statement(page: StatementPage) -> str:
    """One statement."""
    return environment().get_template("evidence_statement.html.j2").render(page=page)


def render_tie(page: TiePage) -> str:
    """The form."""
    return environment().get_template("evidence_tie.html.j2").render(page=page)
