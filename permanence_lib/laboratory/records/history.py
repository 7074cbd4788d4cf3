"""One child's record: the episodes in order and what else is dated. It has no code, no birth and no worker in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

Row = Mapping[str, str]
#: The column of the return for each part of an episode.
COLUMNS = {
    "start": "DECOM", "why": "RNE", "status": "LS", "need": "CIN", "place": "PLACE", "provider": "PLACE_PROVIDER",
    "end": "DEC", "how": "REC", "change": "REASON_PLACE_CHANGE",
}  # fmt: skip
#: What else of a child is dated, table by table; days are written 2024-03-31.
DATED: Mapping[str, tuple[str, ...]] = {
    "Reviews": ("REVIEW", "REVIEW_CODE"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "AD1": ("DATE_MATCH",),
    "SWEpisodes": ("SW_DECOM", "SW_REASON"),
}
_GOES_ON = "X1"


@dataclass(frozen=True)
class Episode:
    """One row of the episodes table; codes as they stand, days as days."""

    start: date
    end: date | None
    why: str
    status: str
    need: str
    place: str
    provider: str
    how: str
    change: str

    @classmethod
    def of(cls, row: Row) -> Episode:
        """From a row of the return whose days are written 2024-03-31."""
        said = {name: str(row.get(column, "")) for name, column in COLUMNS.items()}
        start, end = date.fromisoformat(said.pop("start")), said.pop("end")
        return cls(start=start, end=date.fromisoformat(end) if end else None, **said)

    def row(self) -> Row:
        """As a row of the return again."""
        return {column: str(getattr(self, name) or "") for name, column in COLUMNS.items()}


@dataclass(frozen=True)
class History:
    """A child's episodes, oldest first, and what else is dated.

    `age` is in whole years on the day care first began, None where no birth was given. `born` (year, month) is there for
    invented children alone: of a real child no birth is kept.
    """

    episodes: tuple[Episode, ...]
    dated: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    age: int | None = None
    born: tuple[int, int] | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> History:
        """From the plain values that `plain` gave."""
        dated = {name: tuple(rows) for name, rows in said["dated"].items()}
        return cls(ordered(Episode.of(row) for row in said["episodes"]), dated, said["age"])

    def plain(self) -> dict[str, Any]:
        """As plain values, without any birth."""
        return {
            "episodes": [one.row() for one in self.episodes],
            "dated": {name: [dict(row) for row in rows] for name, rows in self.dated.items()},
            "age": self.age,
        }

    @cached_property
    def start(self) -> date:
        """The day care first began, as far as the rows tell."""
        return self.episodes[0].start

    @cached_property
    def ended(self) -> date | None:
        """The day care ended; None while it lasts, as far as the rows tell."""
        return self.episodes[-1].end if self.how else None

    @cached_property
    def how(self) -> str:
        """The code for how care ended; nothing while it lasts."""
        last = self.episodes[-1]
        return last.how if last.end and last.how not in ("", _GOES_ON) else ""

    @cached_property
    def stays(self) -> int:
        """How many times care began."""
        return max(1, sum(one.why == "S" for one in self.episodes))

    @cached_property
    def carers(self) -> int:
        """How many times the child came to new carers, the first ones counted too."""
        return 1 + sum(one.why in ("S", "P", "B") for one in self.episodes[1:])

    @cached_property
    def statuses(self) -> tuple[str, ...]:
        """The legal statuses in order, each change once."""
        found = [one.status for one in self.episodes]
        return tuple(code for n, code in enumerate(found) if n == 0 or code != found[n - 1])

    def days(self, table: str, column: str) -> list[date]:
        """The days under a column of another table, in order."""
        return sorted(date.fromisoformat(row[column]) for row in self.dated.get(table, ()) if row.get(column))

    def tables(self) -> dict[str, bytes]:
        """The record as CSV tables of the return, as an exercise reads them; the child's code is a word that says nothing."""
        rows: dict[str, Sequence[Row]] = {"Episodes": [one.row() for one in self.episodes], **self.dated}
        columns = {"Episodes": tuple(COLUMNS.values()), **DATED}
        return {name: _csv(columns[name], rows[name]) for name in columns if rows.get(name)}


def ordered(episodes: Iterable[Episode]) -> tuple[Episode, ...]:
    """Oldest first; an episode that ends on the day it begins stands before the one that goes on from there."""
    return tuple(sorted(episodes, key=lambda one: (one.start, one.end != one.start)))


def _csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["CHILD", *columns])
    writer.writerows(["child", *(row.get(column, "") for column in columns)] for row in rows)
    return out.getvalue().encode()
