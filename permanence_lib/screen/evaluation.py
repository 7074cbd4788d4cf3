"""The page on which a participant gives to the evaluation, and the one on which a cohort's files become a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Part:
    """A part to tick: its box, what is said of it, and everything that would leave, as pairs or as a list."""

    name: str
    title: str
    tick: str
    hint: str
    pairs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()  # (heading, ((statement, level), ...))
    nothing: str = ""  # why there is nothing to give


@dataclass(frozen=True)
class Comment:
    """Words to tick, and the question they answer."""

    id: str
    words: str
    about: str


@dataclass(frozen=True)
class Pool:
    """Comments that would stand in one list of the report."""

    title: str
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class GivePage:
    """Everything that could be given, in full, and what was chosen of it."""

    token: str
    parts: tuple[Part, ...]
    pools: tuple[Pool, ...]
    ticked: frozenset[str] = frozenset()
    given_on: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Chapter:
    """A part of the report, with longer lists folded below it: (title, HTML)."""

    id: str
    title: str
    html: Markup
    parts: tuple[tuple[str, Markup], ...] = ()


@dataclass(frozen=True)
class ReportPage:
    """The box for the files, and the report they made, ready as HTML that document.html made."""

    token: str
    account: tuple[str, ...] = ()
    cover: Markup | None = None
    chapters: tuple[Chapter, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)


def render(page: GivePage | ReportPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    name = "evaluation" if isinstance(page, GivePage) else "evaluation_report"
    return environment().get_template(f"{name}.html.j2").render(page=page)
