"""Through the day: to a stretch, the next one, more time or less, the pace, the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.workshop import day
from permanence_lib.workshop.acts import clock
from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import Move, OnScreen, State

_FARTHEST = 120


def go(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Begin a stretch of the day: its clock runs, and its exercise (if it has one) is on the screen, not yet open."""
    found = {each.id: each for each in day.stretches(setting.agenda, state.moves)}
    here = found.get(str(given.get("stretch")))
    if here is None:
        raise RoomRefused("There is no such part of the day.")
    screen = OnScreen(
        what="rest" if here.is_break else "question" if here.exercise else "clock", exercise=here.exercise
    )
    new = {
        "stretch": here.id,
        "since": setting.moment,
        "screen": screen,
        "clock": clock.started(max(here.minutes, 1), setting),
    }
    return state.model_copy(update=new)


def onward(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The next stretch."""
    return go(state, setting, {"stretch": _beside(state, setting, 1)})


def back(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The one before."""
    return go(state, setting, {"stretch": _beside(state, setting, -1)})


def _beside(state: State, setting: Setting, step: int) -> str:
    names = [each.id for each in day.stretches(setting.agenda, state.moves)]
    place = (names.index(state.stretch) if state.stretch in names else -1) + step
    if not 0 <= place < len(names):
        raise RoomRefused("The day ends here." if step > 0 else "The day begins here.")
    return names[place]


def move_time(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """A stretch (the present one, unless another is named) becomes longer or shorter, and the rest of the day moves with it."""
    stretch = str(given.get("stretch") or state.stretch)
    if stretch not in {each.id for each in day.stretches(setting.agenda)}:
        raise RoomRefused("Begin a part of the day first, or say which part should be longer.")
    try:
        minutes = int(given.get("minutes", ""))
    except (TypeError, ValueError):
        raise RoomRefused("Give the minutes as a whole number.") from None
    if not 1 <= abs(minutes) <= _FARTHEST:
        raise RoomRefused(f"Time can be moved by 1 to {_FARTHEST} minutes.")
    moved = state.model_copy(update={"moves": (*state.moves, Move(stretch=stretch, minutes=minutes))})
    return clock.more(moved, setting, {"minutes": minutes}) if stretch == state.stretch and state.clock else moved


def pace(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Keep the room together, or let everybody work at the day's exercises in their own time."""
    if given.get("pace") not in ("together", "free"):
        raise RoomRefused("The pace is 'together' or 'free'.")
    return state.model_copy(update={"pace": given["pace"]})


def end(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The day is over: everybody is asked to take their work away. It can be taken back while the room is still served."""
    return state.model_copy(update={"ended_at": "" if given.get("undo") else setting.moment, "clock": None})


ACTS = {"go": go, "onward": onward, "back": back, "move-time": move_time, "pace": pace, "end": end}
