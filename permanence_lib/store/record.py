"""What the store hands back: a Record is one saved response, a Person is whose it is, a Noted is a line of the access log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

#: What stands in the place of the questions of a version whose words were let go with time; number and moment stay.
THINNED = "thinned"


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
    shared_with: str = ""

    @property
    def thinned(self) -> bool:
        """Whether its words were let go with time."""
        return self.definition_hash == THINNED

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


@dataclass(frozen=True)
class Noted:
    """One line of the access log: when, who, did what (see noted.WHATS), with whose work; never a word of it."""

    at: datetime
    who: str
    what: str
    whose: str
    detail: str
