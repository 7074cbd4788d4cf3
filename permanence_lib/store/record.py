"""What the store hands back: a Record is one saved response, a Person is whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Record:
    """One saved response. Revisions of an exercise count 1, 2, 3...; a record is never changed afterwards."""

    participant: str
    exercise: str
    revision: int
    value: dict[str, Any]
    done: bool
    definition_hash: str
    law_as_at: str | None
    saved_at: datetime
    request_id: str

    @classmethod
    def nothing(cls, participant: str, exercise: str) -> Record:
        """Revision 0, before anything was saved: what a page meets whose answers were erased behind its back."""
        return cls(participant, exercise, 0, {}, False, "", None, datetime.now(UTC), "")


@dataclass(frozen=True)
class Person:
    """A participant: a random id, so that no name is needed, and a name only if one was given."""

    id: str
    name: str
    made_at: datetime
