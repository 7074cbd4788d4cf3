"""Somebody is taken out of the room, or let in again. Who is out is kept with the member: see `workshop/people.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import State


def take_out(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """They leave their group, and none of their words stay on the screen; their answers are kept."""
    name = _member(setting, given)
    groups = tuple(tuple(each for each in one if each != name) for one in state.groups)
    verdicts = {key: verdict for key, verdict in state.verdicts.items() if key.split("/")[1:2] != [name]}
    return state.model_copy(update={"groups": tuple(one for one in groups if one), "verdicts": verdicts})


def let_in(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """They may come back; where there are groups, the smallest makes room."""
    _member(setting, given)
    return state


def _member(setting: Setting, given: Mapping[str, Any]) -> str:
    name = str(given.get("member") or "")
    if name not in setting.members:
        raise RoomRefused("There is nobody of that name in the room.")
    return name


ACTS = {"take-out": take_out, "let-in": let_in}
