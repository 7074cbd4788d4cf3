"""Wrong codes, counted: so many a minute from one address, and then nothing more is looked at."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

#: How many wrong codes an address, and the whole network, may try within so many seconds.
MOST, OF_ALL, WITHIN = 10, 120, 60.0
#: How many addresses are remembered; whoever sends from more than that meets the limit for all of them.
_REMEMBERED = 2000


class Guesses:
    """The wrong codes of the last minute, by address. `now` counts seconds."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._wrong: dict[str, deque[float]] = {}
        self._all: deque[float] = deque()

    def wrong(self, address: str) -> None:
        """One more wrong code."""
        if address not in self._wrong and len(self._wrong) >= _REMEMBERED:
            self._forget()
        self._wrong.setdefault(address, deque()).append(self._now())
        self._all.append(self._now())

    def wait(self, address: str) -> int:
        """How many seconds an address must wait before a code of its is looked at: 0 when it need not."""
        return max(_wait(self._wrong.get(address), MOST, self._now()), _wait(self._all, OF_ALL, self._now()))

    def _forget(self) -> None:
        """Let go of the addresses that have been quiet, or else of the one quiet for longest."""
        old = self._now() - WITHIN
        for address in [each for each, times in self._wrong.items() if times[-1] <= old]:
            del self._wrong[address]
        if len(self._wrong) >= _REMEMBERED:
            del self._wrong[min(self._wrong, key=lambda each: self._wrong[each][-1])]


def _wait(times: deque[float] | None, most: int, now: float) -> int:
    while times and times[0] <= now - WITHIN:
        times.popleft()
    return math.ceil(times[len(times) - most] + WITHIN - now) if times and len(times) >= most else 0
