"""Pages of the room that need no kernel. A module here is the first part of an address: pages/paper.py answers /paper and below.

Each has `ROLES` (who may see it) and `answer(visit, asked)`, which gives a page, a file, another address, or None.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from permanence_lib.screen.addresses import page_at
from permanence_lib.screen.asked import Answer, Asked
from permanence_lib.workshop.room import Room


@dataclass(frozen=True)
class Visit:
    """Who asks, and for which room. `key` is the room's secret, `folder` where its files lie, `address` how devices reach it."""

    room: Room
    pid: str
    role: str
    key: bytes
    folder: Path
    address: str


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """What the page at this address answers; None where there is none, or none for this role."""
    page: Any = page_at(sys.modules[__name__], asked.path)
    if page is None or visit.role not in page.ROLES:
        return None
    found: Answer | None = page.answer(visit, asked)
    return found
