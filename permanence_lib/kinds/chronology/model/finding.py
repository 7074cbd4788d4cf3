"""What reading a chronology back has found: a rule, the entries it rests on, and the facts its question names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from permanence_lib.kind import Part
from permanence_lib.kinds.chronology.model.response import Response
from permanence_lib.kinds.chronology.model.signs import Line, People


class Limit(Part):
    """A limit of the timetable, as a law fact gives it."""

    id: str
    name: str
    amount: int
    unit: str


class Finding(TypedDict):
    """`key` stays the same while the entry that gave rise to it stays; `facts` fill the places of the rule's question."""

    rule: str
    key: str
    entries: list[str]
    facts: dict[str, str]


@dataclass(frozen=True)
class Whole:
    """A chronology laid out to be read back: every line, those with a date in order, who is named, and the limits."""

    response: Response
    lines: Sequence[Line]
    dated: Sequence[Line]
    people: People
    child: str
    born: date | None
    weeks: int
    limits: Mapping[str, Limit]

    def since_birth(self, lines: Sequence[Line]) -> list[Line]:
        """Those that do not end before the child was born."""
        return [line for line in lines if not (self.born and line.end and line.end < self.born)]


Looks = Callable[[Whole], Iterator[Finding]]


def found(rule: str, anchor: str, lines: Sequence[Line], **facts: str) -> Finding:
    """A finding of a rule that an entry, or a pair, gave rise to."""
    return {
        "rule": rule, "key": f"{rule}:{anchor}", "entries": list(dict.fromkeys(line.id for line in lines)), "facts": facts,
    }  # fmt: skip


def days_from(earlier: Line, later: Line) -> int:
    """Whole days that surely lie between two entries: from the end of one to the beginning of the other."""
    return (later.first - earlier.end).days if earlier.end and later.first else 0
