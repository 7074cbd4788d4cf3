"""The counters behind `seq`: a number that was given out once is never given to another record, not even after erasing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

#: The tables that count, and what PostgreSQL counts them by.
_COUNTING = {"record": "record_numbers", "access": "access_numbers"}


def last(connection: sa.Connection, tables: Iterable[str]) -> dict[str, int]:
    """The last number given out, by table."""
    return {name: _last(connection, name) for name in tables if name in _COUNTING}


def _last(connection: sa.Connection, name: str) -> int:
    if connection.dialect.name == "postgresql":
        ours = connection.scalar(sa.select(sa.func.to_regclass(_COUNTING[name]).cast(sa.Text)))
        known = ours or connection.scalar(sa.select(sa.func.pg_get_serial_sequence(name, "seq")))  # the first version's
        row = connection.exec_driver_sql(f"SELECT last_value, is_called FROM {known}").one()
        return int(row[0]) if row[1] else 0
    known = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
    return int(connection.execute(sa.select(known.c.seq).where(known.c.name == name)).scalar() or 0)


def advance(connection: sa.Connection, wanted: Mapping[str, int]) -> None:
    """Go on after these numbers; never back."""
    for name, number in wanted.items():
        if number > _last(connection, name):
            _set(connection, name, number)


def _set(connection: sa.Connection, name: str, number: int) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.setval(_COUNTING[name], number)))
        return
    known = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
    done = connection.execute(sa.update(known).where(known.c.name == name).values(seq=number))
    if not done.rowcount:
        connection.execute(sa.insert(known).values(name=name, seq=number))
