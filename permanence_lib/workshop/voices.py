"""Words people wrote, on their way to the room: what waits for the facilitator, and what she has approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from permanence_lib.exercises import LEAST_GROUP
from permanence_lib.kind import Voice
from permanence_lib.workshop.given import counted
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import State, Verdict


@dataclass(frozen=True)
class Said:
    """One piece of somebody's words. `mark` tells pieces apart and says nothing of whose they are; `by` is '' unless named."""

    key: str
    about: str
    text: str
    by: str
    verdict: Verdict | None

    @property
    def mark(self) -> str:
        """A short name for the page."""
        return sha256(self.key.encode()).hexdigest()[:16]


def approved(room: Room, exercise: str) -> list[dict[str, str]]:
    """What the room may see: {"about", "text", "by", "theme"}, theme by theme; nothing of fewer than five, unless named."""
    state = room.state()
    order = {theme: n for n, theme in enumerate(state.themes)}
    shown = [each for each in said(room, exercise, state) if each.verdict is not None and each.verdict.shown]
    themed = [(each, each.verdict.theme if each.verdict else "") for each in shown]
    themed.sort(key=lambda pair: order.get(pair[1], len(order)))
    return [{"about": each.about, "text": each.text, "by": each.by, "theme": theme} for each, theme in themed]


def said(room: Room, exercise: str, state: State | None = None) -> list[Said]:
    """Everything written in an exercise that may be spoken of, in an order that gives nobody away.

    Nothing of a private exercise; of an anonymous one nothing until five have answered. What was written after it was
    closed is not among it.
    """
    state = state or room.state()
    given = counted(room, exercise, state.standing(exercise))
    if not may_be_heard(room, exercise, state, len(given)):
        return []
    names = _names(room) if state.standing(exercise).named else {}
    found = [
        _said(f"{exercise}/{name}", voice, names.get(name, ""), state.verdicts)
        for name, each in given.items()
        for voice in each.voices
    ]
    return sorted(found, key=lambda each: each.mark)


def may_be_heard(room: Room, exercise: str, state: State, people: int) -> bool:
    """Whether anything of so many people may be spoken of."""
    if room.live[exercise].definition.sharing == "private":
        return False
    return state.standing(exercise).named or people >= LEAST_GROUP


def key(whose: str, voice: Voice) -> str:
    """What a decision about these words is kept under: exercise/participant/their place/the words themselves, shortened.

    Written anew they have another key, so that nobody's new words are on the screen before they were read.
    """
    return f"{whose}/{_short(voice.id)}/{_short(voice.text)}"


def _short(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:12]


def _said(whose: str, voice: Voice, by: str, verdicts: Mapping[str, Verdict]) -> Said:
    name = key(whose, voice)
    return Said(name, voice.about, voice.text, by, verdicts.get(name))


def _names(room: Room) -> dict[str, str]:
    return {name: member.alias for name, member in room.members().items()}
