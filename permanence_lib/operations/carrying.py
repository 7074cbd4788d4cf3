"""Moving house: the records of a file, carried into the database of an authority that has grown out of it.

The file stays as it is. Carried twice, nothing is added twice; what was saved in the file meanwhile is added.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from permanence_lib.errors import StoreError
from permanence_lib.operations import whole
from permanence_lib.operations.whole import Row
from permanence_lib.store.tables import person, record

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: Under whom a workshop keeps itself: see `permanence_lib.workshop.room`.
_ROOM = "room"
_MANY = 500


@dataclass(frozen=True)
class Carried:
    """What became of one person's records: under which name, how many were added, how many there are, and their sum."""

    who: str
    added: int
    records: int
    sha256: str


def carry(source: Store, target: Store, local_as: str = "") -> list[Carried]:
    """Carry everybody in the source; the person whose laptop it is goes by `local_as` there.

    Raises StoreError, with nothing carried, for a workshop's room, for a laptop's person without a name to go by, for
    somebody who has worked on in the target, and when what is read back differs from what was carried.
    """
    with whole.reading(source) as found, whole.writing(target) as into:
        names = _names(found, local_as)
        carried = [_one(found, into, each, names) for each in sorted(names)]
        _people(found, into)
    if carried:
        target.note(
            "migrated", detail=f"{sum(one.added for one in carried)} records of {len(carried)} people, from a file"
        )
    return carried


def _names(found: sa.Connection, local_as: str) -> dict[str, str]:
    """Who is in the source, and what each goes by in the target."""
    there = set(found.execute(sa.select(record.c.participant).distinct()).scalars())
    if _ROOM in there:
        raise StoreError(
            "This file is the room of a workshop, whose people go by other names. Rooms are not carried over. Nothing "
            "was changed. End the workshop, take its work away on the board, and erase the room."
        )
    local = found.execute(sa.select(person.c.id).where(person.c.local.is_(True))).scalar()
    if local in there and not local_as:
        raise StoreError(
            "This file is one person's own, and they go by a random mark in it. Nothing was changed. Say who they are "
            "in the database with --as and the name they sign in with."
        )
    names = {each: local_as if each == local else each for each in there}
    if len(set(names.values())) < len(names):
        raise StoreError(f"“{local_as}” is already somebody else in this file. Nothing was changed.")
    return names


def _one(found: sa.Connection, into: sa.Connection, who: str, names: Mapping[str, str]) -> Carried:
    """One person: what is missing is added, and all of it read back."""
    here = names[who]
    known = {row["request_id"]: row for row in _rows(into, here, {})}
    wanted = {row["request_id"]: row for row in _rows(found, who, names)}
    if any(wanted.get(request) != row for request, row in known.items()):
        raise StoreError(
            f"“{here}” has worked in the database, and not on what is in this file, so the two cannot be laid over each "
            "other. Nothing was changed. They can bring their own work in themselves: “Give me all my data” in the old "
            "workbook, “Bring a file in” in the new one."
        )
    missing = [row for request, row in wanted.items() if request not in known]
    for start in range(0, len(missing), _MANY):
        into.execute(sa.insert(record).inline(), missing[start : start + _MANY])
    told, read_back = _summed(iter(wanted.values())), _summed(_rows(into, here, {}))
    if told != read_back:
        raise StoreError(f"What was carried of “{here}” came back otherwise, so nothing was kept. Report this.")
    return Carried(here, len(missing), len(wanted), told)


def _rows(connection: sa.Connection, who: str, names: Mapping[str, str]) -> Iterator[Row]:
    """All of a person, in the order they were saved; numbers of the one database mean nothing in the other."""
    theirs = sa.select(record).where(record.c.participant == who, record.c.space == "").order_by(record.c.seq)
    for row in connection.execute(theirs).mappings():
        new = {name: value for name, value in row.items() if name != "seq"}
        new["participant"] = names.get(who, who)
        new["shared_with"] = names.get(new["shared_with"], new["shared_with"])
        yield new


def _summed(rows: Iterator[Row]) -> str:
    """The SHA-256 of rows, in the order of exercises and versions."""
    sums = hashlib.sha256()
    for row in sorted(rows, key=lambda each: (each["exercise"], each["revision"])):
        sums.update(json.dumps(row, ensure_ascii=False, sort_keys=True).encode())
    return sums.hexdigest()


def _people(found: sa.Connection, into: sa.Connection) -> None:
    """The list of people, without the mark of whose laptop it was."""
    known = set(into.execute(sa.select(person.c.id)).scalars())
    new = [
        dict(row)
        for row in found.execute(sa.select(person).where(person.c.local.is_(False))).mappings()
        if row["id"] not in known
    ]
    if new:
        into.execute(sa.insert(person), new)
