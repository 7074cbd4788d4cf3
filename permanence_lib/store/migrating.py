"""A PostgreSQL of many made or brought up to date: by the administrator and on purpose, never by opening it."""

from __future__ import annotations

import sqlalchemy as sa

from permanence_lib.store import postgres_words, schema, tables
from permanence_lib.store.postgres import engine, stamped
from permanence_lib.store.rights import OWNER


def make(admin_url: str) -> None:
    """Make the tables where there is nothing yet; what is there stays as it is."""
    if version(admin_url) is None:
        migrate(admin_url)


def migrate(admin_url: str) -> tuple[str, str]:
    """Make or bring up to date, all steps in one transaction or none; the version before ('' for nothing) and after.

    The groups of roles must be there: see roles.prepare. A backup beforehand is the caller's to make. Raises
    StoreError when a step fails (then nothing was changed) and StoreNewer when a later version was there.
    """
    made = engine(admin_url)
    try:
        with postgres_words.plain(), made.begin() as connection:
            before = stamped(connection)
            if before is not None and before > tables.HEAD:
                raise postgres_words.newer()
            if before != tables.HEAD:
                _all_steps(connection)
            return before or "", tables.HEAD
    finally:
        made.dispose()


def version(admin_url: str) -> str | None:
    """The version a database is stamped with; None when it is empty."""
    made = engine(admin_url)
    try:
        with postgres_words.plain(), made.connect() as connection:
            return stamped(connection)
    finally:
        made.dispose()


def _all_steps(connection: sa.Connection) -> None:
    """As the owner of the tables, who is nobody's login."""
    from permanence_lib.store import patience

    try:
        connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
        patience.without_hurry(connection)  # a large table may take longer than a save
        schema.run_alembic(connection)
        connection.exec_driver_sql("RESET ROLE")
    except Exception as error:  # whatever a step of a migration raises, the transaction is undone
        raise postgres_words.not_upgraded() from error
