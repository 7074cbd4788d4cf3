"""A participant's own pages. A module here is the first part of an address: pages/your_data.py answers /your-data and below.

Each has `answer(desk, asked)`, which gives a page, a file, another address, or None where there is no such page.
"""

from __future__ import annotations

import sys
from typing import Any

from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.addresses import page_at
from permanence_lib.screen.asked import Answer, Asked


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """What the page at this address answers, or None when there is none."""
    page: Any = page_at(sys.modules[__name__], asked.path)
    found: Answer | None = page.answer(desk, asked) if page else None
    return found
