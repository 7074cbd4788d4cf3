"""What is saved is what is read, from anywhere, for ever."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from programs import add

from permanence_lib.errors import AnswerRefused, Conflict
from permanence_lib.store import Record, Store, open_store

ANSWER = {
    "text": "She said: “nobody asked me”.",
    "rows": [{"day": "3", "done": True}, {"day": "", "done": False}],
    "n": 1.5,
}


def test_what_was_saved_is_read_through_another_connection(path: Path, store: Store) -> None:
    """When save returns, anyone who opens the file reads the same words: nothing waits in memory."""
    saved = add(store, ANSWER, done=True, law_as_at="2026-09-01", writer="window-1")
    other = open_store(str(path))
    assert other.latest("ana", "w02a2") == saved
    assert saved.value == ANSWER and saved.done and saved.law_as_at == "2026-09-01" and saved.revision == 1
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("select participant, exercise, revision, writer from record").fetchall() == [
            ("ana", "w02a2", 1, "window-1")
        ]
    other.close()


def test_nothing_saved_is_none() -> None:
    """An exercise nobody has started has no answer, rather than an empty one."""
    store = open_store("sqlite://")
    assert store.latest("ana", "w02a2") is None
    assert store.latest_all("ana") == {} and store.history("ana", "w02a2") == []


def test_history_keeps_every_revision(store: Store) -> None:
    """Nothing is overwritten: each save adds the next revision, and the older ones stay as they were."""
    for base in range(5):
        add(store, {"text": str(base)}, base)
    assert [(one.revision, one.value["text"]) for one in store.history("ana", "w02a2")] == [
        (1, "0"), (2, "1"), (3, "2"), (4, "3"), (5, "4")
    ]  # fmt: skip
    newest = store.latest("ana", "w02a2")
    assert newest is not None and newest.revision == 5


def test_latest_all_gives_the_newest_of_each_exercise_of_one_person(store: Store) -> None:
    """One look gives a week's answers: the newest of each exercise, and nobody else's."""
    add(store, {"text": "old"}, exercise="w02a1")
    new = add(store, {"text": "new"}, 1, exercise="w02a1")
    two = add(store, {"text": "two"}, exercise="w02a2")
    add(store, {"text": "not mine"}, participant="ben", exercise="w02a3")
    assert store.latest_all("ana") == {"w02a1": new, "w02a2": two}


def test_saved_at_is_now_in_universal_time(store: Store) -> None:
    """The time of saving is an aware time in UTC, to the microsecond."""
    saved = add(store)
    assert saved.saved_at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - saved.saved_at) < timedelta(minutes=1)


def test_the_same_request_twice_is_one_record(store: Store) -> None:
    """A page that heard no answer sends the same request again: it gets the same Record, and nothing is added."""
    first = add(store, ANSWER, request_id="r1")
    assert add(store, ANSWER, request_id="r1") == first
    assert store.history("ana", "w02a2") == [first]


def test_a_late_retry_gets_its_own_record_though_a_newer_one_exists(store: Store) -> None:
    """The acknowledgement was lost and another window saved meanwhile: the retry is still acknowledged as it was."""
    first = add(store, request_id="r1")
    add(store, {"text": "two"}, 1)
    assert add(store, request_id="r1") == first


def test_a_request_used_for_another_exercise_or_person_is_refused(store: Store) -> None:
    """A request id never shows one person another's answer, nor acknowledges words that were not kept."""
    add(store, {"text": "private to ana"}, request_id="r1")
    others: list[dict[str, Any]] = [{"participant": "ben"}, {"exercise": "w02a3"}]
    for parts in others:
        with pytest.raises(AnswerRefused) as refused:
            add(store, {"text": "private to ana"}, request_id="r1", **parts)
        assert "private" not in str(refused.value)
    assert store.latest_all("ben") == {} and list(store.latest_all("ana")) == ["w02a2"]


@pytest.mark.parametrize("changed", [{"value": {"text": "other words"}}, {"done": True}])
def test_a_request_that_comes_back_with_other_words_is_a_conflict(store: Store, changed: dict[str, Any]) -> None:
    """'Saved' is never said of words that are not stored: the page is shown what is, and keeps its own."""
    first = add(store, request_id="r1")
    with pytest.raises(Conflict) as conflict:
        add(store, request_id="r1", **changed)
    assert conflict.value.newest == first and store.history("ana", "w02a2") == [first]


def test_a_conflict_carries_the_newest_record(store: Store) -> None:
    """Whoever saves from an old revision is given the newer one and has overwritten nothing."""
    add(store, {"text": "one"})
    newest = add(store, {"text": "two"}, 1)
    with pytest.raises(Conflict) as conflict:
        add(store, {"text": "late"}, 1)
    assert conflict.value.newest == newest
    assert store.latest("ana", "w02a2") == newest


@pytest.mark.parametrize("base", [-1, 1, 7, 10**30])
def test_a_base_that_never_was_is_a_conflict_with_nothing(store: Store, base: int) -> None:
    """A page whose answers were erased, or are in another file, is given revision 0 and can save from there."""
    with pytest.raises(Conflict) as conflict:
        add(store, base=base)
    newest = conflict.value.newest
    assert isinstance(newest, Record) and newest.revision == 0 and newest.value == {}
    assert add(store, base=newest.revision).revision == 1


def test_me_is_one_person_for_ever(path: Path, store: Store) -> None:
    """The laptop's own participant is made once, with a random id and no name, and is the same at every opening."""
    me = store.me()
    other = open_store(str(path))
    assert other.me() == me == store.me()
    assert len(me.id) == 36 and me.name == ""
    other.close()


def test_two_stores_in_memory_know_nothing_of_each_other() -> None:
    """A store in memory is for one sitting: another one is empty."""
    one, two = open_store("sqlite://"), open_store("sqlite://")
    add(one)
    assert one.latest("ana", "w02a2") is not None and two.latest("ana", "w02a2") is None
    assert one.me().id != two.me().id and one.path is None
