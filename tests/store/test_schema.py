"""The shape of the file: made at once, recognised at once, and brought up to date with a copy put aside."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from programs import add

from permanence_lib.errors import StoreError
from permanence_lib.store import Store, open_store, schema, tables
from permanence_lib.store.sqlite import Sqlite

#: A file as the first version made it, as SQL: what is in it must be readable for ever.
FIRST = (Path(__file__).parent / "first_version.sql").read_text(encoding="utf-8")
ADDS_A_COLUMN = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0003", "0002"
def upgrade():
    op.add_column("record", sa.Column("mood", sa.String(20), nullable=False, server_default="calm"))
"""
FAILS_HALF_WAY = (
    ADDS_A_COLUMN + '    op.execute("update record set value = \'gone\'")\n    op.execute("drop table nothing")\n'
)


def first_version(path: Path) -> None:
    """Write the first version's file."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as plain:
        plain.executescript(FIRST)


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later version of the workbook, with one more migration still to be written: its file is given back."""
    scripts = tmp_path / "later scripts 100%"
    shutil.copytree(schema.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "SCRIPTS", scripts)
    monkeypatch.setattr(tables, "HEAD", "0003")
    return scripts / "versions" / "0003_later.py"


def shape(path: Path) -> list[tuple[str, ...]]:
    """Every table, column, index and rule of a file."""
    with closing(sqlite3.connect(path)) as plain:
        names = [row[0] for row in plain.execute("select name from sqlite_master where type='table' order by name")]
        rows: list[tuple[str, ...]] = []
        for name in names:
            rows += [(name, *column) for column in plain.execute(f"pragma table_xinfo({name})")]
            indexes = [index[1:] for index in plain.execute(f"pragma index_list({name})")]
            for index in sorted(indexes):
                rows += [(name, *index, *part) for part in plain.execute(f"pragma index_xinfo({index[0]})")]
        rows += plain.execute(
            "select name, sql like '%AUTOINCREMENT%' from sqlite_master where name='record'"
        ).fetchall()
        return rows


def test_the_migrations_and_the_tables_say_the_same(tmp_path: Path) -> None:
    """A new file is made at once from tables.py, an old one by the migrations: both end in the same shape."""
    open_store(str(tmp_path / "new.sqlite")).close()
    migrated = Sqlite(tmp_path / "migrated.sqlite", "rw")
    (tmp_path / "migrated.sqlite").touch()
    with migrated.writing() as connection:
        schema.run_alembic(connection)
    migrated.close()
    assert shape(tmp_path / "new.sqlite") == shape(tmp_path / "migrated.sqlite")
    with closing(sqlite3.connect(tmp_path / "migrated.sqlite")) as plain:
        assert plain.execute("select version_num from alembic_version").fetchall() == [(tables.HEAD,)]


def test_the_migrations_are_numbered_in_a_row_and_head_is_the_last() -> None:
    """Four digits each, one after the other, so that older and newer can be told by comparing."""
    numbers = sorted(file.name[:4] for file in (schema.SCRIPTS / "versions").glob("*.py"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)] and numbers[-1] == tables.HEAD


def test_the_first_versions_file_is_still_read(path: Path) -> None:
    """A file from the first version opens in this one with all its answers, and takes more."""
    first_version(path)
    store = open_store(str(path))
    assert store.me().id == "5c0f6f9e-5f0c-4c39-9d8a-2f6f3c1f7a10"
    assert [one.value for one in store.history(store.me().id, "w02a2")] == [{"text": "first"}, {"text": "second – né"}]
    assert add(store, base=2, participant=store.me().id).revision == 3
    store.close()


def test_an_older_file_is_brought_up_to_date_with_a_copy_put_aside(path: Path, later: Path) -> None:
    """Answers stay, the new shape is there, the stamp says so, and the file as it was lies beside it, owner only."""
    first_version(path)
    later.write_text(ADDS_A_COLUMN)
    store = open_store(str(path))
    assert len(store.history(store.me().id, "w02a2")) == 2
    store.close()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("select distinct mood from record").fetchall() == [("calm",)]
        assert plain.execute("select version_num from alembic_version").fetchall() == [("0003",)]
    (copy,) = schema.copies(path)
    with closing(sqlite3.connect(copy)) as plain:
        assert plain.execute("select version_num from alembic_version").fetchall() == [("0001",)]
        assert plain.execute("select count(*) from record").fetchone() == (2,)
    if os.name == "posix":
        assert copy.stat().st_mode & 0o777 == 0o600
    open_store(str(path)).close()
    assert len(schema.copies(path)) == 1, "up to date already: no second copy"


def test_an_upgrade_that_fails_changes_nothing(path: Path, later: Path) -> None:
    """A migration breaks half way: all of it is undone, the copy is named, and the old version reads the file."""
    first_version(path)
    before = shape(path)
    later.write_text(FAILS_HALF_WAY)
    with pytest.raises(StoreError, match=r"could not be brought up to date.*Nothing in .* was changed.*copy") as failed:
        open_store(str(path))
    assert str(schema.copies(path)[0]) in str(failed.value)
    assert shape(path) == before
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("select version_num from alembic_version").fetchall() == [("0001",)]
        assert plain.execute("select count(*) from record where value = 'gone'").fetchone() == (0,)


