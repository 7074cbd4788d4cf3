"""What a participant has chosen for the portfolio: a version of a piece of work, and their own line of why it matters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from permanence_lib.exercises import Exercise
from permanence_lib.portfolio import work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.work import Work

#: Entries are kept under portfolio:<slot>; their history is the store's.
KEPT_UNDER = "portfolio"


@dataclass(frozen=True)
class Entry:
    """One chosen piece of work. `kept` is the entry's own revision in the store, which a form goes back to."""

    work: Work
    section: int
    item: str
    why: str = ""
    kept: int = 0

    @property
    def revision(self) -> int:
        """The chosen version of the answer."""
        return self.work.record.revision


def choose(desk: Desk, slot: str, revision: int, why: str, *, chosen: bool = True, base: int | None = None) -> None:
    """Put a version into the portfolio, change its line, or (chosen=False) take it out again; nothing is forgotten."""
    desk.keep(f"{KEPT_UNDER}:{slot}", {"chosen": chosen, "revision": revision, "why": why}, base)


def entries(desk: Desk) -> Iterator[Entry]:
    """Everything chosen, section by section and in the order of the programme. A version that is gone is left out."""
    found = [entry for slot in desk.under(KEPT_UNDER) if (entry := entry_of(desk, slot))]
    yield from sorted(found, key=lambda entry: (entry.section, entry.work.slot))


def entry_of(desk: Desk, slot: str) -> Entry | None:
    """The entry for one answer, if it is chosen and can be read."""
    record = desk.kept.get(f"{KEPT_UNDER}:{slot}")
    if record is None or not record.value.get("chosen"):
        return None
    found = work.find(slot, desk, int(record.value.get("revision", 0)) or None)
    if found is None:
        return None
    section, item = place(found)
    return Entry(found, section, item, str(record.value.get("why", "")), record.revision)


#: Work for which the programme names no section belongs with what was done with others.
_ELSEWHERE = 9


def place(piece: Work) -> tuple[int, str]:
    """The section a piece of work belongs in (1 to 10), and the name it has there."""
    return place_of(piece.exercise)


def place_of(exercise: Exercise) -> tuple[int, str]:
    """The same before anything is written."""
    named = exercise.definition.portfolio
    return (named.section, named.item) if named else (_ELSEWHERE, exercise.definition.title)
