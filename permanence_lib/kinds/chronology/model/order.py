"""The order of entries: by the first day each may mean; those without a date stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pydantic import validate_call

from permanence_lib.kinds.chronology.model.moments import days_meant_by
from permanence_lib.kinds.chronology.model.response import Entry


class Dated(NamedTuple):
    """An entry with the first and last day on which it may have begun, and the last on which it may have ended."""

    entry: Entry
    first: date
    last: date
    end: date

    def place(self) -> tuple[date, int, int]:
        """What it is ordered by: a less exact date heads its stretch, and the participant decides the rest."""
        return self.first, -self.last.toordinal(), self.entry.order


def dated(entries: Sequence[Entry]) -> list[Dated]:
    """The entries that have a date, in order."""
    found = (Dated(entry, *days) for entry in entries if (days := days_meant_by(entry.when, entry.until)))
    return sorted(found, key=Dated.place)


def undated(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that have none, as they were written."""
    return [entry for entry in entries if days_meant_by(entry.when, entry.until) is None]


@validate_call
def in_order(entries: tuple[Entry, ...]) -> dict[str, list[str]]:
    """Ids of the `dated` in order, and of those `apart`."""
    return {"dated": [x.entry.id for x in dated(entries)], "apart": [entry.id for entry in undated(entries)]}
