"""What a database must do for the store: SQLite in sqlite.py, PostgreSQL in postgres.py."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import sqlalchemy as sa

from permanence_lib.errors import StoreError

if TYPE_CHECKING:
    from permanence_lib.store.erasure import Traces

#: Seconds between two looks where a database does not tell by itself.
LOOK = 0.5


class Database(Protocol):
    """One place of answers, open."""

    @property
    def path(self) -> Path | None:
        """The file; None where there is none."""

    @property
    def whose(self) -> str:
        """Whose login this is; '' where logins are nobody's in particular."""

    @property
    def known_since(self) -> datetime:
        """When that login was made."""

    @property
    def hides(self) -> bool:
        """Whether records may be there that this login does not see."""

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """One look."""

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """One transaction: all of it is on the disk when the block ends, or none of it."""

    def listen(self, timeout: float, space: str, newest: Callable[[], int]) -> bool:
        """Wait until something was committed, at most so many seconds; `newest` is what may be asked."""

    def changes(self, space: str, newest: Callable[[], int]) -> AsyncIterator[None]:
        """The same again and again, for a page that must not stand still; a turn at once, for what was committed before."""

    def wipe(self, traces: Traces) -> None:
        """After an erasure: see that nothing is left, or raise StoreError."""

    def not_erased_here(self) -> StoreError:
        """What to say to a person whose own login may not erase."""

    def newer_unread(self) -> StoreError:
        """What to say where a later version's tables cannot be read."""

    def close(self) -> None:
        """Let it go."""
