"""Logins are made, renewed and taken away; names are such that no two people share one."""

from __future__ import annotations

import psycopg
import pytest
from postgres import Postgres
from programs import add

from permanence_lib.errors import StoreError
from permanence_lib.store import migrating, open_store, roles, tables


def test_names_of_logins() -> None:
    """Plain names stay readable; anything else becomes a hash, never two people one, never longer than PostgreSQL keeps."""
    assert roles.login_name("ann.smith-2") == "ap_ann.smith-2"
    odd = ["Ann", "ann smith", "a" * 61, "a" * 60 + "b", 'x"; drop role y; --', "né", ""]
    names = [roles.login_name(person) for person in odd]
    assert len(set(names)) == len(odd) and all(len(name) <= 63 and name.startswith("ap_x_") for name in names)


def test_a_login_is_renewed_with_another_password(postgres: Postgres) -> None:
    """Whoever got hold of the last one is shut out, in words without it."""
    first, second = postgres.person_url("ann"), postgres.person_url("ann")
    open_store(second).close()
    with pytest.raises(StoreError, match="does not let this sitting in") as out:
        open_store(first)
    password = first.split(":")[2].split("@")[0]
    assert password not in str(out.value) and "127.0.0.1" not in str(out.value) and "ap_ann" not in str(out.value)


def test_making_a_login_is_noted_once(postgres: Postgres) -> None:
    for _ in range(3):
        postgres.person_url("ann")
    admin = open_store(postgres.admin_url)
    assert [(line.what, line.whose) for line in admin.noted()] == [("role-made", "ann")]
    admin.close()


def test_passwords_reach_no_log(postgres: Postgres) -> None:
    """PostgreSQL is given what it keeps of a password, not the word: its log may hold every statement."""
    postgres.cluster.sql("ALTER ROLE authority SET log_statement = 'all'")
    try:
        password = postgres.person_url("ann").split(":")[2].split("@")[0]
    finally:
        postgres.cluster.sql("ALTER ROLE authority RESET log_statement")
    log = postgres.log.read_text(errors="replace")
    assert 'ROLE "ap_ann"' in log and "PASSWORD 'SCRAM-SHA-256$" in log and password not in log


def test_a_login_taken_away_is_gone_at_once(postgres: Postgres) -> None:
    """Also from a session that is still open; what the person wrote stays, and a new login finds it."""
    url = postgres.person_url("ann")
    store = open_store(url)
    saved = add(store, participant="ann")
    roles.drop(postgres.admin_url, "ann")
    with pytest.raises(StoreError):
        store.latest("ann", "w02a2")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url.replace("+psycopg", ""))
    roles.drop(postgres.admin_url, "ann")
    store.close()
    again = open_store(postgres.person_url("ann"))
    assert again.latest("ann", "w02a2") == saved
    again.close()


def test_odd_names_get_logins_that_work(postgres: Postgres) -> None:
    for person in ('x"; drop role y; --', "O'Brien %s", "née Ní Bhriain"):
        store = open_store(postgres.person_url(person))
        assert store.me().id == person and add(store, participant=person).participant == person
        store.close()


def test_preparing_again_changes_nothing(postgres: Postgres) -> None:
    admin = open_store(postgres.admin_url)
    saved = add(admin)
    roles.prepare(postgres.admin_url)
    assert admin.latest("ana", "w02a2") == saved
    admin.close()


def test_every_table_is_guarded(postgres: Postgres) -> None:
    """Row-level security is on and forced on whatever holds people's work, and the owner is nobody's login."""
    name = postgres.admin_url.rpartition("/")[2]
    rows = postgres.cluster.sql(
        "SELECT relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) FROM pg_class "
        "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
        name,
    )
    assert {row[3] for row in rows} == {"permanence_owner"}
    guarded = {row[0] for row in rows if row[1] and row[2]}
    assert guarded == set(tables.metadata.tables) - {"alembic_version"}
    assert postgres.cluster.sql("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'permanence_owner'") == [(False,)]


def test_an_empty_database_is_named_as_such_and_left(postgres: Postgres) -> None:
    """Opening makes nothing in a database of many: it names the command that does."""
    url = postgres.cluster.empty()
    with pytest.raises(StoreError, match=r"has not been made ready yet.*permanence migrate"):
        open_store(url)
    assert migrating.version(url) is None
    roles.prepare(url)
    assert migrating.version(url) == tables.HEAD and migrating.migrate(url) == (tables.HEAD, tables.HEAD)


def stamp(postgres: Postgres, version: str) -> None:
    """Pretend that another version of the workbook made it."""
    name = postgres.admin_url.rpartition("/")[2]
    postgres.cluster.sql(f"UPDATE alembic_version SET version_num = '{version}'", name)


def test_an_older_and_a_newer_database(postgres: Postgres) -> None:
    """An older one is not opened and `permanence migrate` is named; a newer one is read and not written."""
    admin = open_store(postgres.admin_url)
    saved = add(admin)
    admin.close()
    stamp(postgres, "0001")
    with pytest.raises(StoreError, match=r"earlier version.*permanence migrate"):
        open_store(postgres.admin_url)
    stamp(postgres, "9999")
    newer = open_store(postgres.admin_url)
    assert newer.latest("ana", "w02a2") == saved
    with pytest.raises(StoreError, match="later version"):
        add(newer, base=1)
    with pytest.raises(StoreError, match="later version"):
        migrating.migrate(postgres.admin_url)
    newer.close()


def test_another_programs_database_is_left_alone(postgres: Postgres) -> None:
    url = postgres.cluster.empty()
    postgres.cluster.sql("CREATE TABLE bookmark (url text)", url.rpartition("/")[2])
    for opened in (lambda: open_store(url), lambda: migrating.migrate(url)):
        with pytest.raises(StoreError, match="another program"):
            opened()
