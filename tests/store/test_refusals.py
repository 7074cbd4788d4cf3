"""When the file says no: what happened, what of the words, what to do; and what can be read is read."""

from __future__ import annotations

import inspect
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import programs
import pytest
from programs import add

from permanence_lib.errors import StoreBusy, StoreError, StoreNewer, StoreReadOnly
from permanence_lib.store import Store, open_store, refusals, sqlite

RAW = re.compile(
    r"sqlite3|sqlalchemy|Error\b|operational|\bselect\b|\binsert\b|pragma|transaction|errno|traceback|\bdatabase\b",
    re.IGNORECASE,
)


def plain(message: str, path: Path | None = None) -> str:
    """The message, having made sure that it is fit for a person; without the path, which is theirs."""
    message = message.replace(str(path), "PATH")
    assert not RAW.search(message), message
    assert len(re.findall(r"\.(?= |$)", message)) >= 3, f"what happened, what of the words, what to do: {message}"
    return message


def every_refusal() -> Iterator[tuple[str, StoreError]]:
    """All that refusals.py can say, with and without a file."""
    for name, make in inspect.getmembers(refusals, inspect.isfunction):
        if make.__module__ != refusals.__name__ or name in ("from_code", "in_plain_words") or name.startswith("_"):
            continue
        for path in (Path("/home/ana/answers.sqlite"), None):
            yield name, make(*[path for _ in inspect.signature(make).parameters])


@pytest.mark.parametrize(("name", "refusal"), list(every_refusal()))
def test_every_refusal_is_in_plain_words(name: str, refusal: StoreError) -> None:
    """Three sentences at least, no word of the machinery, and the file keeps the name its owner gave it."""
    message = plain(str(refusal))
    assert re.search(r"safe|stay on your screen|Nothing|can still read|erase once more", message), name
    assert "/Home" not in message and "/HOME" not in message


def test_a_file_locked_by_another_program_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody holds the file and does not finish: StoreBusy after the wait, nothing half-saved, and later it works."""
    monkeypatch.setattr(sqlite, "BUSY", 0.1)
    store = open_store(str(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreBusy) as busy:
            add(store)
        plain(str(busy.value))
        assert store.latest("ana", "w02a2") is None, "reading goes on meanwhile"
        other.execute("rollback")
    assert add(store).revision == 1
    store.close()


def with_setting(store: Store, pragma: str) -> None:
    """Set something on the store's own connection, to have SQLite itself refuse."""
    store._database._outside(f"PRAGMA {pragma}")


def test_a_full_disk_is_told_as_such(path: Path, store: Store) -> None:
    """No room: StoreError in plain words, the answer before is untouched, and with room again saving goes on."""
    saved = add(store)
    with_setting(store, "max_page_count=1")
    with pytest.raises(
        StoreError, match=r"disk .*full.*stay on your screen until they are saved.*Make some room"
    ) as full:
        add(store, {"text": "x" * 100_000}, 1)
    plain(str(full.value), path)
    assert store.history("ana", "w02a2") == [saved]
    with_setting(store, "max_page_count=1000000")
    assert add(store, {"text": "x" * 100_000}, 1).revision == 2


def test_a_file_that_turns_read_only_says_so_at_saving(path: Path, store: Store) -> None:
    """The right to write went away while the workbook was open: reading goes on, saving says what to do."""
    saved = add(store)
    with_setting(store, "query_only=ON")
    with pytest.raises(StoreReadOnly, match="can be read but not added to") as refused:
        add(store, base=1)
    plain(str(refused.value), path)
    assert store.latest("ana", "w02a2") == saved


def test_opened_for_looking_nothing_is_written(path: Path, store: Store) -> None:
    """A store opened read-only reads everything and refuses to save, to erase and to make a person."""
    saved = add(store)
    looking = open_store(str(path), read_only=True)
    assert looking.latest("ana", "w02a2") == saved and isinstance(looking.refusal, StoreReadOnly)
    add(store, {"text": "two"}, 1)
    assert len(looking.history("ana", "w02a2")) == 2, "it sees what others add meanwhile"
    for change in (lambda: add(looking, base=2), lambda: looking.erase("ana"), looking.me):
        with pytest.raises(StoreReadOnly) as refused:
            change()
        plain(str(refused.value), path)
    looking.close()
    assert len(store.history("ana", "w02a2")) == 2


def test_looking_at_nothing_makes_nothing(path: Path) -> None:
    """Opened for looking, a file that is not there is not made, nor its folder."""
    with pytest.raises(StoreError, match="no answers yet") as missing:
        open_store(str(path), read_only=True)
    plain(str(missing.value), path)
    assert not path.parent.exists()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a user without rights may look into."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "answers"
        place.mkdir()
        os.chmod(folder, 0o755)
        yield place
        place.chmod(0o755)


def as_nobody(job: Any, *given: str) -> Any:
    """What a user without rights gets."""
    started = programs.context()
    line, other_end = started.Pipe()
    program = started.Process(target=programs.as_nobody, args=(job, other_end, *given), daemon=True)
    program.start()
    assert line.poll(60)
    told = line.recv()
    program.join(30)
    return told


def filled(folder: Path, file_mode: int, folder_mode: int) -> Path:
    """A store with one answer, closed, with these rights."""
    path = folder / "answers.sqlite"
    store = open_store(str(path))
    add(store, {"text": "kept"})
    store.close()
    path.chmod(file_mode)
    folder.chmod(folder_mode)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise on Windows")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)])
