"""What the facilitator sees, what she can do, and what she is never shown."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime

import pytest

from permanence_lib.identity import Identity
from permanence_lib.store import Record
from permanence_lib.workshop import moments
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.views.board import View

VOTE = "w18s2c"
Fill = Callable[..., list[str]]


@pytest.fixture
def board(room: Room) -> View:
    """Nobody has come yet."""
    return View(room, Identity("facilitator", role="facilitator"))


def at_the_vote(room: Room) -> None:
    """Second session, third stretch, and open."""
    room.act("go", {"stretch": "w18s2.3"})
    room.act("open", {})


class TestWhoHasAnswered:
    def test_each_with_alias_and_mark_and_never_what_they_wrote(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        fill(room, VOTE, 4)
        room.put(Member("p_late", "Late Lou", "2026-11-18T11:00:00.000+00:00", needs="A seat near the door"))
        seen = board.seen()
        assert [each["answered"] for each in seen["people"]] == [True] * 4 + [False]
        assert seen["people"][-1]["needs"] == "A seat near the door"
        assert seen["count"] == {"people": 5, "answered": 4, "again": 0}
        words = [held["words"] for record in room.answers(VOTE).values() for held in _held(record.value)]
        assert words
        assert not any(each in json.dumps(seen, ensure_ascii=False) for each in words)

    def test_somebody_may_join_and_answer_while_it_is_looked_at(
        self, room: Room, board: View, fill: Fill, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between a look at who is here and a look at what they gave; the next look sees them."""
        at_the_vote(room)
        fill(room, VOTE, 2)
        look = room.store.of_exercise

        def quickly(exercise: str, *until: datetime | None) -> Mapping[str, Record]:
            if exercise == VOTE:
                monkeypatch.undo()
                fill(room, VOTE, 3, seed=2)
            return look(exercise, *until)

        monkeypatch.setattr(room.store, "of_exercise", quickly)
        assert board.seen()["count"] == {"people": 2, "answered": 2, "again": 0}
        assert board.seen()["count"] == {"people": 3, "answered": 3, "again": 0}

    def test_an_empty_answer_is_not_one(self, room: Room, board: View) -> None:
        at_the_vote(room)
        room.put(Member("p_1", "One", "2026-11-18T09:00:00.000+00:00"))
        empty = room.live[VOTE].kind.response().model_dump(mode="json")
        room.store.save("p_1", VOTE, empty, base=0, request_id="e", definition_hash="h")
        assert board.seen()["count"]["answered"] == 0

    def test_who_was_taken_out_is_not_counted_and_can_come_back(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        fill(room, VOTE, 6)
        board.act("take-out", {"member": "p_000000000001"}, "t1")
        assert board.seen()["count"] == {"people": 5, "answered": 5, "again": 0}
        assert room.members()["p_000000000001"].gone
        board.act("let-in", {"member": "p_000000000001"}, "t2")
        assert board.seen()["count"]["people"] == 6
        with pytest.raises(RoomRefused, match="nobody of that name"):
            board.act("take-out", {"member": "p_elsewhere"}, "t3")


class TestPictures:
    def test_nothing_of_fewer_than_five_even_here(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        fill(room, VOTE, 4)
        looking = board.seen()["looking"]
        assert [block["sort"] for block in looking["picture"]] == ["paragraph"]
        assert looking["heard"] is False
        assert looking["words"]["waiting"] == 0

    def test_it_grows_as_answers_come_in_before_anything_is_shown(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        fill(room, VOTE, 7)
        assert "chart" in {block["sort"] for block in board.seen()["looking"]["picture"]}
        assert room.state().standing(VOTE).phase == "open"

    def test_it_is_cheap_when_nothing_new_was_answered(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        fill(room, VOTE, 20)
        board.seen()
        start = time.process_time()
        for _ in range(5):
            board.seen()
        assert (time.process_time() - start) / 5 < 0.1


class TestMoments:
    def test_only_the_board_hears_and_says_that_it_has(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        (name,) = fill(room, VOTE, 1)
        moments.signal(room, name, True)
        assert [each["alias"] for each in board.seen()["moments"]["asked"]] == ["Person 1"]
        board.act("heard", {"member": name}, "h1")
        seen = board.seen()["moments"]
        assert (seen["asked"], [each["alias"] for each in seen["seen"]]) == ([], ["Person 1"])

    def test_taken_back_and_given_again_it_is_a_new_one(self, room: Room, board: View, fill: Fill) -> None:
        at_the_vote(room)
        (name,) = fill(room, VOTE, 1)
        moments.signal(room, name, True)
        board.act("heard", {"member": name}, "h1")
        moments.signal(room, name, False)
        assert board.seen()["moments"]["seen"] == []
        time.sleep(0.002)
        moments.signal(room, name, True)
        assert len(board.seen()["moments"]["asked"]) == 1

    def test_in_the_witness_box_it_stops_the_clock_and_nowhere_else(self, room: Room, fill: Fill) -> None:
        (name,) = fill(room, VOTE, 1)
        for stretch, stopped in (("w18s2.3", False), ("w18s3.2", True)):
            clock = room.act("go", {"stretch": stretch}).clock
            assert clock is not None
            assert clock.left is None
            moments.signal(room, name, True)
            after = room.state().clock
            assert after is not None
            assert (after.left is not None) is stopped

    def test_the_same_tap_twice_is_one_signal(self, room: Room, fill: Fill) -> None:
        (name,) = fill(room, VOTE, 1)
        moments.signal(room, name, True, "tap")
        moments.signal(room, name, True, "tap")
        assert len(room.store.history(name, "room:moment")) == 1


class TestGroups:
    def test_latecomers_are_seated_as_the_board_sees_them(self, room: Room, board: View, fill: Fill) -> None:
        fill(room, VOTE, 8)
        board.act("group", {"size": 4}, "g1")
        fill(room, VOTE, 9)
        assert sorted(map(len, board.seen()["state"]["groups"])) == [4, 5]
        assert sorted(map(len, room.state().groups)) == [4, 5]


class TestDoing:
    def test_looking_at_another_exercise_changes_nothing_for_the_room(self, room: Room, board: View) -> None:
        at_the_vote(room)
        before = room.state()
        board.act("look", {"exercise": "w18s1a"}, "l1")
        seen = board.seen()
        assert (seen["looking"]["id"], seen["looking"]["chosen"], seen["next"]) == ("w18s1a", True, None)
        assert room.state() == before
        board.act("onward", {}, "l2")
        assert board.seen()["looking"]["chosen"] is False

    @pytest.mark.parametrize(
        ("what", "given"),
        [("nonsense", {}), ("look", {"exercise": "w01a1"}), ("look", {"pile": "all"}), ("approve", {"exercise": "x"})],
    )
    def test_what_makes_no_sense_is_refused_in_words(self, board: View, what: str, given: dict[str, str]) -> None:
        with pytest.raises(RoomRefused):
            board.act(what, given, "n1")

    def test_nobody_but_the_facilitator_does_anything(self, room: Room) -> None:
        with pytest.raises(RoomRefused, match="facilitator"):
            View(room, Identity("p_1", role="participant")).act("end", {}, "x1")

    def test_the_same_press_twice_is_one_act(self, room: Room, board: View) -> None:
        board.act("onward", {}, "o1")
        board.act("onward", {}, "o1")
        assert room.state().stretch == "w18s1.1"

    def test_two_devices_see_the_same_room(self, room: Room, board: View) -> None:
        other = View(room, Identity("facilitator", role="facilitator"))
        other.act("pause", {"words": "A breath."}, "p1")
        assert board.seen()["state"]["paused"]
        assert board.seen() == other.seen()


def _held(value: dict[str, object]) -> list[dict[str, str]]:
    stands = value["stands"]
    assert isinstance(stands, dict)
    return [each["first"] for each in stands.values() if each["first"] and len(each["first"]["words"]) > 20]
