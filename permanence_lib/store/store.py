"""The verbs: save, latest, history, me, note, listen, erase. What is saved is never changed, only added to."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from permanence_lib.errors import Conflict, StoreError, StoreNewer, StoreReadOnly
from permanence_lib.store import answer, asking, erasure, noted, refusals, restoring
from permanence_lib.store.asking import Row
from permanence_lib.store.database import Database
from permanence_lib.store.record import Noted, Person, Record
from permanence_lib.store.tables import access, record


class Store:
    """The answers, open. Any thread may use it; several programs may have the same answers open.

    `refusal` is None, or why nothing can be added just now: what every save will say. `space` is '' for study; a
    room that lies in the same database as others has one of its own, and everything here reads and writes that alone.
    """

    def __init__(self, database: Database, refusal: StoreReadOnly | None, space: str = "") -> None:
        self._database = database
        self.refusal = refusal
        self.space = answer.clean(space)

    @property
    def path(self) -> Path | None:
        """The file the answers are in; None in memory and in a database of many."""
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
        shared_with: str = "",
    ) -> Record:
        """Add the revision after `base`; when this returns, the words are on the disk.

        `shared_with` names the one other person who may read this very record, and no other one.
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
            "space": self.space,
            "shared_with": answer.label(shared_with) if shared_with else None,
        }
        for _ in range(2):  # where two may write at once, the second finds out at the end: it looks again, and is told
            try:
                return self._add(new, base)
            except IntegrityError as clash:
                if "one_record_a_request" in str(clash.orig) and self._database.hides:  # a mark of somebody unseen
                    raise asking.not_its_own() from None
        raise refusals.busy()

    def latest(self, participant: str, exercise: str) -> Record | None:
        """The newest answer to one exercise, or None."""
        with self._reading() as connection:
            newest = asking.newest(connection, self.space, answer.clean(participant), answer.clean(exercise))
        return newest if newest.revision else None

    def version(self, participant: str, exercise: str, revision: int) -> Record | None:
        """One saved answer by its number, or None."""
        wanted = asking.of(self.space, answer.clean(participant), answer.clean(exercise))
        found = self._records(wanted.where(record.c.revision == revision))
        return found[0] if found else None

    def latest_all(self, participant: str) -> dict[str, Record]:
        """The newest answer to every exercise that has one, by exercise id."""
        return {each.exercise: each for each in self._records(asking.latest(self.space, answer.clean(participant)))}

    def history(self, participant: str, exercise: str) -> list[Record]:
        """Every saved answer to one exercise, oldest first."""
        wanted = asking.of(self.space, answer.clean(participant), answer.clean(exercise))
        return self._records(wanted.order_by(record.c.revision))

    def everything(self, participant: str) -> list[Record]:
        """Every saved version of everything a participant has, exercise by exercise and oldest first."""
        theirs = asking.here(self.space).where(record.c.participant == answer.clean(participant))
        return self._records(theirs.order_by(record.c.exercise, record.c.revision))

    def of_exercise(self, exercise: str, until: datetime | None = None) -> dict[str, Record]:
        """The newest answer of every participant to one exercise, by participant; with `until`, as they stood then."""
        wanted = asking.of_exercise(self.space, answer.clean(exercise), noted.moment(until) if until else None)
        return {each.participant: each for each in self._records(wanted)}

    def shared_with(self, person: str) -> list[Record]:
        """What others addressed to a person: of each exercise of each participant the newest such version, newest first.

        One that somebody wrote by hand and that cannot be read is passed over: it must not hide those of others.
        """
        with self._reading() as connection:
            rows = connection.execute(asking.shared_with(self.space, answer.clean(person))).mappings()
            return [read for row in rows if (read := asking.if_readable(row))]

    def newest(self, *participants: str) -> int:
        """A number that grows with every save of anybody, or of those named: 0 for none. Cheap enough to ask twice a second.

        In a database of many, study is asked by name: without names it counts one's own saves and what was addressed to one.
        """
        wanted = asking.number(self.space, [answer.clean(name) for name in participants], self._database.whose)
        with self._reading() as connection:
            return int(connection.execute(wanted).scalar() or 0)

    def listen(self, timeout: float) -> bool:
        """Wait until something was committed that this store may see, at most `timeout` seconds; whether it was."""
        return self._database.listen(timeout, self.space, self.newest)

    async def changes(self) -> AsyncIterator[None]:
        """A turn at once, and one for each time something was committed that this store may see; several at once are one turn."""
        async for _ in self._database.changes(self.space, self.newest):
            yield

    def note(self, what: str, whose: str = "", detail: str = "", who: str = "") -> None:
        """Add a line to the access log: `what` is one of noted.WHATS, `detail` never a word of anybody's work.

        Where each person has a login of their own, `who` is whoever that is, whatever is given here.
        Raises ValueError for another word, and what `save` raises when nothing can be written.
        """
        row = noted.row(what, whose, detail, who)
        with self._writing() as connection:
            connection.execute(sa.insert(access).inline().values(row))

    def noted(self, since: datetime | None = None, until: datetime | None = None, whose: str = "") -> list[Noted]:
        """The access log, oldest first: of a time, and of a person as the one who did it or the one it was done to."""
        with self._reading() as connection:
            return [noted.line(row) for row in connection.execute(noted.wanted(since, until, whose)).mappings()]

    def restore(self, participant: str, records: Sequence[Record]) -> int:
        """Add versions that were saved elsewhere, with their own numbers and moments: all of them, or none.

        Within an exercise they follow on the newest one here; what was saved is never changed. Gives how many were
        added. Raises Conflict with the newest Record of an exercise where they do not follow on, AnswerRefused for
        one that cannot be kept, and whatever `save` raises when the file says no.
        """
        new = [{**restoring.row(participant, one), "space": self.space} for one in records]
        if not new:
            return 0
        for _ in range(2):  # as in save: where another wrote first, the second look finds it and says so
            try:
                with self._writing() as connection:
                    asking.follow_on(connection, self.space, new)
                    connection.execute(sa.insert(record).inline(), new)
                return len(new)
            except IntegrityError:
                continue
        raise refusals.busy()

    def me(self) -> Person:
        """Whose laptop, or whose login, this is: made at the first call, the same ever after, until erased."""
        if self._database.whose:
            return Person(self._database.whose, "", self._database.known_since)
        with self._reading() as connection:
            known = asking.local(connection)
        if known is None:
            with self._writing() as connection:
                known = asking.local(connection) or asking.new_local(connection)
        return known

    def erase(self, participant: str) -> None:
        """Remove all of a participant's answers and their id, past recovery from the store's own files.

        The copies put aside by upgrades go too, as they hold the same words. What others addressed to them stays
        theirs, without the address. Backups made by others are theirs to remove, and a disk may keep old blocks until
        it reuses them: that is what disk encryption is for. In a room's space only what is there is erased.
        A person's own login to a database of many cannot: StoreError says who does it there.
        Raises StoreBusy when other windows keep the file from being emptied; erasing again finishes it.
        """
        if self._database.whose:
            raise self._database.not_erased_here()
        with self._writing() as connection:
            traces = erasure.remove(connection, answer.clean(participant), self.space)
        self._database.wipe(traces)

    def erase_space(self) -> int:
        """Remove every record of this store's space, as when a room is over; gives how many. Raises ValueError for study."""
        if not self.space:
            raise ValueError("study is erased person by person")
        with self._writing() as connection:
            return connection.execute(sa.delete(record).where(record.c.space == self.space)).rowcount

    def close(self) -> None:
        """Let the file go. What was acknowledged is on the disk already."""
        self._database.close()

    def _add(self, new: Row, base: int) -> Record:
        """One transaction: the same request again, or a conflict, or the next revision."""
        with self._writing() as connection:
            newest = asking.newest(connection, self.space, new["participant"], new["exercise"])
            before = asking.of_request(connection, self.space, new["request_id"])
            if before is not None:
                return asking.same(before, new, newest)
            if newest.revision != base:
                raise Conflict(newest)
            return asking.add(connection, {**new, "revision": base + 1, "saved_at": noted.moment(datetime.now(UTC))})

    def _records(self, wanted: sa.Select[Any]) -> list[Record]:
        with self._reading() as connection:
            return [asking.record_of(row) for row in connection.execute(wanted).mappings()]

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        """One look; a later version's file may not be readable at all, and then that is the reason given."""
        try:
            with self._database.reading() as connection:
                yield connection
        except StoreError as error:
            if isinstance(self.refusal, StoreNewer):
                raise self._database.newer_unread() from error
            raise

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """One transaction, or the refusal."""
        if self.refusal is not None:
            raise type(self.refusal)(str(self.refusal))
        with self._database.writing() as connection:
            yield connection
