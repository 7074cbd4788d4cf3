"""The page on which paper sheets are typed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Writer:
    """Somebody who worked on paper: how much of theirs is typed in, where to type, and the code with which they fetch it where there are codes."""

    id: str
    alias: str
    typed: str  # "3 of 9 exercises"
    code: str


@dataclass(frozen=True)
class EntryPage:
    """Everybody on paper, and the form for one more."""

    title: str
    token: str
    writers: tuple[Writer, ...] = ()
    alias: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    by_code: bool = True
    """Whether people come in by codes; else they sign in."""


def render(page: EntryPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("room_entry.html.j2").render(page=page)
