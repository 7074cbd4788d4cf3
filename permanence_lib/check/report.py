"""What a check found, for a person to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.errors import ContentError


@dataclass(frozen=True)
class Report:
    """Problems must be put right; a passed review date wants somebody to look; notes are good to know."""

    on: date
    problems: tuple[ContentError, ...] = ()
    past_review: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The whole report as text."""
        parts = [
            _section(_count(self.problems, "problem", "to put right"), [str(wrong) for wrong in self.problems]),
            _section(_count(self.past_review, "record", "past the review date"), self.past_review),
            _section("Good to know", self.notes),
        ]
        return "\n\n".join([f"Content checked as at {say_date(self.on)}.", *filter(None, parts)])


def _count(found: Sequence[object], noun: str, what: str) -> str:
    """'2 problems to put right', or 'No problems to put right'."""
    number = str(len(found)) if found else "No"
    return f"{number} {noun}{'' if len(found) == 1 else 's'} {what}"


def _section(heading: str, lines: Sequence[str]) -> str:
    """A heading with its lines; a heading that counts nothing stands alone, one that lists nothing is left out."""
    if not lines:
        return f"{heading}." if heading.startswith("No ") else ""
    return "\n".join([f"{heading}:", *(f"  {line}" for line in lines)])
