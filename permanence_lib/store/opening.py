"""Opening the answers: find the place, make or recognise the file, and settle whether it may be added to."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from permanence_lib.errors import StoreError, StoreReadOnly
from permanence_lib.store import place, refusals, schema, tables
from permanence_lib.store.sqlite import Mode, Sqlite
from permanence_lib.store.store import Store

_one_opening = threading.Lock()


def open_store(url: str | None = None, *, read_only: bool = False, space: str = "") -> Store:
    """Open the answers; see `permanence_lib.store.open_store`."""
    server = place.server(url)
    if server:
        return _on_server(server, read_only, space)
    path = place.find(url)
    if path is None:
        database = Sqlite(None)
        schema.create(database)
        return Store(database, refusals.for_looking() if read_only else None, space)
    place.check(path)
    if read_only:
        return _to_read(path, refusals.for_looking(), space)
    with _one_opening:
        place.make(path)
        return _to_write(path, space)


def _on_server(url: str, read_only: bool, space: str) -> Store:
    """The database of many, never made or changed in shape by being opened."""
    from permanence_lib.store import postgres_words
    from permanence_lib.store.postgres import Postgres

    database = Postgres(url)
    try:
        stamped = database.recognise()
        if stamped is None or stamped < tables.HEAD:
            raise postgres_words.not_made(older=stamped is not None)
    except BaseException:
        database.close()
        raise
    refusal = postgres_words.newer() if stamped > tables.HEAD else refusals.for_looking() if read_only else None
    return Store(database, refusal, space)


def _to_write(path: Path, space: str) -> Store:
    """The store in full, or for reading only when it cannot or must not be added to."""
    database = Sqlite(path)
    try:
        stamped = _version(database)
        if stamped is not None and stamped > tables.HEAD:
            raise refusals.newer(path)
        if stamped != tables.HEAD:
            (schema.create if stamped is None else schema.upgrade)(database)
        database.keep_log()
        return Store(database, None, space)
    except StoreReadOnly as refusal:
        database.close()
        return _to_read(path, refusal, space)
    except StoreError:
        database.close()
        raise


def _to_read(path: Path, refusal: StoreReadOnly, space: str) -> Store:
    """The store for reading only; `refusal` is what saving will say."""
    if not os.path.exists(path):
        raise refusals.missing(path)
    database = _readable(path)
    stamped = _version(database)
    if stamped == tables.HEAD:
        return Store(database, refusal, space)
    if stamped is not None and stamped > tables.HEAD:
        return Store(database, refusals.newer(path), space)
    database.close()
    raise refusals.missing(path) if stamped is None else refusals.older(path)


def _readable(path: Path) -> Sqlite:
    """The file as others may be writing it; or, where not even a log can be kept, as the only file there is."""
    try:
        return _proved(path, "ro")
    except StoreError:
        log = path.with_name(path.name + "-wal")
        if os.path.exists(log) and os.path.getsize(log):  # words stand in the log: without it older ones would show
            raise
        return _proved(path, "immutable")


def _proved(path: Path, mode: Mode) -> Sqlite:
    """The database, having read something in it."""
    database = Sqlite(path, mode)
    try:
        _version(database)
    except StoreError:
        database.close()
        raise
    return database


def _version(database: Sqlite) -> str | None:
    with database.reading() as connection:
        return schema.version(connection, database.path)
