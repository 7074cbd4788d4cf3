"""Looking a database server over."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from postgres import Postgres

from permanence_lib.operations import backups, health
from permanence_lib.operations.health import Finding, examine
from permanence_lib.store import open_store


def by_subject(found: list[Finding]) -> dict[str, tuple[str, str]]:
    """Level and words of each thing looked at."""
    return {one.subject: (one.level, one.words) for one in found}


def test_a_server_made_ready_with_a_backup_is_well(postgres: Postgres, folder: Path) -> None:
    with closing(open_store(postgres.admin_url)) as store:
        backups.make(store, folder, marked=backups.mark(postgres.admin_url))
    found = examine(postgres.admin_url, folder)
    assert {one.subject for one in found if one.level == "ok"} >= {
        "Database", "Tables", "Roles", "Guard", "Connections", "Clocks", "Backup"
    }  # fmt: skip
    assert [one for one in found if one.level == "problem"] == []
    told = " ".join(one.words + one.todo for one in found)
    assert postgres.cluster.password not in told and "authority" not in told and str(postgres.cluster.port) not in told


def test_a_table_without_its_guard_is_a_problem(postgres: Postgres, folder: Path) -> None:
    name = postgres.admin_url.rpartition("/")[2]
    postgres.cluster.sql("ALTER TABLE record NO FORCE ROW LEVEL SECURITY", name)
    assert by_subject(examine(postgres.admin_url, folder))["Guard"] == (
        "problem", "the database does not check who sees which row of: record",
    )  # fmt: skip


def test_a_login_that_may_more_than_write_its_own_is_a_problem(postgres: Postgres, folder: Path) -> None:
    postgres.person_url("strong")
    postgres.cluster.sql("ALTER ROLE ap_strong BYPASSRLS")
    try:
        level, words = by_subject(examine(postgres.admin_url, folder))["Roles"]
    finally:
        postgres.cluster.sql("ALTER ROLE ap_strong NOBYPASSRLS")
    assert level == "problem" and "ap_strong" in words


def test_no_backup_and_an_old_one_are_told(postgres: Postgres, folder: Path) -> None:
    assert by_subject(examine(postgres.admin_url, folder))["Backup"][0] == "problem"
    with closing(open_store(postgres.admin_url)) as store:
        backups.make(store, folder, marked=backups.mark(postgres.admin_url))
    found = by_subject(examine(postgres.admin_url, folder, datetime.now(UTC) + timedelta(days=3)))
    assert found["Backup"] == ("warn", "the newest is 3 days old and holds 0 records") and found["Clocks"][0] == "warn"


def test_an_empty_database_and_one_that_does_not_answer_are_told_in_words(postgres: Postgres, folder: Path) -> None:
    empty = by_subject(examine(postgres.cluster.empty(), folder))
    assert empty["Tables"][0] == "problem" and empty["Database"][0] == "ok"
    (gone,) = examine("postgresql://boss:secret-word@127.0.0.1:1/none", folder)
    assert (gone.level, gone.subject) == ("problem", "Database") and "cannot reach" in gone.words
    assert not any(word in gone.words for word in ("secret-word", "boss", "127.0.0.1"))


@pytest.mark.parametrize(("used", "level"), [(10, "ok"), (90, "warn")])
def test_few_connections_left_are_told(used: int, level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"SHOW max_connections": "100", "SELECT sum(numbackends) FROM pg_stat_database": used}
    monkeypatch.setattr(health, "_scalar", lambda connection, asked: answers[asked])
    assert [one.level for one in health._connections(None)] == [level]  # type: ignore[arg-type]
