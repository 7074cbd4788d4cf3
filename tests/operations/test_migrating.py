"""Bringing records up to date: a backup first, stamped, and nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from postgres import Postgres

from permanence_lib.errors import PermanenceError
from permanence_lib.operations import backups, migrating, putting_back, snapshot, whole
from permanence_lib.store import open_store, tables
from permanence_lib.store.rights import OWNER

FIRST_VERSION = Path(__file__).parents[1] / "store" / "first_version.sql"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that the first version of the workbook made."""
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(FIRST_VERSION.read_text("utf-8"))
    return path


def test_a_file_of_the_first_version_is_backed_up_and_brought_up_to_date(old: Path, folder: Path) -> None:
    done = migrating.migrate(folder, str(old))
    assert (done.before, done.after, done.is_new) == ("0001", tables.HEAD, False)
    assert done.backup is not None and snapshot.checked(done.backup.path).stamped == "0001"
    with closing(open_store(str(old))) as store, whole.opened("sqlite://") as passing:
        putting_back.put_back(done.backup.path, passing)
        me = store.me().id
        assert [vars(one) for one in store.everything(me)] == [vars(one) for one in passing.everything(me)] != []
        assert [(one.what, one.detail) for one in store.noted()] == [("migrated", f"from 0001 to {tables.HEAD}")]
    again = migrating.migrate(folder, str(old))
    assert (again.before, again.backup) == (tables.HEAD, None) and len(backups.files(folder)) == 1


def test_without_a_backup_nothing_is_brought_up_to_date(old: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PermanenceError, match="The backup could not be made"):
        migrating.migrate(tmp_path / "file", str(old))
    with closing(sqlite3.connect(old)) as plain:
        assert plain.execute("select version_num from alembic_version").fetchone() == ("0001",)


def test_a_new_file_is_made(tmp_path: Path, folder: Path) -> None:
    done = migrating.migrate(folder, str(tmp_path / "new.sqlite"))
    assert done.is_new and done.backup is None and done.after == tables.HEAD


def test_a_server_of_the_first_version_is_backed_up_and_brought_up_to_date(postgres: Postgres, folder: Path) -> None:
    """As the first version would have made it there: the same two tables, filled."""
    url = postgres.cluster.empty()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"GRANT USAGE, CREATE ON SCHEMA public TO {OWNER}")
        connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
        _first_version(connection)
        connection.exec_driver_sql(
            "INSERT INTO record (participant, exercise, revision, value, done, definition_hash, saved_at, writer, request_id) "
            "SELECT 'ann', 'w01a1', n, '{\"text\":\"ä ' || n || '\"}', false, 'h', '2026-01-01T09:00:00.00000' || n || '+00:00', '', "
            "'request ' || n FROM generate_series(1, 9) n"
        )
    engine.dispose()
    done = migrating.migrate(folder, url)
    assert (done.before, done.after) == ("0001", tables.HEAD)
    assert done.backup is not None and done.backup.manifest.records == 9 and done.backup.manifest.stamped == "0001"
    with closing(open_store(url)) as store:
        assert [one.value["text"] for one in store.history("ann", "w01a1")] == [f"ä {n}" for n in range(1, 10)]
        assert [one.what for one in store.noted()] == ["migrated"]
    with whole.opened(postgres.cluster.fresh()) as new:
        assert all(proof.holds for proof in putting_back.put_back(done.backup.path, new).proofs)
        assert len(new.history("ann", "w01a1")) == 9


def _first_version(connection: sa.Connection) -> None:
    """The first migration alone."""
    from alembic import command
    from alembic.config import Config

    from permanence_lib.store import schema

    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
