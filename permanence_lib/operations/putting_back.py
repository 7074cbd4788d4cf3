"""Putting a backup back: into an empty database, all of it or nothing, and then the proof that it is all there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from permanence_lib.errors import StoreError, UnreadableFile
from permanence_lib.operations import backups, counters, erased, snapshot, whole
from permanence_lib.operations.snapshot import Manifest, Part
from permanence_lib.operations.whole import Row
from permanence_lib.store import erasure, tables

if TYPE_CHECKING:
    from permanence_lib.store import Store

_MANY = 500


@dataclass(frozen=True)
class Proof:
    """One table, read back after it was put back: what the backup counted and what the database holds now."""

    table: str
    told: Part
    found: Part

    @property
    def holds(self) -> bool:
        """Whether every row is there as it was."""
        return self.told == self.found


@dataclass(frozen=True)
class Back:
    """What came of it: where from, the proof table by table, tables there is no place for here, whom it left out again."""

    manifest: Manifest
    proofs: tuple[Proof, ...]
    left_out: tuple[str, ...]
    erased_again: int


def put_back(file: Path, store: Store, ledger: Path | None = None) -> Back:
    """Put a backup into an empty database. People erased since it was made are erased again: see `erased`.

    Raises UnreadableFile for a file that is damaged, of a later version or not a backup; StoreError for a database that
    is not empty, or when what was put back is not what the backup holds: then nothing stays.
    """
    told = snapshot.checked(file)
    if told.stamped > tables.HEAD:
        raise UnreadableFile(
            f"{file} was made by a later version of the workbook. Nothing was changed. Update the workbook here first."
        )
    with whole.writing(store) as connection:
        _must_be_empty(connection)
        here = snapshot.found(connection)
        both = {name: part for name, part in told.tables.items() if name in here}
        noted = _take_out_noted(connection) if "access" in both else []
        with _numbers_as_they_were(connection):
            for name in both:
                _fill(connection, name, _complete(connection, name, snapshot.rows(file, name)))
            counters.advance(connection, {name: last for name, last in told.counters.items() if name in both})
        _insert(connection, "access", noted)
        proofs = tuple(proof(connection, name, part) for name, part in both.items())
        if not all(each.holds for each in proofs):
            raise StoreError(
                "What was put back is not what the backup holds, so nothing was kept: the database is as empty as it "
                "was. Report this, with the version of the workbook and of the database."
            )
        gone = _erase_again(connection, told, ledger)
    if gone:
        store._database.wipe(erasure.Traces(frozenset().union(*(each.words for each in gone))))
    left_out = tuple(name for name, part in told.tables.items() if name not in both and part.rows)
    store.note("restored", detail=f"{told.records} records of a backup of {told.made_at:%Y-%m-%d %H:%M} UTC")
    return Back(told, proofs, left_out, len(gone))


def proof(connection: sa.Connection, name: str, part: Part) -> Proof:
    """A table read back: rows that were there before come after, and are not counted."""
    found = snapshot.lines(connection, name, part.columns, part.rows)
    return Proof(name, part, snapshot.summed(part.columns, found))


def _must_be_empty(connection: sa.Connection) -> None:
    for table in (tables.record, tables.person):
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            raise StoreError(
                "There are records here already, and a backup is put back only where there is nothing: it would mix "
                "two histories. Nothing was changed. Name an empty database or a new file, look at what came back "
                "there, and then let PERMANENCE_STORE name it."
            )


def _take_out_noted(connection: sa.Connection) -> list[Row]:
    """What was noted here before, to stand behind what the backup brings: its numbers begin at 1 again."""
    access = tables.access
    found = connection.execute(sa.select(access).order_by(access.c.seq)).mappings()
    rows = [{name: value for name, value in row.items() if name != "seq"} for row in found]
    connection.execute(sa.delete(access))
    return rows


@contextmanager
def _numbers_as_they_were(connection: sa.Connection) -> Iterator[None]:
    """On PostgreSQL the database gives the numbers itself and tells open pages: not while old ones are put back."""
    counting = ("record", "access") if whole.is_postgresql(connection) else ()
    for name in counting:
        connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    yield
    for name in counting:
        connection.exec_driver_sql(f"ALTER TABLE {name} ENABLE TRIGGER USER")


def _complete(connection: sa.Connection, name: str, rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with what an earlier version did not know yet: nothing, or an empty word."""
    columns = sa.inspect(connection).get_columns(name)
    unsaid = {each["name"]: None if each["nullable"] else "" for each in columns}
    for row in rows:
        yield unsaid | row


def _fill(connection: sa.Connection, name: str, rows: Iterator[Row]) -> None:
    while some := list(islice(rows, _MANY)):
        _insert(connection, name, some)


def _insert(connection: sa.Connection, name: str, rows: list[Row]) -> None:
    if rows:
        connection.execute(sa.insert(sa.table(name, *map(sa.column, rows[0]))), rows)


def _erase_again(connection: sa.Connection, told: Manifest, ledger: Path | None) -> list[erasure.Traces]:
    """Whoever was erased after the backup was made is not brought back by it."""
    marks = erased.since(ledger, told.made_at) if ledger else set()
    people = _people(connection) if marks else set()
    return [erasure.remove(connection, each, "") for each in sorted(people) if erased.mark(each) in marks]


def _people(connection: sa.Connection) -> set[str]:
    named = set(connection.execute(sa.select(tables.record.c.participant).distinct()).scalars())
    return named | set(connection.execute(sa.select(tables.person.c.id)).scalars())


def rehearsed(file: Path) -> Back:
    """Put a backup into a database in memory that is gone afterwards: whether it would come back whole."""
    with whole.opened("sqlite://") as passing:
        return put_back(file, passing)


def newest(where: Path, marked: str) -> Path:
    """The newest backup of these records. UnreadableFile when there is none."""
    for one in backups.kept(where, marked):
        return one.path
    raise UnreadableFile(f"There is no backup of these records in {where}. Name the file to put back.")
