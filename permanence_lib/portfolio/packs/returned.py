"""A return file, read with suspicion: it is taken only when what was answered is what was sent, piece by piece.

What this shows: the words that were sent are the words that were answered, and nobody changed the answers after the
file was saved without having the pack as well. What it does not show: who answered. The key that seals an answer lies
in the pack and in the workbook that made it, so whoever holds either could make one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from permanence_lib.content.dates import say_date
from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.packs import sealing

FORMAT, VERSION = "achieving-permanence-return", 1
#: A return is a few thousand characters; every box filled to its brim stays below this.
LARGEST = 600_000
_AGAIN = "Nothing of it was taken over. Ask for the return file as the pack saved it."


class Refused(UnreadableFile):
    """The file is not taken; `why` says each way in which it differs."""

    def __init__(self, why: tuple[str, ...]) -> None:
        self.why = why
        super().__init__(" ".join(why))


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_Name = Annotated[str, Field(min_length=1, max_length=60)]


class ItemSaid(_Part):
    """What was said of one item, and the hash of what stood on the reader's page."""

    id: _Name
    sha256: _Hash
    said: Literal["verified", "not-yet", "talk"]
    comment: Annotated[str, Field(max_length=4000)]


class PieceShown(_Part):
    """The hash of one piece of work as it stood on the reader's page."""

    id: _Name
    sha256: _Hash


class By(_Part):
    """Who answered, as they wished to be known."""

    role: Annotated[str, Field(max_length=200)]
    name: Annotated[str, Field(max_length=200)]

    @property
    def words(self) -> str:
        """Role and name in one line."""
        return ", ".join(filter(None, (self.role.strip(), self.name.strip())))


class Return(_Part):
    """The whole answer. `digest` seals everything else with the pack's key."""

    format: Literal["achieving-permanence-return"]
    version: Literal[1]
    pack: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    pack_digest: _Hash
    occasion: _Name
    items: Annotated[list[ItemSaid], Field(max_length=50)]
    pieces: Annotated[list[PieceShown], Field(max_length=200)]
    answers: Annotated[dict[str, Annotated[str, Field(max_length=8000)]], Field(max_length=50)]
    overall: Annotated[str, Field(max_length=8000)]
    by: By
    on: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    digest: _Hash


@dataclass(frozen=True)
class Taken:
    """A return that agrees with its pack."""

    value: dict[str, Any]
    answer: Return
    sent: Mapping[str, Any]

    @property
    def day(self) -> date:
        """The day it was answered."""
        return date.fromisoformat(self.answer.on)


def read(content: bytes, packs: Mapping[str, Mapping[str, Any]], today: date) -> Taken:
    """The answer in a file, checked against the pack it answers; Refused in the reader's words."""
    return check(values(content), packs, today)


def check(value: dict[str, Any], packs: Mapping[str, Mapping[str, Any]], today: date) -> Taken:
    """The same for values that are read already, from an archive for instance. `packs` are the kept records by id."""
    _is_ours(value)
    pack = packs.get(str(value.get("pack")))
    if pack is None or pack["sent"]["sort"] == "cohort":
        raise Refused(("This answers a pack that was not made in this workbook.", _AGAIN))
    answer = _shape(value)
    differs = tuple(_differences(answer, value, pack, today))
    if differs:
        raise Refused((*differs, _AGAIN))
    return Taken(value, answer, pack["sent"])


