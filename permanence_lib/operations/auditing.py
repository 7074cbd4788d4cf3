"""Who did what: the access log, what the server itself refused, and which of it is asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from permanence_lib.operations import server_log, whole

if TYPE_CHECKING:
    from permanence_lib.store import Store
    from permanence_lib.store.record import Noted


def found(
    store: Store, *, person: str = "", first: date | None = None, last: date | None = None,
    what: Collection[str] = (), server: Path | None = None,
) -> list[Noted]:  # fmt: skip
    """The lines asked for, oldest first: of a person, from a day to a day (both counted, in UTC), of some sorts."""
    since = datetime.combine(first, time(), UTC) if first else None
    until = datetime.combine(last + timedelta(days=1), time(), UTC) if last else None
    lines = store.noted(since, until, person)
    if server is not None:
        told = server_log.read(server, logins(store))
        lines += [one for one in told if _is_asked(one, person, since, until)]
    return sorted((one for one in lines if not what or one.what in what), key=lambda one: one.at)


def _is_asked(one: Noted, person: str, since: datetime | None, until: datetime | None) -> bool:
    in_time = (since is None or one.at >= since) and (until is None or one.at < until)
    return in_time and person in ("", one.who, one.whose)


def logins(store: Store) -> dict[str, str]:
    """Whose login is which, where there are logins."""
    with whole.reading(store) as connection:
        if not whole.is_postgresql(connection):
            return {}
        return {role: person for role, person in connection.execute(sa.text("SELECT role, person FROM login"))}
