"""A participant's place: what it tells at each point of the day, what they can do there, and what they can never see."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Heading
from permanence_lib.identity import Identity
from permanence_lib.workshop import moments, own_answers, rehearsal
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.showing import Showing
from permanence_lib.workshop.views.place import View

ME, OTHER = "p_00000000000a", "p_00000000000b"
SORT, VOTE = "w18s1a", "w18s2c"
Json = dict[str, Any]


@pytest.fixture
def place(room: Room) -> View:
    """Amina's place; Ben is in the room too."""
    room.put(Member(ME, "Amina", "2026-11-18T09:20:00.000+00:00"))
    room.put(Member(OTHER, "Ben", "2026-11-18T09:21:00.000+00:00", needs="A chair by the door"))
    return View(room, Identity(ME, own_machine=False, role="participant"))


def votes(room: Room, pid: str, words: str) -> None:
    """Keep an answer to the vote, as the page does."""
    value = {"stands": {"direction": {"first": {"choice": "keep", "words": words}}}}
    before = room.store.latest(pid, VOTE)
    base = before.revision if before else 0
    room.store.save(
        pid,
        VOTE,
        value,
        base=base,
        request_id=f"{pid}-{base}",
        definition_hash=room.live[VOTE].definition.question_hash(),
    )
    time.sleep(0.002)  # an act that follows is kept to the millisecond


def one(place: View, name: str) -> Json:
    """One exercise of the day, as the page is told of it."""
    return next(each for each in place.seen()["exercises"] if each["id"] == name)


def words_of(place: View) -> str:
    """Everything the page is told, as one text."""
    return json.dumps(place.seen(), ensure_ascii=False)


# ---- what the room is doing


def test_before_the_day_begins_it_says_that_one_is_in(place: View) -> None:
    """And what comes first; no exercise is open, and none can be."""
    seen = place.seen()
    assert (seen["doing"]["title"], seen["doing"]["exercise"]) == ("You are in", "")
    assert seen["next"] == "Next: Check-in, planned for 09:30."
    assert [each["open"] for each in seen["exercises"]] == [False] * 9
    with pytest.raises(RoomRefused, match="not open yet"):
        place.act("open", {"exercise": SORT}, "1")


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        (["go"], "Not open yet"),
        (["go", "open"], "Answer for yourself"),
        (["go", "open", "hold"], "Closed for the moment"),
        (["go", "open", "reveal"], "looking at where it stands"),
        (["go", "open", "reveal", "again"], "second answer"),
        (["go", "open", "close"], "Finished for the room"),
    ],
)
def test_each_phase_is_one_sentence(place: View, acts: list[str], said: str) -> None:
    """Under the exercise's title, and about that exercise."""
    for name in acts:
        place.room.act(name, {"stretch": "w18s1.2"} if name == "go" else {"exercise": SORT})
    doing = place.seen()["doing"]
    assert doing["title"] == "Card sort in two versions" and doing["exercise"] == SORT
    assert said in doing["words"]


def test_a_break_says_until_when(place: View) -> None:
    """By the room's clock, and asks nothing."""
    place.room.act("go", {"stretch": "break.2"})
    doing = place.seen()["doing"]
    assert doing["title"] == "Lunch" and doing["exercise"] == ""
    assert doing["words"].startswith("Until ")


def test_an_exercise_left_open_does_not_draw_one_back(place: View) -> None:
    """The room is at the vote, though the sort was never closed."""
    place.room.act("open", {"exercise": SORT})
    place.room.act("go", {"stretch": "w18s2.3"})
    place.room.act("open", {"exercise": VOTE})
    place.room.act("reveal", {"exercise": VOTE})
    assert place.seen()["doing"]["exercise"] == VOTE


def test_a_pause_is_calm_and_in_the_facilitators_words(place: View) -> None:
    """No clock, no exercise asked for; what was opened stays as it is."""
    place.room.act("go", {"stretch": "w18s1.2"})
    place.room.act("open", {"exercise": SORT})
    place.act("open", {"exercise": SORT}, "1")
    place.room.act("pause", {"words": "There is water outside."})
    seen = place.seen()
    assert seen["paused"] and seen["clock"] is None
    assert seen["doing"]["words"] == "There is water outside."
    assert SORT in seen["models"]


