"""The facilitator's page of the day on paper."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class BookletRow:
    """One booklet: what it is, what is in it, and its name in addresses."""

    name: str
    title: str
    about: str
    chapters: tuple[str, ...]


@dataclass(frozen=True)
class PaperPage:
    """Both booklets."""

    title: str
    booklets: tuple[BookletRow, ...]


def render(page: PaperPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("room_paper.html.j2").render(page=page)
