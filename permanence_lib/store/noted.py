"""The access log: who did what with whose work, and when; no word of the work itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from permanence_lib.store import answer
from permanence_lib.store.record import Noted
from permanence_lib.store.tables import access

#: What can stand in the log.
WHATS = (
    "opened", "exported", "brought-in", "shared", "read-shared", "submitted", "erased", "backed-up", "restored",
    "migrated", "retention", "room-opened", "room-erased", "refused", "role-made",
)  # fmt: skip
#: What stands for somebody who was erased.
ERASED = "(erased)"
_LONGEST_DETAIL = 200


def row(what: str, whose: str, detail: str, who: str) -> dict[str, Any]:
    """A line as it is stored. Raises ValueError for a word that is none of WHATS."""
    if what not in WHATS:
        raise ValueError(f"'{what}' is not a word of the access log: {', '.join(WHATS)}")
    return {
        "at": moment(datetime.now(UTC)),
        "who": answer.clean(who)[: answer.LONGEST_LABEL],
        "what": what,
        "whose": answer.clean(whose)[: answer.LONGEST_LABEL],
        "detail": answer.clean(detail)[:_LONGEST_DETAIL],
    }


def wanted(since: datetime | None, until: datetime | None, whose: str) -> sa.Select[Any]:
    """The lines of a time and of a person (as the one who did it or the one it was done to), oldest first."""
    lines = sa.select(access).order_by(access.c.seq)
    if since is not None:
        lines = lines.where(access.c.at >= moment(since))
    if until is not None:
        lines = lines.where(access.c.at < moment(until))
    if whose:
        lines = lines.where(sa.or_(access.c.who == answer.clean(whose), access.c.whose == answer.clean(whose)))
    return lines


def line(row: Any) -> Noted:
    """A stored line as it is handed back."""
    return Noted(datetime.fromisoformat(row["at"]), row["who"], row["what"], row["whose"], row["detail"])


def forget(connection: sa.Connection, participant: str) -> None:
    """Take a person out of the log: that something was done stays, by whom and with whose work does not."""
    for column in (access.c.who, access.c.whose):
        gone = {column.name: ERASED, "detail": ""}
        connection.execute(sa.update(access).where(column == participant).values(gone))
    named = access.c.detail.contains(participant, autoescape=True)
    connection.execute(sa.update(access).where(named).values(detail=""))


def moment(of: datetime) -> str:
    """A moment as it is stored: ISO 8601 in UTC with microseconds, which sorts."""
    return of.astimezone(UTC).isoformat(timespec="microseconds")
