"""The words of one exercise as the board shows them: a few at a time, never more than a page can carry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import State
from permanence_lib.workshop.voices import Said, said

#: What can be looked at: nobody has decided yet, the room may see it, put aside.
PILES = ("waiting", "shown", "aside")
#: So many pieces at once, and so many characters of them.
_PIECES, _CHARACTERS = 6, 3000
#: More than this is not read on a wall, and not sent to the board either.
LONGEST = 1500
_TOO_LONG = "These words are too long for the screen. Ask whether somebody would read from them."
_GONE = "These words were changed just now, or are gone. Read them again first."


def queue(room: Room, exercise: str, state: State, pile: str) -> dict[str, Any]:
    """How many pieces lie in each pile, and the first few of one: {"waiting", "shown", "aside", "pile", "pieces"}."""
    everything = said(room, exercise, state)
    sorted_out = {name: [each for each in everything if pile_of(each) == name] for name in PILES}
    return {
        **{name: len(found) for name, found in sorted_out.items()},
        "pile": pile,
        "pieces": [_piece(each) for each in _few(sorted_out[pile])],
    }


def pile_of(each: Said) -> str:
    """Where a piece lies."""
    if each.verdict is None:
        return "waiting"
    return "shown" if each.verdict.shown else "aside"


def key_of(room: Room, exercise: str, mark: str, for_screen: bool) -> str:
    """The key of a piece on the board; raises RoomRefused where its words have changed, or are too long for the screen."""
    found = next((each for each in said(room, exercise) if each.mark == mark), None)
    if found is None:
        raise RoomRefused(_GONE)
    if for_screen and len(found.text) > LONGEST:
        raise RoomRefused(_TOO_LONG)
    return found.key


def _few(pieces: Sequence[Said]) -> list[Said]:
    kept: list[Said] = []
    for each in pieces[:_PIECES]:
        kept.append(each)
        if sum(len(one.text) for one in kept) > _CHARACTERS:
            break
    return kept


def _piece(each: Said) -> dict[str, Any]:
    theme = each.verdict.theme if each.verdict else ""
    return {
        "mark": each.mark, "about": each.about, "text": each.text[:LONGEST], "by": each.by, "theme": theme,
        "long": len(each.text) if len(each.text) > LONGEST else 0,
    }  # fmt: skip
