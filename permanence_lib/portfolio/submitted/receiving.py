"""What a reader finds: packs addressed to them, believed only as far as their hashes go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from permanence_lib.document import html, plain_values
from permanence_lib.errors import PermanenceError
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.packs import sealing
from permanence_lib.portfolio.submitted.sending import ANSWERED, OPENED, SUBMITTED, address, mark
from permanence_lib.screen import pack as screen

if TYPE_CHECKING:
    from permanence_lib.store import Record

_NOT_AS_SENT = (
    "This does not agree with what was sent: something in it was changed. It cannot be answered. "
    "Nothing was changed here. Ask whoever sent it to send it again."
)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9:@._-]{0,99}$")]
_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Item(_Part):
    id: _Id
    text: str
    where: str
    look: str
    line: str
    sha256: _Hash


class _Piece(_Part):
    id: _Id
    slot: str
    revision: Annotated[int, Field(strict=True)]
    title: str
    why: str
    sha256: _Hash


class _Question(_Part):
    id: _Id
    words: str
    hint: str


class Sent(_Part):
    """All that a pack says, as it was written down when it was made."""

    format: Literal["achieving-permanence-pack"]
    version: Literal[1]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    occasion: str
    sort: Literal["manager"]
    title: str
    sender: Annotated[str, Field(alias="from")]
    note: str
    made_on: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    made_at: str
    items: tuple[_Item, ...]
    pieces: tuple[_Piece, ...]
    questions: tuple[_Question, ...]


class _Work(_Part):
    about: str
    blocks: tuple[Any, ...]


class _Value(_Part):
    sent: Sent
    key: _Hash
    to: str
    work: dict[str, _Work]


@dataclass(frozen=True)
class Received:
    """One pack that was sent to this person, and what they have answered so far."""

    record: Record
    value: _Value
    answered: Mapping[str, Any] | None

    @property
    def mark(self) -> str:
        """Its address, and what the answer is kept under."""
        return mark(self.record.participant, self.value.sent.id)

    @property
    def account(self) -> str:
        """Who sent it: the account they signed in with, whatever name they put on it."""
        return self.record.participant

    @property
    def at(self) -> datetime:
        """When it was sent."""
        return self.record.saved_at

    @property
    def pack(self) -> dict[str, Any]:
        """As the sender's workbook keeps it: what an answer is checked against."""
        sent = dict(self.record.value["sent"])
        return {"sent": sent, "key": self.value.key, "digest": sealing.digest(sent)}

    @cached_property
    def things(self) -> tuple[screen.Thing, ...]:
        """What is to be confirmed."""
        items = self.value.sent.items
        return tuple(
            screen.Thing(one.id, n, len(items), one.text, one.where, one.look, one.line)
            for n, one in enumerate(items, 1)
        )

    @cached_property
    def pieces(self) -> tuple[screen.Piece, ...]:
        """The work that was sent, rendered here."""
        return tuple(
            screen.Piece(
                one.id, one.title, self.value.work[one.id].about, one.why,
                Markup(html.render(plain_values.blocks(self.value.work[one.id].blocks))),
            )
            for one in self.value.sent.pieces
        )  # fmt: skip

    def shown(self) -> dict[str, dict[str, str]]:
        """The hash of everything as it stands on the reader's page. PermanenceError when it is not what was sent."""
        try:
            things = {one.id: sealing.shown(screen.thing(one)) for one in self.things}
            pieces = {one.id: sealing.shown(screen.piece(one)) for one in self.pieces}
        except (ValueError, KeyError, TypeError, ArithmeticError):
            raise PermanenceError(_NOT_AS_SENT) from None
        sent = self.value.sent
        if things != {one.id: one.sha256 for one in sent.items} or pieces != {
            one.id: one.sha256 for one in sent.pieces
        }:
            raise PermanenceError(_NOT_AS_SENT)
        return {"items": things, "pieces": pieces}


def received(desk: Desk) -> tuple[Received, ...]:
    """Everything that was sent to this person and can be read, the newest first."""
    return tuple(_read(desk))


def find(desk: Desk, marked: str) -> Received | None:
    """The one with this mark, or None."""
    return next((one for one in received(desk) if one.mark == marked), None)


def _read(desk: Desk) -> Iterator[Received]:
    for record in desk.store.shared_with(desk.person.participant):
        if not record.exercise.startswith(f"{SUBMITTED}:"):
            continue
        try:
            value = _Value.model_validate(record.value)
        except ValidationError:
            continue  # not of this workbook's making: there is nothing in it to be answered
        if value.sent.occasion in desk.content.occasions:
            yield Received(record, value, _answered(desk, mark(record.participant, value.sent.id)))


def _answered(desk: Desk, marked: str) -> Mapping[str, Any] | None:
    record = desk.kept.get(f"{ANSWERED}:{marked}")
    return record.value["return"] if record else None


def open_it(desk: Desk, one: Received) -> None:
    """The log is told each time, before anything is shown; the sender once, with the day."""
    me = desk.person.participant
    desk.store.note("read-shared", whose=one.account, detail=one.value.sent.occasion, who=me)
    if f"{OPENED}:{one.mark}" not in desk.kept:
        address(desk, f"{OPENED}:{one.mark}", {"on": desk.today().isoformat()}, one.account)


def send_back(desk: Desk, one: Received, answer: dict[str, Any]) -> None:
    """Keep the answer, addressed to whoever sent the pack."""
    me = desk.person.participant
    desk.store.note("shared", whose=me, detail=one.value.sent.occasion, who=me)
    address(desk, f"{ANSWERED}:{one.mark}", {"return": answer}, one.account)
