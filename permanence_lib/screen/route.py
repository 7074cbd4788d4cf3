"""The home view of a shorter way through the material."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.screen.home import environment
from permanence_lib.screen.standard import Link


@dataclass(frozen=True)
class Task:
    """One exercise on the way, and how far it has come."""

    link: Link
    minutes: int
    status: str  # "Not started", "In progress" or "Finished"

    @property
    def state(self) -> str:
        """The status in one word, for its look only."""
        return {"Not started": "new", "Finished": "done"}.get(self.status, "going")


@dataclass(frozen=True)
class StopRow:
    """A stop: why it is there, what to read first, and what to do."""

    id: str
    title: str
    why: str
    outcomes: tuple[str, ...]
    tasks: tuple[Task, ...]
    read: Link | None = None
    read_minutes: int = 0


@dataclass(frozen=True)
class RoutePage:
    """The whole way."""

    title: str
    about: str
    facts: str  # "For social work practitioners. About 6 hours. 2 of 7 exercises finished."
    stops: tuple[StopRow, ...]
    also: tuple[str, ...] = ()


def render(page: RoutePage) -> str:
    """The page's main part as HTML; every word in it is escaped."""
    return environment().get_template("route.html.j2").render(page=page)
