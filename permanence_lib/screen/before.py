"""The page on which a participant tells the facilitator of a workshop what they may know beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Choice:
    """A question to tick: its words, and where it was written."""

    id: str
    words: str
    where: str


@dataclass(frozen=True)
class BeforePage:
    """Everything that could be told, in full, and what was chosen of it."""

    week: str
    title: str  # "Workshop three: deciding and defending"
    token: str
    weeks: tuple[tuple[str, str], ...]  # ("Week 15: ...", "Finished")
    questions: tuple[Choice, ...] = ()
    rated_title: str = ""
    ratings: tuple[tuple[str, str], ...] = ()  # (statement, level in words)
    with_weeks: bool = True
    chosen: frozenset[str] = frozenset()
    with_ratings: bool = False
    needs: str = ""
    told_on: str = ""  # when something was told before
    errors: Mapping[str, str] = field(default_factory=dict)


def render(page: BeforePage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("before.html.j2").render(page=page)
