"""Erasing: the rows, the log, the copies; then a search for what may be left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from permanence_lib.store import noted, refusals
from permanence_lib.store.tables import person, record

if TYPE_CHECKING:
    from permanence_lib.store.sqlite import Sqlite

#: What stands between the name of a store and the rest of the name of a copy put aside.
COPY = ".before-"

#: A trace shorter than this would turn up by chance.
_SHORTEST = 12
#: How much of the beginning and the end of an answer is searched for.
_PIECE = 120


@dataclass(frozen=True)
class Traces:
    """What to look for afterwards: ids, and how the answers began and ended."""

    words: frozenset[str]

    def needles(self) -> dict[bytes, str]:
        """The same as bytes in a file."""
        return {words.encode(): words for words in self.words if len(words) >= _SHORTEST}


def remove(connection: sa.Connection, participant: str, space: str) -> Traces:
    """Delete the participant's rows and names in a space; gives back what must not be found any more."""
    theirs = sa.and_(record.c.space == space, record.c.participant == participant)
    addressed = sa.and_(record.c.space == space, record.c.shared_with == participant)
    words = {participant}
    for row in connection.execute(sa.select(record.c.request_id, record.c.value).where(theirs)):
        words |= {row.request_id, row.value[:_PIECE], row.value[-_PIECE:]}
    connection.execute(sa.delete(record).where(theirs))
    connection.execute(sa.update(record).where(addressed).values(shared_with=None))
    if not space:  # in a room people go by other ids, and the log is not the room's
        connection.execute(sa.delete(person).where(person.c.id == participant))
        noted.forget(connection, participant)
    return Traces(frozenset(words))


def wipe(database: Sqlite, traces: Traces) -> None:
    """Empty the log, remove the copies, and make sure: StoreError when something is still to be found."""
    database.empty_log()
    if database.path is not None:
        _remove_copies(database.path)
    needles = traces.needles()
    found = [needles[needle] for needle in database.finds(needles)]
    with database.reading() as connection:
        if not all(_somebody_elses(connection, words) for words in found):
            raise refusals.not_wiped(database.path)


def copies(path: Path) -> list[Path]:
    """The copies put aside by earlier upgrades."""
    return [file for file in path.parent.iterdir() if file.name.startswith(path.name + COPY)]


def _remove_copies(path: Path) -> None:
    """Remove the copies that upgrades put aside."""
    try:
        for copy in copies(path):
            copy.unlink()
    except OSError as error:
        raise refusals.not_wiped(path) from error


def _somebody_elses(connection: sa.Connection, words: str) -> bool:
    """Whether another participant gave the same words, as two may tick the same box."""
    places = (record.c.value, record.c.participant, record.c.request_id, record.c.exercise)
    held = sa.or_(*(column.contains(words, autoescape=True) for column in places))
    return connection.execute(sa.select(record.c.seq).where(held).limit(1)).first() is not None
