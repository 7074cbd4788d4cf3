"""What a facilitator can do in a room, and what makes no sense just then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import Room

Fill = Callable[..., list[str]]


def at_the_vote(room: Room) -> None:
    room.act("go", {"stretch": "w18s2.3"})


class TestCommitRevealReconsider:
    def test_an_exercise_goes_from_private_answers_to_the_rooms_picture_and_to_second_answers(self, room: Room) -> None:
        at_the_vote(room)
        phases = [
            room.act(act, {}).standing("w18s2c").phase for act in ("open", "hold", "reveal", "again", "reveal", "close")
        ]
        assert phases == ["open", "held", "shown", "again", "shown", "closed"]

    def test_first_answers_are_what_stood_when_the_room_first_saw_itself(self, room: Room, fill: Fill) -> None:
        at_the_vote(room)
        room.act("open", {})
        fill(room, "w18s2c", 6, seed=1)
        first = {name: each.value for name, each in room.answers("w18s2c").items()}
        shown = room.act("reveal", {}).standing("w18s2c").shown_at
        room.act("again", {})
        fill(room, "w18s2c", 6, seed=2)
        second = room.act("reveal", {}).standing("w18s2c")
        assert second.shown_at == shown
        assert {name: each.value for name, each in room.answers("w18s2c", until=shown).items()} == first
        assert {name: each.revision for name, each in room.answers("w18s2c").items()} == dict.fromkeys(first, 2)

    def test_nothing_is_revealed_that_was_never_opened(self, room: Room) -> None:
        at_the_vote(room)
        with pytest.raises(RoomRefused, match="has not been opened yet"):
            room.act("reveal", {})

    def test_nobody_thinks_again_about_what_was_not_shown(self, room: Room) -> None:
        at_the_vote(room)
        room.act("open", {})
        with pytest.raises(RoomRefused):
            room.act("again", {})

    def test_held_results_are_not_put_on_the_screen_by_another_door(self, room: Room) -> None:
        at_the_vote(room)
        room.act("open", {})
        with pytest.raises(RoomRefused, match="until you reveal it"):
            room.act("show", {"what": "picture"})

    def test_opened_again_after_it_was_shown_it_is_a_second_answer(self, room: Room) -> None:
        at_the_vote(room)
        for act in ("open", "reveal", "close"):
            room.act(act, {})
        assert room.act("open", {}).standing("w18s2c").phase == "again"

    def test_names_stand_only_where_the_exercise_says_so(self, room: Room) -> None:
        assert not room.act("open", {"exercise": "w18s2c"}).standing("w18s2c").named

    def test_an_exercise_of_another_day_is_not_opened(self, room: Room) -> None:
        with pytest.raises(RoomRefused, match="no exercise here"):
            room.act("open", {"exercise": "w04s1a"})


class TestTheClock:
    def test_it_stands_still_and_goes_on_with_what_was_left(self, room: Room) -> None:
        room.act("clock-start", {"minutes": 10})
        stopped = room.act("clock-stop", {}).clock
        assert stopped is not None
        assert stopped.left == pytest.approx(600, abs=2)
        assert room.act("clock-go-on", {}).clock.left is None  # type: ignore[union-attr]

    def test_a_stretch_brings_its_own_minutes(self, room: Room) -> None:
        state = room.act("go", {"stretch": "w18s2.3"})
        assert state.clock is not None
        assert state.clock.minutes == 15

    @pytest.mark.parametrize("minutes", ["", "ten", "0", "-3", "10000", None, [1]])
    def test_a_clock_needs_minutes_that_make_sense(self, room: Room, minutes: object) -> None:
        with pytest.raises(RoomRefused, match="minutes"):
            room.act("clock-start", {"minutes": minutes})

    def test_more_time_is_more_clock_and_a_later_day(self, room: Room) -> None:
        at_the_vote(room)
        state = room.act("move-time", {"minutes": 5})
        assert state.clock is not None
        assert (state.clock.minutes, state.moves[0].minutes) == (20, 5)

    @pytest.mark.parametrize("minutes", ["", "0", "121", "-121", "1.5", None])
    def test_time_is_moved_by_whole_minutes_within_reason(self, room: Room, minutes: object) -> None:
        at_the_vote(room)
        with pytest.raises(RoomRefused):
            room.act("move-time", {"minutes": minutes})


class TestTheDay:
    def test_onward_walks_through_the_whole_day_and_then_says_that_it_ends(self, room: Room) -> None:
        stretches = sum(len(each.segments) for each in room.agenda.sessions) + len(room.agenda.breaks)
        seen = [room.act("onward", {}).stretch for _ in range(stretches)]
        assert len(set(seen)) == stretches
        with pytest.raises(RoomRefused, match="ends here"):
            room.act("onward", {})

    def test_a_break_puts_rest_on_the_screen(self, room: Room) -> None:
        assert room.act("go", {"stretch": "break.1"}).screen.what == "rest"

    def test_a_part_of_another_day_is_refused(self, room: Room) -> None:
        with pytest.raises(RoomRefused):
            room.act("go", {"stretch": "w04s1.1"})


class TestCare:
    def test_a_pause_stops_the_clock_and_everything_goes_on_where_it_was(self, room: Room) -> None:
        at_the_vote(room)
        room.act("open", {})
        paused = room.act("pause", {"words": "  Back at ten past.  "})
        assert paused.clock is not None
        assert (paused.paused, paused.pause_words, paused.clock.left is None) == (True, "Back at ten past.", False)
        on = room.act("go-on", {})
        assert on.clock is not None
        assert (on.paused, on.clock.left, on.standing("w18s2c").phase) == (False, None, "open")

    def test_only_somebody_who_is_here_can_have_been_heard(self, room: Room) -> None:
        with pytest.raises(RoomRefused):
            room.act("heard", {"member": "p_nobody"})


class TestOnceOnly:
    def test_the_same_wish_sent_twice_is_done_once(self, room: Room) -> None:
        room.act("onward", {}, "wish-1")
        assert room.act("onward", {}, "wish-1").stretch == "w18s1.1"
        assert len(room.history()) == 2

    def test_two_devices_that_press_at_the_same_time_both_count(self, room: Room) -> None:
        beside = Room(room.store, room.content, "w18", "Autumn cohort")
        room.act("pace", {"pace": "free"})
        beside.act("clock-start", {"minutes": 3})
        state = room.state()
        assert state.clock is not None
        assert (state.clock.minutes, state.pace) == (3, "free")

    def test_a_word_that_is_no_act_is_refused(self, room: Room) -> None:
        with pytest.raises(RoomRefused):
            room.act("__class__", {})
