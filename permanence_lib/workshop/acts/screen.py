"""What is on the projector."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from permanence_lib.workshop.acts.setting import RoomRefused, Setting, exercise_named
from permanence_lib.workshop.state import OnScreen, Picture, State

#: More parts than any picture has.
_PARTS = 200
_OF_AN_EXERCISE = frozenset({"question", "picture", "before-after", "words"})


def show(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Put something on the projector. A picture of answers only of an exercise that has been revealed."""
    what: Any = given.get("what")
    if what not in get_args(Picture):
        raise RoomRefused("There is nothing of that name to show.")
    name = exercise_named(given, state, setting) if what in _OF_AN_EXERCISE else ""
    if what in ("picture", "before-after") and state.standing(name).phase not in ("shown", "again", "closed"):
        raise RoomRefused("Nothing of this exercise is shown until you reveal it.")
    part = given.get("part", 0)
    if not isinstance(part, int) or isinstance(part, bool) or not 0 <= part <= _PARTS:
        raise RoomRefused("There is no such part of it to show.")
    return state.model_copy(update={"screen": OnScreen(what=what, exercise=name, part=part)})


ACTS = {"show": show}
