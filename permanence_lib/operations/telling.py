"""The access log as people read it: a sentence a line, or a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import datetime

from permanence_lib.content.dates import say_date
from permanence_lib.store.record import Noted

#: What each word of the log says of who did it and whose it was.
_SAID = {
    "opened": "{who} opened {whose} workbook",
    "exported": "{who} took {whose} work away as a file",
    "brought-in": "{who} brought a file into {whose} workbook",
    "shared": "{who} made a file of {whose} work to give to somebody",
    "read-shared": "{who} read what was sent to them of {whose} work",
    "submitted": "{who} sent {whose} work to somebody",
    "erased": "everything of {of} was erased",
    "backed-up": "a backup was made",
    "restored": "a backup was put back",
    "migrated": "the records were moved or brought up to date",
    "retention": "what had stayed its time was let go",
    "room-opened": "{who} opened a workshop’s room",
    "room-erased": "a workshop’s room was erased",
    "refused": "{who} was refused what is {of}’s",
    "role-made": "a login was made for {of}",
}
COLUMNS = ("at", "who", "what", "whose", "detail")
_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def line(one: Noted) -> str:
    """One line: 22 November 2026 at 21:45 UTC: ann sent her own work to somebody (week 7, to may)."""
    sentence = _SAID[one.what].format(
        who=_called(one.who) or "the workbook", whose=_possessive(one), of=_called(one.whose) or "somebody"
    )
    detail = f" ({one.detail})" if one.detail else ""
    return f"{say_date(one.at.date())} at {one.at:%H:%M} UTC: {sentence}{detail}."


def _possessive(one: Noted) -> str:
    """Their own, or somebody's."""
    return "their own" if one.whose in ("", one.who) else f"{_called(one.whose)}’s"


def _called(name: str) -> str:
    """A person by their id; the random one of a laptop says nothing, and nobody else is there."""
    if name == "(erased)":
        return "somebody who was erased"
    return "this computer’s person" if _RANDOM.fullmatch(name) else name


def table(lines: Iterable[Noted]) -> str:
    """The log as CSV, for a spreadsheet that must not take a name for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in lines:
        writer.writerow([_plain(text) for text in (_moment(one.at), one.who, one.what, one.whose, one.detail)])
    return out.getvalue()


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
