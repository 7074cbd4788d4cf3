"""Thinning drafts: of many versions of an answer, saved at every pause in typing, one in so many minutes stays.

A thinned version keeps its number, its moment and the mark of its request; its words go. So versions still count
1, 2, 3, and everything that speaks of a version by its number still speaks of the same one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from permanence_lib.content.retention import Drafts
from permanence_lib.operations import whole
from permanence_lib.portfolio.archive.pointing import pointed
from permanence_lib.store.record import THINNED
from permanence_lib.store.tables import record

if TYPE_CHECKING:
    from permanence_lib.store import Store

#: What answers to exercises are kept under, one's own child's too; whatever else a desk keeps is never thinned.
_ANSWER = re.compile(r"w\d\d[a-z]\w*(:followed)?")
_MANY = 500


@dataclass(frozen=True)
class _Version:
    """One version, without its words."""

    seq: int
    revision: int
    saved_at: datetime
    fixed: bool


def due(connection: sa.Connection, who: str, rules: Drafts, now: datetime) -> list[int]:
    """The numbers of a person's versions that would be thinned now."""
    spoken_of = set(_spoken_of(connection, who))
    last_day = now - timedelta(days=rules.after)
    found: list[int] = []
    for exercise, rows in groupby(_answers(connection, who), key=lambda row: row.exercise):
        versions = [_version(row, (exercise, row.revision) in spoken_of) for row in rows]
        found += [each.seq for each in _between(versions, rules.minutes) if each.saved_at < last_day]
    return found


def _answers(connection: sa.Connection, who: str) -> Iterator[sa.Row[Any]]:
    columns = (
        record.c.seq, record.c.exercise, record.c.revision, record.c.saved_at, record.c.done, record.c.shared_with,
        record.c.definition_hash,
    )  # fmt: skip
    rows = connection.execute(_theirs(sa.select(*columns), who)).all()
    return (row for row in rows if _ANSWER.fullmatch(row.exercise))


def _theirs(wanted: sa.Select[Any], who: str) -> sa.Select[Any]:
    theirs = wanted.where(record.c.participant == who, record.c.space == "")
    return theirs.order_by(record.c.exercise, record.c.revision)


def _version(row: sa.Row[Any], spoken_of: bool) -> _Version:
    fixed = bool(row.done or row.shared_with or spoken_of or row.definition_hash == THINNED)
    return _Version(row.seq, row.revision, datetime.fromisoformat(row.saved_at), fixed)


def _between(versions: list[_Version], minutes: int) -> Iterator[_Version]:
    """Those that another one of the same minutes follows, and that nothing holds."""
    for one, after in pairwise(versions):
        if not one.fixed and _slice(one, minutes) == _slice(after, minutes):
            yield one


def _slice(one: _Version, minutes: int) -> int:
    return int(one.saved_at.timestamp() // (60 * minutes))


def _spoken_of(connection: sa.Connection, who: str) -> Iterator[tuple[str, int]]:
    """(exercise, version) that their portfolio, their evidence, or anything they ever sent speaks of."""
    rows = connection.execute(
        _theirs(sa.select(record.c.exercise, record.c.value), who).where(record.c.exercise.contains(":"))
    )
    for row in rows:
        if not _ANSWER.fullmatch(row.exercise):
            value = json.loads(row.value)
            yield from pointed(row.exercise, value)
            yield from _named(value)


def _named(value: Any) -> Iterator[tuple[str, int]]:
    """Pieces written as `exercise@version`, however deep."""
    if isinstance(value, str) and (found := re.fullmatch(r"([\w:]+)@(\d{1,9})", value)):
        yield found[1], int(found[2])
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _named(each)


def thin(store: Store, rules: Drafts, now: datetime) -> int:
    """Thin everybody's drafts, one person at a time so that nobody waits for long; how many versions lost their words."""
    return sum(_thin_one(store, who, rules, now) for who in people(store))


def _thin_one(store: Store, who: str, rules: Drafts, now: datetime) -> int:
    with whole.reading(store) as connection:
        if not due(connection, who, rules, now):
            return 0
    with whole.writing(store) as connection:
        whole.hold(connection)  # what is chosen or sent in this moment must be seen
        numbers = due(connection, who, rules, now)
        for start in range(0, len(numbers), _MANY):
            these = record.c.seq.in_(numbers[start : start + _MANY])
            gone = {"value": "{}", "definition_hash": THINNED, "law_as_at": None}
            connection.execute(sa.update(record).where(these).values(gone))
    return len(numbers)


def people(store: Store) -> list[str]:
    """Everybody who has saved something in study."""
    wanted = sa.select(record.c.participant).where(record.c.space == "").distinct().order_by(record.c.participant)
    with whole.reading(store) as connection:
        return list(connection.execute(wanted).scalars())


def count(store: Store, rules: Drafts, now: datetime) -> int:
    """How many versions would lose their words now."""
    names = people(store)
    with whole.reading(store) as connection:
        return sum(len(due(connection, who, rules, now)) for who in names)
