"""What is found when an installation or a database is looked over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, and what to do about it."""

    level: Literal["ok", "warn", "problem"]
    subject: str
    words: str
    todo: str = ""
