"""Words people wrote: who may see them, when, and under which name they are decided about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from permanence_lib.content.library import Content
from permanence_lib.exercises import readable
from permanence_lib.kind import Voice
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.voices import approved, key, said

VOTE, PRIVATE = "w18s2c", "w25s4a"
Fill = Callable[..., list[str]]


def approve_all(room: Room, exercise: str, **given: str) -> None:
    """The facilitator lets everything through that she can see."""
    for each in said(room, exercise):
        room.act("approve", {"key": each.key, **given})


def test_nothing_is_heard_of_fewer_than_five(room: Room, fill: Fill) -> None:
    """Four voices would be known by their owners; the fifth makes them a room's."""
    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 4)
    assert said(room, VOTE) == []
    fill(room, VOTE, 5, seed=2)
    assert said(room, VOTE)


def test_nothing_is_shown_that_was_not_approved(room: Room, fill: Fill) -> None:
    """Approved words only, with what was asked and their theme, and no name."""
    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 6)
    assert approved(room, VOTE) == []
    one = said(room, VOTE)[0]
    room.act("theme-new", {"words": "What moved us"})
    room.act("approve", {"key": one.key, "theme": "What moved us"})
    assert approved(room, VOTE) == [{"about": one.about, "text": one.text, "by": "", "theme": "What moved us"}]


def test_words_put_aside_leave_the_screen(room: Room, fill: Fill) -> None:
    """And come back when she changes her mind."""
    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 5)
    one = said(room, VOTE)[0]
    room.act("approve", {"key": one.key})
    room.act("bin", {"key": one.key})
    assert approved(room, VOTE) == []
    room.act("undecided", {"key": one.key})
    assert all(each.verdict is None for each in said(room, VOTE))


def test_words_written_anew_have_to_be_read_anew(room: Room, fill: Fill) -> None:
    """What was approved was these words, not whatever stands there later."""
    room.act("open", {"exercise": VOTE})
    people = fill(room, VOTE, 5)
    approve_all(room, VOTE)
    assert approved(room, VOTE)
    for name in people:
        _rewrite(room, name, VOTE)
    changed = [each for each in said(room, VOTE) if "but now I think otherwise" in each.text]
    assert changed
    assert all(each.verdict is None for each in changed)
    assert not any("otherwise" in each["text"] for each in approved(room, VOTE))


def test_names_stand_only_where_the_segment_says_so(room: Room, fill: Fill, named: str) -> None:
    """Named, no least number is asked for, and each has its writer's alias."""
    room.act("open", {"exercise": named})
    fill(room, named, 1)
    approve_all(room, named)
    assert {each["by"] for each in approved(room, named)} == {"Person 1"}


def test_she_can_open_a_named_one_without_names(room: Room, fill: Fill, named: str) -> None:
    """Then the rule of five holds again."""
    room.act("open", {"exercise": named, "anonymous": True})
    fill(room, named, 4)
    assert said(room, named) == []
    fill(room, named, 5, seed=2)
    assert {each.by for each in said(room, named)} == {""}


def test_the_order_gives_nobody_away(room: Room, fill: Fill) -> None:
    """Not in the order people joined or answered; the same for everybody who looks."""
    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 12)
    found = said(room, VOTE)
    assert [each.key for each in found] != sorted(each.key for each in found)
    assert [each.mark for each in found] == [each.mark for each in said(room, VOTE)]
    assert not any(each.key.split("/")[1] in each.mark for each in found)


def test_what_is_written_after_the_close_is_not_heard(room: Room, fill: Fill) -> None:
    """It is kept for its writer."""
    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 6)
    before = {each.key for each in said(room, VOTE)}
    room.act("close", {"exercise": VOTE})
    _rewrite(room, "p_000000000001", VOTE)
    assert {each.key for each in said(room, VOTE)} == before


def test_sheets_of_paper_count_whenever_they_are_typed_in(room: Room, fill: Fill) -> None:
    """That is after the close, for all of them."""
    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 5)
    room.act("close", {"exercise": VOTE})
    before = len(said(room, VOTE))
    room.put(replace(room.members()["p_000000000001"], paper=True))
    _rewrite(room, "p_000000000001", VOTE)
    assert any("otherwise" in each.text for each in said(room, VOTE))
    assert len(said(room, VOTE)) == before


def test_every_shared_exercise_of_the_four_days_has_voices(content: Content) -> None:
    """And no private one has any."""
    for week in ("w04", "w11", "w18", "w25"):
        for found in readable(content, week):
            heard = found.kind.voices(found.definition, found.example(), found.material)
            assert bool(heard) is (found.definition.sharing != "private"), found.id


def test_whoever_was_taken_out_is_not_heard(room: Room, fill: Fill) -> None:
    """Their words leave the screen with them."""
    from permanence_lib.workshop import people

    room.act("open", {"exercise": VOTE})
    fill(room, VOTE, 6)
    approve_all(room, VOTE)
    people.take_out(room, "p_000000000001")
    assert not any("p_000000000001" in each.key for each in said(room, VOTE))


def test_a_key_says_where_and_what() -> None:
    """Exercise, participant, place, words: and no words in it."""
    one, other = Voice("a", "", "Something private"), Voice("a", "", "Something else")
    assert key("w18s2c/p_1", one).startswith("w18s2c/p_1/")
    assert key("w18s2c/p_1", one) != key("w18s2c/p_1", other)
    assert "private" not in key("w18s2c/p_1", one)


@pytest.fixture
def named(room: Room) -> str:
    """An exercise of the day in which words stand with names, as one in the first and second workshop does."""
    found = room.live["w18s2a"]
    definition = found.definition.model_copy(update={"sharing": "named"})
    vars(room)["live"] = {**room.live, "w18s2a": replace(found, definition=definition)}
    return "w18s2a"


def _rewrite(room: Room, name: str, exercise: str) -> None:
    """Somebody changes every word of a stand they took."""
    before = room.store.latest(name, exercise)
    assert before is not None
    stands = {
        item: {
            **stand,
            "first": stand["first"] and {**stand["first"], "words": "So I said, but now I think otherwise."},
        }
        for item, stand in before.value["stands"].items()
    }
    room.store.save(
        name, exercise, {**before.value, "stands": stands}, base=before.revision, request_id=f"rewrite-{name}",
        definition_hash=before.definition_hash,
    )  # fmt: skip