def test_the_end_asks_to_take_the_work_away(place: View) -> None:
    """It can still be looked at."""
    place.room.act("open", {"exercise": SORT})
    place.room.act("end", {})
    assert place.seen()["ended"] and one(place, SORT)["open"]


def test_a_rehearsal_says_that_it_is_one(place: View, content: Content) -> None:
    """On the page of everybody who takes part in it; a real day says nothing of the kind."""
    assert place.seen()["room"]["rehearsal"] is False
    room = Room(place.room.store, content, "w04", rehearsal.cohort("Autumn cohort"))
    assert View(room, place.person).seen()["room"]["rehearsal"] is True


# ---- exercises


def test_an_exercise_is_made_when_it_is_first_opened_and_stays(place: View) -> None:
    """The same widget, however often it is asked for and whatever the room goes on to."""
    place.room.act("open", {"exercise": SORT})
    place.act("open", {"exercise": SORT}, "1")
    model = place.seen()["models"][SORT]
    place.room.act("close", {"exercise": SORT})
    place.act("open", {"exercise": SORT}, "2")
    assert place.seen()["models"] == {SORT: model}


def test_what_is_in_an_exercise_is_said_before_it_is_opened(place: View) -> None:
    """Where its author has written a note; the vote has none."""
    assert "violence from a former partner" in one(place, SORT)["note"]
    assert one(place, VOTE)["note"] == ""


def test_at_ones_own_pace_everything_can_be_opened(place: View) -> None:
    """Also what the room has not come to."""
    place.room.act("pace", {"pace": "free"})
    place.act("open", {"exercise": "w18s4c"}, "1")
    assert "w18s4c" in place.seen()["models"]


def test_how_far_ones_own_answer_is(place: View) -> None:
    """Nothing, begun, finished; and when the last change came after the close."""
    assert one(place, VOTE)["mine"] == ""
    place.room.act("open", {"exercise": VOTE})
    votes(place.room, ME, "Keep it.")
    assert one(place, VOTE)["mine"] == "begun"
    place.room.act("close", {"exercise": VOTE})
    assert not one(place, VOTE)["late"]
    time.sleep(0.002)
    votes(place.room, ME, "A later thought.")
    assert one(place, VOTE)["late"]


# ---- what the room sees, and one's own first answer


def test_nothing_of_the_room_is_told_before_it_is_revealed(place: View, fill: Callable[..., list[str]]) -> None:
    """While it is open or held, the page has no picture, so nobody can find one in it."""
    place.room.act("open", {"exercise": VOTE})
    fill(place.room, VOTE, 20)
    assert place.seen()["looking"] is None
    place.room.act("hold", {"exercise": VOTE})
    assert place.seen()["looking"] is None


def test_what_the_room_sees_comes_with_the_reveal(place: View, fill: Callable[..., list[str]]) -> None:
    """A picture of twenty, as blocks that the page draws; of four, nothing."""
    place.room.act("open", {"exercise": VOTE})
    fill(place.room, VOTE, 4)
    place.room.act("reveal", {"exercise": VOTE})
    assert "chart" not in json.dumps(place.seen()["looking"]["room"])
    place.room.act("again", {"exercise": VOTE})
    fill(place.room, VOTE, 20, seed=2)
    other = View(place.room, place.person)
    other.room.act("open", {"exercise": "w18s1b"})
    fill(other.room, "w18s1b", 20)
    other.room.act("reveal", {"exercise": "w18s1b"})
    other.act("look", {"exercise": "w18s1b"}, "1")
    assert any(block["sort"] == "chart" for block in other.seen()["looking"]["room"])


def test_ones_own_first_answer_stands_beside_the_second(place: View) -> None:
    """As soon as it is asked again, and still when the second is written."""
    place.room.act("go", {"stretch": "w18s2.3"})
    place.room.act("open", {"exercise": VOTE})
    votes(place.room, ME, "The first reason.")
    place.room.act("reveal", {"exercise": VOTE})
    place.room.act("again", {"exercise": VOTE})
    assert "The first reason." in json.dumps(place.seen()["looking"]["first"])
    time.sleep(0.002)
    votes(place.room, ME, "The second reason.")
    first = json.dumps(place.seen()["looking"]["first"])
    assert "The first reason." in first and "The second reason." not in first


