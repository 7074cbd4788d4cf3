"""A participant's own pages. A module here is the first part of an address: pages/your_data.py answers /your-data and below.

Each has `answer(desk, asked)`, which gives a page, a file, another address, or None where there is no such page.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Answer, Asked


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """What the page at this address answers, or None when there is none."""
    name = asked.path.strip("/").split("/")[0].replace("-", "_")
    if name not in _names():
        return None
    page: Any = import_module(f"{__name__}.{name}")
    found: Answer | None = page.answer(desk, asked)
    return found


@cache
def _names() -> frozenset[str]:
    return frozenset(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
