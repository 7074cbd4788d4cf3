"""Something a notebook shows that is not an exercise: HTML for the page, text for everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True)
class Shown:
    """One piece of a page in both its forms."""

    html: str
    text: str

    @classmethod
    def apology(cls, words: str) -> Shown:
        """What is said when a part of a page cannot be shown."""
        also = "Everything saved so far is safe. Reload the page; if this stays, tell whoever looks after the workbook."
        return cls(f'<div class="ap-fault" role="alert"><p>{escape(words)}</p><p>{also}</p></div>', f"{words}\n{also}")

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.text}
