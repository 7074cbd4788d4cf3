"""A saved version as it stands in an archive: no mark of whose it is, nor of how it was sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictBool, StrictInt

from permanence_lib.portfolio.archive.layout import iso
from permanence_lib.store.record import THINNED

if TYPE_CHECKING:
    from permanence_lib.store import Record

Label = Annotated[str, Field(min_length=1, max_length=100)]


class Saved(BaseModel):
    """One version of one record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exercise: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:._-]{0,99}$")]
    revision: StrictInt = Field(ge=1, le=10_000_000)
    value: dict[str, Any]
    done: StrictBool
    definition_hash: Label
    law_as_at: Label | None = None
    saved_at: AwareDatetime

    @property
    def told(self) -> tuple[Any, ...]:
        """What makes two versions the same one: the words and the moment they were saved."""
        return (*self.words, self.saved_at)

    @property
    def words(self) -> tuple[Any, ...]:
        """What was answered, to which questions, and whether it was finished."""
        return self.value, self.done, self.definition_hash, self.law_as_at

    def record(self, participant: str, revision: int | None = None, at: datetime | None = None) -> Record:
        """The record it becomes for somebody; with another number and moment when it goes on top."""
        from permanence_lib.store import Record

        return Record(
            participant, self.exercise, revision or self.revision, self.value, self.done, self.definition_hash,
            self.law_as_at, (at or self.saved_at).astimezone(UTC), "",
        )  # fmt: skip


def same(one: Saved, other: Saved) -> bool:
    """Whether two are the same version: where the words of either were let go with time, its moment tells."""
    if THINNED in (one.definition_hash, other.definition_hash):
        return one.saved_at == other.saved_at
    return one.told == other.told


def of(record: Record) -> Saved:
    """A record of the store as it goes into an archive."""
    return Saved.model_construct(
        exercise=record.exercise, revision=record.revision, value=record.value, done=record.done,
        definition_hash=record.definition_hash, law_as_at=record.law_as_at, saved_at=record.saved_at,
    )  # fmt: skip


def plain(one: Saved) -> dict[str, Any]:
    """As JSON values."""
    return {
        "exercise": one.exercise, "revision": one.revision, "saved_at": iso(one.saved_at), "done": one.done,
        "definition_hash": one.definition_hash, "law_as_at": one.law_as_at, "value": one.value,
    }  # fmt: skip
