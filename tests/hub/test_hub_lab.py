"""Somebody with JupyterLab can run any code: with all that it finds, it reads and changes nothing that is not theirs.

The Hub of the tests runs everybody as one user of this computer, so what keeps homes and processes apart is tried in
test_own_uid.py; here it is the database and the Hub's own tokens that have to hold.
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
from hubs import RunningHub, wait_for
from lab_kernel import run

from permanence_lib.store import open_store, roles
from permanence_lib.store.record import Record

pytestmark = pytest.mark.slow

#: Tried through psycopg in gus's own kernel, with the login that stands in its environment. Each has to fail, or give nothing.
TRIES = {
    "read": "SELECT value FROM record WHERE participant = 'ann'",
    "read all": "SELECT value FROM record WHERE participant <> 'gus'",
    "forge": "INSERT INTO record (participant, exercise, revision, value, done, saved_at, writer, request_id, space)"
    " VALUES ('ann', 'w01a1', 9, '{}', false, '2026-01-01T00:00:00+00:00', 'x', 'forged', '')",
    "forge in a room": "INSERT INTO record (participant, exercise, revision, value, done, saved_at, writer, request_id, space)"
    " VALUES ('gus', 'w01a1', 9, '{}', false, '2026-01-01T00:00:00+00:00', 'x', 'forged2', 'room:w18-x')",
    "change": "UPDATE record SET value = '{}'",
    "delete": "DELETE FROM record",
    "truncate": "TRUNCATE record",
    "owner": "SET ROLE permanence_owner",
    "admin": "SET ROLE permanence_admin",
    "service": "SET ROLE permanence_service",
    "ann": "SET ROLE ap_ann",
    "session": "SET SESSION AUTHORIZATION ap_ann",
    "no policies": "SET row_security = off; SELECT value FROM record WHERE participant = 'ann'",
    "own policy": "CREATE POLICY all_mine ON record USING (true)",
    "no forcing": "ALTER TABLE record DISABLE ROW LEVEL SECURITY",
    "login table": "SELECT * FROM login",
    "login change": "INSERT INTO login VALUES ('ap_gus2', 'ann', 'x')",
    "lead": "INSERT INTO lead VALUES ('room:w18-x', 'gus')",
    "access": "SELECT * FROM access",
    "seal": "SELECT word FROM seal",
    "passwords": "SELECT rolpassword FROM pg_authid",
    "password of ann": "ALTER ROLE ap_ann PASSWORD 'x'",
    "new role": "CREATE ROLE mine LOGIN",
    "more rights": "GRANT permanence_admin TO CURRENT_USER",
    "program": "COPY (SELECT 1) TO PROGRAM 'id'",
    "file out": "COPY (SELECT 1) TO '/tmp/permanence-out'",
    "file in": "CREATE TEMP TABLE t (x text); COPY t FROM '/etc/passwd'",
    "server file": "SELECT pg_read_file('/etc/passwd')",
    "folder": "SELECT pg_ls_dir('/')",
    "large object from a file": "SELECT lo_import('/etc/passwd')",
    "function": "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "table": "CREATE TABLE mine (x int)",
    "extension": "CREATE EXTENSION dblink",
    "setting": "ALTER SYSTEM SET log_statement = 'all'",
    "statements of others": "SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query NOT IN ('', '<insufficient privilege>')",
    "end others": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user AND usename IS NOT NULL",
    "whose": "SET permanence.person = 'ann'; SELECT value FROM record WHERE participant = 'ann'",
    "statistics": "SELECT most_common_vals::text FROM pg_stats WHERE tablename = 'record'",
}

#: What PostgreSQL says to somebody without the right; a setting of one's own that it does not know has no effect.
REFUSALS = ("InsufficientPrivilege",)

_CODE = """
import json, os, psycopg
from urllib.request import Request, urlopen
from urllib.error import HTTPError
address = os.environ["PERMANENCE_STORE"].replace("+psycopg", "")
told = {}
for name, statement in TRIES.items():
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=20) as connection:
            rows = None
            for each in statement.split("; "):
                done = connection.execute(each)
                rows = done.fetchall() if done.description else ("done", done.rowcount)
            told[name] = [str(row) for row in rows]
    except psycopg.Error as refused:
        told[name] = type(refused).__name__
