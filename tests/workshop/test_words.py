"""Deciding about words: on the board by a mark, in the room by a key, under a theme or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from permanence_lib.identity import Identity
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.queue import LONGEST, key_of, queue
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.views.board import View
from permanence_lib.workshop.voices import approved, said

VOTE = "w18s2c"
Fill = Callable[..., list[str]]


@pytest.fixture
def board(room: Room, fill: Fill) -> View:
    """The vote is open and six have answered."""
    room.act("go", {"stretch": "w18s2.3"})
    room.act("open", {})
    fill(room, VOTE, 6)
    return View(room, Identity("facilitator", role="facilitator"))


def test_a_few_pieces_at_a_time_wait_for_her(board: View) -> None:
    """With what was asked, without whose they are."""
    words = board.seen()["looking"]["words"]
    assert words["waiting"] == len(said(board.room, VOTE)) > len(words["pieces"]) > 0
    assert not any("p_0000" in str(piece) for piece in words["pieces"])
    assert {piece["by"] for piece in words["pieces"]} == {""}


def test_she_approves_by_the_mark_on_the_board(board: View) -> None:
    """It leaves the queue and may be shown."""
    piece = board.seen()["looking"]["words"]["pieces"][0]
    board.act("approve", {"exercise": VOTE, "mark": piece["mark"]}, "a1")
    words = board.seen()["looking"]["words"]
    assert piece["mark"] not in {each["mark"] for each in words["pieces"]}
    assert [each["text"] for each in approved(board.room, VOTE)] == [piece["text"]]


def test_a_pile_can_be_looked_through_again(board: View) -> None:
    """What was put aside is not lost."""
    piece = board.seen()["looking"]["words"]["pieces"][0]
    board.act("bin", {"exercise": VOTE, "mark": piece["mark"]}, "b1")
    board.act("look", {"pile": "aside"}, "")
    assert [each["mark"] for each in board.seen()["looking"]["words"]["pieces"]] == [piece["mark"]]


def test_changed_words_are_not_approved_unread(board: View) -> None:
    """She pressed the button while somebody was typing: she is asked to read again."""
    with pytest.raises(RoomRefused, match="changed just now"):
        board.act("approve", {"exercise": VOTE, "mark": "0" * 16}, "c1")


def test_words_longer_than_a_wall_are_not_put_on_it(board: View) -> None:
    """They are sent in part only, and she is told what to do instead."""
    _somebody_writes(board.room, "Long. " * 400)
    long = next(each for each in said(board.room, VOTE) if len(each.text) > LONGEST)
    with pytest.raises(RoomRefused, match="too long"):
        key_of(board.room, VOTE, long.mark, for_screen=True)
    shown = queue(board.room, VOTE, board.room.state(), "waiting")["pieces"]
    assert all(len(piece["text"]) <= LONGEST for piece in shown)


def test_markup_is_words(board: View) -> None:
    """It travels as it was typed; the page makes text of it."""
    _somebody_writes(board.room, "<script>alert(1)</script>")
    assert "<script>alert(1)</script>" in {each.text for each in said(board.room, VOTE)}


def test_themes_gather_words(room: Room, board: View) -> None:
    """Made once, named once, taken away without losing what stood under it."""
    for name in ("For the child", " For  the child ", "For us"):
        room.act("theme-new", {"words": name})
    assert room.state().themes == ("For the child", "For us")
    piece = board.seen()["looking"]["words"]["pieces"][0]
    board.act("approve", {"exercise": VOTE, "mark": piece["mark"], "theme": "For us"}, "d1")
    room.act("theme-drop", {"theme": "For us"})
    assert [each["theme"] for each in approved(room, VOTE)] == [""]


@pytest.mark.parametrize("given", [{"words": ""}, {"words": "x" * 61}])
def test_a_theme_has_a_short_name(room: Room, given: dict[str, str]) -> None:
    """One that fits on the wall."""
    with pytest.raises(RoomRefused, match="1 to 60"):
        room.act("theme-new", given)


@pytest.mark.parametrize("key", ["", "w18s2c", "w18s2c/p_x/a/b", "w99s1a/p_000000000001/a/b", "a/b/c/d/e"])
def test_a_key_that_leads_nowhere_is_refused(board: View, key: str) -> None:
    """Only words of today's exercises, and of somebody who is or was here."""
    with pytest.raises(RoomRefused, match="no longer here"):
        board.room.act("approve", {"key": key})


def test_an_unknown_theme_is_refused(board: View) -> None:
    """Words do not disappear under a heading that nobody made."""
    piece = board.seen()["looking"]["words"]["pieces"][0]
    with pytest.raises(RoomRefused, match="no theme"):
        board.act("approve", {"exercise": VOTE, "mark": piece["mark"], "theme": "Elsewhere"}, "e1")


class TestQuestions:
    def test_a_question_is_kept_answered_and_let_go(self, room: Room) -> None:
        room.act("question-keep", {"words": " Who  tells Jayden? "})
        (question,) = room.state().questions
        assert (question.words, question.answered) == ("Who tells Jayden?", False)
        assert room.act("question-done", {"id": question.id}).questions[0].answered
        assert not room.act("question-done", {"id": question.id, "undo": True}).questions[0].answered
        assert room.act("question-drop", {"id": question.id}).questions == ()

    @pytest.mark.parametrize("words", ["", "   ", "x" * 401])
    def test_a_question_has_words_and_not_too_many(self, room: Room, words: str) -> None:
        with pytest.raises(RoomRefused):
            room.act("question-keep", {"words": words})

    def test_a_question_that_is_gone_is_said_to_be(self, room: Room) -> None:
        with pytest.raises(RoomRefused, match="no longer here"):
            room.act("question-done", {"id": "q9"})


def _somebody_writes(room: Room, words: str) -> None:
    name = "p_000000000001"
    before = room.store.latest(name, VOTE)
    assert before is not None
    item, stand = next((x, y) for x, y in before.value["stands"].items() if y["first"])
    value = {
        **before.value,
        "stands": {**before.value["stands"], item: {**stand, "first": {**stand["first"], "words": words}}},
    }
    room.store.save(
        name, VOTE, value, base=before.revision, request_id="long", definition_hash=before.definition_hash
    )  # fmt: skip
