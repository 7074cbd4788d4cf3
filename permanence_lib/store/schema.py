"""The shape of the file: made new, recognised, or brought up to date with a copy put aside first."""

from __future__ import annotations

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from permanence_lib.errors import StoreError
from permanence_lib.store import refusals, tables
from permanence_lib.store.erasure import COPY, copies
from permanence_lib.store.sqlite import Sqlite

__all__ = ["copies", "create", "upgrade", "version"]

#: Alembic's scripts: env.py and versions/.
SCRIPTS = Path(__file__).parent / "migrations"
_TABLES = sa.text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")
_one_upgrade = threading.Lock()  # alembic keeps its place in module-wide names


def version(connection: sa.Connection, path: Path | None) -> str | None:
    """The migration this store is stamped with; None when it is empty; StoreError when it is another program's."""
    names = set(connection.execute(_TABLES).scalars())
    if "alembic_version" in names:
        return connection.execute(sa.select(tables.stamp.c.version_num)).scalar_one_or_none() or ""
    if names:
        raise refusals.not_ours(path)
    return None


def create(database: Sqlite) -> None:
    """Make the tables and stamp them; whoever comes second at the same moment finds them made."""
    database.keep_log()
    with database.writing() as connection:
        if version(connection, database.path) is None:
            tables.metadata.create_all(connection)
            connection.execute(sa.insert(tables.stamp).values(version_num=tables.HEAD))


def upgrade(database: Sqlite) -> None:
    """Bring an older store up to date: a copy first, then all steps in one transaction, or none."""
    with _one_upgrade, database.writing() as connection:
        stamped = version(connection, database.path)
        if stamped is None or stamped >= tables.HEAD:  # somebody else was quicker
            return
        copy = _put_aside(database, stamped)
        try:
            run_alembic(connection)
        except Exception as error:  # whatever a step of a migration raises, the transaction is undone
            raise refusals.not_upgraded(database.path, copy) from error


def _put_aside(database: Sqlite, stamped: str) -> Path | None:
    """A copy beside the file, for its owner only, named after the version it is from and the moment."""
    if database.path is None:
        return None
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    copy = database.path.with_name(f"{database.path.name}{COPY}{tables.HEAD}-from-{stamped}-{moment}")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        database.copy_to(copy)
    except (OSError, StoreError) as error:
        copy.unlink(missing_ok=True)
        raise refusals.not_upgraded(database.path, None) from error
    return copy


def run_alembic(connection: sa.Connection) -> None:
    """Alembic on our connection. Loaded here only: a store that is up to date never needs it."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
