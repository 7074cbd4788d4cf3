"""What each member gave in an exercise, read once for each saving, however often it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pydantic import ValidationError

from permanence_lib.exercises import Exercise
from permanence_lib.kind import Response, Voice
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import Standing

if TYPE_CHECKING:
    from permanence_lib.store import Record


@dataclass(frozen=True)
class Given:
    """One member's answer; `filled` is how many of its parts have something in them, `voices` what was written."""

    revision: int
    saved_at: datetime
    response: Response
    filled: int
    voices: Sequence[Voice]


_read: WeakKeyDictionary[Room, dict[tuple[str, str], Given]] = WeakKeyDictionary()
#: What was last found, with the number of the newest record there was: one look at the board asks four times.
_found: WeakKeyDictionary[Room, dict[tuple[str, str], tuple[int, dict[str, Given]]]] = WeakKeyDictionary()


def answered(room: Room, exercise: str, until: str = "") -> dict[str, Given]:
    """The answers with something in them, by member; with `until`, as they stood at that moment.

    Whoever was taken out, and an answer that the exercise can no longer read, is not among them. A sheet of paper counts
    whenever it is typed in (`Room.answers`).
    """
    newest, kept = room.newest(), _found.setdefault(room, {})
    before, given = kept.get((exercise, until), (-1, {}))
    if before != newest:
        given = _answered(room, exercise, until)
        kept[exercise, until] = (newest, given)
    return given


def _answered(room: Room, exercise: str, until: str) -> dict[str, Given]:
    found = room.live[exercise]
    here = {name: each for name, each in room.members().items() if not each.gone}
    given = {name: _given(room, found, record) for name, record in room.answers(exercise, until, here).items()}
    return {name: each for name, each in given.items() if each is not None and each.filled}


def counted(room: Room, exercise: str, standing: Standing) -> dict[str, Given]:
    """The answers that count as the exercise stands: those until it was closed, or all so far."""
    return answered(room, exercise, standing.closed_at)


def _given(room: Room, exercise: Exercise, record: Record) -> Given | None:
    kept = _read.setdefault(room, {})
    before = kept.get((record.participant, exercise.id))
    if before is not None and before.revision == record.revision:
        return before
    new = _fresh(exercise, record)
    if new is not None:
        kept[record.participant, exercise.id] = new
    return new


def _fresh(exercise: Exercise, record: Record) -> Given | None:
    kind, asked = exercise.kind, exercise.definition
    try:
        response: Response = kind.response.model_validate(record.value)
    except ValidationError:  # written for an earlier form of the exercise
        return None
    filled = kind.progress(asked, response, exercise.material).filled
    return Given(
        record.revision, record.saved_at, response, filled, kind.voices(asked, response, exercise.material)
    )  # fmt: skip
