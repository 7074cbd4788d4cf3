"""A space is a store of its own in the same database; and a record can be addressed to one other person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from programs import add

from permanence_lib.errors import Conflict
from permanence_lib.store import Store, open_store

ROOM = "room:w04-autumn-0a1b2c"


@pytest.fixture
def room(where: str, store: Store) -> Iterator[Store]:
    """The same place, opened for a room."""
    opened = open_store(where, space=ROOM)
    yield opened
    opened.close()


def test_nothing_is_seen_from_one_space_in_another(store: Store, room: Store) -> None:
    """Every question is about one's own space, and ids may be the same in both."""
    study, there = add(store, {"in": "study"}), add(room, {"in": "room"})
    assert (store.space, room.space) == ("", ROOM)
    for opened, own in ((store, study), (room, there)):
        assert opened.latest("ana", "w02a2") == own and opened.version("ana", "w02a2", 1) == own
        assert opened.history("ana", "w02a2") == opened.everything("ana") == [own]
        assert opened.latest_all("ana") == {"w02a2": own} and opened.of_exercise("w02a2") == {"ana": own}
    assert store.newest("ana") != room.newest("ana")


def test_the_number_of_a_space_grows_with_its_saves_only(store: Store, room: Store) -> None:
    add(room)
    before = room.newest()
    add(store)
    assert room.newest() == before
    add(room, base=1)
    assert room.newest() > before


def test_a_request_is_one_of_its_space(store: Store, room: Store) -> None:
    """The same mark in two spaces is two requests, and in one space it is one."""
    add(store, request_id="r1")
    saved = add(room, {"in": "room"}, request_id="r1")
    assert add(room, {"in": "room"}, request_id="r1") == saved


def test_restored_versions_go_into_the_space(store: Store, room: Store) -> None:
    add(store)
    assert room.restore("ana", store.everything("ana")) == 1
    assert len(room.everything("ana")) == len(store.everything("ana")) == 1


def test_erasing_in_a_space_leaves_the_others(store: Store, room: Store) -> None:
    kept = add(store)
    add(room), add(room, participant="ben")
    room.erase("ana")
    assert room.everything("ana") == [] and store.everything("ana") == [kept]
    assert room.erase_space() == 1 and room.newest() == 0 and store.everything("ana") == [kept]
    with pytest.raises(ValueError, match="person by person"):
        store.erase_space()


def test_what_is_addressed_to_somebody_is_listed_for_them(store: Store) -> None:
    """The newest such version of each exercise of each participant, the newest first; and nothing else."""
    add(store, {"n": 1}, shared_with="may")
    newer = add(store, {"n": 2}, 1, shared_with="may")
    add(store, {"n": 3}, 2)
    other = add(store, participant="ben", shared_with="may")
    add(store, participant="cal", shared_with="somebody else")
    assert newer.shared_with == "may" and store.latest("ana", "w02a2") != newer
    assert store.shared_with("may") == [other, newer] and store.shared_with("ana") == []


def test_an_address_is_part_of_what_was_asked(store: Store) -> None:
    """The same request with another address is not acknowledged as done."""
    saved = add(store, request_id="r1", shared_with="may")
    assert add(store, request_id="r1", shared_with="may") == saved
    with pytest.raises(Conflict):
        add(store, request_id="r1")


def test_erasing_the_one_addressed_leaves_the_work_without_the_address(store: Store) -> None:
    add(store, {"n": 1}, shared_with="may")
    store.erase("may")
    assert store.shared_with("may") == [] and store.history("ana", "w02a2")[0].shared_with == ""
