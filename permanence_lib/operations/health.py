"""Looks a database server over: what is well, what is not, and what to do. No address, login or password is ever said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from permanence_lib.errors import StoreError
from permanence_lib.finding import Finding
from permanence_lib.operations import backups
from permanence_lib.operations.backups import Backup
from permanence_lib.store import place, tables
from permanence_lib.store.postgres import Postgres
from permanence_lib.store.rights import GROUPS

#: The tables with people's words or names in them: the database itself must check who sees which row.
GUARDED = ("access", "person", "record")
#: The oldest server looked after by its makers while this version is.
_OLDEST = 14
_TOO_FULL = 0.8
_CLOCKS = 5.0


def examine(url: str | None = None, where: Path | None = None, now: datetime | None = None) -> list[Finding]:
    """Everything that has to be right with the database that keeps the records of many; changes nothing."""
    found: list[Finding] = []
    try:
        with closing(Postgres(place.server(url))) as database, database.reading() as connection:
            for look in (_version, _stamp, _groups, _guarded, _open_doors, _connections):
                found += look(connection)
            found += _clock(connection, now or datetime.now(UTC))
    except StoreError as trouble:  # its words name neither host nor login
        return [*found, Finding("problem", "Database", str(trouble))]
    except sa.exc.SQLAlchemyError as trouble:
        kind = type(trouble).__name__
        return [
            *found,
            Finding("problem", "Database", f"could not be looked at ({kind})", "Tell whoever looks after it."),
        ]
    return [*found, *_backup(where or backups.folder(), backups.mark(url), now or datetime.now(UTC))]


def _version(connection: sa.Connection) -> Iterator[Finding]:
    number = int(connection.exec_driver_sql("SHOW server_version_num").scalar() or 0)
    words = f"PostgreSQL {number // 10_000}.{number % 10_000} answers"
    if number < _OLDEST * 10_000:
        yield Finding("problem", "Database", f"{words}, which is too old", f"Bring it to version {_OLDEST} or later.")
    else:
        yield Finding("ok", "Database", words)


def _stamp(connection: sa.Connection) -> Iterator[Finding]:
    stamped = (
        _scalar(connection, "SELECT version_num FROM alembic_version") if _has(connection, "alembic_version") else None
    )
    if stamped == tables.HEAD:
        yield Finding("ok", "Tables", f"of this version ({stamped})")
    elif stamped is not None and str(stamped) > tables.HEAD:
        yield Finding("problem", "Tables", "of a later version of the workbook", "Update the workbook here.")
    else:
        yield Finding("problem", "Tables", "of an earlier version, or not made yet", "Run: permanence migrate")


def _groups(connection: sa.Connection) -> Iterator[Finding]:
    there = set(connection.exec_driver_sql("SELECT rolname FROM pg_roles").scalars())
    missing = [group for group in GROUPS if group not in there]
    if missing:
        yield Finding("problem", "Roles", f"{', '.join(missing)} missing", "Run: permanence migrate")
        return
    strong = connection.execute(sa.text(_STRONG)).scalars().all()
    if strong:
        yield Finding(
            "problem", "Roles", f"{len(strong)} logins of people may do more than write their own: {', '.join(strong[:5])}",
            "Take it from them: ALTER ROLE ... NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB.",
        )  # fmt: skip
    elif _has(connection, "login"):
        count = _scalar(
            connection,
            "SELECT count(*) FROM pg_auth_members JOIN pg_roles g ON g.oid = roleid WHERE g.rolname = 'permanence_person'",
        )
        yield Finding(
            "ok", "Roles", f"all four groups are there; {count} people have a login, each for their own records"
        )


_STRONG = """
SELECT member.rolname FROM pg_auth_members
JOIN pg_roles grouped ON grouped.oid = roleid JOIN pg_roles member ON member.oid = pg_auth_members.member
WHERE grouped.rolname IN ('permanence_person', 'permanence_service')
AND (member.rolsuper OR member.rolbypassrls OR member.rolcreaterole OR member.rolcreatedb) ORDER BY 1
"""


def _guarded(connection: sa.Connection) -> Iterator[Finding]:
    """Row-level security, on and forced on whoever owns the table."""
    asked = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relforcerowsecurity"
    guarded = set(connection.exec_driver_sql(asked).scalars())
    bare = [name for name in GUARDED if name not in guarded]
    if bare:
        yield Finding(
            "problem", "Guard", f"the database does not check who sees which row of: {', '.join(bare)}",
            "Stop everything that uses it, and put the tables' row security back before anybody works on.",
        )  # fmt: skip
    else:
        yield Finding("ok", "Guard", "row security is on, and forced, on every table with people's words or names")


def _open_doors(connection: sa.Connection) -> Iterator[Finding]:
    """Other databases of the same server that a person's login could enter."""
    asked = (
        "SELECT datname FROM pg_database WHERE datallowconn AND datname <> current_database() "
        "AND EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'permanence_person') "
        "AND has_database_privilege('permanence_person', oid, 'CONNECT') ORDER BY 1"
    )
    if _scalar(connection, "SELECT count(*) FROM pg_roles WHERE rolname = 'permanence_person'"):
        found = connection.exec_driver_sql(asked).scalars().all()
        if found:
            yield Finding(
                "warn", "Other databases", f"people's logins may enter {', '.join(found)} on the same server",
                "The server's owner closes each with: REVOKE CONNECT ON DATABASE ... FROM PUBLIC.",
            )  # fmt: skip


def _connections(connection: sa.Connection) -> Iterator[Finding]:
    most = int(_scalar(connection, "SHOW max_connections") or 0)
    used = int(_scalar(connection, "SELECT sum(numbackends) FROM pg_stat_database") or 0)
    words = f"{used} of {most} in use"
    if used > _TOO_FULL * most:
        yield Finding("warn", "Connections", words, "Raise max_connections, or put a pooler in session mode between.")
    else:
        yield Finding("ok", "Connections", words)


def _clock(connection: sa.Connection, now: datetime) -> Iterator[Finding]:
    """Every record carries the moment of the computer that saved it, every line of the log the server's."""
    there: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    apart = abs((there - now).total_seconds())
    if apart > _CLOCKS:
        yield Finding(
            "warn", "Clocks", f"this computer and the database are {apart:.0f} seconds apart",
            "Let both take their time from the same place (NTP): what was said when would not agree.",
        )  # fmt: skip
    else:
        yield Finding("ok", "Clocks", "this computer and the database agree")


def _backup(where: Path, marked: str, now: datetime) -> Iterator[Finding]:
    newest: Backup | None = next(backups.kept(where, marked), None)
    if newest is None:
        yield Finding(
            "problem", "Backup", "there is none in the folder for backups", "Run: permanence backup, every day."
        )
        return
    age = now - newest.manifest.made_at
    words = f"the newest is {_said(age)} old and holds {newest.manifest.records} records"
    if age > timedelta(days=2):
        yield Finding("warn", "Backup", words, "Run: permanence backup, every day.")
    else:
        yield Finding("ok", "Backup", words)


def _said(age: timedelta) -> str:
    hours = max(int(age.total_seconds() // 3600), 0)
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"


def _has(connection: sa.Connection, table: str) -> bool:
    return _scalar(connection, f"SELECT to_regclass('public.{table}')") is not None


def _scalar(connection: sa.Connection, asked: str) -> Any:
    return connection.exec_driver_sql(asked).scalar()