seen = dict(os.environ)
for number in {os.getpid(), os.getppid()}:  # the server's own, as it was started
    with open(f"/proc/{number}/environ") as file:
        seen |= dict(each.split("=", 1) for each in file.read().split("\\0") if "=" in each)
def ask(method, url, token):
    try:
        with urlopen(Request(url, method=method, headers={"Authorization": "token " + token}), timeout=20) as answer:
            return 403 if "/hub/" in answer.url and "/hub/" not in url else answer.status  # sent away to sign in
    except HTTPError as refused:
        return refused.code
api, tokens = seen["JUPYTERHUB_API_URL"], {value for name, value in seen.items() if name.endswith("API_TOKEN")}
asked = {f"{method} {path}": max(ask(method, api + path, token) for token in tokens) for method, path in WAYS}
others = {each: max(ask("GET", each, token) for token in tokens) for each in OTHERS}
with psycopg.connect(address) as connection:
    own = connection.execute("SELECT session_user").fetchone()[0]
print(json.dumps({"told": told, "asked": asked, "others": others, "own": own, "tokens": len(tokens), "kernel": [n for n in os.environ if "TOKEN" in n]}))
"""
WAYS = [
    ("GET", "/users"), ("GET", "/users/ann"), ("POST", "/users/ann/server"), ("DELETE", "/users/ann/server"),
    ("POST", "/users/gus/tokens"), ("GET", "/services"), ("POST", "/shutdown"), ("GET", "/proxy"), ("GET", "/groups"),
]  # fmt: skip


@pytest.fixture(scope="module")
def attacked(hub: RunningHub) -> dict[str, Any]:
    """Ann has written something; gus has tried everything."""
    with closing(open_store(roles.person_url(hub.admin_url, "ann"))) as store:
        store.save("ann", "w01a1", {"text": "ann's own words"}, base=0, request_id="first", definition_hash="h")
    gus = hub.person("gus")
    gus.start("lab")
    others = [hub.study("ann"), hub.study("ann") + "api/kernels", hub.room("autumn-3")]
    found = run(gus, f"TRIES, WAYS, OTHERS = {TRIES!r}, {WAYS!r}, {others!r}\n{_CODE}")
    assert isinstance(found, dict)
    assert "error" not in found, found
    return found


@pytest.mark.parametrize("name", TRIES)
def test_the_database_gives_nothing_that_is_not_theirs(attacked: dict[str, Any], name: str) -> None:
    """No rows, or PostgreSQL's word that there is no right to it: a slip in the statement would prove nothing."""
    given = attacked["told"][name]
    assert given == [] or given in REFUSALS, given


def test_anns_words_are_as_they_were(attacked: dict[str, Any], hub: RunningHub) -> None:
    """Read as the administrator: nothing forged, nothing gone."""
    with closing(open_store(hub.admin_url, read_only=True)) as store:
        found: Record | None = store.latest("ann", "w01a1")
        assert found is not None
        assert (found.value, found.revision) == ({"text": "ann's own words"}, 1)


def test_what_was_tried_stands_in_the_databases_log_with_the_login(
    attacked: dict[str, Any], postgres_cluster: Any
) -> None:
    """So that somebody can be asked about it."""
    assert attacked["own"] == "ap_gus"
    log = postgres_cluster.log
    wait_for(
        lambda: "role=ap_gus what=read whose=ann" in log.read_text("utf-8", "replace"), "the read is not in the log", 20
    )
    assert "role=ap_gus what=write whose=ann" in log.read_text("utf-8", "replace")


def test_the_token_of_ones_server_says_only_that_one_is_here(attacked: dict[str, Any]) -> None:
    """It stands in the server's environment: it starts, stops and lists nobody, and makes no other token."""
    assert attacked["tokens"] >= 1
    assert set(attacked["asked"].values()) <= {403, 404, 405}, attacked["asked"]


def test_the_token_of_one_server_opens_neither_anothers_nor_a_room(attacked: dict[str, Any]) -> None:
    """Shown to ann's server and to a room gus is not in. 503: ann's is not running, and the Hub does not start it for gus."""
    assert not [status for status in attacked["others"].values() if status < 400], attacked["others"]


def test_only_the_group_has_jupyterlab(hub: RunningHub) -> None:
    """Whoever else asks for it gets the workbook."""
    ann = hub.person("ann")
    ann.start("lab")
    assert ann.get(hub.study("ann") + "lab").status_code == 404
    assert 'data-base="/user/ann/"' in ann.get(hub.study("ann")).text
