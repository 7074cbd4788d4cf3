"""Paper sheets typed in afterwards: who, where, and that they count as written in the room."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from permanence_lib.identity import Identity
from permanence_lib.screen.asked import Asked, Made, Went
from permanence_lib.workshop import pages
from permanence_lib.workshop.members import Member, resume_code
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.variety import varied
from permanence_lib.workshop.views.place import View

VOTE = "w18s2c"


@pytest.fixture
def visit(room: Room, tmp_path: Path) -> Visit:
    return Visit(room, "facilitator", "facilitator", b"key", tmp_path, "")


def begin(visit: Visit, alias: str) -> object:
    return pages.answer(visit, Asked("/entry", fields={"alias": (alias,)}, sent=True))


def write(room: Room, member: str, exercise: str = VOTE) -> None:
    answer = varied(room.live[exercise], Random(member))
    assert answer is not None
    found = room.live[exercise].definition.question_hash()
    room.store.save(member, exercise, answer.model_dump(mode="json"), base=0, request_id=f"{member}-{exercise}", definition_hash=found)  # fmt: skip


def test_a_sheet_makes_a_member_on_paper_and_leads_to_their_exercises(visit: Visit) -> None:
    went = begin(visit, "  Sheet \u202e 1 ")
    (member,) = visit.room.members().values()
    assert (member.alias, member.paper) == ("Sheet 1", True)
    assert went == Went(f"/place?as={member.id}")


def test_the_list_says_how_far_each_is_and_gives_their_code(visit: Visit) -> None:
    begin(visit, "Sheet 1")
    (member,) = visit.room.members()
    write(visit.room, member)
    page = pages.answer(visit, Asked("/entry"))
    assert isinstance(page, Made)
    assert "1 of 9 exercises" in page.body
    assert resume_code(b"key", member) in page.body


def test_where_people_sign_in_no_code_is_given_that_would_open_nothing(visit: Visit) -> None:
    visit.room.signed_in = True
    begin(visit, "Sheet 1")
    (member,) = visit.room.members()
    page = pages.answer(visit, Asked("/entry"))
    assert isinstance(page, Made)
    assert resume_code(b"key", member) not in page.body
    assert "own way back" not in page.body
    assert "whoever wrote it keeps the sheet" in page.body


@pytest.mark.parametrize(
    ("alias", "why"), [("", "Enter the alias"), ("x" * 41, "40 characters or fewer"), ("ash", "called ash already")]
)
def test_what_is_wrong_stands_beside_the_box_and_nobody_is_made(visit: Visit, alias: str, why: str) -> None:
    visit.room.put(Member("p_1", "Ash", "2026-11-18T09:00:00+00:00"))
    page = begin(visit, alias)
    assert isinstance(page, Made)
    assert page.title.startswith("Error: ")
    assert why in page.body
    assert len(visit.room.members()) == 1


def test_a_participant_cannot_type_for_others(room: Room, tmp_path: Path) -> None:
    participant = Visit(room, "p_1", "participant", b"", tmp_path, "")
    assert pages.answer(participant, Asked("/entry", fields={"alias": ("Me",)}, sent=True)) is None
    assert not room.members()


def test_a_sheet_counts_as_written_in_time_and_a_late_answer_does_not(visit: Visit) -> None:
    room = visit.room
    room.put(Member("p_late", "Late", "2026-11-18T09:00:00+00:00"))
    begin(visit, "Sheet 1")
    paper = next(each.id for each in room.members().values() if each.paper)
    for act in ("open", "reveal", "close"):
        room.act(act, {"exercise": VOTE})
    standing = room.state().standing(VOTE)
    for name in ("p_late", paper):
        write(room, name)
    assert set(room.answers(VOTE, until=standing.shown_at)) == {paper}
    assert set(room.answers(VOTE, until=standing.closed_at)) == {paper}


def test_every_exercise_can_be_opened_for_a_sheet_even_after_the_end(visit: Visit) -> None:
    begin(visit, "Sheet 1")
    visit.room.act("end", {})
    (member,) = visit.room.members()
    seen = View(visit.room, Identity(member)).seen()
    assert all(each["open"] for each in seen["exercises"])
    assert not seen["ended"]
