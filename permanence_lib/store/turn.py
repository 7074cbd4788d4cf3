"""Whose turn it is to write: a queue on a lock file.

SQLite lets one write at a time and lets the others sleep longer and longer, so that now and then one of twenty waits
for seconds. Asking often for a lock on a file beside it costs little and evens the waiting out. It is a courtesy
only: SQLite's own lock is what keeps answers whole, so whoever has waited long enough goes ahead without a turn.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: Seconds to wait for a turn before going ahead: the one before may be frozen, not busy.
PATIENCE = 3.0
#: Seconds between two looks at the lock, at most.
_LOOK = 0.004

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        """Lock the file now or raise OSError."""
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

    def _leave(file: int) -> None:
        """Unlock the file."""
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file: int) -> None:
        """Lock the file now or raise OSError."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _leave(file: int) -> None:
        """Unlock the file."""
        fcntl.flock(file, fcntl.LOCK_UN)


def lock_file(path: Path) -> Path:
    """The file the queue of a store stands on; it stays there, empty."""
    return path.with_name(path.name + ".lock")


@contextmanager
def turn(path: Path | None) -> Iterator[None]:
    """Hold this store's turn; between threads and between programs."""
    file = _open(path)
    taken = file is not None and _wait(file)
    try:
        yield
    finally:
        if file is not None:
            if taken:
                _leave(file)
            os.close(file)


def _open(path: Path | None) -> int | None:
    """The lock file, or None where there is none to be had: in memory, or in a folder that takes no files."""
    if path is None:
        return None
    with suppress(OSError):
        return os.open(lock_file(path), os.O_RDWR | os.O_CREAT, 0o600)
    return None


def _wait(file: int) -> bool:
    """Wait for the lock, at most PATIENCE; whether it was got."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _take(file)
            return True
        except (BlockingIOError, PermissionError):  # somebody else's turn; Windows says it the second way
            if time.monotonic() > until:
                return False
            time.sleep(_LOOK * (0.25 + 0.75 * random.random()))
        except OSError:  # this disk knows no such locks
            return False
