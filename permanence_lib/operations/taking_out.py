"""Erasing one person everywhere: records, addresses, names in the log, their login; then a search for what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from permanence_lib.operations import backups, erased, snapshot, whole
from permanence_lib.operations.backups import Backup
from permanence_lib.store.noted import ERASED
from permanence_lib.store.tables import record

if TYPE_CHECKING:
    from permanence_lib.store import Store


@dataclass(frozen=True)
class Left:
    """A place that still names the person: in somebody else's work, or as nobody expected."""

    table: str
    column: str
    rows: int


@dataclass(frozen=True)
class Gone:
    """What was erased, how many rows were searched afterwards, what still names them, and which backups hold them."""

    records: int
    searched: int
    left: tuple[Left, ...]
    backups: tuple[Backup, ...]


def erase(store: Store, person: str, where: Path, marked: str = "", now: datetime | None = None) -> Gone:
    """Erase a person; the moment is kept as a mark, so that no older backup brings them back.

    Raises what `Store.erase` raises; erasing again finishes it. Their login is the caller's to drop: see `roles.drop`.
    """
    now = now or datetime.now(UTC)
    count = held(store, person)
    erased.add(where, person, now)
    store.erase(person)
    store.note("erased", whose=ERASED, detail=f"{count} records")
    with whole.reading(store) as connection:
        searched, left = search(connection, person)
    return Gone(count, searched, left, tuple(holding(where, person, marked)))


def held(store: Store, person: str) -> int:
    """How many saved versions a person has, in study."""
    theirs = sa.select(sa.func.count()).where(record.c.participant == person, record.c.space == "")
    with whole.reading(store) as connection:
        return int(connection.execute(theirs.select_from(record)).scalar_one())


def search(connection: sa.Connection, person: str) -> tuple[int, tuple[Left, ...]]:
    """Every text of every table searched for the person's id; how many rows there were, and where it still stands."""
    look, searched, left = sa.inspect(connection), 0, []
    for name in sorted(look.get_table_names()):
        columns = look.get_columns(name)
        searched += int(connection.execute(sa.select(sa.func.count()).select_from(sa.table(name))).scalar_one())
        for column in columns:
            if isinstance(column["type"], sa.String):
                rows = _naming(connection, name, column["name"], person)
                left += [Left(name, column["name"], rows)] if rows else []
    return searched, tuple(left)


def _naming(connection: sa.Connection, name: str, column: str, person: str) -> int:
    """How many rows name the person. Inside an answer only a value that is their id counts: a child may have that name."""
    text: sa.ColumnClause[str] = sa.column(column, sa.Text)
    found = connection.execute(
        sa.select(text).select_from(sa.table(name, text)).where(text.contains(person, autoescape=True))
    )
    if (name, column) == ("record", "value"):
        return sum(f'"{person}"' in value for value in found.scalars())
    return sum(_word(person).search(value) is not None for value in found.scalars())


def _word(person: str) -> re.Pattern[str]:
    """The id by itself, not as a part of another one."""
    return re.compile(rf"(?<![\w.-]){re.escape(person)}(?![\w-]|\.\w)")


def holding(where: Path, person: str, marked: str = "") -> Iterator[Backup]:
    """The backups that still hold records of a person, newest first."""
    for one in backups.kept(where, marked):
        if any(_is_of(row, person) for row in snapshot.rows(one.path, "record")):
            yield one


def _is_of(row: dict[str, Any], person: str) -> bool:
    return bool(row["participant"] == person and not row.get("space"))
