"""The one next sensible thing, all day long."""

from __future__ import annotations

from collections.abc import Callable

from permanence_lib.identity import Identity
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.views.board import View

Fill = Callable[..., list[str]]
VOTE = "w18s2c"


def board(room: Room) -> View:
    """The facilitator's board of this room."""
    return View(room, Identity("facilitator", role="facilitator"))


def next_of(room: Room) -> tuple[str, str]:
    """What the board proposes, and why."""
    step = board(room).seen()["next"]
    return step["act"], step["why"]


def test_the_whole_day_can_be_run_on_the_one_button(room: Room, fill: Fill) -> None:
    """From the first minute to the end; every live exercise is opened, shown, asked again where people think again, and closed."""
    page, done = board(room), []
    for number in range(200):
        step = page.seen()["next"]
        if step is None:
            break
        page.act(step["act"], step["given"], f"step-{number}")
        done.append(step["act"])
        if step["act"] in ("open", "again"):
            fill(room, step["given"]["exercise"], 6, seed=number)
    assert room.state().ended_at
    assert {standing.phase for standing in room.state().standings.values()} == {"closed"}
    assert list(room.state().standings) == list(room.live)
    assert done.count("again") == len(room.live)
    assert done[-1] == "end"


def test_before_the_day_begins_it_says_who_is_here(room: Room, fill: Fill) -> None:
    """And what comes first."""
    assert next_of(room) == ("onward", "Nobody is here yet. Planned for 09:30 to 09:40.")
    fill(room, VOTE, 1)
    assert next_of(room)[1].startswith("One person is here.")


def test_it_counts_answers_and_says_when_nothing_can_be_shown(room: Room, fill: Fill) -> None:
    """Fewer than five: the facilitator knows before she presses."""
    room.act("go", {"stretch": "w18s2.3"})
    assert next_of(room)[0] == "open"
    room.act("open", {})
    assert next_of(room) == ("reveal", "Nobody has answered. Nothing can be shown of fewer than 5.")
    fill(room, VOTE, 6)
    assert next_of(room) == ("reveal", "Everybody has answered.")


def test_without_second_answers_it_asks_for_them_and_with_them_it_closes(room: Room, fill: Fill) -> None:
    """Commit, reveal, reconsider: for every kind."""
    room.act("go", {"stretch": "w18s2.3"})
    room.act("open", {})
    fill(room, VOTE, 6)
    room.act("reveal", {})
    assert next_of(room)[0] == "again"
    room.act("again", {})
    fill(room, VOTE, 3, seed=9)
    assert next_of(room) == ("reveal", "3 have answered a second time.")
    room.act("reveal", {})
    assert next_of(room)[0] == "close"


def test_a_word_typed_after_the_reveal_is_no_second_answer(room: Room, fill: Fill) -> None:
    """Only what comes once it is asked for: a late full stop does not end the reconsidering."""
    room.act("go", {"stretch": "w18s2.3"})
    room.act("open", {})
    fill(room, VOTE, 6)
    room.act("reveal", {})
    fill(room, VOTE, 1, seed=5)
    assert board(room).seen()["count"]["again"] == 0
    assert next_of(room)[0] == "again"


def test_a_paused_room_goes_on_first(room: Room) -> None:
    """Whatever it was doing."""
    room.act("go", {"stretch": "w18s2.3"})
    room.act("pause", {})
    assert next_of(room)[0] == "go-on"


def test_a_private_exercise_is_never_revealed(room: Room) -> None:
    """It is opened and closed."""
    fourth = Room(room.store, room.content, "w25", "Autumn cohort")
    stretch = next(each["id"] for each in board(fourth).seen()["day"] if each["exercise"] == "w25s4a")
    fourth.act("go", {"stretch": stretch})
    fourth.act("open", {})
    assert next_of(fourth)[0] == "close"
