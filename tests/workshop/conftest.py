"""A room of the third workshop, in a store in memory; and a way to fill it with people who have answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.variety import varied

Fill = Callable[..., list[str]]


@pytest.fixture
def room(content: Content) -> Iterator[Room]:
    """Nobody has come yet."""
    store = open_store("sqlite://")
    yield Room(store, content, "w18", "Autumn cohort")
    store.close()


@pytest.fixture
def fill() -> Fill:
    """`fill(room, 'w18s2c', 20)`: so many people are in the room and have answered, each in their own way; gives their ids."""
    return people_who_answer


def people_who_answer(room: Room, exercise: str, number: int, seed: int = 1) -> list[str]:
    """Join (where they have not yet) and answer once more."""
    chance = Random(seed)
    found = room.live[exercise]
    names = [f"p_{n:012x}" for n in range(1, number + 1)]
    for n, name in enumerate(names, start=1):
        if name not in room.members():
            room.put(Member(name, f"Person {n}", f"2026-11-18T09:{n:02}:00.000+00:00"))
        answer = varied(found, chance)
        assert answer is not None
        before = room.store.latest(name, exercise)
        room.store.save(
            name, exercise, answer.model_dump(mode="json"), base=before.revision if before else 0,
            request_id=f"fill-{name}-{exercise}-{seed}", definition_hash=found.definition.question_hash(),
        )  # fmt: skip
    return names
