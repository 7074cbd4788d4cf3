"""Waiting a little for a database that takes nobody more just now: at nine in the morning many arrive within a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from permanence_lib.errors import StoreAway

#: For how long it is tried again, and the pause between, in seconds.
WITHIN, PAUSE = 15.0, 0.5

T = TypeVar("T")


def patiently(do: Callable[[], T], within: float = WITHIN) -> T:
    """What `do` gives, tried again for so many seconds while the database is away; then StoreAway as it came."""
    until = time.monotonic() + within
    while True:
        try:
            return do()
        except StoreAway:
            if time.monotonic() + PAUSE > until:
                raise
            time.sleep(PAUSE)
