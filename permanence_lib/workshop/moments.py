"""'I need a moment': said with one tap, seen by the facilitator alone, and taken back as easily."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from permanence_lib.content.programme import Agenda, Segment
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import MOMENT, Room
from permanence_lib.workshop.state import State


def signal(room: Room, pid: str, wanted: bool, request_id: str = "") -> None:
    """Keep the signal; where the present part of the day says so, the clock stands still for it.

    Raises Conflict when another of their devices was quicker, StoreError when it cannot be kept.
    """
    before = room.store.latest(pid, MOMENT)
    room.keep(pid, MOMENT, {"wanted": bool(wanted)}, before.revision if before else 0, request_id)
    state = room.state()
    if wanted and state.clock is not None and state.clock.left is None and stops_clock(room.agenda, state.stretch):
        with suppress(RoomRefused):  # the facilitator took the clock away meanwhile: there is nothing left to stop
            room.act("clock-stop", {}, f"{request_id}-clock" if request_id else "")


def stops_clock(agenda: Agenda, stretch: str) -> bool:
    """Whether a signal stops the clock in this part of the day."""
    found = _segment(agenda, stretch)
    return found is not None and found.moment_stops_clock


def asked(room: Room, state: State) -> dict[str, datetime]:
    """Whose signal nobody has seen yet, and since when; the longest first."""
    return {name: since for name, since in _by_time(room) if not _is_heard(state, name, since)}


def heard(room: Room, state: State) -> dict[str, datetime]:
    """Whose signal was seen and still stands."""
    return {name: since for name, since in _by_time(room) if _is_heard(state, name, since)}


def _by_time(room: Room) -> list[tuple[str, datetime]]:
    return sorted(room.moments().items(), key=lambda each: each[1])


def _is_heard(state: State, name: str, since: datetime) -> bool:
    """Seen after the signal: one given again later counts as new."""
    return name in state.heard and datetime.fromisoformat(state.heard[name]) >= since


def _segment(agenda: Agenda, stretch: str) -> Segment | None:
    session, _, number = stretch.rpartition(".")
    for each in agenda.sessions:
        if each.id == session and number.isdigit() and 1 <= int(number) <= len(each.segments):
            return each.segments[int(number) - 1]
    return None