def test_no_upgrade_without_a_copy(path: Path, later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the copy cannot be made, the file is left as it is and no half copy lies about."""
    first_version(path)
    before = shape(path)
    later.write_text(ADDS_A_COLUMN)

    def no_room(database: Sqlite, copy: Path) -> None:
        copy.write_bytes(b"half")
        raise StoreError("full")

    monkeypatch.setattr(Sqlite, "copy_to", no_room)
    with pytest.raises(StoreError, match="could not be brought up to date"):
        open_store(str(path))
    assert shape(path) == before and schema.copies(path) == []


def test_an_older_file_is_not_upgraded_for_looking(path: Path, later: Path) -> None:
    """Looking changes nothing: an older file is named as such and left."""
    first_version(path)
    later.write_text(ADDS_A_COLUMN)
    with pytest.raises(StoreError, match=r"earlier version.*Open the workbook once in the usual way"):
        open_store(str(path), read_only=True)
    assert schema.copies(path) == []


def test_answers_can_be_saved_after_an_upgrade_that_copies_the_table(path: Path, later: Path) -> None:
    """SQLite changes a column by copying the table: rules and numbering survive that."""
    first_version(path)
    later.write_text(
        'import sqlalchemy as sa\nfrom alembic import op\nrevision, down_revision = "0003", "0002"\n'
        "def upgrade():\n    with op.batch_alter_table('record') as table:\n"
        "        table.alter_column('writer', type_=sa.String(200))\n"
    )
    store = open_store(str(path))
    me = store.me().id
    saved = add(store, {"text": "third"}, 2, participant=me, request_id="r3")
    assert add(store, {"text": "third"}, 2, participant=me, request_id="r3") == saved
    store.close()
    with closing(sqlite3.connect(path)) as plain:
        made = plain.execute("select sql from sqlite_master where name = 'record'").fetchone()[0]
    assert "one_record_a_revision" in made and "one_record_a_request" in made


def test_numbers_of_erased_records_do_not_come_again_after_an_upgrade(path: Path) -> None:
    """The second version copies the table of records; what SQLite has counted so far is carried over."""
    first_version(path)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("update sqlite_sequence set seq = 40 where name = 'record'")
        plain.commit()
    store = open_store(str(path))
    add(store)
    assert (store.newest(), store.newest("ana")) == (41, 41)
    store.close()


def test_an_empty_file_is_a_new_store(path: Path) -> None:
    """The program was stopped right after making the file: the next opening goes on from there."""
    path.parent.mkdir()
    path.touch()
    store = open_store(str(path))
    assert add(store).revision == 1
    store.close()


def test_numbers_of_records_are_never_used_twice(path: Path, store: Store) -> None:
    """Even after erasing the newest record, the next one's number is higher: nothing is taken for something older."""
    add(store)
    store.erase("ana")
    add(store)
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("select seq from record").fetchall() == [(2,)]


def test_the_settings_hold_on_every_connection(path: Path, store: Store) -> None:
    """Write-ahead log, full synchronising, foreign keys, secure deletion, ten seconds' patience."""
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
    with store._database.reading() as one, store._database.reading() as two:
        for connection in (one, two):
            for setting, value in wanted.items():
                assert connection.execute(sa.text(f"pragma {setting}")).scalar_one() == value, setting


def run(code: str) -> str:
    """What a fresh Python prints."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT
    ).stdout.strip()


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def test_importing_the_room_is_light() -> None:
    """`import permanence_lib.store` loads no database library: a page that saves nothing does not pay for it."""
    heavy = "[m for m in ('sqlalchemy', 'alembic', 'pydantic', 'platformdirs', 'pandas') if m in sys.modules]"
    assert run(f"import sys, permanence_lib.store; print({heavy})") == "[]"


def test_opening_an_up_to_date_store_is_quick_and_needs_no_alembic(path: Path, store: Store) -> None:
    """The everyday opening reads one stamp: no migration machinery is loaded, and it takes a few milliseconds."""
    printed = run(
        "import sys, time, sqlalchemy.dialects.sqlite\n"
        "from permanence_lib.store import opening\n"
        f"start = time.process_time(); opening.open_store({str(path)!r}); print(time.process_time() - start)\n"
        "print('alembic' in sys.modules)"
    ).split()
    assert float(printed[0]) < 0.05, "seconds of work, whatever else the computer does"
    assert printed[1] == "False"


def test_a_store_in_memory_is_made_quickly() -> None:
    """Tests and notebook checks open a store for each page: that must cost next to nothing."""
    open_store("sqlite://").close()
    start = time.process_time()
    open_store("sqlite://").close()
    assert time.process_time() - start < 0.1
