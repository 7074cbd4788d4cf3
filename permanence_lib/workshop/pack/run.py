"""The day as it was run, read back from the states of the room: what began when, and what was done with each exercise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from permanence_lib.content.programme import Agenda
from permanence_lib.workshop import day
from permanence_lib.workshop.day import Stretch
from permanence_lib.workshop.state import Phase, State

History = Sequence[tuple[datetime, State]]
AGAIN = "second answers asked for"
#: What each step of an exercise is called afterwards.
_DONE: dict[Phase, str] = {
    "open": "opened",
    "held": "closed without showing",
    "shown": "shown",
    "again": AGAIN,
    "closed": "closed",
}


@dataclass(frozen=True)
class Event:
    """One step of the day, at its moment. `about` is a stretch or an exercise; '' for the whole room."""

    at: datetime
    what: str
    about: str = ""


@dataclass(frozen=True)
class AsRun:
    """A stretch as planned, when it was really begun (more than once if the room went back to it), and what happened."""

    planned: Stretch
    begun: tuple[datetime, ...] = ()
    longer: int = 0
    """Minutes by which the facilitator made it longer; shorter, when negative."""
    steps: tuple[Event, ...] = ()


def as_run(history: History, agenda: Agenda) -> list[AsRun]:
    """Every stretch of the planned day in order; one the room never came to has not begun."""
    events = list(_events(history))
    moves = history[-1][1].moves if history else ()
    return [
        AsRun(
            each,
            tuple(found.at for found in events if found.what == "begun" and found.about == each.id),
            sum(move.minutes for move in moves if move.stretch == each.id),
            tuple(found for found in events if each.exercise and found.about == each.exercise),
        )
        for each in day.stretches(agenda)
    ]


def steps(history: History, exercise: str) -> tuple[Event, ...]:
    """What was done with one exercise, in order."""
    return tuple(found for found in _events(history) if found.about == exercise)


def pauses(history: History) -> list[tuple[datetime, datetime | None]]:
    """When the room rested, and when it went on; None where it did not. Why it rested is not told."""
    found: list[tuple[datetime, datetime | None]] = []
    for event in _events(history):
        if event.what == "paused":
            found.append((event.at, None))
        elif event.what == "went on" and found:
            found[-1] = (found[-1][0], event.at)
    return found


def day_of(history: History) -> date | None:
    """The day on which the room first did something together, else the day it was opened; None for no room at all."""
    first = next((at for at, state in history if state.stretch or state.standings), None)
    return (first or history[0][0]).astimezone().date() if history else None


def span(history: History) -> tuple[datetime, datetime] | None:
    """From the first stretch to the end, or to the last thing the room did; None where the day was never begun."""
    begun = [at for at, state in history if state.stretch]
    if not begun:
        return None
    ended = history[-1][1].ended_at
    return begun[0], datetime.fromisoformat(ended) if ended else begun[-1]


def clock(moment: datetime) -> str:
    """A moment on the clock of the room: 09:41."""
    return moment.astimezone().strftime("%H:%M")


def _events(history: History) -> Iterator[Event]:
    before: State | None = None
    for at, state in history:
        yield from _between(before, state, at)
        before = state


def _between(before: State | None, after: State, at: datetime) -> Iterator[Event]:
    if after.stretch and (before is None or (before.stretch, before.since) != (after.stretch, after.since)):
        yield Event(at, "begun", after.stretch)
    for name, standing in after.standings.items():
        if standing.phase in _DONE and (before is None or before.standing(name).phase != standing.phase):
            yield Event(at, _DONE[standing.phase], name)
    was_paused = before is not None and before.paused
    if after.paused != was_paused:
        yield Event(at, "paused" if after.paused else "went on")
