"""Looking after the people in the room: pause everything, go on, and having heard somebody's 'I need a moment'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.workshop.acts import clock
from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import State

_LONGEST = 300


def pause(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Every device and the projector rest; nobody's words are lost, and the clock stands still."""
    stopped = clock.stopped(state.clock, setting) if state.clock else None
    words = str(given.get("words") or "").strip()[:_LONGEST]
    return state.model_copy(update={"paused": True, "pause_words": words, "clock": stopped})


def go_on(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The room goes on where it was; the clock too."""
    resumed = state.model_copy(update={"paused": False, "pause_words": ""})
    return clock.go_on(resumed, setting, {}) if resumed.clock and resumed.clock.left is not None else resumed


def heard(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Somebody's signal has been seen: it leaves the board, and their own page says so."""
    member = str(given.get("member"))
    if member not in setting.members:
        raise RoomRefused("There is nobody of that name in the room.")
    return state.model_copy(update={"heard": {**state.heard, member: setting.moment}})


ACTS = {"pause": pause, "go-on": go_on, "heard": heard}
