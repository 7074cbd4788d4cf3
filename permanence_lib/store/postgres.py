"""All that is PostgreSQL's own: how it is reached and how long one waits, transactions, being told of news.

The database checks who may see and do what (migrations/versions/0002_rights.sql): a Store here sees what its login may see, and nothing else.
Settings and why: a commit waits for the disk, whatever the server's default, because an acknowledged save must outlive
a power cut; and nothing waits for ever, so that a dead network is told in words within seconds.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from permanence_lib.errors import StoreError
from permanence_lib.store import postgres_words
from permanence_lib.store.database import LOOK

if TYPE_CHECKING:
    from psycopg import Connection

    from permanence_lib.store.erasure import Traces

#: What the server is told at connecting, besides how long to wait (patience.py).
_SETTINGS = "-c synchronous_commit=on -c timezone=UTC"
_NAME = {"application_name": "permanence"}
#: A person's server needs one connection nearly always; connections are what a large authority runs out of first.
_KEPT, _MORE = 1, 4


def address(url: str) -> sa.URL:
    """The address with the driver we use; StoreError when it is none, without repeating it."""
    try:
        return sa.make_url(url).set(drivername="postgresql+psycopg")
    except (sa.exc.ArgumentError, ValueError):
        raise postgres_words.not_an_address() from None


def engine(url: str) -> sa.Engine:
    """Connections with our settings. Words never stand in an error or a log: parameters are hidden."""
    made = address(url)
    try:
        from permanence_lib.store import patience

        settings = f"{made.query.get('options', '')} {patience.SERVER} {_SETTINGS}".strip()
        found = sa.create_engine(
            made.set(query={**made.query, "options": settings}),
            connect_args={name: value for name, value in (patience.NETWORK | _NAME).items() if name not in made.query},
            pool_size=_KEPT,
            max_overflow=_MORE,
            pool_timeout=patience.CONNECT,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ImportError:
        raise postgres_words.not_installed() from None
    patience.connect_with_patience(found)
    return found


def stamped(connection: sa.Connection) -> str | None:
    """The migration a database is stamped with; None when it is empty; StoreError when it is another program's."""
    if connection.scalar(sa.text("SELECT to_regclass('public.alembic_version')")) is not None:
        return str(connection.scalar(sa.text("SELECT version_num FROM public.alembic_version")) or "")
    if connection.scalar(sa.text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")):
        raise postgres_words.not_ours()
    return None


class Postgres:
    """One database of many, as one login sees it."""

    path = None
    #: Others' records are there and are not shown.
    hides = True

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = engine(url)
        self._looking = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._told = threading.local()
        self.whose, self.known_since = "", datetime.now(UTC)

    def recognise(self) -> str | None:
        """Find out whose login this is; the version the database is stamped with, None when it is empty."""
        with self.reading() as connection:
            version = stamped(connection)
            if version is not None and version >= "0002":
                row = connection.execute(sa.text("SELECT permanence_whose(), permanence_since()")).one()
                self.whose = row[0] or ""
                self.known_since = datetime.fromisoformat(row[1]) if row[1] else self.known_since
        return version

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One look: each question sees what is committed when it is asked."""
        with postgres_words.plain(), self._looking.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it."""
        with postgres_words.plain(), self._engine.begin() as connection:
            yield connection

    def listen(self, timeout: float, space: str, newest: Callable[[], int]) -> bool:
        """Wait to be told of a commit in a room's space; in study, look. Each thread remembers its last time."""
        if not space:
            return self._look(timeout, newest)
        if not hasattr(self._told, "line"):
            self._told.line = Line(self, space)
        line: Line = self._told.line
        return line.wait(timeout)

    async def changes(self, space: str, newest: Callable[[], int]) -> AsyncIterator[None]:
        """A turn at once and each time news came; when the line was cut, one once it is there again, for what was missed."""
        line = Line(self, space) if space else None
        seen, is_new = -1, True
        try:
            while True:
                if is_new:
                    yield
                try:
                    if line is not None:
                        is_new = await asyncio.to_thread(line.wait, 1.0)
                    else:
                        await asyncio.sleep(LOOK)
                        seen, is_new = (now := await asyncio.to_thread(newest)), now != seen
                except StoreError:
                    await asyncio.sleep(1)
                    is_new = False
        finally:
            if line is not None:
                line.close()

    def _look(self, timeout: float, newest: Callable[[], int]) -> bool:
        until = time.monotonic() + timeout
        seen = getattr(self._told, "seen", None)
        self._told.seen = newest()
        while seen is None or self._told.seen == seen:
            seen = self._told.seen
            left = until - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK, left))
            self._told.seen = newest()
        return True

    def wipe(self, traces: Traces) -> None:
        """Let the server clear the pages the rows stood on, as far as this login may."""
        from permanence_lib.store import patience

        with postgres_words.plain(), self._looking.connect() as connection:
            patience.without_hurry(connection)
            connection.exec_driver_sql("VACUUM record, person, access")

    def not_erased_here(self) -> StoreError:
        """What to say to a person whose own login may not erase."""
        return postgres_words.erased_elsewhere()

    def newer_unread(self) -> StoreError:
        """What to say where a later version's tables cannot be read."""
        return postgres_words.newer_unread()

    def close(self) -> None:
        """Let all connections go."""
        line = getattr(self._told, "line", None)
        if line is not None:
            line.close()
        self._engine.dispose()


class Line:
    """A connection that waits to be told of commits in one space."""

    def __init__(self, database: Postgres, space: str) -> None:
        self._database, self._space = database, space
        self._held: Connection[Any] | None = None
        self.wait(0)  # from here on nothing is missed

    def wait(self, timeout: float) -> bool:
        """Whether news came within so many seconds; a line that was cut is made again, and that counts as news."""
        import psycopg

        try:
            if self._held is None:
                self._connect()
                return True
            return any([True for _ in self._held.notifies(timeout=timeout, stop_after=1)])
        except psycopg.Error as error:
            self.close()
            raise postgres_words.unreachable() from error

    def close(self) -> None:
        """Let the connection go."""
        held, self._held = self._held, None
        if held is not None:
            held.close()

    def _connect(self) -> None:
        """A connection of its own; the channel's name is asked of the database, as nobody can guess it."""
        with self._database.reading() as connection:
            channel = connection.scalar(sa.text("SELECT permanence_channel(:space)"), {"space": self._space})
        if not channel:
            raise postgres_words.forbidden()
        with postgres_words.plain():
            raw = self._database._engine.raw_connection()
        held: Any = raw.driver_connection
        raw.detach()
        self._held = held
        held.autocommit = True
        held.execute(f'LISTEN "{channel}"')
