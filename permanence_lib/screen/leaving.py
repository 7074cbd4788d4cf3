"""The question before anything leaves as a file: what in it may name a real person."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Found:
    """One thing that was found: what, why it is marked, what to write instead."""

    label: str
    words: str
    why: str
    instead: str
    times: int = 1


@dataclass(frozen=True)
class Part:
    """One part of what would leave; `more` things are found beyond those listed."""

    title: str
    found: tuple[Found, ...]
    more: int = 0


@dataclass(frozen=True)
class LeavingPage:
    """The page: what was found, and the form that goes on, with everything the first one held.

    `hidden` are names and values; `files` names of boxes and of the files that were chosen in them, to be chosen again.
    """

    parts: tuple[Part, ...]
    action: str
    method: str
    hidden: tuple[tuple[str, str], ...]
    token: str
    files: tuple[tuple[str, str], ...] = ()
    left: int = 0
    title: str = "Before this leaves"

    @property
    def count(self) -> int:
        """How many things are listed or counted."""
        return sum(len(part.found) + part.more for part in self.parts)


def render(page: LeavingPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("leaving.html.j2").render(page=page)
