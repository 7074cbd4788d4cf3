"""Which port to listen at."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing, suppress

#: Where the workbook is when nobody says otherwise, and how many ports after it are tried.
USUAL = 8866
TRIES = 50
#: Only this computer, and every network it is on.
OWN, EVERY = "127.0.0.1", "0.0.0.0"


def bind(wanted: int, announce: Callable[[str], None], host: str = OWN) -> tuple[list[socket.socket], int]:
    """A listening socket at the wanted port (0: the usual one), or at the next that is free; and which it is."""
    first = wanted or USUAL
    for port in range(first, min(first + TRIES, 65536)):
        with suppress(OSError):
            listening = _listen(port, host)
            if port != first and wanted:
                announce(f"Port {first} is in use by another program, so the workbook uses {port} this time.")
            return [listening], port
    raise OSError(f"No port from {first} to {first + TRIES - 1} is free. Give another one, for instance --port 9000.")


def is_free(port: int) -> bool:
    """Whether the workbook could listen there now."""
    try:
        with closing(_listen(port)):
            return True
    except OSError:
        return False


def _listen(port: int, host: str = OWN) -> socket.socket:
    """No second program may share the port."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setblocking(False)
        listening.bind((host, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening
