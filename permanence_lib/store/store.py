"""The verbs: save, latest, history, me, erase. What is saved is never changed, only added to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from permanence_lib.errors import AnswerRefused, Conflict, StoreError, StoreNewer, StoreReadOnly
from permanence_lib.store import answer, erasure, refusals, restoring
from permanence_lib.store.record import Person, Record
from permanence_lib.store.sqlite import Sqlite
from permanence_lib.store.tables import person, record

Row = dict[str, Any]


class Store:
    """The answers, open. Any thread may use it; several programs may have the same file open.

    `refusal` is None, or why nothing can be added just now: what every save will say.
    """

    def __init__(self, database: Sqlite, refusal: StoreReadOnly | None) -> None:
        self._database = database
        self.refusal = refusal

    @property
    def path(self) -> Path | None:
        """The file the answers are in; None in memory."""
        return self._database.path

    def save(
        self,
        participant: str,
        exercise: str,
        value: dict[str, Any],
        *,
        base: int,
        request_id: str,
        definition_hash: str,
        done: bool = False,
        law_as_at: str | None = None,
        writer: str = "",
    ) -> Record:
        """Add the revision after `base`; when this returns, the words are on the disk.

        `base` is the revision the page started from (0 for none) and `request_id` names this one wish to save:
        sent again, it gives the same Record and adds nothing. Raises Conflict with the newest Record when `base` is
        not the newest (or the same request comes back with other words), AnswerRefused when the answer is too long
        or not plain values, and StoreBusy, StoreReadOnly, StoreNewer or StoreError when the file says no.
        """
        new = {
            "participant": answer.label(participant),
            "exercise": answer.label(exercise),
            "value": answer.to_text(value),
            "done": bool(done),
            "definition_hash": answer.label(definition_hash),
            "law_as_at": answer.label(law_as_at) if law_as_at else None,
            "writer": answer.label(writer) if writer else "",
            "request_id": answer.label(request_id),
        }
        for _ in range(2):  # where two may write at once, the second finds out at the end: it looks again, and is told
            try:
                return self._add(new, base)
            except IntegrityError:
                continue
        raise refusals.busy()

    def latest(self, participant: str, exercise: str) -> Record | None:
        """The newest answer to one exercise, or None."""
        with self._reading() as connection:
            newest = _newest(connection, answer.clean(participant), answer.clean(exercise))
        return newest if newest.revision else None

    def version(self, participant: str, exercise: str, revision: int) -> Record | None:
        """One saved answer by its number, or None."""
        wanted = _of(answer.clean(participant), answer.clean(exercise)).where(record.c.revision == revision)
        with self._reading() as connection:
            row = connection.execute(wanted).mappings().one_or_none()
        return _record(row) if row else None

    def latest_all(self, participant: str) -> dict[str, Record]:
        """The newest answer to every exercise that has one, by exercise id."""
        mine = record.c.participant == answer.clean(participant)
        newest = (
            sa.select(record.c.exercise, sa.func.max(record.c.revision).label("revision"))
            .where(mine)
            .group_by(record.c.exercise)
            .subquery()
        )
        these = sa.and_(record.c.exercise == newest.c.exercise, record.c.revision == newest.c.revision)
        wanted = sa.select(record).join(newest, these).where(mine).order_by(record.c.exercise)
        with self._reading() as connection:
            return {row["exercise"]: _record(row) for row in connection.execute(wanted).mappings()}

    def history(self, participant: str, exercise: str) -> list[Record]:
        """Every saved answer to one exercise, oldest first."""
        wanted = _of(answer.clean(participant), answer.clean(exercise)).order_by(record.c.revision)
        with self._reading() as connection:
            return [_record(row) for row in connection.execute(wanted).mappings()]

    def everything(self, participant: str) -> list[Record]:
        """Every saved version of everything a participant has, exercise by exercise and oldest first."""
        wanted = sa.select(record).where(record.c.participant == answer.clean(participant))
        with self._reading() as connection:
            rows = connection.execute(wanted.order_by(record.c.exercise, record.c.revision)).mappings()
            return [_record(row) for row in rows]

    def restore(self, participant: str, records: Sequence[Record]) -> int:
        """Add versions that were saved elsewhere, with their own numbers and moments: all of them, or none.

        Within an exercise they follow on the newest one here; what was saved is never changed. Gives how many were
        added. Raises Conflict with the newest Record of an exercise where they do not follow on, AnswerRefused for
        one that cannot be kept, and whatever `save` raises when the file says no.
        """
        new = [restoring.row(participant, one) for one in records]
        for _ in range(2):  # as in save: where another wrote first, the second look finds it and says so
            try:
                with self._writing() as connection:
                    newest: dict[str, Record] = {}
                    for row in new:
                        name = row["exercise"]
                        before = newest.get(name) or _newest(connection, row["participant"], name)
                        if before.revision + 1 != row["revision"]:
                            raise Conflict(before)
                        connection.execute(sa.insert(record).values(row))
                        newest[name] = _record(row)
                return len(new)
            except IntegrityError:
                continue
        raise refusals.busy()

    def me(self) -> Person:
        """Whose laptop this is: made at the first call, the same ever after, until erased."""
        with self._reading() as connection:
            known = _local(connection)
        if known is None:
            with self._writing() as connection:
                known = _local(connection) or _new_local(connection)
        return known

    def erase(self, participant: str) -> None:
        """Remove all of a participant's answers and their id, past recovery from the store's own files.

        The copies put aside by upgrades go too, as they hold the same words. Backups made by others are theirs to
        remove, and a disk may keep old blocks until it reuses them: that is what disk encryption is for.
        Raises StoreBusy when other windows keep the file from being emptied; erasing again finishes it.
        """
        with self._writing() as connection:
            traces = erasure.remove(connection, answer.clean(participant))
        erasure.wipe(self._database, traces)

    def close(self) -> None:
        """Let the file go. What was acknowledged is on the disk already."""
        self._database.close()

    def _add(self, new: Row, base: int) -> Record:
        """One transaction: the same request again, or a conflict, or the next revision."""
        with self._writing() as connection:
            newest = _newest(connection, new["participant"], new["exercise"])
            before = connection.execute(_record_of(new["request_id"])).mappings().one_or_none()
            if before is not None:
                return _same(dict(before), new, newest)
            if newest.revision != base:
                raise Conflict(newest)
            row = {**new, "revision": base + 1, "saved_at": _now()}
            connection.execute(sa.insert(record).values(row))
            return _record(row)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """One look; a later version's file may not be readable at all, and then that is the reason given."""
        try:
            with self._database.reading() as connection:
                yield connection
        except StoreError as error:
            if isinstance(self.refusal, StoreNewer):
                raise refusals.newer_unread(self.path) from error
            raise

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """One transaction, or the refusal."""
        if self.refusal is not None:
            raise type(self.refusal)(str(self.refusal))
        with self._database.writing() as connection:
            yield connection


def _of(participant: str, exercise: str) -> sa.Select[Any]:
    return sa.select(record).where(record.c.participant == participant, record.c.exercise == exercise)


def _record_of(request_id: str) -> sa.Select[Any]:
    return sa.select(record).where(record.c.request_id == request_id)


def _newest(connection: sa.Connection, participant: str, exercise: str) -> Record:
    """The newest Record, or revision 0."""
    wanted = _of(participant, exercise).order_by(record.c.revision.desc()).limit(1)
    row = connection.execute(wanted).mappings().one_or_none()
    return _record(row) if row else Record.nothing(participant, exercise)


def _same(before: Row, new: Row, newest: Record) -> Record:
    """The Record this request made before; never another's, and never an acknowledgement of words not kept."""
    if (before["participant"], before["exercise"]) != (new["participant"], new["exercise"]):
        raise AnswerRefused(
            "This answer came with the mark of another one, so it was not saved. Your words stay on your screen. "
            "Copy them somewhere safe, load the page again and put them back."
        )
    if (before["value"], before["done"]) != (new["value"], new["done"]):
        raise Conflict(newest)
    return _record(before)


def _record(row: Any) -> Record:
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
    )


def _local(connection: sa.Connection) -> Person | None:
    """The laptop's own participant, if there is one."""
    row = connection.execute(sa.select(person).where(person.c.local.is_(True))).mappings().one_or_none()
    return Person(row["id"], row["name"], datetime.fromisoformat(row["made_at"])) if row else None


def _new_local(connection: sa.Connection) -> Person:
    """A new participant with a random id, which says nothing about anybody."""
    made = Person(str(uuid.uuid4()), "", datetime.fromisoformat(_now()))
    connection.execute(sa.insert(person).values(id=made.id, name="", made_at=made.made_at.isoformat(), local=True))
    return made


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
