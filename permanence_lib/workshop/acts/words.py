"""Words that people wrote, before the room sees them: approved, put aside, gathered under a theme.

A key names one piece of somebody's words as they stand (`workshop/voices.py` makes it): written anew, they have another
key, and nobody has decided about them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import State, Verdict

LONGEST_THEME = 60
MOST_THEMES = 12
_PARTS_OF_A_KEY = 4


def approve(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The room may see them, under a theme if one is named."""
    return _decided(state, setting, given, Verdict(shown=True, theme=_theme(state, given)))


def put_aside(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The room does not see them; approved before, they leave the screen. The writer keeps them."""
    return _decided(state, setting, given, Verdict(shown=False))


def undecided(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """As if nothing had been decided about them."""
    kept = {key: verdict for key, verdict in state.verdicts.items() if key != _key(setting, given)}
    return state.model_copy(update={"verdicts": kept})


def new_theme(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """A heading under which words can be gathered."""
    name = " ".join(str(given.get("words") or "").split())
    if not name or len(name) > LONGEST_THEME:
        raise RoomRefused(f"Give the theme a name of 1 to {LONGEST_THEME} characters.")
    if name in state.themes:
        return state
    if len(state.themes) >= MOST_THEMES:
        raise RoomRefused(f"There are {MOST_THEMES} themes already. Take one away first.")
    return state.model_copy(update={"themes": (*state.themes, name)})


def drop_theme(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Without this heading; the words under it stay as they are."""
    name = str(given.get("theme"))
    verdicts = {
        key: each.model_copy(update={"theme": ""}) if each.theme == name else each
        for key, each in state.verdicts.items()
    }
    return state.model_copy(
        update={"themes": tuple(each for each in state.themes if each != name), "verdicts": verdicts}
    )


def _decided(state: State, setting: Setting, given: Mapping[str, Any], verdict: Verdict) -> State:
    return state.model_copy(update={"verdicts": {**state.verdicts, _key(setting, given): verdict}})


def _key(setting: Setting, given: Mapping[str, Any]) -> str:
    """Of an exercise of today, and of somebody who is or was here."""
    key = str(given.get("key") or "")
    parts = key.split("/", _PARTS_OF_A_KEY - 1)
    if len(parts) != _PARTS_OF_A_KEY or parts[0] not in setting.live or parts[1] not in setting.members:
        raise RoomRefused("These words are no longer here.")
    if setting.live[parts[0]].definition.sharing == "private":
        raise RoomRefused("This exercise is private: nothing of it is shown.")
    return key


def _theme(state: State, given: Mapping[str, Any]) -> str:
    theme = str(given.get("theme") or "")
    if theme and theme not in state.themes:
        raise RoomRefused("There is no theme of that name.")
    return theme


ACTS = {"approve": approve, "bin": put_aside, "undecided": undecided, "theme-new": new_theme, "theme-drop": drop_theme}
