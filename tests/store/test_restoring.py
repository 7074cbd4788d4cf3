"""Versions that were saved elsewhere, added to a store: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from permanence_lib.errors import AnswerRefused, Conflict
from permanence_lib.store import Record, Store, open_store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """Another machine's store, empty."""
    opened = open_store(str(tmp_path / "other.sqlite"))
    yield opened
    opened.close()


def wrote(store: Store, exercise: str = "w02a2", times: int = 3) -> None:
    """Save a few versions."""
    me = store.me().id
    for base in range(times):
        store.save(me, exercise, {"text": f"{exercise} {base}"}, base=base, request_id=f"{me}{exercise}{base}",
                   definition_hash="h", done=base == 1, law_as_at="2026-01-01")  # fmt: skip


def told(record: Record) -> dict[str, Any]:
    """A record without whose it is and how it came."""
    return {name: value for name, value in vars(record).items() if name not in ("participant", "request_id")}


def test_everything_is_every_version_in_order(store: Store) -> None:
    wrote(store)
    wrote(store, "w01a1", 2)
    found = store.everything(store.me().id)
    assert [(one.exercise, one.revision) for one in found] == [
        ("w01a1", 1), ("w01a1", 2), ("w02a2", 1), ("w02a2", 2), ("w02a2", 3),
    ]  # fmt: skip
    assert store.everything("somebody else") == []


def test_restored_is_equal_in_all_but_whose_it_is(store: Store, other: Store) -> None:
    """Values, numbers, moments, done, question and law."""
    wrote(store)
    before = store.everything(store.me().id)
    assert other.restore(other.me().id, before) == 3
    assert [told(one) for one in other.everything(other.me().id)] == [told(one) for one in before]


def test_it_is_saved_on_as_before(store: Store, other: Store) -> None:
    """The next version follows on."""
    wrote(store)
    other.restore(other.me().id, store.everything(store.me().id))
    wrote(other, "w03a1", 1)
    saved = other.save(other.me().id, "w02a2", {}, base=3, request_id="next", definition_hash="h")
    assert saved.revision == 4


def test_what_does_not_follow_on_leaves_nothing_behind(store: Store, other: Store) -> None:
    """The second exercise has a gap, so the first is not kept either."""
    wrote(store)
    wrote(store, "w05a1")
    with_gap = [one for one in store.everything(store.me().id) if (one.exercise, one.revision) != ("w05a1", 2)]
    with pytest.raises(Conflict) as conflict:
        other.restore(other.me().id, with_gap)
    assert (conflict.value.newest.exercise, conflict.value.newest.revision) == ("w05a1", 1)
    assert other.everything(other.me().id) == []


def test_one_that_cannot_be_kept_leaves_nothing_behind(store: Store, other: Store) -> None:
    wrote(store)
    (*good, last) = store.everything(store.me().id)
    with pytest.raises(AnswerRefused):
        other.restore(other.me().id, [*good, replace(last, value={"text": "x" * 700_000})])
    assert other.everything(other.me().id) == []


def test_a_second_time_it_does_not_follow_on(store: Store, other: Store) -> None:
    """The store never has the same version twice."""
    wrote(store)
    before = store.everything(store.me().id)
    other.restore(other.me().id, before)
    with pytest.raises(Conflict):
        other.restore(other.me().id, before)
    assert len(other.everything(other.me().id)) == 3


def test_two_people_may_bring_in_the_same_file_into_one_store(store: Store, other: Store) -> None:
    """Request ids are unique in a store, and follow from whose the record is."""
    wrote(store)
    before = store.everything(store.me().id)
    assert other.restore("one", before) == other.restore("two", before) == 3
    ids = [one.request_id for who in ("one", "two") for one in other.everything(who)]
    assert len(set(ids)) == 6