def values(content: bytes) -> dict[str, Any]:
    """The plain values in a file; Refused when it is too large, not text, broken off, or says something twice."""
    if len(content) > LARGEST:
        size = f"{len(content) / 1_000_000:.1f} MB"
        raise Refused(
            (f"This file is too large to be a return ({size}); a return has a few thousand characters.", _AGAIN)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(("This file is not text, so it cannot be a return.", _AGAIN)) from None
    if not text.strip():
        raise Refused(("This file is empty.", _AGAIN))
    if text.lstrip().startswith("<"):
        raise Refused(("This is a page and not a return. It may be the pack itself: it has to be opened and answered, and the return file is saved from its last step.",))  # fmt: skip
    return _parsed(text)


def _parsed(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number)
    except json.JSONDecodeError as wrong:
        if wrong.pos >= len(text.rstrip()) - 1 or "Unterminated" in wrong.msg:
            raise Refused(("This file breaks off before its end. It may not have been copied or downloaded whole.", _AGAIN)) from None  # fmt: skip
        raise Refused((f"This file is not a return: it cannot be read from line {wrong.lineno} on.", _AGAIN)) from None
    except (RecursionError, ValueError) as wrong:
        raise wrong if isinstance(wrong, Refused) else Refused(("This file is not a return.", _AGAIN)) from None
    if not isinstance(value, dict):
        raise Refused(("This file is not a return: it holds something else.", _AGAIN))
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice could be read in two ways, so neither is believed."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(name for name, _ in pairs if sum(other == name for other, _ in pairs) > 1)
        raise Refused(
            (f"This file says '{twice[:40]}' twice, and two readings of one answer cannot both stand.", _AGAIN)
        )
    return found


def _no_number(_: str) -> Any:
    raise Refused(("This file holds a number that no return has.", _AGAIN))


def _is_ours(value: Mapping[str, Any]) -> None:
    if value.get("format") != FORMAT:
        raise Refused(("This file is not a return of Achieving Permanence.", _AGAIN))
    if value.get("version") != VERSION or isinstance(value.get("version"), bool):
        said = str(value.get("version"))[:20]
        raise Refused((f"This return is of version {said}, and this workbook reads version {VERSION}. A newer workbook may read it.",))  # fmt: skip


def _shape(value: dict[str, Any]) -> Return:
    """Every field there, of its sort and length, and nothing besides."""
    try:
        return Return.model_validate(value)
    except ValidationError as wrong:
        why = tuple(dict.fromkeys(_said(error) for error in wrong.errors()))
        raise Refused((*why[:5], _AGAIN)) from None


def _said(error: Any) -> str:
    way = ", ".join(f"number {part + 1}" if isinstance(part, int) else str(part)[:40] for part in error["loc"])
    match error["type"]:
        case "missing":
            return f"Something is missing from the file: {way}."
        case "extra_forbidden":
            return f"The file holds something that no return has: {way}."
        case "string_too_long" | "too_long":
            return f"Something in the file is longer than the pack allows: {way}."
    return f"Something in the file is not as the pack writes it: {way}."


def _differences(answer: Return, value: dict[str, Any], pack: Mapping[str, Any], today: date) -> Iterator[str]:
    sent = pack["sent"]
    if answer.occasion != sent["occasion"]:
        yield f"The answer is for another occasion ({answer.occasion}) than the pack ({sent['occasion']})."
    if answer.pack_digest != pack["digest"]:
        yield "The pack that was answered is not the pack that was sent: something in it was changed on the way."
    yield from _set_against("The item", answer.items, sent["items"], "text")
    yield from _set_against("The piece of work", answer.pieces, sent["pieces"], "title")
    yield from _questions(answer, sent)
    yield from _when(answer, sent, today)
    if not answer.by.words:
        yield "The file does not say who answered, not even by a role."
    sealed = {name: part for name, part in value.items() if name != "digest"}
    if not sealing.is_same(sealing.seal(pack["key"], sealed), answer.digest):
        yield "The seal is not right: something in the file was changed after the pack had saved it, or the pack did not make it."  # fmt: skip


def _set_against(what: str, found: list[Any], sent: list[Any], title: str) -> Iterator[str]:
    """Nothing missing, nothing added, nothing twice, and each shown as it was sent."""
    known, came = {one["id"]: one for one in sent}, [one.id for one in found]
    for name, one in known.items():
        if name not in came:
            yield f"{what} '{one[title]}' was sent and has no answer."
    for one in found:
        if one.id not in known:
            yield f"{what} '{one.id}' was not in the pack."
        elif came.count(one.id) > 1:
            yield f"{what} '{known[one.id][title]}' is answered more than once."
        elif one.sha256 != known[one.id]["sha256"]:
            yield f"{what} '{known[one.id][title]}' was not shown in the words in which you sent it."


def _questions(answer: Return, sent: Mapping[str, Any]) -> Iterator[str]:
    known = {one["id"]: one["words"] for one in sent["questions"]}
    yield from (f"The question '{words}' is missing." for name, words in known.items() if name not in answer.answers)
    yield from (
        f"There is an answer to '{name[:40]}', which was not asked." for name in answer.answers if name not in known
    )


def _when(answer: Return, sent: Mapping[str, Any], today: date) -> Iterator[str]:
    try:
        on = date.fromisoformat(answer.on)
    except ValueError:
        yield "The date of the answer is no real date."
        return
    made = date.fromisoformat(sent["made_on"])
    if on < made:
        yield f"It is dated {say_date(on)}, before the pack was made on {say_date(made)}."
    if on > today:
        yield f"It is dated {say_date(on)}, which is in the future."
