"""The database itself says who sees and does what: tried with any SQL a person's own login can send."""

from __future__ import annotations

from hashlib import sha256

import psycopg
import pytest
from attacker import COLUMNS, ROOM, SECRET, Attacker, row
from postgres import Postgres
from programs import add

from permanence_lib.store import Store, roles, schema


def test_the_rights_that_shipped_are_never_edited() -> None:
    """Databases were made with them: a change is a migration of its own."""
    shipped = (schema.SCRIPTS / "versions" / "0002_rights.sql").read_bytes()
    assert sha256(shipped).hexdigest() == "3301ca359254d242446754b81a1558dc9c0a11cf941eb30eb809efad518827dc"


def everything_ben_might_read(ben: Attacker, *before: str) -> str:
    """All rows of all tables, as text, with what can be read of them."""
    told = []
    for table in ("record", "person", "access", "login", "lead", "turn", "seal"):
        try:
            told += ben.run(*before, f"SELECT * FROM {table}")
        except psycopg.Error:
            continue
    return repr(told)


def test_ones_own_work_goes_on_as_anywhere(own: Store) -> None:
    """With a login of one's own: save, conflict, history, one's own id, and newest of what is one's own."""
    base = len(own.history("ben", "w01a1"))
    saved = add(own, {"text": "mine"}, base, participant="ben", exercise="w01a1")
    assert own.me().id == "ben" and own.latest("ben", "w01a1") == saved
    before = own.newest()
    add(own, {"text": "again"}, base + 1, participant="ben", exercise="w01a1")
    assert own.newest() > before


@pytest.mark.parametrize(
    "before",
    [
        (), ("SET row_security = off",), ("SET search_path = pg_temp, public",), ("SET permanence.person = 'ana'",),
        ("SET permanence.told = 'x'",), ("SET application_name = 'ap_ana'",), ("SET client_min_messages = debug5",),
        ("BEGIN ISOLATION LEVEL SERIALIZABLE",), ("SET session_replication_role = replica",),
    ],
    ids=lambda before: before[0] if before else "plain",
)  # fmt: skip
def test_nothing_of_anybody_elses_is_read_whatever_is_set(ben: Attacker, before: tuple[str, ...]) -> None:
    """No setting a client may make shows a row of another's, a room's, the log's, or the list of logins."""
    told = everything_ben_might_read(ben, *before)
    assert SECRET not in told and "ana" not in told and "m_1" not in told and "fay" not in told


@pytest.mark.parametrize(
    "question",
    [
        "SELECT count(*) FROM record WHERE participant = 'ana'",
        "SELECT count(*) FROM record WHERE value LIKE '%grandmother%'",
        "SELECT count(*) FROM record WHERE space <> ''",
        "SELECT count(*) FROM (SELECT pg_column_size(value) FROM record WHERE participant <> 'ben' LIMIT 5) x",
        "SELECT count(*) FROM pg_stats WHERE tablename = 'record'",
        "SELECT count(*) FROM pg_stat_activity WHERE usename <> 'ap_ben' AND query LIKE '%record%'",
        "SELECT count(*) FROM pg_largeobject_metadata",
    ],
)
def test_nothing_is_counted_or_guessed_from_the_side(ben: Attacker, question: str) -> None:
    """Counts, patterns, sizes, the planner's statistics, other sessions' questions: nothing to be seen."""
    assert ben.run(question) == [(0,)]


