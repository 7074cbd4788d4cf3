"""What the projector is told: no more than the wall shows, and nothing that was not revealed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from permanence_lib.identity import Identity
from permanence_lib.workshop import agenda, prompt, voices
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import SETTING, Room
from permanence_lib.workshop.state import OnScreen, State, Verdict
from permanence_lib.workshop.views.screen import View

Fill = Callable[..., list[str]]
VOTE, SORT = "w18s2c", "w18s1a"


@pytest.fixture
def wall(room: Room) -> View:
    """The facilitator's projector."""
    return View(room, Identity("facilitator", own_machine=False, role="facilitator"))


def put(room: Room, **changes: Any) -> None:
    """The room with something of its state changed."""
    found = room.store.latest("room", room.key)
    room.keep("room", room.key, room.state().model_copy(update=changes), found.revision if found else 0)


def test_the_welcome_says_how_to_get_in(wall: View, room: Room, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SETTING, json.dumps({"week": "w18", "cohort": "Autumn", "address": "http://10.0.0.7:8866"}))
    fill(room, VOTE, 3)
    seen = wall.seen()
    assert (seen["what"], seen["code"], seen["people"]) == ("welcome", room.state().code, 3)
    assert seen["address"] == "http://10.0.0.7:8866"
    assert seen["next"]["title"] == "Check-in"


def test_the_agenda_opens_where_the_room_is(wall: View, room: Room) -> None:
    room.act("go", {"stretch": "w18s1.2"})
    room.act("move-time", {"minutes": 10})
    room.act("show", {"what": "agenda"})
    rows = wall.seen()["rows"]
    assert [row["when"] for row in rows] == ["now", *["later"] * 6]
    assert [part["when"] for part in rows[0]["stretches"]] == ["past", "now", "next"]
    assert rows[1]["times"] == "11:10 to 11:20"
    assert not rows[1]["stretches"]


def test_a_break_says_what_comes_then(wall: View, room: Room) -> None:
    room.act("go", {"stretch": "break.1"})
    seen = wall.seen()
    assert seen["what"] == "rest"
    assert (seen["here"]["title"], seen["next"]["title"]) == ("Break", "Balance sheets for three children")
    assert seen["clock"]["ends_at"]


def test_the_day_has_no_after_at_its_end(room: Room) -> None:
    state = State(week="w18", cohort="A", code="c", started_at="", stretch="w18s4.3")
    assert agenda.present(room.agenda, state)["next"] is None


def test_a_question_has_its_note_first_and_nobody_is_counted_too_early(wall: View, room: Room, fill: Fill) -> None:
    fill(room, SORT, 4)
    room.act("open", {"exercise": SORT})
    seen = wall.seen()
    assert (seen["what"], seen["phase"], seen["given"]) == ("question", "open", 0)
    assert seen["note"][0]["text"].startswith("Cards mention violence")
    assert seen["prompt"][-1]["text"].endswith("whether you would say so to her.")
    fill(room, SORT, 6, seed=2)
    assert wall.seen()["given"] == 6


def test_groups_stand_with_their_aliases_and_without_who_has_gone(wall: View, room: Room, fill: Fill) -> None:
    one, two, three = fill(room, SORT, 3)
    room.act("open", {"exercise": SORT})
    put(room, groups=((one, two), (three, "p_nobody")))
    assert wall.seen()["groups"] == [["Person 1", "Person 2"], ["Person 3"]]


def test_nothing_is_drawn_before_it_is_revealed(wall: View, room: Room, fill: Fill) -> None:
    """Also when the screen was left on a picture, and the exercise was held again."""
    fill(room, VOTE, 6)
    room.act("open", {"exercise": VOTE})
    put(room, screen=OnScreen(what="picture", exercise=VOTE))
    assert wall.seen()["what"] == "question"
    room.act("reveal", {"exercise": VOTE})
    assert wall.seen()["what"] == "picture"
    room.act("hold", {"exercise": VOTE})
    put(room, screen=OnScreen(what="before-after", exercise=VOTE))
    assert wall.seen()["what"] == "question"


def test_the_wall_turns_to_another_part(wall: View, room: Room, fill: Fill) -> None:
    """From the board or by its own keys; a part too far is the last one."""
    fill(room, SORT, 20)
    room.act("open", {"exercise": SORT})
    room.act("reveal", {"exercise": SORT})
    first = wall.seen()
    assert first["parts"] > 1
    wall.act("part", {"part": 1}, "r1")
    second = wall.seen()
    assert (second["part"], second["what"]) == (1, "picture")
    assert second["shown"] != first["shown"]
    wall.act("part", {"part": 199}, "r2")
    assert wall.seen()["part"] == first["parts"] - 1
    for bad in (-1, "1", None, True, 1000):
        with pytest.raises(RoomRefused):
            wall.act("part", {"part": bad}, "r3")


def test_the_wall_can_do_nothing_else(wall: View, room: Room) -> None:
    with pytest.raises(RoomRefused):
        wall.act("reveal", {"exercise": VOTE}, "r1")
    stranger = View(room, Identity("p_1", own_machine=False, role="participant"))
    with pytest.raises(RoomRefused):
        stranger.act("part", {"part": 0}, "r2")


def test_only_approved_words_are_on_the_wall_and_without_names(wall: View, room: Room, fill: Fill) -> None:
    fill(room, "w18s4b", 6)
    room.act("open", {"exercise": "w18s4b"})
    room.act("show", {"what": "words", "exercise": "w18s4b"})
    assert wall.seen()["shown"] == []
    found = voices.said(room, "w18s4b")
    verdicts = {each.key: Verdict(shown=n < 8, theme="Waiting") for n, each in enumerate(found)}
    put(room, verdicts=verdicts, themes=("Waiting",))
    seen = wall.seen()
    assert (len(seen["shown"]), seen["parts"]) == (4, 2)
    assert "Person" not in json.dumps(seen["shown"])


def test_a_pause_covers_everything(wall: View, room: Room, fill: Fill) -> None:
    fill(room, VOTE, 6)
    room.act("open", {"exercise": VOTE})
    room.act("reveal", {"exercise": VOTE})
    room.act("pause", {"words": "Ten minutes."})
    seen = wall.seen()
    assert (seen["what"], seen["words"]) == ("paused", "Ten minutes.")
    assert "shown" not in seen
    room.act("go-on", {})
    assert wall.seen()["what"] == "picture"
    room.act("end", {})
    assert wall.seen()["what"] == "ended"


def test_a_prompt_on_the_wall_is_for_those_in_the_room(room: Room) -> None:
    words = "Vote **now**.\n\n- one\n- two\n  - and a half\n\nWe said “Go.” Alone, wait a day.\n\nOn your own, ring somebody."
    found = prompt.for_a_wall(words, room.content)
    assert [getattr(block, "text", getattr(block, "items", "")) for block in found] == [
        "Vote now.",
        ("one", "two\nand a half"),
        "We said “Go.”",
    ]
