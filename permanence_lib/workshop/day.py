"""The day as planned, with every move of time: what comes when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from permanence_lib.content.programme import Agenda, Break, Session
from permanence_lib.workshop.state import Move


@dataclass(frozen=True)
class Stretch:
    """A segment of a session, or a break. Times are minutes after midnight, on the clock of the room."""

    id: str
    title: str
    start: int
    end: int
    session: str = ""
    session_title: str = ""
    exercise: str = ""

    @property
    def minutes(self) -> int:
        """How long it is meant to take."""
        return self.end - self.start

    @property
    def is_break(self) -> bool:
        """Whether nobody has to do anything."""
        return not self.session

    def times(self) -> str:
        """'09:30 to 09:40'."""
        return f"{say(self.start)} to {say(self.end)}"


def stretches(agenda: Agenda, moves: Sequence[Move] = ()) -> list[Stretch]:
    """The day in order, with breaks in their places and every move of time worked in."""
    planned = sorted([*_segments(agenda.sessions), *_breaks(agenda.breaks)], key=lambda each: each.start)
    return list(_moved(planned, moves))


def minutes(clock: str) -> int:
    """'09:30' as minutes after midnight."""
    hours, rest = clock.split(":")
    return int(hours) * 60 + int(rest)


def say(after_midnight: int) -> str:
    """Minutes after midnight as '09:30'."""
    return (datetime.min + timedelta(minutes=after_midnight % (24 * 60))).strftime("%H:%M")


def now_minutes(now: time) -> int:
    """A time of day as minutes after midnight."""
    return now.hour * 60 + now.minute


def _segments(sessions: Sequence[Session]) -> Iterator[Stretch]:
    for session in sessions:
        for number, each in enumerate(session.segments, start=1):
            yield Stretch(
                f"{session.id}.{number}", each.title, minutes(each.start), minutes(each.end),
                session.id, session.title, each.exercise or "",
            )  # fmt: skip


def _breaks(breaks: Sequence[Break]) -> Iterator[Stretch]:
    for number, each in enumerate(breaks, start=1):
        yield Stretch(f"break.{number}", each.title, minutes(each.start), minutes(each.end))


def _moved(planned: Sequence[Stretch], moves: Sequence[Move]) -> Iterator[Stretch]:
    later = 0
    for each in planned:
        longer = sum(move.minutes for move in moves if move.stretch == each.id)
        start = each.start + later
        later += max(longer, -each.minutes)
        yield Stretch(
            each.id, each.title, start, each.end + later, each.session, each.session_title, each.exercise
        )  # fmt: skip
