"""The page on which a participant of a workshop takes their own work away."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.choice import Choice
from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Row:
    """One exercise of the day, and what of it goes along."""

    title: str
    words: str


@dataclass(frozen=True)
class MinePage:
    """The whole page. `at_home`: the answers stand in the participant's own workbook already."""

    token: str
    alias: str
    code: str
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    at_home: bool = False
    ended: bool = False
    trouble: str = ""


def render(page: MinePage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("room_mine.html.j2").render(page=page)
