"""Bringing a whole workbook in beside what is here already: nothing is overwritten, and all of it is kept or none."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from permanence_lib.errors import Conflict
from permanence_lib.portfolio.archive import pointing, saved
from permanence_lib.portfolio.archive.reading import Archive
from permanence_lib.portfolio.archive.saved import Saved
from permanence_lib.portfolio.desk import Desk

if TYPE_CHECKING:
    from permanence_lib.store import Record

#: new: not here yet. ahead: the file goes on from here. same; behind: this workbook goes on from the file.
#: apart: both went on differently. taken: they did, and the file's newest words are here already.
#: held: it points to a version of other work that only the file has.
Sort = Literal["new", "ahead", "same", "behind", "apart", "taken", "held"]


@dataclass(frozen=True)
class Line:
    """One record by name: how the file and this workbook stand to each other, and what would be added."""

    name: str
    sort: Sort
    common: int
    """How many versions, from the first, both have."""
    file: tuple[Saved, ...]
    here: tuple[Saved, ...]

    @property
    def adding(self) -> tuple[Saved, ...]:
        """Versions that would be added without asking."""
        return self.file[self.common :] if self.sort in ("new", "ahead") else ()


@dataclass(frozen=True)
class Plan:
    """What bringing a file in would do; `mark` changes when either the file or this workbook does."""

    lines: tuple[Line, ...]
    mark: str

    def of(self, *sorts: Sort) -> tuple[Line, ...]:
        """The lines of some sorts."""
        return tuple(line for line in self.lines if line.sort in sorts)

    @property
    def count(self) -> int:
        """How many versions would be added without asking."""
        return sum(len(line.adding) for line in self.lines)


def plan(archive: Archive, desk: Desk) -> Plan:
    """What would happen, record by record. Nothing is changed."""
    mine = desk.store.everything(desk.person.participant)
    here = {name: tuple(map(saved.of, found)) for name, found in groupby(mine, key=lambda one: one.exercise)}
    first = {name: _line(name, found, here.get(name, ())) for name, found in archive.histories().items()}
    lines = tuple(pointing.held(line, first) for line in first.values())
    told = [(name, [str(one.told) for one in found]) for name, found in sorted(here.items())]
    return Plan(lines, hashlib.sha256(f"{archive.manifest.digest}{told}".encode("utf-8", "replace")).hexdigest()[:32])


def _line(name: str, file: Sequence[Saved], here: Sequence[Saved]) -> Line:
    common = 0
    for one, other in zip(file, here, strict=False):
        if not saved.same(one, other):
            break
        common += 1
    return Line(name, _sort(file, here, common), common, tuple(file), tuple(here))


def _sort(file: Sequence[Saved], here: Sequence[Saved], common: int) -> Sort:
    if not here:
        return "new"
    if common == len(here):
        return "same" if common == len(file) else "ahead"
    if common == len(file):
        return "behind"
    return "taken" if any(one.words == file[-1].words for one in here[common:]) else "apart"


def bring_in(
    archive: Archive, desk: Desk, take: Collection[str] = (), mark: str = "", now: datetime | None = None
) -> int:
    """Add what is not here yet, in one transaction; gives how many versions were added.

    `take` names records that went apart whose newest words from the file go on top, as a new version. `mark` is the
    plan's that was shown: Conflict when things have changed since, and then nothing is added.
    """
    found = plan(archive, desk)
    if mark and mark != found.mark:
        raise Conflict(None)
    added = desk.store.restore(desk.person.participant, list(_additions(found, desk, take, now or datetime.now(UTC))))
    desk.note("brought-in", f"{added} versions")
    return added


def _additions(found: Plan, desk: Desk, take: Collection[str], now: datetime) -> Iterator[Record]:
    me = desk.person.participant
    for line in found.lines:
        yield from (one.record(me) for one in line.adding)
        if line.sort == "apart" and line.name in take:
            yield line.file[-1].record(me, len(line.here) + 1, now)
