"""My progress: what completion asks for, what the next workshop needs, the way back, and planned minutes."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Task:
    """One requirement: where it stands in words, what is still missing, and what shows it."""

    id: str
    text: str
    status: str  # "Not begun", "Begun", "Has all it needs" or "Verified by your line manager"
    missing: tuple[Link, ...] = ()
    shown: tuple[Link, ...] = ()
    also: tuple[Link, ...] = ()

    @property
    def state(self) -> str:
        """The status in one word, for its look only: the words themselves are always shown."""
        looks = {"Not begun": "new", "Has all it needs": "done", "Verified by your line manager": "done"}
        return looks.get(self.status, "going")


@dataclass(frozen=True)
class Step:
    """One activity, with its minutes and how it stands or why it comes here."""

    link: Link
    about: str


@dataclass(frozen=True)
class WorkshopPart:
    """The next workshop: its day and what it needs."""

    title: str
    when: str
    day: Link
    before: tuple[Step, ...]
    draws_on: tuple[Step, ...]


@dataclass(frozen=True)
class WayBack:
    """Open activities of past weeks: the shortest way first, with the time each takes in words."""

    about: str
    shortest: tuple[Step, ...]
    shortest_takes: str
    rest: tuple[Step, ...]
    rest_takes: str


@dataclass(frozen=True)
class ProgressPage:
    """Everything on the page; `minutes` has a row for each module: its name, planned, finished."""

    summary: tuple[str, ...]
    tasks: tuple[Task, ...]
    workshop: WorkshopPart | None
    way_back: WayBack
    studied: tuple[str, ...]
    minutes: tuple[tuple[str, str, str], ...]
    agreed: Link
    rooms: tuple[Link, ...]
    title: str = "My progress"


def render(page: ProgressPage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("progress.html.j2").render(page=page)
