"""An exercise in the room: opened, held, revealed, asked again, closed. Commit, reveal, reconsider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.workshop.acts.setting import RoomRefused, Setting, exercise_named
from permanence_lib.workshop.state import OnScreen, Phase, Standing, State

#: From where an exercise may go where.
_WAYS: dict[Phase, frozenset[Phase]] = {
    "waiting": frozenset({"open"}),
    "open": frozenset({"held", "shown", "closed"}),
    "held": frozenset({"open", "shown", "closed"}),
    "shown": frozenset({"held", "again", "closed"}),
    "again": frozenset({"shown", "closed"}),
    "closed": frozenset({"open", "shown", "again"}),
}
_WORDS: dict[Phase, str] = {
    "waiting": "has not been opened yet",
    "open": "is open",
    "held": "is closed, and nothing is shown",
    "shown": "is shown",
    "again": "is open for a second answer",
    "closed": "is closed",
}


def open_exercise(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Give it to everybody, each for themselves. Opened again before anything was shown, it simply goes on."""
    name = exercise_named(given, state, setting)
    rule = setting.live[name].definition.sharing == "named"
    standing = _towards(name, "open", state)
    if not standing.opened_at:
        standing = standing.model_copy(
            update={"opened_at": setting.moment, "named": rule and not given.get("anonymous")}
        )
    # Shown already, and opened once more: whatever comes now is a second answer.
    phase: Phase = "again" if standing.shown_at else "open"
    standing = standing.model_copy(update={"again_at": setting.moment if standing.shown_at else ""})
    return _with(state, name, standing, phase, OnScreen(what="question", exercise=name))


def hold(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Close it without showing anything, or take back what is shown."""
    name = exercise_named(given, state, setting)
    return _with(state, name, _towards(name, "held", state), "held", OnScreen(what="question", exercise=name))


def reveal(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Let the room see where it stands. The first time settles what counts as everybody's first answer."""
    name = exercise_named(given, state, setting)
    standing = _towards(name, "shown", state)
    again = standing.phase in ("again", "closed") and bool(standing.shown_at)
    if not standing.shown_at:
        standing = standing.model_copy(update={"shown_at": setting.moment})
    return _with(state, name, standing, "shown", OnScreen(what="before-after" if again else "picture", exercise=name))


def again(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Ask for a second answer, after hearing the others. What was answered first is kept beside it."""
    name = exercise_named(given, state, setting)
    standing = _towards(name, "again", state)
    if not standing.shown_at:
        raise RoomRefused("Nothing has been shown yet, so there is nothing to think again about. Reveal it first.")
    standing = standing.model_copy(update={"again_at": setting.moment})
    return _with(state, name, standing, "again", OnScreen(what="question", exercise=name))


def close(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Done with for the room; what somebody still writes is kept for them, and is not counted."""
    name = exercise_named(given, state, setting)
    standing = _towards(name, "closed", state).model_copy(update={"closed_at": setting.moment})
    return _with(state, name, standing, "closed", state.screen)


def _towards(name: str, phase: Phase, state: State) -> Standing:
    standing = state.standing(name)
    if phase not in _WAYS[standing.phase]:
        raise RoomRefused(f"This exercise {_WORDS[standing.phase]}, so that cannot be done now.")
    return standing


def _with(state: State, name: str, standing: Standing, phase: Phase, screen: OnScreen) -> State:
    # Opened once more, it is not closed any longer: what is answered from now on counts.
    opened = {"closed_at": ""} if phase in ("open", "again") else {}
    standing = standing.model_copy(update={"phase": phase, **opened})
    return state.model_copy(update={"standings": {**state.standings, name: standing}, "screen": screen})


ACTS = {"open": open_exercise, "hold": hold, "reveal": reveal, "again": again, "close": close}
