"""Bringing records up to date for this version of the workbook: a backup first, then all steps or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from permanence_lib.operations import backups, whole
from permanence_lib.store import open_store, place, tables

if TYPE_CHECKING:
    from permanence_lib.operations.backups import Backup


@dataclass(frozen=True)
class Migrated:
    """From which version to which ('' where there was nothing), and the backup that was taken before."""

    before: str
    after: str
    backup: Backup | None = None

    @property
    def is_new(self) -> bool:
        """Whether there was nothing."""
        return not self.before


def migrate(where: Path, url: str | None = None) -> Migrated:
    """Make what is not there, bring up to date what is older, leave alone what is not.

    Raises PermanenceError when the backup cannot be made (then nothing was changed), and StoreError when a step fails.
    """
    server = place.server(url)
    return _server(server, where) if server else _file(url, where)


def _file(url: str | None, where: Path) -> Migrated:
    """A file: opening it brings it up to date, and puts a copy of its own aside as well."""
    from permanence_lib.store import schema
    from permanence_lib.store.sqlite import Sqlite

    path, before, backup = place.find(url), "", None
    if path is not None and path.exists():
        database = Sqlite(path)
        try:
            with database.reading() as connection:
                before = schema.version(connection, path) or ""
                if before and before < tables.HEAD:
                    backup = backups.written(connection, before, where, backups.mark(url))
        finally:
            database.close()
    return _noted(url, Migrated(before, _opened(url), backup))


def _opened(url: str | None) -> str:
    store = open_store(url)
    try:
        if store.refusal is not None:
            raise store.refusal
        with whole.reading(store) as connection:
            return backups.stamp(connection)
    finally:
        store.close()


def _server(url: str, where: Path) -> Migrated:
    """A server: its groups of roles and its tables, by an administrator's login."""
    from permanence_lib.store import migrating, roles

    before, backup = migrating.version(url) or "", None
    if before and before < tables.HEAD:
        backup = _server_backup(url, before, where)
        migrating.migrate(url)
    roles.prepare(url)
    return _noted(url, Migrated(before, migrating.version(url) or "", backup))


def _server_backup(url: str, before: str, where: Path) -> Backup:
    """All of an older version's tables, which no store opens."""
    from permanence_lib.store.postgres import Postgres

    database = Postgres(url)
    try:
        with whole.of_server(database) as connection:
            return backups.written(connection, before, where, backups.mark(url))
    finally:
        database.close()


def _noted(url: str | None, done: Migrated) -> Migrated:
    """A line in the log where anything was done."""
    if done.before != done.after:
        with whole.opened(url) as store:
            store.note("migrated", detail=f"from {done.before or 'nothing'} to {done.after}")
    return done
