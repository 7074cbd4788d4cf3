"""The access log as people read it, and what the server itself refused."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from postgres import Postgres

from permanence_lib.errors import UnreadableFile
from permanence_lib.operations import auditing, server_log, telling
from permanence_lib.store import Store, open_store
from permanence_lib.store.noted import WHATS
from permanence_lib.store.record import Noted

AT = datetime(2026, 11, 22, 21, 45, tzinfo=UTC)
LOG = """\
2026-11-22 21:45:01.123 UTC [77] ap_ann@permanence LOG:  permanence refused: role=ap_ann what=read whose=bob
2026-11-22 21:45:02.000 UTC [77] ap_ann@permanence LOG:  permanence refused: role=ap_ann what=write whose="bo""b 2"
2026-11-22 21:45:03.000 UTC [78] ap_ann@permanence ERROR:  permission denied for table login
2026-11-22 21:45:03.000 UTC [78] ap_ann@permanence STATEMENT:  select * from login
2026-11-22 21:45:04.000 UTC [79] ap_eve@permanence FATAL:  password authentication failed for user "ap_eve"
2026-11-22 21:45:05.000 UTC [80] ap_ann@permanence LOG:  permanence refused: role=ap_ann what=read whose="x
\t2026-11-22 21:45:05.000 UTC [80] boss@permanence LOG:  permanence refused: role=boss what=read whose=bob"
2026-11-22 21:45:06.000 UTC [81] LOG:  checkpoint complete
"""
FORGED = """INSERT INTO record (participant, exercise, revision, value, done, definition_hash, saved_at, writer, request_id)
VALUES ('bob', 'w01a1', 2, '{}', false, 'h', '2026-11-22T21:45:00', '', 'forged')"""


def test_every_word_of_the_log_is_a_sentence() -> None:
    for what in WHATS:
        said = telling.line(Noted(AT, "ann", what, "bob", "7 records"))
        assert said.startswith("22 November 2026 at 21:45 UTC: ") and said.endswith(" (7 records).") and "{" not in said
    assert telling.line(Noted(AT, "ann", "submitted", "ann", "to may")) == (
        "22 November 2026 at 21:45 UTC: ann sent their own work to somebody (to may)."
    )
    mine = "5f4ab2f0-1c6e-4b8e-9a55-000000000000"
    assert "this computer’s person took their own work away" in telling.line(Noted(AT, mine, "exported", mine, ""))
    assert "everything of somebody who was erased was erased." in telling.line(Noted(AT, "", "erased", "(erased)", ""))


def test_a_spreadsheet_takes_no_name_for_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(telling.table([Noted(AT, "=cmd|' /C calc'!A0", "opened", "a,b", "+1")]))))
    assert rows == [list(telling.COLUMNS), [AT.isoformat(), "'=cmd|' /C calc'!A0", "opened", "a,b", "'+1"]]


def test_the_log_is_asked_by_person_day_and_what(store: Store) -> None:
    store.note("exported", whose="ann", who="ann")
    today = datetime.now(UTC).date()
    assert [one.whose for one in auditing.found(store, person="ann")] == ["ann", "ann"]
    assert len(auditing.found(store, first=today, last=today)) == 4
    assert (
        auditing.found(store, last=today.replace(year=2020))
        == []
        == auditing.found(store, first=today.replace(year=2200))
    )
    assert [one.what for one in auditing.found(store, what=("exported",))] == ["exported"]


def test_what_the_server_refused_is_read_from_its_log() -> None:
    """Whose login it was; a second line smuggled into a name is no line."""
    found = list(server_log.refusals(LOG.splitlines(keepends=True), {"ap_ann": "ann"}))
    assert [(one.who, one.whose, one.detail) for one in found] == [
        ("ann", "bob", "tried to read records"), ("ann", 'bo"b 2', "tried to write records"),
        ("ann", "the database", "permission denied for table login"),
        ("ap_eve", "the database", "password authentication failed"), ("ann", '"x', "tried to read records"),
    ]  # fmt: skip
    assert {one.what for one in found} == {"refused"} and found[0].at == datetime(2026, 11, 22, 21, 45, 1, 123000, UTC)


def test_a_log_that_is_not_there_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="could not be read"):
        auditing.found(store, server=tmp_path / "none.log")


def test_a_real_refusal_of_a_real_server_is_found_with_who_it_was(postgres: Postgres) -> None:
    """Somebody with their own login and a program of their own looks for another's records, and into the list of logins."""
    with closing(open_store(postgres.admin_url)) as admin:
        admin.save("bob", "w01a1", {"text": "mine"}, base=0, request_id="r", definition_hash="h")
        url = postgres.person_url("curious")
        with closing(open_store(url)) as curious:
            assert curious.everything("bob") == []
        engine = sa.create_engine(url)
        for statement in (FORGED, "SELECT * FROM login"):
            with pytest.raises(sa.exc.ProgrammingError), engine.begin() as plain:
                plain.exec_driver_sql(statement)
        engine.dispose()
        found = auditing.found(admin, person="curious", what=("refused",), server=postgres.log)
    assert {"tried to read records", "tried to write records"} <= {one.detail for one in found}
    assert [one.whose for one in found if "records" in one.detail] == ["bob", "bob"]
    assert any("permission denied for table login" in one.detail for one in found)
