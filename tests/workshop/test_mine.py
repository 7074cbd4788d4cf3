"""The page on which a participant takes their work away: three files, a question before any leaves, a code to come back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from permanence_lib.portfolio import archive
from permanence_lib.screen.asked import Asked, Given, Made, Went
from permanence_lib.workshop import pages
from permanence_lib.workshop.members import Member, resume_code
from permanence_lib.workshop.pages import Visit, mine
from permanence_lib.workshop.room import Room

ME = "p_00000000000a"
VOTE = "w18s2c"


@pytest.fixture
def visit(room: Room, tmp_path: Path) -> Visit:
    """Amina, who has voted."""
    room.put(Member(ME, "Amina <b>", "2026-11-18T09:20:00.000+00:00"))
    votes(room, "They broke the driving and not the plan.")
    return Visit(room, ME, "participant", b"the room's key", tmp_path, "http://room.example")


def votes(room: Room, words: str) -> None:
    """As the page saves it."""
    value = {"stands": {"direction": {"first": {"choice": "keep", "words": words}}}}
    before = room.store.latest(ME, VOTE)
    base = before.revision if before else 0
    room.store.save(
        ME,
        VOTE,
        value,
        base=base,
        request_id=f"vote-{base}",
        definition_hash=room.live[VOTE].definition.question_hash(),
    )


def sent(name: str, **fields: str) -> Asked:
    """A form of the page."""
    return Asked(f"/mine/{name}", fields={key: (value,) for key, value in fields.items()}, token="t", sent=True)


def page(visit: Visit) -> str:
    """The page's body."""
    found = pages.answer(visit, Asked("/mine", token="t"))
    assert isinstance(found, Made)
    return found.body


def test_the_page_says_what_goes_along_and_gives_the_code(visit: Visit) -> None:
    """The exercise by title, the alias as text and never as HTML, the code this room makes for this person."""
    body = page(visit)
    assert "Change of direction vote" in body and "Your answer." in body
    assert "Amina &lt;b&gt;" in body
    assert resume_code(visit.key, ME) in body


def test_each_file_is_given(visit: Visit) -> None:
    """A zip that is a workbook's, a Word document, a web page; each with a name that says what it is."""
    names = {}
    for name in mine.FILES:
        found = pages.answer(visit, sent(name))
        assert isinstance(found, Given)
        names[found.name] = found.content[:4]
        if name == "workbook":
            assert archive.read(found.content, "everything").records
    assert names == {
        "workshop-w18-for-my-workbook.zip": b"PK\x03\x04", "workshop-w18.docx": b"PK\x03\x04", "workshop-w18.html": b"<!DO",
    }  # fmt: skip


@pytest.mark.parametrize("name", list(mine.FILES))
def test_what_may_name_somebody_real_is_asked_about_first(visit: Visit, name: str) -> None:
    """Also where it stands in an earlier version only: that one is in the file too. Sure of it, the file is made."""
    votes(visit.room, "She lives at SW1A 2AA, ring her on 020 7946 0018.")
    votes(visit.room, "Keep it.")
    found = pages.answer(visit, sent(name))
    assert isinstance(found, Made) and "SW1A 2AA" in found.body
    assert isinstance(pages.answer(visit, sent(name, sure="yes")), Given)


def test_a_file_is_only_made_for_a_form(visit: Visit) -> None:
    """The address alone, as after "Go back and change it", leads to the page."""
    assert pages.answer(visit, Asked("/mine/word")) == Went("/mine")
    assert pages.answer(visit, Asked("/mine/another")) is None


def test_a_file_that_cannot_be_made_is_told_on_the_page(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: the words say that nothing is lost."""
    broken = mine.File("To read", "", "", "x", "y", lambda room, pid: 1 // 0)  # type: ignore[arg-type,return-value]
    monkeypatch.setitem(mine.FILES, "word", broken)  # type: ignore[arg-type]
    found = pages.answer(visit, sent("word"))
    assert isinstance(found, Made) and "Nothing is lost" in found.body


def test_the_code_can_be_asked_for_by_the_place(visit: Visit) -> None:
    """It is not in the page of the place, so that nobody reads it over a shoulder."""
    found = pages.answer(visit, Asked("/mine/code"))
    assert isinstance(found, Given) and json.loads(found.content) == {"code": resume_code(visit.key, ME)}


@pytest.mark.parametrize("role", ["facilitator", ""])
def test_it_is_for_participants_alone(visit: Visit, role: str) -> None:
    """The facilitator has no answers, and may not have anybody's file."""
    assert pages.answer(Visit(visit.room, ME, role, b"", visit.folder, ""), Asked("/mine")) is None


def test_somebody_taken_out_or_unknown_gets_nothing(visit: Visit) -> None:
    """Neither the page nor a file."""
    visit.room.put(Member(ME, "Amina", "2026-11-18T09:20:00.000+00:00", gone=True))
    assert pages.answer(visit, Asked("/mine")) is None
    assert pages.answer(visit, sent("word")) is None
    assert pages.answer(Visit(visit.room, "p_ffffffffffff", "participant", b"", visit.folder, ""), sent("word")) is None


def test_the_end_of_the_day_asks_to_take_the_file(visit: Visit) -> None:
    """And says what becomes of it otherwise."""
    visit.room.act("end", {})
    assert "Take your file before you go" in page(visit)


def test_on_ones_own_store_it_is_there_already(visit: Visit) -> None:
    """No file is needed, and the page says so."""
    visit.room.store.save(ME, "w17a1", {}, base=0, request_id="study", definition_hash="x")
    assert "in your own workbook already" in page(visit)
