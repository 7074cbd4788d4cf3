"""Questions that one workshop leaves to the next: a small file beside the rooms of a cohort, on the facilitator's computer."""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from permanence_lib.content.programme import WeekId
from permanence_lib.document import written
from permanence_lib.errors import PermanenceError
from permanence_lib.store import place as store_place
from permanence_lib.workshop import rehearsal
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.acts.questions import LONGEST, MOST
from permanence_lib.workshop.room import Room

_log = logging.getLogger(__name__)
_REHEARSED = "This is a rehearsal: nothing of it goes to a real workshop."
_NO_PLACE = "This room is kept nowhere, so nothing can be left to the next workshop."


class Left(BaseModel):
    """What lies in the file: which workshop left it, and the questions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    format: Literal["permanence-questions"] = "permanence-questions"
    version: Literal[1] = 1
    week: WeekId
    questions: tuple[Annotated[str, Field(min_length=1, max_length=LONGEST)], ...] = Field(max_length=MOST)


def place(room: Room) -> Path | None:
    """Where a cohort's questions lie: beside the folders of its rooms, so that they outlive each; None for a room in memory."""
    if room.space:  # the answers are in a database of many; the room's folder lies where it would without one
        return store_place.default().parent / "rooms" / _name(room.cohort)
    return room.store.path.parent.parent / _name(room.cohort) if room.store.path else None


def files(rooms: Path, cohort: str = "") -> list[Path]:
    """What was left to next workshops beside the rooms: a cohort's, or everybody's."""
    return [each for each in sorted(rooms.glob("questions-*.json")) if not cohort or each.name == _name(cohort)]


def _name(cohort: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", cohort.casefold()).strip("-")[:40]
    mark = hashlib.sha256(cohort.encode()).hexdigest()[:8]  # two names may come to the same letters
    return f"questions-{slug}-{mark}.json"


def keep(room: Room, ids: Collection[str]) -> int:
    """Leave these questions to the next workshop, and no others; how many they are.

    Raises RoomRefused in a rehearsal, in a room in memory, or when the file cannot be written.
    """
    state, path = room.state(), place(room)
    if rehearsal.is_rehearsal(state) or path is None:
        raise RoomRefused(_REHEARSED if path else _NO_PLACE)
    words = tuple(each.words for each in state.questions if each.id in ids)
    try:
        _write(path, Left(week=room.week.id, questions=words))
    except (OSError, PermanenceError) as trouble:
        raise RoomRefused(f"The questions could not be kept. {trouble} They are still in the room.") from None
    return len(words)


def left(room: Room) -> Left | None:
    """What lies there for or from this room; None where nothing does, or what does cannot be read."""
    path = place(room)
    try:
        return Left.model_validate_json(path.read_bytes()) if path else None
    except FileNotFoundError:
        return None
    except (OSError, ValidationError):
        _log.warning("The questions of an earlier workshop could not be read.")
        return None


def by(room: Room) -> tuple[str, ...]:
    """The questions that this very workshop has left to the next."""
    found = left(room)
    return found.questions if found and found.week == room.week.id else ()


def into(room: Room) -> int:
    """Offer a new room what an earlier workshop of its cohort left; how many questions came in.

    Each comes once, however often the room is opened: one the facilitator let go does not come back. The day is never
    held up by it: what cannot be taken in is told to the log.
    """
    found = None if rehearsal.is_rehearsal(room.state()) else left(room)
    weeks = room.content.weeks
    if found is None or found.week not in weeks or weeks[found.week].number >= room.week.number:
        return 0
    return sum(_take_in(room, found.week, words) for words in found.questions)


def _take_in(room: Room, week: str, words: str) -> bool:
    mark = hashlib.sha256(words.encode()).hexdigest()[:16]
    before = {each.id for each in room.state().questions}
    try:
        after = room.act("question-keep", {"words": words, "carried": True}, f"carried-{week}-{mark}")
    except PermanenceError as trouble:
        _log.warning("A question of an earlier workshop could not be taken in: %s", trouble)
        return False
    return any(each.id not in before and each.carried for each in after.questions)


def _write(path: Path, what: Left) -> None:
    """Whole or not at all, and for its owner alone; without a question there is no file."""
    if not what.questions:
        with suppress(FileNotFoundError):
            path.unlink()
        return
    written.write(path, json.dumps(what.model_dump(mode="json"), ensure_ascii=False, indent=1).encode())
