"""Putting a backup back: all of it, proved, or nothing at all."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from keeping import add, told

from permanence_lib.errors import StoreError, UnreadableFile
from permanence_lib.operations import backups, erased, putting_back, snapshot, whole
from permanence_lib.store import Store, open_store

FIRST_VERSION = Path(__file__).parents[1] / "store" / "first_version.sql"


def altered(file: Path, to: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same backup with other words in one part, as a file that somebody meddled with."""
    with zipfile.ZipFile(file) as found, zipfile.ZipFile(to, "w") as made:
        for name in found.namelist():
            content = found.read(name)
            assert name != part or old in content
            made.writestr(name, content.replace(old, new) if name == part else content)
    return to


def test_what_is_put_back_is_what_there_was(store: Store, folder: Path, tmp_path: Path) -> None:
    """Every version with its number, moment, mark and address; the counter; the log, with what is new behind it."""
    made, _ = backups.make(store, folder)
    with whole.opened(str(tmp_path / "new.sqlite")) as new:
        new.note("migrated", detail="made")
        back = putting_back.put_back(made.path, new)
        assert [told(new, who) for who in ("ann", "ben", "cat")] == [told(store, who) for who in ("ann", "ben", "cat")]
        assert new.newest() == store.newest() and len(new.shared_with("may")) == 3
        assert [one.what for one in new.noted()] == ["submitted"] * 3 + ["migrated", "restored"]
        assert add(new, "ann", "w01a1", 4).revision == 5
    assert back.manifest.records == 39 and all(proof.holds for proof in back.proofs)
    assert {proof.table for proof in back.proofs} == {"person", "record", "access"}


def test_the_numbers_go_on_where_they_were(store: Store, folder: Path, tmp_path: Path) -> None:
    """The last records were erased: their numbers do not come again after putting back either."""
    add(store, "zoe", "w01a1")
    last = store.newest()
    store.erase("zoe")
    made, _ = backups.make(store, folder)
    with whole.opened(str(tmp_path / "new.sqlite")) as new:
        putting_back.put_back(made.path, new)
        add(new, "ann", "w04a1")
        assert new.newest() == last + 1


def test_where_there_is_anything_nothing_is_put_back(store: Store, folder: Path) -> None:
    made, _ = backups.make(store, folder)
    before = told(store, "ann")
    with pytest.raises(StoreError, match="There are records here already"):
        putting_back.put_back(made.path, store)
    assert told(store, "ann") == before


@pytest.mark.parametrize(("part", "old", "new"), [
    ("record.jsonl", b"ben on w02a2", b"ben on w02a3"), ("record.jsonl", b'"revision":2', b'"revision":7'),
    ("manifest.json", b'"rows": 39', b'"rows": 38'),
])  # fmt: skip
def test_a_file_that_was_meddled_with_is_refused_whole(
    store: Store, folder: Path, tmp_path: Path, part: str, old: bytes, new: bytes
) -> None:
    made, _ = backups.make(store, folder)
    file = altered(made.path, tmp_path / "altered.zip", part, old, new)
    with whole.opened(str(tmp_path / "new.sqlite")) as empty:
        with pytest.raises(UnreadableFile, match="damaged"):
            putting_back.put_back(file, empty)
        assert empty.newest() == 0 and empty.noted() == []


