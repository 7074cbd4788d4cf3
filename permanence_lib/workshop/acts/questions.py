"""Questions kept for later in the day, or for the next workshop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import Question, State

LONGEST = 400
#: More than anybody comes back to in a day.
MOST = 60


def keep(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Put a question where it will not be lost."""
    words = " ".join(str(given.get("words") or "").split())
    if not words:
        raise RoomRefused("Write the question first.")
    if len(words) > LONGEST:
        raise RoomRefused(f"Say it in {LONGEST} characters or fewer; it has {len(words)}.")
    if len(state.questions) >= MOST:
        raise RoomRefused(f"{MOST} questions are kept already. Let one go first.")
    new = Question(id=_new_id(state), words=words, carried=bool(given.get("carried")))
    return _with(state, (*state.questions, new))


def done(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """It has been answered; with `undo`, it has not after all."""
    found = _named(state, given)
    changed = found.model_copy(update={"answered": not given.get("undo")})
    return _with(state, tuple(changed if each.id == found.id else each for each in state.questions))


def drop(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Let it go."""
    found = _named(state, given)
    return _with(state, tuple(each for each in state.questions if each.id != found.id))


def _named(state: State, given: Mapping[str, Any]) -> Question:
    found = next((each for each in state.questions if each.id == given.get("id")), None)
    if found is None:
        raise RoomRefused("That question is no longer here.")
    return found


def _new_id(state: State) -> str:
    """A name that no question has; not even one let go has had it, unless it was the newest."""
    numbers = [int(each.id[1:]) for each in state.questions if each.id[1:].isdigit()]
    return f"q{max(numbers, default=0) + 1}"


def _with(state: State, questions: tuple[Question, ...]) -> State:
    return state.model_copy(update={"questions": questions})


ACTS = {"question-keep": keep, "question-done": done, "question-drop": drop}