def test_a_file_or_folder_that_may_not_be_changed_is_still_read(
    open_folder: Path, file_mode: int, folder_mode: int
) -> None:
    """A read-only file, folder or both: the answers are shown, and saving says why not. Tried without rights."""
    path = filled(open_folder, file_mode, folder_mode)
    value, name, message = as_nobody(programs.read_and_try_to_save, str(path))
    assert (value, name) == ({"text": "kept"}, "StoreReadOnly")
    assert "can be read but not added to" in plain(message, path)


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise on Windows")
def test_a_folder_that_takes_no_file_is_told_as_such(open_folder: Path) -> None:
    """No right to make the file: said at opening, with what to do."""
    open_folder.chmod(0o555)
    name, message = as_nobody(programs.read_and_try_to_save, str(open_folder / "answers.sqlite"))
    assert name == "StoreReadOnly"
    assert "Nothing was written" in plain(message, open_folder / "answers.sqlite")


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise on Windows")
def test_a_file_of_somebody_elses_is_told_as_such(open_folder: Path) -> None:
    """A file one may not even read: said in plain words."""
    path = filled(open_folder, 0o000, 0o555)
    name, message = as_nobody(programs.read_and_try_to_save, str(path))
    assert name == "StoreError"
    assert "does not let the workbook reach" in plain(message, path)


def test_words_in_a_log_that_cannot_be_read_are_not_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If newer words stand in the log and the log cannot be used, older words are never shown as if they were all."""
    from permanence_lib.store import opening

    store = open_store(str(path))
    add(store)
    tried = []

    def unusable(path: Path, mode: str) -> Any:
        tried.append(mode)
        raise refusals.unreachable(path)

    monkeypatch.setattr(opening, "_proved", unusable)
    with pytest.raises(StoreError, match="does not let the workbook reach"):
        open_store(str(path), read_only=True)
    assert tried == ["ro"]
    store.close()


@pytest.mark.parametrize(
    "content", [b"not a store at all" * 500, b"SQLite format 3\0" + b"\xff" * 5000], ids=["other", "torn"]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, content: bytes, read_only: bool) -> None:
    """Not our sort of file, or a torn one: nothing in it is changed, the message says where it is and what to do."""
    path = tmp_path / "answers.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError) as damaged:
        open_store(str(path), read_only=read_only)
    assert str(path) in str(damaged.value)
    assert re.search(r"Nothing in it was changed.*Do not delete it", plain(str(damaged.value), path))
    assert path.read_bytes() == content


def test_damage_found_later_is_told_as_such(path: Path) -> None:
    """A torn page deep in the file is met only when it is read, and is told in the same words."""
    store = open_store(str(path))
    add(store, {"text": "x" * 200_000})
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) - len(whole) // 2))
    store = open_store(str(path))
    with pytest.raises(StoreError, match="damaged") as damaged:
        store.latest_all("ana")
    plain(str(damaged.value), path)
    store.close()


def test_an_answer_altered_in_the_file_is_told_as_such(path: Path, store: Store) -> None:
    """Somebody edited the file by hand: that answer cannot be shown, and the message says the others can."""
    add(store)
    add(store, exercise="w02a3")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("update record set value = '{' where exercise = 'w02a2'")
    with pytest.raises(
        StoreError, match=r"One saved answer is damaged.*others? answers are safe|other answers"
    ) as damaged:
        store.latest("ana", "w02a2")
    plain(str(damaged.value), path)
    assert store.latest("ana", "w02a3") is not None


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    """A sound file of some other program's is neither written to nor changed in its settings."""
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("create table bookmark (url)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program") as refused:
        open_store(str(path))
    plain(str(refused.value), path)
    assert path.read_bytes() == before


def make_newer(path: Path, *changes: str) -> None:
    """What a later version of the workbook might have done to a file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as later:
        for change in (*changes, "update alembic_version set version_num = '9999'"):
            later.execute(change)


def test_a_newer_file_is_read_and_not_written(path: Path) -> None:
    """A later version worked on this file: everything is shown, nothing is added, and the person is told to update."""
    store = open_store(str(path))
    saved, me = add(store), store.me()
    store.close()
    make_newer(path, "alter table record add column mood text")
    before = path.read_bytes()
    store = open_store(str(path))
    assert store.latest("ana", "w02a2") == saved and store.me() == me
    with pytest.raises(StoreNewer, match=r"later version.*update the workbook") as newer:
        add(store, base=1)
    plain(str(newer.value), path)
    with suppress(StoreNewer):
        store.erase("ana")
    store.close()
    assert path.read_bytes() == before


def test_a_newer_file_that_cannot_be_read_says_so(path: Path) -> None:
    """A later version arranged the answers otherwise: the reason given is the version, not some broken table."""
    store = open_store(str(path))
    add(store)
    store.close()
    make_newer(path, "alter table record rename to response")
    store = open_store(str(path))
    with pytest.raises(StoreNewer, match=r"cannot be shown.*safe.*Update the workbook") as newer:
        store.latest("ana", "w02a2")
    plain(str(newer.value), path)
    store.close()


def test_words_never_stand_in_an_error(path: Path, store: Store) -> None:
    """Even the error behind the error, which goes into a log, holds nothing that a participant wrote."""
    with_setting(store, "max_page_count=1")
    with pytest.raises(StoreError) as refused:
        add(store, {"text": "her very own words " * 10_000})
    causes: list[BaseException] = [refused.value]
    while cause := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(cause)
    assert len(causes) > 1
    assert not [cause for cause in causes if "her very own words" in str(cause)]
