"""The portfolio: ten sections with what is chosen, what could be, and what is not written yet; and one piece of work."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Chosen:
    """One entry of the portfolio."""

    slot: str
    title: str
    item: str
    """The name it has in its section."""
    why: str
    version: str
    """Version 3 of 5, saved on 18 November 2024."""
    statements: tuple[Link, ...]
    base: int
    newest: int = 0
    newest_words: str = ""
    """Said when the work has been changed since the chosen version."""


@dataclass(frozen=True)
class Section:
    """One of the ten sections."""

    number: int
    title: str
    entries: tuple[Chosen, ...]
    could: tuple[tuple[str, str, str], ...]
    """(slot with its version, title, when it was saved), for the boxes to tick."""
    not_yet: tuple[Link, ...]


@dataclass(frozen=True)
class PortfolioPage:
    """The whole list; no printed form is on it."""

    sections: tuple[Section, ...]
    rules: tuple[str, ...]
    token: str
    news: str = ""
    """What has just been done."""
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class VersionRow:
    """One saved version of a piece."""

    words: str
    href: str
    marks: str
    """'In your portfolio', 'on this page', or both; or ''."""


@dataclass(frozen=True)
class PiecePage:
    """One piece of work: the version asked for as it prints, and the form that puts it into the portfolio."""

    slot: str
    title: str
    section: str
    week: Link
    revision: int
    version: str
    standing: str
    """Where it stands in the portfolio."""
    private: bool
    why: str
    base: int
    token: str
    is_chosen: bool
    is_this_version: bool
    piece: Markup
    named: tuple[Link, ...]
    tied: tuple[Link, ...]
    statements: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    days: tuple[VersionRow, ...]
    others: tuple[VersionRow, ...]
    history: tuple[str, ...]
    other_child: Link | None = None
    newest: int = 0
    newest_words: str = ""
    news: str = ""
    newer_words: str = ""
    errors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class UnwrittenPage:
    """A piece of which nothing is written."""

    title: str
    section: str
    week: Link


def render(page: PortfolioPage) -> str:
    """The list's main part as HTML; every word in it is escaped."""
    return environment().get_template("portfolio.html.j2").render(page=page)


def render_piece(page: PiecePage) -> str:
    """One piece of work."""
    return environment().get_template("portfolio_piece.html.j2").render(page=page)


def render_unwritten(page: UnwrittenPage) -> str:
    """Where a piece would be, and where to write it."""
    return environment().get_template("portfolio_unwritten.html.j2").render(page=page)
