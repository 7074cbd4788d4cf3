"""Pretended people: they come, answer, think again, need a moment; and never set foot in a real room."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop import rehearsal
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.rehearsal import Rehearsal
from permanence_lib.workshop.room import Room

VOTE = "w18s2c"


@pytest.fixture
def stage(content: Content) -> Iterator[Room]:
    """A rehearsal's room that nobody has come to."""
    store = open_store("sqlite://")
    yield Room(store, content, "w18", rehearsal.cohort("Autumn cohort"))
    store.close()


def people(room: Room, number: int = 20) -> Rehearsal:
    """People to whom everything happens at once: each look up does whatever comes next."""
    made = Rehearsal(room, number, pace=0)
    made.look_up()
    return made


def test_twenty_people_come_and_their_names_say_what_they_are(stage: Room) -> None:
    people(stage)
    aliases = [each.alias for each in stage.members().values()]
    assert len(set(aliases)) == 20
    assert all(alias.endswith(rehearsal.MARK) for alias in aliases)
    assert rehearsal.is_rehearsal(stage.state())


def test_a_real_room_lets_none_of_them_in(room: Room) -> None:
    with pytest.raises(RoomRefused, match="real room"):
        Rehearsal(room)
    assert not room.members()


def test_nobody_answers_before_it_is_opened_and_most_do_afterwards(stage: Room) -> None:
    made = people(stage)
    made.look_up()
    assert not stage.answers(VOTE)
    stage.act("open", {"exercise": VOTE})
    made.look_up()
    found = stage.answers(VOTE)
    assert 14 <= len(found) < 20, "As in any room, one or two do not answer."
    assert len({str(each.value) for each in found.values()}) > 3, "People differ."


def test_some_change_their_minds_and_the_first_answers_are_kept(stage: Room) -> None:
    made = people(stage)
    stage.act("open", {"exercise": VOTE})
    made.look_up()
    stage.act("reveal", {"exercise": VOTE})
    shown = stage.state().standing(VOTE).shown_at
    first = {name: each.revision for name, each in stage.answers(VOTE, until=shown).items()}
    stage.act("again", {"exercise": VOTE})
    made.look_up()
    made.look_up()
    last = {name: each.revision for name, each in stage.answers(VOTE).items()}
    assert last.keys() == first.keys()
    assert 3 < sum(last[name] > first[name] for name in first) < len(first)
    assert max(last.values()) == 2


@pytest.mark.parametrize("week", ["w04", "w11", "w18", "w25"])
def test_every_exercise_of_every_workshop_is_answered(week: str, content: Content) -> None:
    store = open_store("sqlite://")
    stage = Room(store, content, week, rehearsal.cohort("Any"))
    made = people(stage, 6)
    for name, exercise in stage.live.items():
        stage.act("open", {"exercise": name})
        made.look_up()
        found = stage.answers(name)
        assert len(found) >= 3, name
        for each in found.values():
            answer = exercise.kind.response.model_validate(each.value)
            assert exercise.kind.progress(exercise.definition, answer, exercise.material).filled, name
    store.close()


def test_in_free_pace_they_work_at_everything(stage: Room) -> None:
    made = people(stage, 5)
    stage.act("pace", {"pace": "free"})
    made.look_up()
    assert all(stage.answers(name) for name in stage.live)


def test_nobody_works_while_the_room_is_paused_or_over(stage: Room) -> None:
    made = people(stage)
    stage.act("open", {"exercise": VOTE})
    stage.act("pause", {})
    made.look_up()
    stage.act("go-on", {})
    stage.act("end", {})
    made.look_up()
    assert not stage.answers(VOTE)


def test_one_person_needs_a_moment_and_comes_back_after_being_seen(stage: Room) -> None:
    made = people(stage)
    stage.act("open", {"exercise": VOTE})
    made.look_up()
    (somebody,) = stage.moments()
    stage.act("heard", {"member": somebody})
    made.look_up()
    assert not stage.moments()


def test_started_again_in_the_same_room_nobody_answers_twice(stage: Room) -> None:
    made = people(stage)
    stage.act("open", {"exercise": VOTE})
    made.look_up()
    before = stage.answers(VOTE)
    again = people(stage)
    again.look_up()
    assert stage.answers(VOTE) == before
    assert len(stage.members()) == 20


def test_it_lives_in_the_loop_until_it_is_stopped(stage: Room) -> None:
    async def evening() -> int:
        made = rehearsal.start(stage, people=3, pace=0)
        await asyncio.sleep(0.05)
        await made.stop()
        return len(stage.members())

    with ThreadPoolExecutor(1) as apart:  # a browser's tests may have a loop of their own in this thread
        assert apart.submit(asyncio.run, evening()).result() == 3
