"""What the room is doing now, for somebody who is in it: the exercise, a heading and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from permanence_lib.exercises import Exercise
from permanence_lib.workshop.day import Stretch
from permanence_lib.workshop.state import Phase, State

#: Phases in which everybody is asked for an answer.
ASKING: frozenset[Phase] = frozenset({"open", "again"})
_NOT_BEGUN = ("You are in", "The day has not begun yet. This page changes by itself when it does.")
_OVER = ("The day has ended", "Thank you for today. Take your work with you before you go: it is yours.")
_PAUSED = ("We have paused", "Nothing is asked of you now. What you have written is kept.")
_NOTHING = "There is nothing to do on this page just now."
_WORDS: Mapping[Phase, str] = {
    "waiting": "Not open yet. It opens here by itself.",
    "open": "Open now. Answer for yourself; nobody sees it until the facilitator shows where the room stands.",
    "held": "Closed for the moment, and nothing is shown yet.",
    "shown": "The room is looking at where it stands.",
    "again": "Open for a second answer, now that you have heard the others. Change what you like, or leave it.",
    "closed": "Finished for the room.",
}
_OPEN_PRIVATELY = "Open now. Only you see your answer."
_OPEN_NAMED = "Open now. When the facilitator shows answers to this one, your alias stands with yours."
#: What is true of words that are still being written when a phase has moved on.
_STILL: Mapping[Phase, str] = {
    "held": "You can finish your sentence: it is kept for you.",
    "shown": "What you change now is kept for you. The room’s first picture stays as it is.",
    "closed": "What you still write is kept for you, and is not counted.",
}


@dataclass(frozen=True)
class Present:
    """A heading, a sentence under it, and the exercise they are about ('' where there is none)."""

    title: str
    words: str
    exercise: str = ""
    still: str = ""


def present(state: State, stretches: Sequence[Stretch], live: Mapping[str, Exercise]) -> Present:
    """What the room is doing."""
    if state.ended_at:
        return Present(*_OVER)
    if state.paused:
        return Present(_PAUSED[0], state.pause_words or _PAUSED[1])
    here = next((each for each in stretches if each.id == state.stretch), None)
    name = exercise_now(state, here, live)
    if name:
        return _of_exercise(state, live[name])
    if here is None:
        return Present(*_NOT_BEGUN)
    return Present(here.title, _until(state) if here.is_break else _NOTHING)


def exercise_now(state: State, here: Stretch | None, live: Mapping[str, Exercise]) -> str:
    """The exercise the room is at: the present stretch's while it lasts, else one that asks for answers, else the screen's."""
    planned = here.exercise if here else ""
    if planned in live and state.standing(planned).phase not in ("waiting", "closed"):
        return planned
    asking = [name for name in live if state.standing(name).phase in ASKING]
    if asking:
        return max(asking, key=lambda name: state.standing(name).opened_at)
    if planned in live:
        return planned
    shown = state.screen.exercise
    return shown if shown in live and state.standing(shown).phase == "shown" and not (here and here.is_break) else ""


def _of_exercise(state: State, exercise: Exercise) -> Present:
    standing, definition = state.standing(exercise.id), exercise.definition
    words = _WORDS[standing.phase]
    if standing.phase == "open" and definition.sharing == "private":
        words = _OPEN_PRIVATELY
    elif standing.phase == "open" and standing.named:
        words = _OPEN_NAMED
    return Present(definition.title, words, exercise.id, _STILL.get(standing.phase, ""))


def _until(state: State) -> str:
    """'Until 11:10.', by the clock of the room; nothing more is asked."""
    ends = state.clock.ends_at if state.clock else ""
    return f"Until {clock_time(ends)}. {_NOTHING}" if ends else _NOTHING


def clock_time(moment: str) -> str:
    """A moment as the room's own clock shows it: '11:10'."""
    return datetime.fromisoformat(moment).astimezone().strftime("%H:%M")
