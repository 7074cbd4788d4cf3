"""The laboratory's pages that need no kernel. A module here is the first part of an address: pages/law.py answers /law and below.

Each has `answer(reader, asked)`, which gives a page, a file, another address, or None where there is no such page.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from permanence_lib.content.library import Content
from permanence_lib.screen.addresses import page_at
from permanence_lib.screen.asked import Answer, Asked


@dataclass(frozen=True)
class Reader:
    """Who looks, and what there is to look at. The laboratory never sees an answer or a portfolio."""

    content: Content
    participant: str
    today: Callable[[], date] = date.today
    folder: Path | None = None
    """Where the participant's list of names lies, if there is one: an alias may not be on it."""


def answer(reader: Reader, asked: Asked) -> Answer | None:
    """What the page at this address answers, or None when there is none."""
    page: Any = page_at(sys.modules[__name__], asked.path)
    found: Answer | None = page.answer(reader, asked) if page else None
    return found
