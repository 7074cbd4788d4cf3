"""The page for after the day, through every form of it, without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from workshop_day import people_who_answer

from permanence_lib.content.library import Content
from permanence_lib.screen.asked import Asked, Given, Made, Went
from permanence_lib.store import open_store
from permanence_lib.workshop import carried, pages, rehearsal
from permanence_lib.workshop.pack import making
from permanence_lib.workshop.room import Room


@pytest.fixture
def kept_room(tmp_path: Path, content: Content) -> Iterator[Room]:
    """A room on disk, with six people and two questions."""
    (tmp_path / "room").mkdir()
    room = Room(open_store(str(tmp_path / "room" / "answers.sqlite")), content, "w18", "Autumn")
    room.act("open", {"exercise": "w18s2c"})
    people_who_answer(room, "w18s2c", 6)
    for words in ("Who tells the carers?", "Is <b>bold</b> still open?"):
        room.act("question-keep", {"words": words})
    yield room
    room.store.close()


def ask(room: Room, path: str = "/after", role: str = "facilitator", sent: bool = False, **fields: Any) -> Any:
    """Ask for a page, or send a form."""
    folder = room.store.path.parent if room.store.path else Path()
    visit = pages.Visit(room, "facilitator", role, b"key", folder, "http://127.0.0.1:1")
    given = {name: value if isinstance(value, tuple) else (value,) for name, value in fields.items()}
    return pages.answer(visit, Asked(path, fields=given, token="t", sent=sent))


@pytest.mark.parametrize("path", ["/after", "/after/read", "/after/end", "/after/word"])
def test_a_participant_finds_no_such_page(kept_room: Room, path: str) -> None:
    """Neither to look at nor to send anything to."""
    assert ask(kept_room, path, role="participant") is None
    assert ask(kept_room, path, role="participant", sent=True) is None
    assert kept_room.state().ended_at == ""


def test_there_is_nothing_elsewhere_below_it(kept_room: Room) -> None:
    """And what is only sent leads back when it is asked for."""
    assert ask(kept_room, "/after/nothing") is None and ask(kept_room, "/after/read/more") is None
    assert ask(kept_room, "/after/end") == Went("/after") and ask(kept_room, "/after/word") == Went("/after#pack")


def test_ending_the_day_keeps_attendance_and_can_be_taken_back(kept_room: Room) -> None:
    """It says what is still open before."""
    assert "Still open: Change of direction vote" in ask(kept_room).body
    assert ask(kept_room, "/after/end", sent=True) == Went("/after?news=ended")
    assert kept_room.state().ended_at and "The day was ended at" in ask(kept_room).body
    assert len(kept_room.store.of_exercise("attended:w18")) == 6
    assert ask(kept_room, "/after/end", sent=True, undo="yes") == Went("/after?news=going-on")
    assert kept_room.state().ended_at == ""


def test_questions_are_offered_left_and_taken_back(kept_room: Room) -> None:
    """Every open one is ticked at first; afterwards what was left."""
    first, second = kept_room.state().questions
    kept_room.act("question-done", {"id": first.id})
    page = ask(kept_room).body
    assert "&lt;b&gt;bold&lt;/b&gt;" in page and "<b>bold" not in page
    assert page.count(" checked") == 1 and "Answered today" in page and "Workshop four" in page
    assert ask(kept_room, "/after/questions", sent=True, question=(first.id, second.id)) == Went("/after?news=left-2")
    assert carried.by(kept_room) == (first.words, second.words)
    assert ask(kept_room).body.count(" checked") == 2 and "2 questions are" in ask(kept_room).body
    assert ask(kept_room, "/after/questions", sent=True) == Went("/after?news=none")
    assert carried.by(kept_room) == ()


def test_a_question_that_is_not_there_is_not_left(kept_room: Room) -> None:
    """Whatever a form says."""
    assert ask(kept_room, "/after/questions", sent=True, question=("q99", "../x")) == Went("/after?news=none")


@pytest.mark.parametrize("news", ["left-1x", "left-", "left-99999", "<script>", "left-٣"])
def test_only_news_of_its_own_is_shown(kept_room: Room, news: str) -> None:
    """Nothing that an address says is repeated."""
    visit = pages.Visit(kept_room, "facilitator", "facilitator", b"key", Path(), "")
    found = pages.answer(visit, Asked("/after", query={"news": news}, token="t"))
    assert isinstance(found, Made) and 'role="status"' not in found.body


def test_the_pack_is_read_before_it_is_taken(kept_room: Room) -> None:
    """Every chapter, with words as words."""
    body = ask(kept_room, "/after/read").body
    for said in ("The day as it was run", "Change of direction vote", "&lt;b&gt;bold", "What people said of the day"):
        assert said in body
    assert body.count("<h1") == 1 and "<b>bold" not in body


@pytest.mark.slow
def test_a_file_is_made_of_the_room_as_it_stands(kept_room: Room) -> None:
    """As a web page."""
    found = ask(kept_room, "/after/page", sent=True)
    assert isinstance(found, Given) and found.name == "pack-of-w18.html"
    assert b"Change of direction vote" in found.content


def test_what_looks_like_a_person_is_asked_about_first(kept_room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """And once more only if the answer was not yes."""
    kept_room.act("question-keep", {"words": "Ring 07700 900123 on Monday?"})
    question = ask(kept_room, "/after/word", sent=True)
    assert isinstance(question, Made) and "07700 900123" in question.body and 'action="/after/word"' in question.body
    monkeypatch.setattr(making, "file", lambda *_: b"made")
    assert ask(kept_room, "/after/word", sent=True, sure="yes").content == b"made"


def test_a_pack_that_cannot_be_made_is_told_on_the_page(kept_room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else on it still works."""

    def fail(*_: object) -> bytes:
        raise making.PackNotMade("The pack could not be made (no memory). Nothing of the room is lost. Try again.")

    monkeypatch.setattr(making, "file", fail)
    found = ask(kept_room, "/after/word", sent=True)
    assert found.title.startswith("Error: ") and "no memory" in found.body and "End the day" in found.body


def test_a_rehearsal_and_a_room_in_memory_say_what_they_cannot_do(room: Room, content: Content) -> None:
    """The questions are listed all the same."""
    room.act("question-keep", {"words": "Who tells the carers?"})
    assert "kept nowhere" in ask(room).body and "Who tells" in ask(room).body
    assert "kept nowhere" in ask(room, "/after/page", sent=True).body
    rehearsed = Room(open_store("sqlite://"), content, "w18", rehearsal.cohort("Autumn"))
    assert "This is a rehearsal" in ask(rehearsed).body
    rehearsed.store.close()


def test_the_last_workshop_has_no_next_one(content: Content, tmp_path: Path) -> None:
    """What is left stays under the cohort's name."""
    (tmp_path / "room").mkdir()
    room = Room(open_store(str(tmp_path / "room" / "answers.sqlite")), content, "w25", "Autumn")
    room.act("question-keep", {"words": "Who keeps in touch?"})
    assert "the last workshop of the programme" in ask(room).body and "Workshop four" not in ask(room).body[400:]
    room.store.close()
