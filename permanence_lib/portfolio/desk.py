"""Where a participant's own pages are made: whose they are, what is taught, where answers are kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.errors import Conflict, StoreReadOnly
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.workbook.flow import Flow

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

#: Records of the desk have no questions that could change.
_NO_QUESTIONS = "desk"


@dataclass(frozen=True)
class Desk:
    """One participant's desk, made anew for every request; `folder` is where files of their own lie, if anywhere."""

    content: Content
    store: Store
    person: Identity
    folder: Path | None = None
    today: Callable[[], date] = date.today

    @cached_property
    def kept(self) -> Mapping[str, Record]:
        """The newest record of everything this participant has, by what it is kept under."""
        return self.store.latest_all(self.person.participant)

    @cached_property
    def written(self) -> Mapping[str, Exercise]:
        """Every exercise that can be read, by id and in the order of the programme."""
        return {exercise.id: exercise for exercise in exercises.readable(self.content)}

    @cached_property
    def alias(self) -> str:
        """What the participant calls the child they follow, or ''."""
        return Flow(self.store, self.person, self.content).alias()

    @property
    def shares(self) -> bool:
        """Whether work can be handed to somebody inside this store: where others sign in to it too, and not in a room."""
        return not self.person.own_machine and not self.store.space

    def under(self, prefix: str) -> dict[str, Record]:
        """Records kept under `prefix:...`, by what follows it."""
        return {
            name.removeprefix(f"{prefix}:"): found for name, found in self.kept.items() if name.startswith(f"{prefix}:")
        }

    def keep(self, name: str, value: dict[str, Any], base: int | None = None) -> Record:
        """Save a record of the desk; when this returns it is on the disk.

        `base` is the revision the form was made from (0 for none). Left out, the last one sent counts.
        Raises Conflict with the newest record when `base` is not the newest, StoreError and AnswerRefused as the store does.
        """
        try:
            return self._save(name, value, self._newest(name) if base is None else base)
        except Conflict as conflict:
            if base is not None:
                raise
            return self._save(name, value, conflict.newest.revision)

    def note(self, what: str, detail: str = "") -> None:
        """A line of one's own in the access log (see store.noted); answers that can only be read stay readable without."""
        me = self.person.participant
        with suppress(StoreReadOnly):
            self.store.note(what, whose=me, detail=detail, who=me)

    def _newest(self, name: str) -> int:
        found = self.store.latest(self.person.participant, name)
        return found.revision if found else 0

    def _save(self, name: str, value: dict[str, Any], base: int) -> Record:
        return self.store.save(
            self.person.participant, name, value, base=base, request_id=uuid.uuid4().hex, definition_hash=_NO_QUESTIONS
        )
