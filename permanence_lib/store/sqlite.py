"""All that is SQLite's own: settings, locks, the log beside the file, copies. Another database would be another file.

Settings and why (measured before they were chosen): a write-ahead log, so that readers never wait; `synchronous=FULL`,
because an acknowledged save must outlive a power cut; every writing transaction takes the lock at once, because
a reader that turns writer half way can be refused; `secure_delete`, because erased words must be gone from the file.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa
from sqlalchemy import event, pool
from sqlalchemy.util import LRUCache

from permanence_lib.errors import StoreError
from permanence_lib.store import refusals
from permanence_lib.store.database import LOOK
from permanence_lib.store.turn import turn

if TYPE_CHECKING:
    from permanence_lib.store.erasure import Traces

Mode = Literal["rw", "ro", "immutable"]
#: Seconds a writer waits for SQLite's own lock.
BUSY = 10.0
_SETTINGS = ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


class Sqlite:
    """One database: a file, or without a path one in memory, which all threads share and use in turn."""

    #: Whoever may open the file is everybody in it.
    whose, hides, known_since = "", False, datetime.min

    def __init__(self, path: Path | None, mode: Mode = "rw") -> None:
        self.path, self.mode = path, mode
        self._looks = threading.local()
        self._engine = _engine(path, mode)
        self._alone: AbstractContextManager[Any] = nullcontext() if path else threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent look."""
        with self._alone, refusals.in_plain_words(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it."""
        with (
            self._alone,
            turn(self.path),
            refusals.in_plain_words(self.path),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    def keep_log(self) -> None:
        """Turn the write-ahead log on, once in the life of a file; in the queue, as it tolerates no company."""
        if self.path and self._outside("PRAGMA journal_mode")[0] != "wal":
            with turn(self.path):
                self._outside("PRAGMA journal_mode=wal")

    def empty_log(self) -> None:
        """Write the log into the file and empty it, so that nothing erased stays in it; StoreBusy if others read on."""
        until = time.monotonic() + BUSY
        while self.path and self._outside("PRAGMA wal_checkpoint(TRUNCATE)")[0]:
            if time.monotonic() > until:
                raise refusals.busy()
            time.sleep(0.05)

    def finds(self, needles: Iterable[bytes]) -> set[bytes]:
        """Which of these bytes stand anywhere in the file or its log, also where only a search would find them.

        The file is read through SQLite: opening and closing it by hand would drop SQLite's locks on it.
        """
        with self._alone, refusals.in_plain_words(self.path), closing(self._engine.raw_connection()) as connection:
            image = connection.driver_connection.serialize()  # type: ignore[union-attr]
        return {needle for needle in needles if needle in image}

    def copy_to(self, copy: Path) -> None:
        """A whole copy, as last committed, while others go on."""
        with (
            refusals.in_plain_words(self.path),
            closing(_connect(copy, "rw")) as target,
            closing(self._engine.raw_connection()) as connection,
        ):
            connection.driver_connection.backup(target)  # type: ignore[union-attr]

    def listen(self, timeout: float, space: str, newest: Callable[[], int]) -> bool:
        """Look until another connection has committed, at most so many seconds; each thread remembers its last look."""
        look: _Look = self._looks.__dict__.setdefault("look", None) or _Look(self, newest)
        self._looks.look = look
        until = time.monotonic() + timeout
        while not look.is_new():
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK, left))
        return True

    async def changes(self, space: str, newest: Callable[[], int]) -> AsyncIterator[None]:
        """A turn at once, then a look twice a second; a turn whenever it is another one."""
        look = _Look(self, newest)
        try:
            yield
            while True:
                await asyncio.sleep(LOOK)
                if look.is_new():
                    yield
        finally:
            look.close()

    def wipe(self, traces: Traces) -> None:
        """Empty the log, remove the copies, and make sure by a search."""
        from permanence_lib.store import erasure

        erasure.wipe(self, traces)

    def not_erased_here(self) -> StoreError:
        """Never said: whoever may open the file may erase in it."""
        return refusals.read_only(self.path)

    def newer_unread(self) -> StoreError:
        """What to say where a later version's tables cannot be read."""
        return refusals.newer_unread(self.path)

    def close(self) -> None:
        """Let the file go; the last to leave folds the log into it."""
        self._engine.dispose()

    def _outside(self, pragma: str) -> Any:
        """The answer to a setting that must stand outside a transaction."""
        with self._alone, refusals.in_plain_words(self.path), closing(self._engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(pragma)
            return cursor.fetchone()


class _Look:
    """Whether anything was committed since the last look: SQLite counts it, on a connection that is held open."""

    def __init__(self, database: Sqlite, newest: Callable[[], int]) -> None:
        self._newest = newest
        with refusals.in_plain_words(database.path):
            self._held = _connect(database.path, "ro") if database.path else None
        self._path = database.path
        self._seen = self._now()

    def is_new(self) -> bool:
        """Whether it is another than at the last look."""
        seen, self._seen = self._seen, self._now()
        return seen != self._seen

    def close(self) -> None:
        if self._held is not None:
            self._held.close()

    def _now(self) -> int:
        if self._held is None:  # in memory all share one connection, which does not count its own
            return self._newest()
        with refusals.in_plain_words(self._path):
            return int(self._held.execute("PRAGMA data_version").fetchone()[0])


def _engine(path: Path | None, mode: Mode) -> sa.Engine:
    """Connections with our settings. Words never stand in an error or a log: parameters are hidden."""
    common = _common()
    connect: Any = partial(_connect, path, mode)
    kept = (pool.QueuePool if path else pool.StaticPool)(connect, dialect=common.dialect)
    asked = common.get_execution_options()
    engine = sa.Engine(kept, common.dialect, common.url, execution_options=asked, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _common() -> sa.Engine:
    """What SQLAlchemy works out about SQLite and about our questions: worked out for one file, it holds for the next.

    So a process that is split off from one which has rehearsed (rehearsing.py) works out nothing anew.
    """
    known: LRUCache[Any, Any] = LRUCache(500)
    engine = sa.create_engine(
        "sqlite://", creator=lambda: _connect(None, "rw"), execution_options={"compiled_cache": known}
    )
    engine.connect().close()  # the dialect asks the library what it can do
    engine.dispose()
    return engine


def _connect(path: Path | None, mode: Mode) -> sqlite3.Connection:
    """A connection that leaves transactions to us."""
    how = "immutable=1" if mode == "immutable" else f"mode={mode}"
    name = f"{path.as_uri()}?{how}" if path else ":memory:"
    connection = sqlite3.connect(name, uri=True, timeout=BUSY, isolation_level=None, check_same_thread=False)
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    return connection


def _begin(connection: sa.Connection) -> None:
    """A writer takes the lock at once; a reader never does."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
