"""The clock of a stretch: start, stop, go on, a little more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import Clock, State

_LONGEST = 240


def started(minutes: float, setting: Setting) -> Clock:
    """A clock that runs from now."""
    return Clock(minutes=minutes, ends_at=setting.later(minutes * 60))


def left(clock: Clock, setting: Setting) -> float:
    """Seconds that are left; negative when it has run over."""
    if clock.left is not None:
        return clock.left
    return (datetime.fromisoformat(clock.ends_at) - setting.now).total_seconds()


def stopped(clock: Clock, setting: Setting) -> Clock:
    """The clock, stopped where it is."""
    return Clock(minutes=clock.minutes, left=left(clock, setting))


def start(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Count down from so many minutes."""
    return state.model_copy(update={"clock": started(_minutes(given), setting)})


def stop(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Stand still."""
    return state.model_copy(update={"clock": stopped(_running(state), setting)})


def go_on(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Run again with what was left."""
    clock = _running(state)
    seconds = max(left(clock, setting), 0)
    return state.model_copy(update={"clock": Clock(minutes=clock.minutes, ends_at=setting.later(seconds))})


def more(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """So many minutes more; fewer, when negative."""
    clock, added = _running(state), _minutes(given, least=-_LONGEST)
    seconds = max(left(clock, setting) + added * 60, 0)
    minutes = max(clock.minutes + added, 0)
    new = (
        Clock(minutes=minutes, left=seconds)
        if clock.left is not None
        else Clock(minutes=minutes, ends_at=setting.later(seconds))
    )
    return state.model_copy(update={"clock": new})


def away(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """No clock at all."""
    return state.model_copy(update={"clock": None})


def _running(state: State) -> Clock:
    if state.clock is None:
        raise RoomRefused("No clock has been started.")
    return state.clock


def _minutes(given: Mapping[str, Any], least: float = 0.1) -> float:
    try:
        minutes = float(given.get("minutes", ""))
    except (TypeError, ValueError):
        minutes = least - 1
    if not least <= minutes <= _LONGEST:
        raise RoomRefused(f"Give the minutes as a number, at most {_LONGEST}.")
    return minutes


ACTS = {"clock-start": start, "clock-stop": stop, "clock-go-on": go_on, "clock-more": more, "clock-away": away}
