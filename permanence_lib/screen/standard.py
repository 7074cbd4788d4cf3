"""The page that shows where everything is taught: outcomes and statements with the exercises that serve each."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Link:
    """An exercise by week and title, and where it stands."""

    words: str
    href: str


@dataclass(frozen=True)
class Row:
    """One outcome or statement, and what serves it."""

    id: str
    words: str
    modules: str  # "Modules 1 and 3", or "Not in the programme's table"
    links: tuple[Link, ...]
    missing: str = ""  # "Not yet taught in module 4"


@dataclass(frozen=True)
class Section:
    """A section of the standard or a module."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class StandardPage:
    """The whole page: what it rests on, and its sections."""

    title: str
    notice: str
    standard: tuple[Section, ...]
    outcomes: tuple[Section, ...]
    summary: str


def render(page: StandardPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("standard.html.j2").render(page=page)
