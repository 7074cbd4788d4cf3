"""Roles in a PostgreSQL of many: the groups, a login for each person, one for the rooms. What they may: the migrations."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import sqlalchemy as sa

from permanence_lib.store import answer, migrating, noted, postgres_words
from permanence_lib.store.postgres import address, engine
from permanence_lib.store.rights import ADMIN, GROUPS, OWNER, PERSON, SERVICE
from permanence_lib.store.tables import access

#: The rooms' login.
SERVICE_LOGIN = "permanence_rooms"
#: PostgreSQL cuts longer names off, and two might then be one.
_LONGEST_NAME = 63
#: How many connections one person's programs may hold, so that nobody uses up those of all.
_AT_ONCE = 20
#: Several may prepare or make logins at the same moment; PostgreSQL does not like that of roles.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('permanence roles'))"
#: No login that anybody's program uses may become more than it is.
_PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
_BOUND = "LOGIN INHERIT CONNECTION LIMIT {limit}"


def prepare(admin_url: str) -> None:
    """Make the groups, close the database to everybody else, and make the tables if there are none. Idempotent.

    `admin_url` is a login that owns the database and may make roles. Raises StoreError in plain words.
    """
    with _changing(admin_url) as connection:
        _make_groups(connection)
        _close(connection)
    migrating.make(admin_url)


def person_url(admin_url: str, person: str) -> str:
    """Make or renew a person's own login, with a new random password; the way in, for their server alone."""
    person = answer.label(person)
    return _renewed(admin_url, login_name(person), PERSON, person)


def service_url(admin_url: str) -> str:
    """Make or renew the rooms' login; the way in, for the services that run rooms."""
    return _renewed(admin_url, SERVICE_LOGIN, SERVICE)


def drop(admin_url: str, person: str) -> None:
    """Take a person's login away, and what rooms they lead; what they wrote stays until it is erased."""
    with _changing(admin_url) as connection:
        for table in ("login", "lead"):
            connection.execute(sa.text(f"DELETE FROM {table} WHERE person = :person"), {"person": person})
        name = login_name(person)
        if _is_there(connection, name):
            # Whoever is still in is shown out, which only somebody with the role's own rights may do.
            connection.exec_driver_sql(f"GRANT {_quoted(connection, name)} TO CURRENT_USER")
            gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name"
            connection.execute(sa.text(gone), {"name": name})
            connection.exec_driver_sql(f"DROP ROLE {_quoted(connection, name)}")


def lead(admin_url: str, space: str, person: str) -> None:
    """Let a person read what is in a room's space."""
    row = {"space": answer.label(space), "person": answer.label(person)}
    with _changing(admin_url) as connection:
        connection.execute(sa.text("INSERT INTO lead VALUES (:space, :person) ON CONFLICT DO NOTHING"), row)


def login_name(person: str) -> str:
    """The name of a person's login: `ap_` and their id where that can be a name, else a hash of it."""
    if re.fullmatch(r"[a-z0-9._-]+", person) and len(person) <= _LONGEST_NAME - len("ap_"):
        return f"ap_{person}"
    return f"ap_x_{hashlib.sha256(person.encode()).hexdigest()[:40]}"


def _renewed(admin_url: str, name: str, group: str, person: str = "") -> str:
    """A login of a group, there from now on with a new password."""
    password = secrets.token_urlsafe(24)
    with _changing(admin_url) as connection:
        made = "ALTER" if _is_there(connection, name) else "CREATE"
        role = _quoted(connection, name)
        plain = _BOUND.format(limit=_AT_ONCE if person else -1)
        if made == "CREATE":  # to say it of one that is there is a superuser's
            plain = f"{_PLAIN} {plain}"
        connection.exec_driver_sql(f"{made} ROLE {role} {plain} PASSWORD '{_scrambled(connection, name, password)}'")
        connection.exec_driver_sql(f"GRANT {group} TO {role}")
        if person:
            _know(connection, name, person, made == "CREATE")
    return address(admin_url).set(username=name, password=password).render_as_string(hide_password=False)


def _know(connection: sa.Connection, name: str, person: str, is_new: bool) -> None:
    """Whose login it is, here; and a line in the log when it is new here."""
    row = {"role": name, "person": person, "at": noted.moment(datetime.now(UTC))}
    known = "INSERT INTO login VALUES (:role, :person, :at) ON CONFLICT (person) DO NOTHING"
    if connection.execute(sa.text(known), row).rowcount or is_new:
        line = noted.row("role-made", person, name, "")
        connection.execute(sa.insert(access).inline().values(line))


def _make_groups(connection: sa.Connection) -> None:
    """The four groups; whoever prepares is among the owners and the administrators, to be able to go on."""
    for group in GROUPS:
        if not _is_there(connection, group):
            connection.exec_driver_sql(f"CREATE ROLE {group} NOLOGIN")
    for group in (OWNER, ADMIN):
        if not connection.scalar(sa.text(f"SELECT pg_has_role(current_user, '{group}', 'MEMBER')")):
            connection.exec_driver_sql(f"GRANT {group} TO CURRENT_USER")


def _close(connection: sa.Connection) -> None:
    """Nobody enters this database, or makes anything in it, but the groups."""
    database = _database(connection)
    connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {database} TO {PERSON}, {SERVICE}, {ADMIN}")
    connection.exec_driver_sql("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {PERSON}, {SERVICE}, {ADMIN}")
    connection.exec_driver_sql(f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}")


def open_databases(admin_url: str) -> list[str]:
    """Other databases of this server that stand open to every login: their owners should close them."""
    wanted = (
        "SELECT datname FROM pg_database WHERE datallowconn AND datname <> current_database()"
        " AND has_database_privilege('public', oid, 'CONNECT') ORDER BY datname"
    )
    with _changing(admin_url) as connection:
        return [str(name) for name in connection.execute(sa.text(wanted)).scalars()]


@contextmanager
def _changing(admin_url: str) -> Iterator[sa.Connection]:
    """One transaction of the administrator's, and nobody else's at the same moment."""
    made = engine(admin_url)
    try:
        with postgres_words.plain(), made.begin() as connection:
            connection.exec_driver_sql(_ONE_AT_A_TIME)
            yield connection
    finally:
        made.dispose()


def _scrambled(connection: sa.Connection, name: str, password: str) -> str:
    """The password as PostgreSQL keeps it, so that the word itself never reaches its log."""
    from psycopg import Connection

    driver = connection.connection.driver_connection
    assert isinstance(driver, Connection)
    return driver.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()


def _is_there(connection: sa.Connection, role: str) -> bool:
    return bool(connection.scalar(sa.text("SELECT count(*) FROM pg_roles WHERE rolname = :role"), {"role": role}))


def _database(connection: sa.Connection) -> str:
    return _quoted(connection, str(connection.scalar(sa.text("SELECT current_database()"))))


def _quoted(connection: sa.Connection, name: str) -> str:
    """A name as it stands in SQL, quoted whatever it is."""
    return connection.dialect.identifier_preparer.quote_identifier(name)