@pytest.mark.parametrize("name", ["w18s1a", "w18s1b", "w18s2a", "w18s2c", "w18s3a", "w18s4b"])
def test_the_first_answer_is_brief(place: View, name: str, fill: Callable[..., list[str]]) -> None:
    """What was answered is all there, and what stands in the empty form is not said again."""
    exercise = place.room.live[name]
    (pid,) = fill(place.room, name, 1)
    record = place.room.store.latest(pid, name)
    assert record is not None
    whole, short = own_answers.blocks(exercise, record), own_answers.brief(exercise, record)
    empty = exercise.kind.report(exercise.definition, exercise.kind.response(), exercise.material)
    assert [each for each in whole if each not in empty and not isinstance(each, Heading)] == [
        each for each in short if not isinstance(each, Heading)
    ]
    assert len(short) <= len(whole) and not isinstance(short[-1], Heading)


def test_an_earlier_exercise_can_be_looked_back_at(place: View) -> None:
    """What the room saw of it is there again, by one's own choice, and goes away again."""
    place.room.act("open", {"exercise": VOTE})
    place.room.act("reveal", {"exercise": VOTE})
    place.room.act("close", {"exercise": VOTE})
    assert place.seen()["looking"] is None
    place.act("look", {"exercise": VOTE}, "1")
    assert place.seen()["looking"]["exercise"] == VOTE
    place.act("look", {"exercise": ""}, "2")
    assert place.seen()["looking"] is None


def test_nothing_of_anybody_else_is_ever_told(place: View) -> None:
    """Not their words, not their needs, not their signal, not their id, not the code of the room."""
    place.room.act("go", {"stretch": "w18s2.3"})
    place.room.act("open", {"exercise": VOTE})
    votes(place.room, OTHER, "BEN WROTE THIS")
    moments.signal(place.room, OTHER, True)
    for name in ("hold", "reveal", "again", "close"):
        place.room.act(name, {"exercise": VOTE})
        told = words_of(place)
        for hidden in ("BEN WROTE THIS", "A chair by the door", OTHER, place.room.state().code):
            assert hidden not in told
        assert place.seen()["moment"] == {"wanted": False, "seen": False}


# ---- group, moment, where to turn


