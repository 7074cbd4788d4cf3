"""My plan: the agreement, the goals and the self-assessments brought together, the times set aside, and all dates."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from permanence_lib.screen.home import environment
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Piece:
    """One piece of work, to be read here and changed in its week. `printed` is ready HTML, empty where nothing is saved."""

    title: str
    standing: str  # "Week 1. Finished, saved on 18 November 2026."
    change: Link
    printed: Markup | None = None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """One section of the standard: sentences, and for each statement what was said of it each time."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Time:
    """One sort of time set aside: what it is, as it stands, and where to change it."""

    title: str
    said: tuple[str, ...]
    change: Link


@dataclass(frozen=True)
class DateRow:
    """One line of the list of dates."""

    when: str
    what: str
    note: str = ""


@dataclass(frozen=True)
class PlanPage:
    """Everything on the page. `columns` names the self-assessments that `growth` has a cell for in each row."""

    agreement: Piece
    goals: tuple[Piece, ...]
    assessments: tuple[Piece, ...]
    columns: tuple[str, ...]
    growth: tuple[Section, ...]
    honest: str
    times: tuple[Time, ...]
    dates: tuple[DateRow, ...]
    token: str = ""
    title: str = "My plan"


def render(page: PlanPage) -> str:
    """The page's main part as HTML; every word in it is escaped, except what is printed from a document's blocks."""
    return environment().get_template("plan.html.j2").render(page=page)
