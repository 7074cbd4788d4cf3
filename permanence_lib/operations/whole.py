"""The whole database, opened by somebody who may see all of it: never a part that would pass for the whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from permanence_lib.errors import StoreError
from permanence_lib.store import open_store, postgres_words
from permanence_lib.store.postgres import Postgres

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: A row of any table, by column.
Row = dict[str, Any]


@contextmanager
def opened(url: str | None = None, *, read_only: bool = False) -> Iterator[Store]:
    """The store, closed again afterwards. StoreError for a database login that sees only some of the records."""
    store = open_store(url, read_only=read_only)
    try:
        with reading(store) as connection:
            if is_postgresql(connection) and not _sees_all(connection):
                raise StoreError(
                    "This needs the administrator's login: the one in use sees only some of the records, and what it "
                    "left out would be missing without a word. Nothing was changed. Set PERMANENCE_STORE to the "
                    "administrator's address of the database, and try again."
                )
        yield store
    finally:
        store.close()


@contextmanager
def reading(store: Store) -> Iterator[sa.Connection]:
    """One look at everything as it stood at one moment, however long it takes and whoever writes meanwhile."""
    if not isinstance(store._database, Postgres):
        with store._database.reading() as connection:
            yield connection
        return
    with of_server(store._database) as connection:
        yield connection


@contextmanager
def of_server(database: Postgres) -> Iterator[sa.Connection]:
    """The same of a server, whatever version its tables are of."""
    look = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with postgres_words.plain(), database._engine.connect() as connection:
        _without_hurry(connection.execution_options(**look))
        yield connection


@contextmanager
def writing(store: Store) -> Iterator[sa.Connection]:
    """One transaction over everything: all of it, or none. Raises what the store refuses with."""
    with store._writing() as connection:
        if is_postgresql(connection):
            _without_hurry(connection)
        yield connection


def _without_hurry(connection: sa.Connection) -> None:
    from permanence_lib.store.patience import without_hurry

    without_hurry(connection)


def is_postgresql(connection: sa.Connection) -> bool:
    """Whether the records are in a database server, with roles."""
    return connection.dialect.name == "postgresql"


def _sees_all(connection: sa.Connection) -> bool:
    """Row-level security hides rows without a word, so it is asked who is looking."""
    asked = (
        "SELECT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = session_user) OR EXISTS (SELECT 1 "
        "FROM pg_roles WHERE rolname = 'permanence_admin' AND pg_has_role(session_user, oid, 'MEMBER'))"
    )
    return bool(connection.exec_driver_sql(asked).scalar())


def hold(connection: sa.Connection) -> None:
    """Let nobody else add records until this transaction is over; a file holds them back by itself."""
    if is_postgresql(connection):
        connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        connection.exec_driver_sql("LOCK TABLE record IN SHARE ROW EXCLUSIVE MODE")
