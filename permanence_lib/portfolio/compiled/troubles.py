"""Parts of a document that could not be made: they are told, and never stand in the way of the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass
class Troubles:
    """What could not be made so far, in the reader's words."""

    told: list[str] = field(default_factory=list)

    def attempt(self, make: Callable[[], T], instead: T, words: str) -> T:
        """What `make` gives; when it fails in any way, `words` are told and `instead` is used."""
        try:
            return make()
        except Exception:  # whatever is wrong with one part, the others must still be made
            _log.exception("A part of the portfolio could not be made.")
            if words not in self.told:
                self.told.append(words)
            return instead
