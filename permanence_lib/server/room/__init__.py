"""The workshop's server: one room, joined with a code from the devices of about twenty people.

from permanence_lib.server.room import workshop
workshop(module=3, cohort="Autumn", network=True)
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    """The command, without what it needs until it is run."""
    if name == "workshop":
        from permanence_lib.server.room.running import workshop

        return workshop
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