def test_a_torn_file_another_file_and_one_of_the_future_are_refused(store: Store, folder: Path, tmp_path: Path) -> None:
    made, _ = backups.make(store, folder)
    content = made.path.read_bytes()
    (tmp_path / "torn.zip").write_bytes(content[: len(content) // 2])
    (tmp_path / "other.zip").write_bytes(b"PK not a zip")
    later = altered(made.path, tmp_path / "later.zip", "manifest.json", b'"stamped": "0002"', b'"stamped": "9999"')
    with whole.opened(str(tmp_path / "new.sqlite")) as empty:
        for file, why in (("torn.zip", "is no backup"), ("other.zip", "is no backup"), (later, "later version")):
            with pytest.raises(UnreadableFile, match=why):
                putting_back.put_back(tmp_path / file, empty)
        with pytest.raises(UnreadableFile, match="could not be read"):
            putting_back.put_back(tmp_path / "nowhere.zip", empty)


def test_what_comes_back_otherwise_is_undone(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that alters what it is given: nothing stays, and it is said."""
    made, _ = backups.make(store, folder)
    filled = putting_back._insert

    def forgetful(connection: object, name: str, rows: list[dict[str, object]]) -> None:
        filled(connection, name, [{**row, "done": False} if name == "record" else row for row in rows])  # type: ignore[arg-type]

    monkeypatch.setattr(putting_back, "_insert", forgetful)
    with whole.opened(str(tmp_path / "new.sqlite")) as empty:
        with pytest.raises(StoreError, match="not what the backup holds"):
            putting_back.put_back(made.path, empty)
        assert empty.newest() == 0


def test_who_was_erased_since_does_not_come_back(store: Store, folder: Path, tmp_path: Path) -> None:
    """Not their answers, and not their name in the log; whoever was erased before it was made is no matter of it."""
    made, _ = backups.make(store, folder)
    erased.add(folder, "ben", made.manifest.made_at + timedelta(minutes=5))
    erased.add(folder, "cat", made.manifest.made_at - timedelta(days=5))
    with whole.opened(str(tmp_path / "new.sqlite")) as new:
        back = putting_back.put_back(made.path, new, folder)
        assert back.erased_again == 1 and new.everything("ben") == [] and len(new.everything("cat")) == 13
        assert "ben" not in {name for one in new.noted() for name in (one.who, one.whose)}
    assert b"ben on w0" not in (tmp_path / "new.sqlite").read_bytes()


def test_a_list_of_the_erased_that_cannot_be_read_stops_it(store: Store, folder: Path, tmp_path: Path) -> None:
    made, _ = backups.make(store, folder)
    (folder / "erased.json").write_text("{")
    with whole.opened(str(tmp_path / "new.sqlite")) as new:
        with pytest.raises(StoreError, match="bring somebody back"):
            putting_back.put_back(made.path, new, folder)
        assert new.newest() == 0


def test_marks_older_than_any_backup_go(folder: Path) -> None:
    now = datetime.now(UTC)
    erased.add(folder, "ann", now - timedelta(days=40))
    erased.add(folder, "ben", now)
    assert erased.forget(folder, now - timedelta(days=30)) == 1
    assert erased.read(folder).keys() == {erased.mark("ben")}
    assert "ben" not in (folder / "erased.json").read_text()


def test_a_backup_of_the_first_version_comes_back_into_this_one(tmp_path: Path) -> None:
    """Its records lie in no space and are addressed to nobody."""
    old, made = tmp_path / "old.sqlite", tmp_path / "old.zip"
    with closing(sqlite3.connect(old)) as plain:
        plain.executescript(FIRST_VERSION.read_text("utf-8"))
        count = plain.execute("select count(*) from record").fetchone()[0]
    from permanence_lib.store.sqlite import Sqlite

    database = Sqlite(old)
    with database.reading() as connection, made.open("wb") as out:
        assert snapshot.take(connection, backups.stamp(connection), out, datetime.now(UTC)).stamped == "0001"
    database.close()
    with whole.opened(str(tmp_path / "new.sqlite")) as new:
        back = putting_back.put_back(made, new)
    upgraded = open_store(str(old))
    with open_store_again(tmp_path / "new.sqlite") as new:
        assert back.manifest.records == count > 0
        me = upgraded.me()
        assert new.me() == me and told(new, me.id) == told(upgraded, me.id)
    upgraded.close()


def open_store_again(path: Path) -> closing[Store]:
    """The store, closed at the end."""
    return closing(open_store(str(path)))


def test_a_rehearsal_changes_nothing(store: Store, folder: Path) -> None:
    made, _ = backups.make(store, folder)
    before = store.newest()
    back = putting_back.rehearsed(made.path)
    assert (
        back.manifest.records == 39 and store.newest() == before and "restored" not in {x.what for x in store.noted()}
    )


def test_the_newest_is_found_by_itself(store: Store, folder: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no backup of these records"):
        putting_back.newest(folder, backups.mark())
    backups.make(store, folder, now=datetime(2026, 1, 1, tzinfo=UTC))
    made, _ = backups.make(store, folder)
    assert putting_back.newest(folder, backups.mark()) == made.path