def test_a_copy_holds_nothing_of_others(ben: Attacker) -> None:
    question = "COPY (SELECT * FROM record) TO STDOUT"
    with psycopg.connect(ben.url.replace("+psycopg", "")) as connection, connection.cursor().copy(question) as out:
        told = b"".join(bytes(piece) for piece in out)
    assert SECRET.encode() not in told and b"ana" not in told


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (row("ana"), "row-level security"),
        (row("ben", ROOM), "row-level security"),
        (row("m_1", ROOM), "row-level security"),
        ("SET ROLE permanence_admin; " + row("ana"), "permission denied"),
        ("SET ROLE permanence_owner", "permission denied"),
        ("SET ROLE ap_ana", "permission denied|does not exist"),
        ("SET SESSION AUTHORIZATION authority", "permission denied"),
        ("UPDATE record SET participant = 'ben'", "permission denied"),
        ("UPDATE record SET shared_with = 'ben'", "permission denied"),
        ("DELETE FROM record", "permission denied"),
        ("TRUNCATE record", "permission denied"),
        ("DROP TABLE record", "must be owner"),
        ("ALTER TABLE record DISABLE ROW LEVEL SECURITY", "must be owner"),
        ("ALTER TABLE record NO FORCE ROW LEVEL SECURITY", "must be owner"),
        ("DROP POLICY own_study ON record", "must be owner"),
        ("CREATE POLICY mine ON record USING (true)", "must be owner"),
        ("CREATE TABLE public.login2 (x text)", "permission denied"),
        ("CREATE SCHEMA mine", "permission denied"),
        ("CREATE TEMP TABLE login (role text, person text)", "permission denied"),
        ("CREATE FUNCTION public.permanence_whose() RETURNS text LANGUAGE sql AS $$ SELECT 'ana' $$", "permission denied"),
        ("CREATE OR REPLACE FUNCTION permanence_whose() RETURNS text LANGUAGE sql AS $$ SELECT 'ana' $$", "permission denied"),
        ("CREATE ROLE mallory", "permission denied"),
        ("CREATE DATABASE mine", "permission denied"),
        ("CREATE EXTENSION dblink", "permission denied"),
        ("ALTER ROLE ap_ben SUPERUSER", "must be superuser|permission denied"),
        ("ALTER ROLE ap_ben BYPASSRLS", "must be superuser|permission denied"),
        ("GRANT permanence_admin TO ap_ben", "must have admin option|permission denied"),
        ("INSERT INTO login VALUES ('ap_ben', 'ana', '')", "permission denied"),
        ("UPDATE login SET person = 'ana' WHERE role = 'ap_ben'", "permission denied"),
        ("INSERT INTO lead VALUES ('" + ROOM + "', 'ben')", "permission denied"),
        ("SELECT word FROM seal", "permission denied"),
        ("SELECT nextval('record_numbers')", "permission denied"),
        ("SELECT setval('record_numbers', 9000000000000000000)", "permission denied"),
        ("SELECT permanence_in_turn('of:ana')", "permission denied"),
        ("COPY record TO PROGRAM 'cat'", "permission denied|must be superuser"),
        ("COPY record TO '/tmp/out'", "permission denied|must be superuser"),
        ("COPY record FROM '/etc/passwd'", "permission denied|must be superuser|not supported"),
        ("SELECT pg_read_file('/etc/passwd')", "permission denied"),
        ("SELECT lo_import('/etc/passwd')", "permission denied"),
        ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'authority'", "must be a member|permission denied"),
        ("ALTER SYSTEM SET log_min_messages = panic", "permission denied|must be superuser"),
        ("SET log_min_messages = panic", "permission denied"),
        ("INSERT INTO access (at, who, what, whose, detail) VALUES ('', 'ana', 'erased', 'ana', '')", "row-level security"),
        ("UPDATE access SET who = 'ana'", "permission denied"),
        ("DELETE FROM access", "permission denied"),
        ("BEGIN; LOCK TABLE record IN SHARE MODE", "permission denied"),
        ("SELECT 1 FROM record FOR UPDATE", "permission denied"),
    ],
)  # fmt: skip
def test_nothing_is_forged_changed_or_taken_over(ben: Attacker, admin: Store, statement: str, why: str) -> None:
    """Each is refused by the database; and nothing of it is there afterwards."""
    assert admin.latest("ana", "w02a2"), "there is somebody at it who could be thrown out"
    assert any(each in ben.refused(*statement.split("; ")) for each in why.split("|"))
    assert [one.value for one in admin.history("ana", "w02a2")] == [{"text": SECRET}]


def test_a_number_of_ones_own_choosing_is_refused(ben: Attacker) -> None:
    """Somebody who could choose the running number could block the next save of everybody."""
    chosen = row("ben", request="chosen").replace(f"({COLUMNS})", f"(seq, {COLUMNS})").replace("('ben'", "(77, 'ben'")
    assert "permission denied" in ben.refused(chosen)


def test_other_databases_of_the_server_are_closed(database: Postgres, ben: Attacker) -> None:
    """A login opens one database; the owner of the server has closed the others, and can ask which stand open."""
    for other in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            Attacker(ben.url.rpartition("/")[0] + "/" + other).run("SELECT 1")
    begun = set(roles.open_databases(database.admin_url))  # such as other tests have made and not yet made ready
    assert not begun & {"postgres", "template1", "permanence"}
    database.cluster.sql("CREATE DATABASE left_open")
    assert set(roles.open_databases(database.admin_url)) == begun | {"left_open"}
    database.cluster.sql("DROP DATABASE left_open")
