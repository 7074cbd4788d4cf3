"""Thinning drafts: which versions lose their words, and what nothing may touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from keeping import add

from permanence_lib.content.retention import Drafts
from permanence_lib.operations import thinning
from permanence_lib.store import Record, Store, open_store

RULES = Drafts(after=30, minutes=10)
NOW = datetime(2026, 11, 20, tzinfo=UTC)
MORNING = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it."""
    opened = open_store(str(tmp_path / "answers.sqlite"))
    yield opened
    opened.close()


def typed(store: Store, minutes: list[float], exercise: str = "w02a2", since: datetime = MORNING, **parts: Any) -> None:
    """Versions of ann's, saved so many minutes after nine o'clock; `done` and others by their number."""
    store.restore("ann", [
        Record("ann", exercise, number, {"text": f"words {number}"}, number in parts.get("done", ()), "f00d", "2026-01-01",
               since + timedelta(minutes=minute), "", "may" if number in parts.get("shared", ()) else "")
        for number, minute in enumerate(minutes, 1)
    ])  # fmt: skip


def left(store: Store, exercise: str = "w02a2") -> list[int]:
    """The versions that still have their words."""
    return [one.revision for one in store.history("ann", exercise) if one.value]


def test_of_ten_minutes_the_last_stays_and_the_newest_always(empty: Store) -> None:
    typed(empty, [0, 1, 2, 9.9, 10, 12, 55, 56])
    assert thinning.thin(empty, RULES, NOW) == 5
    assert left(empty) == [4, 6, 8]
    found = empty.history("ann", "w02a2")
    assert [one.revision for one in found] == list(range(1, 9)) and found[0].saved_at == MORNING
    assert [one.thinned for one in found] == [True, True, True, False, True, False, True, False]
    assert thinning.thin(empty, RULES, NOW) == 0, "a second time there is nothing to do"


def test_nothing_younger_than_its_days_is_touched(empty: Store) -> None:
    now = NOW + timedelta(minutes=5)
    typed(empty, [0, 1, 2], since=now - timedelta(days=30, minutes=1))
    assert thinning.thin(empty, RULES, now) == 1, "the first is over its days, the second is just not"
    assert left(empty) == [2, 3]


def test_what_was_finished_or_shared_stays(empty: Store) -> None:
    typed(empty, [0, 1, 2, 3, 4, 5], done=(2,), shared=(4,))
    assert thinning.thin(empty, RULES, NOW) == 3
    assert left(empty) == [2, 4, 6]


@pytest.mark.parametrize(("name", "value"), [
    ("portfolio:w02a2", {"chosen": True, "revision": 2, "why": ""}),
    ("pack:1", {"sent": {"pieces": [{"slot": "w02a2", "revision": 2}]}}),
    ("feedback:1", {"slot": "w02a2", "revision": 2}),
    ("submitted:1", {"wanted": {"pieces": ["w02a2@2"]}}),
])  # fmt: skip
def test_what_anything_speaks_of_stays_also_when_it_was_taken_out_again(
    empty: Store, name: str, value: dict[str, Any]
) -> None:
    typed(empty, [0, 1, 2, 3])
    for base, each in enumerate((value, {"chosen": False})):
        empty.save("ann", name, each, base=base, request_id=f"{name}{base}", definition_hash="desk")
    assert thinning.thin(empty, RULES, NOW) == 2
    assert left(empty) == [2, 4]


def test_what_the_desk_keeps_is_never_thinned(empty: Store) -> None:
    for name in ("portfolio:w02a2", "pack:1", "plan", "start:day"):
        typed(empty, [0, 1, 2], name)
    typed(empty, [0, 1, 2], "w02a2:followed")
    assert thinning.count(empty, RULES, NOW) == 2 == thinning.thin(empty, RULES, NOW)
    assert left(empty, "plan") == [1, 2, 3] and left(empty, "w02a2:followed") == [3]


def test_a_room_is_not_thinned(tmp_path: Path) -> None:
    """A room goes as a whole."""
    room = open_store(str(tmp_path / "answers.sqlite"), space="room:w04-autumn-abcdef")
    typed(room, [0, 1, 2])
    assert thinning.people(room) == [] and thinning.thin(room, RULES, NOW) == 0
    room.close()


def test_the_next_save_follows_on_and_others_are_not_touched(empty: Store) -> None:
    typed(empty, [0, 1, 2])
    add(empty, "ben", "w02a2")
    thinning.thin(empty, RULES, NOW)
    assert add(empty, "ann", "w02a2", 3).revision == 4 and add(empty, "ben", "w02a2", 1).revision == 2
