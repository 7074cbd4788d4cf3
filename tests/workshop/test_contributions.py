"""What a participant takes away: their own answers and nobody else's, and a workbook brings the file in."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document

from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.portfolio import archive
from permanence_lib.portfolio.archive import layout
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed
from permanence_lib.store import open_store
from permanence_lib.workshop import contributions, own_answers
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import MOMENT, Room

VOTE, SORT = "w18s2c", "w18s1a"
EARLY, LATE = "Keep it: nothing has changed since ten o'clock.", "Two weeks, one question, asked at her table."


def vote(words: str) -> dict[str, Any]:
    """An answer to the vote, with a reason."""
    return {"stands": {"direction": {"first": {"choice": "keep", "words": words}}}}


def writes(room: Room, pid: str, name: str, value: dict[str, Any], done: bool = False) -> None:
    """As the page saves it."""
    before = room.store.latest(pid, name)
    base = before.revision if before else 0
    room.store.save(
        pid, name, value, base=base, request_id=f"{pid}-{name}-{base}", done=done,
        definition_hash=room.live[name].definition.question_hash(),
    )  # fmt: skip
    time.sleep(0.002)  # an act that follows is kept to the millisecond


@pytest.fixture
def busy(room: Room) -> Room:
    """Amina answered twice, with a look at the room between; Ben once. Amina needed a moment."""
    room.act("open", {"exercise": VOTE})
    for pid, alias in (("p_00000000000a", "Amina"), ("p_00000000000b", "Ben")):
        room.put(Member(pid, alias, "2026-11-18T09:20:00.000+00:00", needs="A chair by the door"))
        writes(room, pid, VOTE, vote(EARLY if alias == "Amina" else "BEN WROTE THIS"))
    time.sleep(0.002)
    room.act("reveal", {"exercise": VOTE})
    room.act("again", {"exercise": VOTE})
    time.sleep(0.002)
    writes(room, "p_00000000000a", VOTE, vote(LATE))
    room.keep("p_00000000000a", MOMENT, {"wanted": True}, 0)
    return room


@pytest.fixture
def amina(busy: Room) -> str:
    """Her id in the room."""
    return next(name for name, each in busy.members().items() if each.alias == "Amina")


@pytest.fixture
def workbook(content: Content) -> Iterator[Desk]:
    """Amina's own workbook at home, empty."""
    store = open_store("sqlite://")
    yield Desk(content, store, Identity(store.me().id))
    store.close()


def parts(made: bytes) -> dict[str, bytes]:
    """A zip, file by file."""
    with zipfile.ZipFile(io.BytesIO(made)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def test_the_file_is_brought_into_a_workbook_with_first_and_last(busy: Room, amina: str, workbook: Desk) -> None:
    """Every version comes back as it was, and so does the attendance; nothing is left to do the second time."""
    found = archive.read(contributions.archive(busy, amina).content, "everything")
    assert archive.bring_in(found, workbook) == 3
    me = workbook.person.participant
    kept = workbook.store.history(me, VOTE)
    assert [each.value for each in kept] == [each.value for each in busy.store.history(amina, VOTE)]
    assert [each.saved_at for each in kept] == [each.saved_at for each in busy.store.history(amina, VOTE)]
    assert agreed.attended(Desk(workbook.content, workbook.store, workbook.person), "w18").attended
    again = archive.plan(found, Desk(workbook.content, workbook.store, workbook.person))
    assert again.count == 0


def test_a_later_file_goes_on_from_an_earlier_one(busy: Room, amina: str, workbook: Desk) -> None:
    """Taken at lunch and again in the evening: the second adds what was written in between, and asks nothing."""
    archive.bring_in(archive.read(contributions.archive(busy, amina).content), workbook)
    writes(busy, amina, VOTE, vote("A third thought, on the train."), done=True)
    later = archive.read(contributions.archive(busy, amina).content)
    plan = archive.plan(later, Desk(workbook.content, workbook.store, workbook.person))
    assert [(line.name, line.sort, len(line.adding)) for line in plan.of("ahead", "apart", "new")] == [
        (VOTE, "ahead", 1)
    ]


def test_an_answer_written_at_home_is_not_overwritten(busy: Room, amina: str, workbook: Desk) -> None:
    """What stands in the workbook already stays, and the room's goes on top only by choice."""
    workbook.store.save(
        workbook.person.participant, VOTE, vote("Done at home."), base=0, request_id="home",
        definition_hash=busy.live[VOTE].definition.question_hash(),
    )  # fmt: skip
    found = archive.read(contributions.archive(busy, amina).content)
    archive.bring_in(found, workbook)
    newest = workbook.store.latest(workbook.person.participant, VOTE)
    assert newest is not None and newest.value == vote("Done at home.")


def test_nothing_of_anybody_else_and_nothing_private_of_the_room_is_in_it(busy: Room, amina: str) -> None:
    """Not Ben's words, not his name; not the needs she told the facilitator, not that she needed a moment, not her id."""
    files = parts(contributions.archive(busy, amina).content)
    records = json.loads(files[layout.RECORDS])["records"]
    assert {each["exercise"] for each in records} == {VOTE, "attended:w18"}
    everything = b"".join(files.values()).decode("utf-8", "replace")
    for hidden in ("BEN WROTE THIS", "Ben", "A chair by the door", "room:", "wanted", amina):
        assert hidden not in everything


def test_both_answers_can_be_read_as_word_and_as_a_page(busy: Room, amina: str) -> None:
    """Under the exercise's title, the first before the last, each with its words."""
    page = contributions.page(busy, amina).decode()
    word = "\n".join(each.text for each in Document(io.BytesIO(contributions.word(busy, amina))).paragraphs)
    for said in (page, word):
        assert said.index("Your first answer") < said.index("Your last answer")
        assert "Change of direction vote" in said
        assert "asked at her table" in said
        assert "nothing has changed since ten" in said
    assert "readable/contributions.html" in parts(contributions.archive(busy, amina).content)


def test_one_answer_is_not_shown_twice(busy: Room) -> None:
    """Where nothing was changed after the room had looked, there is one answer and no talk of a first."""
    ben = next(name for name, each in busy.members().items() if each.alias == "Ben")
    (mine,) = own_answers.own(busy, ben)
    assert mine.first is None and mine.counted
    assert "Your first answer" not in contributions.page(busy, ben).decode()


def test_what_came_after_the_close_is_kept_and_said_not_to_count(busy: Room, amina: str) -> None:
    """A participant who types late loses nothing, and is told."""
    busy.act("close", {"exercise": VOTE})
    time.sleep(0.002)
    writes(busy, amina, VOTE, vote("Too late, but mine."))
    (mine,) = own_answers.own(busy, amina)
    assert not mine.counted
    page = contributions.page(busy, amina).decode()
    assert "Too late, but mine." in page and "were not counted" in page


def test_somebody_who_wrote_nothing_has_an_honest_page(room: Room) -> None:
    """No error, no empty list, and the file still holds that they were there."""
    room.put(Member("p_0000000000cc", "Cleo", "2026-11-18T09:20:00.000+00:00"))
    assert "You have not written anything" in contributions.page(room, "p_0000000000cc").decode()
    assert len(archive.read(contributions.archive(room, "p_0000000000cc").content).records) == 1


def test_a_shared_store_is_known_by_the_weeks_in_it(busy: Room, amina: str) -> None:
    """A room of its own holds only the day; a workbook's store holds weeks of study too."""
    assert not contributions.is_at_home(busy, amina)
    busy.store.save(amina, "w17a1", {}, base=0, request_id="study", definition_hash="x")
    assert contributions.is_at_home(busy, amina)
