"""Moving house: a file's records in the database of an authority."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from keeping import add, fill, told

from permanence_lib.errors import StoreError
from permanence_lib.operations.carrying import carry
from permanence_lib.store import Store, open_store


@pytest.fixture
def target(tmp_path: Path) -> closing[Store]:
    """The database that is moved into, with somebody in it already."""
    opened = open_store(str(tmp_path / "target.sqlite"))
    fill(opened, ("zoe",))
    return closing(opened)


def laptop(tmp_path: Path) -> Store:
    """One person's own file, with something they sent to somebody."""
    opened = open_store(str(tmp_path / "laptop.sqlite"))
    fill(opened, (opened.me().id,))
    return opened


def test_a_laptop_moves_in_under_the_name_its_person_signs_in_with(target: closing[Store], tmp_path: Path) -> None:
    with target as new, closing(laptop(tmp_path)) as old:
        (one,) = carry(old, new, "ann")
        before = [{**each, "participant": "ann"} for each in told(old, old.me().id)]
        assert (one.who, one.added, one.records) == ("ann", 13, 13)
        assert told(new, "ann") == before and len(new.everything("zoe")) == 13
        assert len(new.shared_with("may")) == 2 and "13 records of 1 people" in new.noted()[-1].detail


def test_everybody_of_a_file_of_many_moves_and_keeps_their_name(target: closing[Store], store: Store) -> None:
    with target as new:
        assert [one.who for one in carry(store, new)] == ["ann", "ben", "cat"]
        assert [told(new, who) for who in ("ann", "ben", "cat")] == [told(store, who) for who in ("ann", "ben", "cat")]


def test_a_second_time_only_what_is_new_moves(target: closing[Store], store: Store) -> None:
    with target as new:
        carry(store, new)
        assert sum(one.added for one in carry(store, new)) == 0
        add(store, "ben", "w05a1")
        assert [(one.who, one.added) for one in carry(store, new)] == [("ann", 0), ("ben", 1), ("cat", 0)]
        assert told(new, "ben") == told(store, "ben")


def test_who_has_worked_in_both_places_is_told_and_nobody_moves(target: closing[Store], store: Store) -> None:
    with target as new:
        add(new, "cat", "w09a1")
        with pytest.raises(StoreError, match="“cat” has worked in the database"):
            carry(store, new)
        assert new.everything("ann") == [] and len(new.everything("cat")) == 1


def test_a_laptops_person_must_be_named_and_cannot_be_somebody_else(target: closing[Store], tmp_path: Path) -> None:
    with target as new, closing(laptop(tmp_path)) as old:
        with pytest.raises(StoreError, match="Say who they are"):
            carry(old, new)
        add(old, "ben", "w01a1")
        with pytest.raises(StoreError, match="already somebody else"):
            carry(old, new, "ben")
        assert new.everything("ben") == []


def test_a_room_does_not_move(target: closing[Store], store: Store) -> None:
    add(store, "room", "room:state:w04")
    with target as new, pytest.raises(StoreError, match="room of a workshop"):
        carry(store, new)