def test_ones_group_is_told_by_alias(place: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number and with whom; not who else is in the room."""
    assert place.seen()["group"] is None
    state = place.room.state().model_copy(update={"groups": (("p_x", "p_y"), (OTHER, ME, "p_gone"))})
    monkeypatch.setattr(place.room, "state", lambda: state)
    assert place.seen()["group"] == {"number": 2, "with": ["Ben"]}


def test_a_moment_is_signalled_seen_and_taken_back(place: View) -> None:
    """One tap each way; it says when the facilitator has seen it; given again, it waits anew."""
    place.act("moment", {"wanted": True}, "1")
    assert place.seen()["moment"] == {"wanted": True, "seen": False}
    assert list(place.room.moments()) == [ME]
    place.room.act("heard", {"member": ME})
    assert place.seen()["moment"] == {"wanted": True, "seen": True}
    place.act("moment", {"wanted": False}, "2")
    assert place.seen()["moment"]["wanted"] is False and not place.room.moments()
    time.sleep(1.01)  # a signal and its being seen are compared to the second
    place.act("moment", {"wanted": True}, "3")
    assert place.seen()["moment"] == {"wanted": True, "seen": False}


def test_the_same_tap_sent_twice_is_one_signal(place: View) -> None:
    """The page sends it again until it is answered."""
    place.act("moment", {"wanted": True}, "same")
    place.act("moment", {"wanted": True}, "same")
    assert len(place.room.store.history(ME, "room:moment")) == 1


def test_where_to_turn_comes_when_it_is_asked_for(place: View) -> None:
    """With numbers that somebody has checked, each with its source and day; no number from memory."""
    assert place.seen()["support"] is None
    place.act("support", {}, "1")
    support = place.seen()["support"]
    assert any(each["number"] == "116123" for each in support["places"])
    assert all("as at" in each["cite"] for each in support["places"])
    unchecked = [each.number for each in place.room.content.support.places if not each.settled]
    assert unchecked and not {each["number"] for each in support["places"]} & {
        each.replace(" ", "") for each in unchecked
    }


# ---- rights and speed


@pytest.mark.parametrize("what", ["reveal", "open-all", "take-out", "", "go", "approve"])
def test_a_participant_cannot_lead_the_room(place: View, what: str) -> None:
    """The facilitator's acts are no acts here."""
    before = place.room.state()
    with pytest.raises(RoomRefused):
        place.act(what, {"exercise": VOTE, "member": OTHER, "stretch": "break.1"}, "1")
    assert place.room.state() == before


@pytest.mark.parametrize("name", ["w17a1", "../place", "", "w18s9z"])
def test_only_exercises_of_the_day_are_opened(place: View, name: str) -> None:
    """Another week's file is not reached from here, at any pace."""
    place.room.act("pace", {"pace": "free"})
    with pytest.raises(RoomRefused):
        place.act("open", {"exercise": name}, "1")


def test_the_facilitator_has_no_place(room: Room) -> None:
    """Neither to see nor to act."""
    place = View(room, Identity("facilitator", own_machine=False, role="facilitator"))
    assert "out" in place.seen()
    with pytest.raises(RoomRefused):
        place.act("moment", {"wanted": True}, "1")


def test_somebody_taken_out_sees_only_that(place: View) -> None:
    """And can do nothing more; their answers are kept."""
    place.room.put(Member(ME, "Amina", "2026-11-18T09:20:00.000+00:00", gone=True))
    assert list(place.seen()) == ["out"]
    with pytest.raises(RoomRefused):
        place.act("moment", {"wanted": True}, "1")


def test_what_is_told_is_small(place: View, fill: Callable[..., list[str]]) -> None:
    """At its fullest a few kilobytes besides the picture, and nothing new is told for what others write."""
    for name in place.room.live:
        place.room.act("open", {"exercise": name})
    assert len(words_of(place)) < 8_000
    before = place.mark()
    fill(place.room, VOTE, 3)
    assert place.mark() == before


def test_an_unreadable_message_does_no_harm(place: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page's messages come from a browser: whatever they hold, the answer is words."""
    serve(monkeypatch, ME, "participant")
    showing = Showing(View, place.room)
    for message in ({"kind": "act", "what": "look", "given": {"exercise": {"a": 1}}}, {"kind": "act"}, {"kind": []}):
        for reply in showing.hear(message):
            assert reply["kind"] in ("acted", "seen")


def test_a_page_made_ahead_learns_whose_it_is_when_it_is_first_asked(
    place: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is looked up before, so nobody is made up either."""
    showing = Showing(View, place.room)
    serve(monkeypatch, ME, "participant")
    (told,) = showing.hear({"kind": "hello"})
    assert told["seen"]["me"]["alias"] == place.room.members()[ME].alias


def test_a_page_of_another_role_says_so_and_nothing_else(place: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server does not hand such a page out; should it ever, there is nothing in it."""
    serve(monkeypatch, "facilitator", "facilitator")
    showing = Showing(View, place.room)
    (told,) = showing.hear({"kind": "hello"})
    assert list(told["seen"]) == ["out"]
    replies = showing.hear({"kind": "act", "id": "1", "what": "moment", "given": {"wanted": True}})
    assert "not yours" in replies[0]["why"]


def test_people_are_told_that_the_evaluation_goes_further(place: View) -> None:
    """And of no other exercise is that said."""
    said = {}
    for name in ("w18s4b", "w18s4c"):
        place.room.act("open", {"exercise": name})
        said[name] = place.seen()["doing"]["words"]
        place.room.act("close", {"exercise": name})
    assert "without names" in said["w18s4c"]
    assert "those who run it" not in said["w18s4b"]


def serve(monkeypatch: pytest.MonkeyPatch, pid: str, role: str) -> None:
    monkeypatch.setenv("HTTP_X_WORKBOOK_USER", json.dumps({"pid": pid, "role": role}))
