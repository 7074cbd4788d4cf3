"""Ports for servers under test."""

from __future__ import annotations

import random
import socket

#: Below those a system takes for the near end of a connection (32768 and up on Linux, 49152 elsewhere): a server that is
#: killed and comes back under its port must not find it taken by a connection somebody has made meanwhile.
_RANGE = range(12_000, 32_000)
_TRIES = 100


def free_port() -> int:
    """A port that nobody listens on, five figures long, and not given before.

    Raises RuntimeError when none was found.
    """
    for _ in range(_TRIES):
        port = _chance.choice(_RANGE)
        if port not in _given and _is_free(port):
            _given.add(port)
            return port
    raise RuntimeError(f"No free port was found in {_TRIES} tries.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


#: Of its own: several processes ask for ports at once, and tests set the seed of the shared one.
_chance = random.SystemRandom()
_given: set[int] = set()
