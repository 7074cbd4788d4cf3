"""What is asked of the tables, and rows as Records. Every question is about one space."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from permanence_lib.errors import AnswerRefused, Conflict, StoreError
from permanence_lib.store import answer
from permanence_lib.store.record import Person, Record
from permanence_lib.store.tables import person, record

Row = dict[str, Any]


def here(space: str) -> sa.Select[Any]:
    """All records of a space."""
    return sa.select(record).where(record.c.space == space)


def of(space: str, participant: str, exercise: str) -> sa.Select[Any]:
    """A participant's records of one exercise."""
    return here(space).where(record.c.participant == participant, record.c.exercise == exercise)


def latest(space: str, participant: str) -> sa.Select[Any]:
    """The newest record of every exercise of a participant; found by number, as PostgreSQL would compare every version with all."""
    mine = sa.and_(record.c.space == space, record.c.participant == participant)
    newest = sa.select(sa.func.max(record.c.seq)).where(mine).group_by(record.c.exercise)
    return sa.select(record).where(record.c.seq.in_(newest)).order_by(record.c.exercise)


def of_exercise(space: str, exercise: str, until: str | None) -> sa.Select[Any]:
    """The newest record of every participant to one exercise, as things stood at a moment if one is given."""
    these = sa.and_(record.c.space == space, record.c.exercise == exercise)
    if until is not None:
        these = sa.and_(these, record.c.saved_at <= until)
    newest = sa.select(sa.func.max(record.c.seq)).where(these).group_by(record.c.participant)
    return sa.select(record).where(record.c.seq.in_(newest)).order_by(record.c.participant)


def shared_with(space: str, person: str) -> sa.Select[Any]:
    """The newest version addressed to a person of each exercise of each participant, newest first."""
    theirs = sa.and_(record.c.space == space, record.c.shared_with == person)
    newest = sa.select(sa.func.max(record.c.seq)).where(theirs).group_by(record.c.participant, record.c.exercise)
    return sa.select(record).where(record.c.seq.in_(newest)).order_by(record.c.seq.desc())


def number(space: str, participants: Sequence[str], login: str) -> sa.Select[Any]:
    """What grows with every save: of a space, of those named, or (for a person's own login) of all that is theirs."""
    highest = sa.select(sa.func.max(record.c.seq)).where(record.c.space == space)
    if participants:
        return highest.where(record.c.participant.in_(participants))
    if not login or space:
        return highest
    own = highest.where(record.c.participant == login).scalar_subquery()
    addressed = highest.where(record.c.shared_with == login).scalar_subquery()
    return sa.select(sa.func.coalesce(own, 0) + sa.func.coalesce(addressed, 0))


#: What every save asks, and does. Made once: making these takes longer than carrying them out, and others wait meanwhile.
_NEWEST = (
    sa.select(record)
    .where(*(record.c[name] == sa.bindparam(name) for name in ("space", "participant", "exercise")))
    .order_by(record.c.revision.desc())
    .limit(1)
)
_OF_REQUEST = sa.select(record).where(*(record.c[name] == sa.bindparam(name) for name in ("space", "request_id")))
_ADD = sa.insert(record).inline()


def newest(connection: sa.Connection, space: str, participant: str, exercise: str) -> Record:
    """The newest Record, or revision 0."""
    asked = {"space": space, "participant": participant, "exercise": exercise}
    row = connection.execute(_NEWEST, asked).mappings().one_or_none()
    return record_of(row) if row else Record.nothing(participant, exercise)


def of_request(connection: sa.Connection, space: str, request_id: str) -> Row | None:
    """The row a request made, if it has."""
    row = connection.execute(_OF_REQUEST, {"space": space, "request_id": request_id}).mappings().one_or_none()
    return dict(row) if row else None


def add(connection: sa.Connection, row: Row) -> Record:
    """One row more."""
    connection.execute(_ADD, row)
    return record_of(row)


def follow_on(connection: sa.Connection, space: str, new: Sequence[Row]) -> None:
    """See that a participant's versions follow on the newest ones here: Conflict with the one that they do not."""
    there = {each["exercise"]: each for each in connection.execute(latest(space, new[0]["participant"])).mappings()}
    reached: dict[str, Row] = {}
    for row in new:
        name = row["exercise"]
        before = reached.get(name) or there.get(name)
        if (before["revision"] if before else 0) + 1 != row["revision"]:
            raise Conflict(record_of(before) if before else Record.nothing(row["participant"], name))
        reached[name] = row


def same(before: Row, new: Row, newest: Record) -> Record:
    """The Record this request made before; never another's, and never an acknowledgement of words not kept."""
    if (before["participant"], before["exercise"]) != (new["participant"], new["exercise"]):
        raise not_its_own()
    if any(before[part] != new[part] for part in ("value", "done", "shared_with")):
        raise Conflict(newest)
    return record_of(before)


def not_its_own() -> AnswerRefused:
    """A request came with the mark of another one."""
    return AnswerRefused(
        "This answer came with the mark of another one, so it was not saved. Your words stay on your screen. "
        "Copy them somewhere safe, load the page again and put them back."
    )


def record_of(row: Any) -> Record:
    """A row as a Record."""
    return Record(
        participant=row["participant"],
        exercise=row["exercise"],
        revision=row["revision"],
        value=answer.from_text(row["value"]),
        done=row["done"],
        definition_hash=row["definition_hash"],
        law_as_at=row["law_as_at"],
        saved_at=datetime.fromisoformat(row["saved_at"]),
        request_id=row["request_id"],
        shared_with=row["shared_with"] or "",
    )


def if_readable(row: Any) -> Record | None:
    """A row as a Record, or None when somebody has written into it what is no answer."""
    try:
        return record_of(row)
    except (StoreError, ValueError):
        return None


def local(connection: sa.Connection) -> Person | None:
    """The laptop's own participant, if there is one."""
    row = connection.execute(sa.select(person).where(person.c.local.is_(True))).mappings().one_or_none()
    return Person(row["id"], row["name"], datetime.fromisoformat(row["made_at"])) if row else None


def new_local(connection: sa.Connection) -> Person:
    """A new participant with a random id, which says nothing about anybody."""
    made = Person(str(uuid.uuid4()), "", datetime.now(UTC))
    moment = made.made_at.isoformat(timespec="microseconds")
    connection.execute(sa.insert(person).values(id=made.id, name="", made_at=moment, local=True))
    return made
