"""Before a workshop: what a participant can tell, the file it makes, and what is never in it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from permanence_lib.content.library import Content
from permanence_lib.document import text
from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio import pages
from permanence_lib.portfolio.before import share, together
from permanence_lib.portfolio.before.share import Share, Wanted
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Asked, Given, Made, Went

EVERYTHING = {"weeks": ("yes",), "ratings": ("yes",), "needs": ("A seat near the door",), "sure": ("yes",)}


def send(desk: Desk, **fields: tuple[str, ...]) -> Made | Given | Went | None:
    return pages.answer(desk, Asked("/before/w18", fields=fields, sent=True))


def test_the_page_shows_in_full_whatever_could_leave(desk: Desk) -> None:
    found = pages.answer(desk, Asked("/before/w18"))
    assert isinstance(found, Made)
    offered = share.offered(desk, desk.content.weeks["w18"])
    assert offered.ratings
    assert list(offered.weeks) == ["w12", "w13", "w14", "w15", "w16", "w17"]
    for name in offered.weeks:
        assert f"Week {int(name[1:])}:" in found.body
    assert found.body.count("<dt>") == len(offered.ratings)


def test_the_file_holds_what_was_chosen_and_nobody(desk: Desk) -> None:
    made = send(desk, **EVERYTHING)
    assert isinstance(made, Given)
    found = share.read(made.content, made.name, "w18")
    assert found.needs == "A seat near the door"
    assert set(found.weeks.values()) == {"finished"}
    assert set(found.ratings) == {"w14a2"}
    assert desk.person.participant.encode() not in made.content
    assert found.questions == (), "None was ticked."


def test_only_what_is_chosen_goes_in(desk: Desk) -> None:
    made = share.made(desk, desk.content.weeks["w18"], Wanted(needs="Tea"))
    assert (made.weeks, made.questions, made.ratings, made.needs) == ({}, (), {}, "Tea")


def test_no_line_written_beside_a_level_is_in_it(desk: Desk) -> None:
    made = share.made(desk, desk.content.weeks["w18"], Wanted(ratings=True))
    lines = [x["evidence"] for x in desk.kept["w14a2"].value["ratings"].values() if x.get("evidence")]
    assert lines
    assert not any(line in made.file().decode() for line in lines)


def test_a_question_marked_for_the_group_is_offered_and_a_point_is_not(desk: Desk) -> None:
    posts = [
        {"id": "q1", "words": "Who told Abena?", "themes": ["delay"], "is_question": True},
        {"id": "q2", "words": "We waited.", "themes": ["delay"]},
    ]
    value = {**desk.kept["w17a3"].value, "posts": posts}
    desk.keep("w17a3", value)
    found = share.offered(replace(desk), desk.content.weeks["w18"]).questions
    assert [each.words for each in found] == ["Who told Abena?"]
    made = share.made(replace(desk), desk.content.weeks["w18"], Wanted(questions=(found[0].id, "w01a1:other")))
    assert made.questions == ("Who told Abena?",)


def test_nothing_chosen_is_said_and_what_was_typed_stays(desk: Desk) -> None:
    found = send(desk, needs=("x" * 601,), ratings=("yes",))
    assert isinstance(found, Made)
    assert "600 characters or fewer" in found.body
    assert "x" * 601 in found.body
    empty = send(desk)
    assert isinstance(empty, Made)
    assert "Choose something to tell" in empty.body


def test_what_looks_like_a_real_person_is_asked_about_first(desk: Desk) -> None:
    found = send(desk, needs=("Ring me on 07700 900123",))
    assert isinstance(found, Made)
    assert "07700 900123" in found.body
    assert "before:w18" not in replace(desk).kept


def test_made_twice_it_is_the_same_persons(desk: Desk) -> None:
    first, second = (share.made(desk, desk.content.weeks["w18"], Wanted(needs=words)) for words in ("One", "Two"))
    assert first.id == second.id
    (kept,) = share.newest([first, second])
    assert kept.needs == "Two"
    assert share.made(desk, desk.content.weeks["w25"], Wanted(needs="x")).id != first.id


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff\xfe", b"<script>", json.dumps({"format": share.FORMAT, "week": "w18"}).encode()]
)  # fmt: skip
def test_another_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"photo\.json is not a file that was made"):
        share.read(content, "photo.json", "w18")


def test_a_file_for_another_workshop_is_refused(desk: Desk) -> None:
    made = share.made(desk, desk.content.weeks["w11"], Wanted(needs="Tea"))
    with pytest.raises(UnreadableFile, match="another workshop"):
        share.read(made.file(), made.name, "w18")


def people(number: int, **chosen: object) -> list[Share]:
    levels = ["new", "follow", "support", "own", "others"]
    return [
        Share.model_validate(
            {"id": f"{n:016x}", "week": "w18", "made_on": "2026-11-02", "questions": [f"Question {n}?"],
             "weeks": {"w15": "finished" if n % 2 else "in progress"},
             "ratings": {"w14a2": {"1.4f": levels[n % 5], "3.1b": "own"}}, "needs": f"Need {n}", **chosen}
        )
        for n in range(number)
    ]  # fmt: skip


def test_of_four_people_nothing_at_all_is_told(content: Content) -> None:
    assert text.render(together.told(people(4), content, content.weeks["w18"])).split() == together.TOO_FEW.split()


def test_of_five_people_sums_are_told_and_each_part_needs_five_of_its_own(content: Content) -> None:
    shown = text.render(together.told(people(5), content, content.weeks["w18"]))
    assert "From 5 people" in shown
    assert "Question 3?" in shown
    assert "Need 2" in shown
    without = [*people(4), people(5, ratings={}, questions=[], weeks={})[4]]
    shown = text.render(together.told(without, content, content.weeks["w18"]))
    assert "Question" not in shown.replace("Questions they would", "")
    assert shown.count("Fewer than five people have told anything about this") == 3


def test_numbers_are_counted_from_the_shares(content: Content) -> None:
    blocks = together.told(people(20), content, content.weeks["w18"])
    chart = next(x for x in blocks if type(x).__name__ == "Chart")
    assert ("Week 15: " + content.weeks["w15"].title, "10", "10", "0") in chart.table.rows  # type: ignore[union-attr]
    tables = {x.caption: x for x in blocks if type(x).__name__ == "Table"}  # type: ignore[union-attr]
    cells = [row[1:] for table in tables.values() for row in table.rows if row[0].startswith("3.1b")]
    assert cells == [("0", "0", "0", "20", "0")]
