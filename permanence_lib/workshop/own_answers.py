"""One participant's own answers of the day: the first, as it stood when the room first saw where it stood, and the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from pydantic import ValidationError

from permanence_lib.document.blocks import Block, Blocks, Heading, Paragraph, Quote
from permanence_lib.exercises import Exercise
from permanence_lib.workbook.card import words_in
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import Standing

if TYPE_CHECKING:
    from permanence_lib.store import Record

_CHANGED = "The questions have changed since. These are the words as they were saved."


@dataclass(frozen=True)
class Own:
    """Answers to one exercise. `first` is None where the room never looked, or nothing was changed after it did."""

    exercise: Exercise
    last: Record
    first: Record | None = None
    counted: bool = True
    """Whether the last one came before the exercise was closed."""


def own(room: Room, participant: str) -> Iterator[Own]:
    """What somebody has answered today, in the order of the day; exercises without a word in them are left out."""
    state, kept = room.state(), room.store.latest_all(participant)
    for name, exercise in room.live.items():
        last = kept.get(name)
        if last is not None and filled(exercise, last):
            standing = state.standing(name)
            yield Own(exercise, last, first(room, participant, name, standing), not is_late(last, standing))


def first(room: Room, participant: str, exercise: str, standing: Standing) -> Record | None:
    """The answer as it stood when the room first saw where it stood, if it has been changed since then."""
    if not standing.shown_at:
        return None
    shown = datetime.fromisoformat(standing.shown_at)
    history = room.store.history(participant, exercise)
    before = [each for each in history if each.saved_at <= shown]
    return before[-1] if before and before[-1].value != history[-1].value else None


def is_late(last: Record, standing: Standing) -> bool:
    """Whether an answer was changed after its exercise was closed: kept, and not counted."""
    return bool(standing.closed_at) and last.saved_at > datetime.fromisoformat(standing.closed_at)


def filled(exercise: Exercise, record: Record) -> bool:
    """Whether anything was done in an answer, also where it does not count as a part yet; what was undone again is nothing."""
    kind = exercise.kind
    try:
        answer = kind.response.model_validate(record.value)
    except ValidationError:  # written to other questions: its words are still the participant's
        return bool(words_in(record.value))
    return bool(answer != kind.response())


def blocks(exercise: Exercise, record: Record) -> Blocks:
    """The printed form of an answer; its bare words where the questions have changed."""
    kind = exercise.kind
    try:
        answer = kind.response.model_validate(record.value)
    except ValidationError:
        return [Paragraph(_CHANGED), *(Quote(words) for words in words_in(record.value))]
    found: Blocks = kind.report(exercise.definition, answer, exercise.material)
    return found


def brief(exercise: Exercise, record: Record) -> Blocks:
    """The same without what stands in the empty form too: to look back at, beside the exercise itself."""
    whole, form = blocks(exercise, record), _form(exercise)
    given = [each for each in whole if isinstance(each, Heading) or each not in form]
    led = [each for each, after in zip_longest(given, given[1:]) if not _leads_nowhere(each, after)]
    return led or whole


def _form(exercise: Exercise) -> Blocks:
    empty: Blocks = exercise.kind.report(exercise.definition, exercise.kind.response(), exercise.material)
    return empty


def _leads_nowhere(block: Block, after: Block | None) -> bool:
    """Whether a heading has nothing of its own under it any more."""
    return isinstance(block, Heading) and (after is None or (isinstance(after, Heading) and after.level <= block.level))
