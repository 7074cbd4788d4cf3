"""What a participant sends: the pack they looked through, as a record that one other person may read."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from permanence_lib import identity
from permanence_lib.document import plain_values
from permanence_lib.errors import AnswerRefused, PermanenceError
from permanence_lib.portfolio import work
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import pack
from permanence_lib.portfolio.packs.pack import Pack
from permanence_lib.store import answer

if TYPE_CHECKING:
    from permanence_lib.store import Record

#: submitted:<pack id> is the sender's, addressed to the reader. answered:<mark> and opened:<mark> are the reader's, addressed back.
SUBMITTED, ANSWERED, OPENED = "submitted", "answered", "opened"
#: As long a name as any identity provider gives.
LONGEST_NAME = 255


@dataclass(frozen=True)
class Submission:
    """One pack that was sent here: to whom, as they were named, and when."""

    pack: str
    reader: str
    named: str
    record: Record


def mark(participant: str, pack_id: str) -> str:
    """A short name for one person's pack, so that no other's of the same number is taken for it."""
    return hashlib.sha256(f"{participant}\n{pack_id}".encode()).hexdigest()[:16]


def wrong_with(desk: Desk, named: str) -> str:
    """What is wrong with the name of a reader, in words; '' when nothing is."""
    if len(named) > LONGEST_NAME:
        return f"The name must be {LONGEST_NAME} characters or fewer"
    if named and identity.hub_person(named) == desk.person.participant:
        return "That is the name you sign in with yourself. Enter your manager’s"
    return ""


def send(desk: Desk, made: Pack, named: str) -> Submission:
    """Keep the pack and address a copy to the person who signs in as `named`; when this returns they can read it.

    PermanenceError when it is too much to be sent at once, and what the store says.
    """
    reader = identity.hub_person(named)
    value = {
        "sent": made.sent, "key": made.key, "to": named, "work": {name: found for name, found in _work(desk, made)}
    }  # fmt: skip
    try:
        answer.to_text(value)
    except AnswerRefused:
        raise PermanenceError(
            "This is too much to be sent at once, so nothing was sent. Go back and choose fewer pieces, or make the file."
        ) from None
    me = desk.person.participant
    desk.store.note("submitted", whose=me, detail=f"{made.sent['occasion']} to {reader}", who=me)
    pack.keep(desk, made)
    return Submission(made.page.id, reader, named, address(desk, f"{SUBMITTED}:{made.page.id}", value, reader))


def address(desk: Desk, name: str, value: dict[str, Any], reader: str) -> Record:
    """Keep a record that one other person may read."""
    before = desk.store.latest(desk.person.participant, name)
    return desk.store.save(
        desk.person.participant, name, value, base=before.revision if before else 0, request_id=uuid.uuid4().hex,
        definition_hash="desk", shared_with=reader,
    )  # fmt: skip


def _work(desk: Desk, made: Pack) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the reader's page is made of: for each piece the line under its title, and its blocks."""
    for one in made.page.pieces:
        slot, _, revision = one.id.partition("@")
        found = work.find(slot, desk, int(revision))
        blocks = pack.levelled(found.blocks()) if found else []
        yield one.id, {"about": one.about, "blocks": plain_values.of(blocks)}


def sent_here(desk: Desk) -> dict[str, Submission]:
    """What this person has sent, by the pack's number."""
    return {
        name: Submission(name, record.shared_with, str(record.value.get("to", record.shared_with)), record)
        for name, record in desk.under(SUBMITTED).items()
        if record.shared_with
    }


def last_reader(desk: Desk) -> str:
    """The name of whoever was sent something last; '' before the first time."""
    found = sorted(sent_here(desk).values(), key=lambda one: one.record.saved_at)
    return found[-1].named if found else ""


def came_back(desk: Desk, sort: str = ANSWERED) -> dict[str, Mapping[str, Any]]:
    """What readers have answered (or that they have opened it), by the pack's number: only from those it was sent to."""
    sent = {(mark(desk.person.participant, name), one.reader): name for name, one in sent_here(desk).items()}
    found: dict[str, Mapping[str, Any]] = {}
    for record in desk.store.shared_with(desk.person.participant):
        kept_under, _, marked = record.exercise.partition(":")
        if kept_under == sort and (marked, record.participant) in sent:
            found[sent[marked, record.participant]] = record.value
    return found
