"""Backups: taken while people write, whole or not there, so many and no more."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from keeping import somebody_writing

from permanence_lib.errors import PermanenceError
from permanence_lib.operations import backups, snapshot
from permanence_lib.store import Store

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)


def test_a_backup_says_what_it_holds_and_is_closed_to_others(store: Store, folder: Path) -> None:
    made, gone = backups.make(store, folder, now=NOW)
    assert (made.manifest.records, made.manifest.made_at, made.manifest.stamped, gone) == (39, NOW, "0002", [])
    assert made.path.stat().st_mode & 0o077 == 0 and folder.stat().st_mode & 0o077 == 0
    assert snapshot.checked(made.path) == made.manifest
    assert [one.path for one in backups.kept(folder)] == [made.path] == list(folder.iterdir())


def test_it_is_one_moment_of_all_while_people_write(store: Store, folder: Path, path: Path) -> None:
    """Each save of a writer is two records, one after the other: a backup with the second has the first, and all before."""
    with somebody_writing(path, "dan") as saved:
        made = [backups.make(store, folder, now=NOW + timedelta(minutes=n))[0] for n in range(5)]
    for one in made:
        dans = [row["revision"] for row in snapshot.rows(one.path, "record") if row["participant"] == "dan"]
        assert dans == list(range(1, len(dans) + 1))
    assert saved == list(range(1, len(saved) + 1)) and made[-1].manifest.records > 39
    assert len(store.history("dan", "w01a1")) == len(saved), "no acknowledged save was lost to a backup"


def test_so_many_are_kept_and_only_of_these_records(store: Store, folder: Path) -> None:
    other = backups.make(store, folder, marked="0" * 8, now=NOW)[0]
    made = [backups.make(store, folder, keep=3, now=NOW + timedelta(days=n))[0].path for n in range(5)]
    assert backups.files(folder, backups.mark()) == made[:1:-1]
    assert other.path.exists()


def test_one_that_cannot_be_read_back_is_not_kept_and_costs_no_older_one(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backups.make(store, folder, keep=1, now=NOW)[0]
    written = snapshot.take

    def torn(connection: object, stamped: str, out: object, now: datetime) -> object:
        manifest = written(connection, stamped, out, now)  # type: ignore[arg-type]
        out.truncate(out.tell() // 2)  # type: ignore[attr-defined]
        return manifest

    monkeypatch.setattr(snapshot, "take", torn)
    with pytest.raises(PermanenceError, match="could not be read back"):
        backups.make(store, folder, keep=1, now=NOW + timedelta(days=1))
    assert list(folder.iterdir()) == [good.path]


def test_a_folder_that_takes_no_file_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PermanenceError, match=r"could not be made in .*Not a directory.*older backups are still"):
        backups.make(store, tmp_path / "file" / "backups")


def test_no_login_is_in_the_mark_of_a_database() -> None:
    """Two logins of one database share its backups; another database has its own."""
    one = backups.mark("postgresql+psycopg://ann:secret@db/permanence")
    assert one == backups.mark("postgresql+psycopg://boss:other@db/permanence")
    assert one != backups.mark("postgresql+psycopg://ann:secret@db/other")


def test_the_folder_is_where_it_is_asked_for(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backups.folder() == folder and backups.folder(tmp_path) == tmp_path
    monkeypatch.delenv("PERMANENCE_BACKUPS")
    assert backups.folder().name == "backups" and os.environ.get("PERMANENCE_BACKUPS") is None
