"""What was written: answers by question, and rows by section."""

from __future__ import annotations

from typing import TypeAlias

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Part

Answer: TypeAlias = str | tuple[str, ...] | DateParts
"""Words or a chosen name; several chosen names; a date as typed."""


class Row(Part):
    """What was written in one row, by question; `source` is the earlier exercise it was carried from, in words."""

    id: str
    answers: dict[str, Answer] = Field(default_factory=dict)
    source: str = ""


class Response(kind.Response):
    """Answers by question; rows by section, once anything in the list has been touched."""

    answers: dict[str, Answer] = Field(default_factory=dict)
    rows: dict[str, tuple[Row, ...]] = Field(default_factory=dict)


def is_written(answer: Answer | None) -> bool:
    """Whether there is anything in an answer at all."""
    if isinstance(answer, DateParts):
        return any(box.strip() for box in (answer.day, answer.month, answer.year))
    return bool(answer.strip() if isinstance(answer, str) else answer)
