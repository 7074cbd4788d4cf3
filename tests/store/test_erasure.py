"""Erased is gone: from what is shown, from the file, from the log beside it, from the copies."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from programs import add

from permanence_lib.errors import Conflict, StoreBusy, StoreError
from permanence_lib.store import Store, open_store, sqlite

SECRET = "nobody-asked-the-grandmother"


def found_in(folder: Path, words: str) -> list[str]:
    """The files in a folder that hold these words anywhere. Read by another program, for why see Sqlite.finds."""
    code = (
        "import sys, pathlib\n"
        "for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):\n"
        "    if sys.argv[2].encode() in file.read_bytes(): print(file.name)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder), words], capture_output=True, text=True, check=True)
    return done.stdout.split()


def fill(store: Store, participant: str, words: str, times: int = 30) -> None:
    """Many revisions, short and long, so that words stand in the file, in its overflow pages and in the log."""
    for base in range(times):
        add(store, {"text": f"{words} " * (1 + base * 20)}, base, participant=participant)


def test_erasing_leaves_no_bytes(path: Path, store: Store) -> None:
    """After erasing, neither the words nor the participant's id are in any file, and the others' answers are whole."""
    me = store.me().id
    fill(store, me, SECRET)
    fill(store, "ben", "ben keeps his words")
    store._database.empty_log()
    fill_more = add(store, {"text": SECRET}, 30, participant=me)
    assert fill_more.revision == 31
    assert {"answers.sqlite", "answers.sqlite-wal"} <= set(found_in(path.parent, SECRET)), "or this test proves nothing"
    store.erase(me)
    assert found_in(path.parent, SECRET) == [] and found_in(path.parent, me) == []
    assert store.latest_all(me) == {} and len(store.history("ben", "w02a2")) == 30
    store.close()
    assert found_in(path.parent, SECRET) == []
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("pragma integrity_check").fetchone() == ("ok",)


def test_copies_put_aside_go_too(path: Path, store: Store) -> None:
    """A copy that an upgrade left holds the same words: it is removed with them."""
    add(store, {"text": SECRET})
    copy = path.with_name("answers.sqlite.before-0002-from-0001-20261122T090000000000")
    copy.touch()
    store._database.copy_to(copy)
    assert copy.name in found_in(path.parent, SECRET)
    store.erase("ana")
    assert not copy.exists() and found_in(path.parent, SECRET) == []


def test_me_is_somebody_new_after_erasing(store: Store) -> None:
    """The person's id goes as well: the next sitting begins with a new one."""
    me = store.me()
    store.erase(me.id)
    assert store.me().id != me.id


def test_erasing_nobody_does_nothing(store: Store) -> None:
    """Erasing somebody who saved nothing, or erasing twice, is no error."""
    saved = add(store)
    store.erase("ben")
    assert store.latest("ana", "w02a2") == saved
    store.erase("ana")
    store.erase("ana")
    assert store.latest("ana", "w02a2") is None


def test_a_page_left_open_learns_that_its_answer_was_erased(store: Store) -> None:
    """Its next save is not silently taken for the next revision: it is told there is nothing, and may begin again."""
    add(store)
    store.erase("ana")
    with pytest.raises(Conflict) as conflict:
        add(store, base=1)
    assert conflict.value.newest.revision == 0


def test_the_same_words_of_somebody_else_stay(store: Store) -> None:
    """Two people gave the same answer: erasing one leaves the other's, and is not taken for a failure."""
    same = {"choice": "special guardianship, for now"}
    add(store, same)
    kept = add(store, same, participant="ben")
    store.erase("ana")
    assert store.latest("ben", "w02a2") == kept


def test_a_reader_in_the_way_is_told_and_erasing_again_finishes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another window still reads the old state: the answers are gone from sight, and StoreBusy asks to try again."""
    monkeypatch.setattr(sqlite, "BUSY", 0.1)
    store = open_store(str(path))
    add(store, {"text": SECRET})
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin")
        other.execute("select count(*) from record").fetchone()
        with pytest.raises(StoreBusy):
            store.erase("ana")
        assert store.latest_all("ana") == {}
        other.execute("rollback")
    store.erase("ana")
    assert found_in(path.parent, SECRET) == []
    store.close()


def test_what_is_still_to_be_found_is_told(path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """If deleting should ever leave words in the file, erasing says so instead of claiming success."""
    add(store, {"text": SECRET * 20})
    store._database._outside("PRAGMA secure_delete=OFF")
    with pytest.raises(StoreError, match="traces of them are still in"):
        store.erase("ana")


def test_erasing_in_memory_works_too() -> None:
    """A store in memory has no log and no copies, and erases all the same."""
    store = open_store("sqlite://")
    add(store, {"text": SECRET})
    store.erase("ana")
    assert store.latest_all("ana") == {}
