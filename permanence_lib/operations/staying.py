"""What has stayed its time: shown first, and let go only when somebody says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from permanence_lib.content.retention import Retention
from permanence_lib.operations import backups, erased, thinning, whole
from permanence_lib.store.noted import moment
from permanence_lib.store.tables import access, record

if TYPE_CHECKING:
    from permanence_lib.store import Store


@dataclass(frozen=True)
class Room:
    """A workshop's room: what it is called, when something was last saved in it, and how to erase it."""

    name: str
    last: datetime
    erase: Callable[[], None]


@dataclass(frozen=True)
class Due:
    """What has stayed its time: versions whose words go, rooms, lines of the log, backups, marks of erased people."""

    drafts: int
    rooms: tuple[str, ...]
    lines: int
    backups: tuple[Path, ...]
    marks: int

    def said(self) -> list[str]:
        """The same in lines."""
        return [
            f"{self.drafts} versions between others, saved while somebody was typing: their words",
            f"{len(self.rooms)} rooms of workshops{': ' if self.rooms else ''}{', '.join(self.rooms)}",
            f"{self.lines} lines of the access log",
            f"{len(self.backups)} backups{': ' if self.backups else ''}{', '.join(path.name for path in self.backups)}",
            f"{self.marks} marks of people who were erased, older than any backup",
        ]


@dataclass(frozen=True)
class Place:
    """Where things are kept: the records, the folder of backups with the mark of these records, and rooms in folders."""

    store: Store
    folder: Path
    marked: str
    rooms: Sequence[Room] = ()


def due(place: Place, rules: Retention, now: datetime) -> Due:
    """What would go now. Changes nothing."""
    with whole.reading(place.store) as connection:
        lines = connection.execute(sa.select(sa.func.count()).select_from(access).where(_old(rules, now))).scalar_one()
    return Due(
        thinning.count(place.store, rules.drafts, now), tuple(each.name for each in _rooms(place, rules, now)), int(lines),
        tuple(_backups(place, rules, now)), len(_marks(place, rules, now)),
    )  # fmt: skip


def let_go(place: Place, rules: Retention, now: datetime) -> Due:
    """Let it go; what went. PermanenceError where something cannot be erased: what went before that is gone."""
    going = due(place, rules, now)
    thinned = thinning.thin(place.store, rules.drafts, now)
    for room in _rooms(place, rules, now):
        room.erase()
        place.store.note("room-erased", detail=f"{room.name}: its time was over")
    with whole.writing(place.store) as connection:
        lines = connection.execute(sa.delete(access).where(_old(rules, now))).rowcount
    for path in going.backups:
        path.unlink(missing_ok=True)
    marks = erased.forget(place.folder, _oldest(place, rules, now))
    gone = Due(thinned, going.rooms, int(lines), going.backups, marks)
    place.store.note(
        "retention", detail=f"{thinned} versions, {len(gone.rooms)} rooms, {lines} lines, {len(gone.backups)} backups"
    )
    return gone


def _old(rules: Retention, now: datetime) -> sa.ColumnElement[bool]:
    return access.c.at < moment(now - timedelta(days=rules.log.days))


def _rooms(place: Place, rules: Retention, now: datetime) -> list[Room]:
    last_day = now - timedelta(days=rules.rooms.days)
    return [each for each in (*place.rooms, *spaces(place.store)) if each.last < last_day]


def spaces(store: Store) -> list[Room]:
    """The rooms that lie in the database itself."""
    wanted = (
        sa.select(record.c.space, sa.func.max(record.c.saved_at))
        .where(record.c.space != "")
        .group_by(record.c.space)
        .order_by(record.c.space)
    )
    with whole.reading(store) as connection:
        found = connection.execute(wanted).all()
    return [Room(space, datetime.fromisoformat(last), _erasing(store, space)) for space, last in found]


def _erasing(store: Store, space: str) -> Callable[[], None]:
    def erase() -> None:
        with whole.writing(store) as connection:
            connection.execute(sa.delete(record).where(record.c.space == space))
            if whole.is_postgresql(connection):
                connection.execute(sa.text("DELETE FROM lead WHERE space = :space"), {"space": space})

    return erase


def _backups(place: Place, rules: Retention, now: datetime) -> list[Path]:
    """Those whose last day is over; the newest never goes, for it may be all there is."""
    found = list(backups.kept(place.folder, place.marked))
    return [each.path for each in found[1:] if each.until(rules.backups.days) < now]


def _marks(place: Place, rules: Retention, now: datetime) -> list[str]:
    before = _oldest(place, rules, now)
    return [mark for mark, at in erased.read(place.folder).items() if datetime.fromisoformat(at) < before]


def _oldest(place: Place, rules: Retention, now: datetime) -> datetime:
    """Since when a backup may hold somebody who was erased: any backup in the folder counts, whoever's records it is of."""
    gone = set(_backups(place, rules, now))
    made = [each.manifest.made_at for each in backups.kept(place.folder) if each.path not in gone]
    return min([*made, now - timedelta(days=rules.backups.days)])
