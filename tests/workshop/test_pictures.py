"""A room's answers together: never of a few, never with anybody's words, and what was first stays first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Paragraph, Quote, Table
from permanence_lib.store import open_store
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.pictures import TOO_FEW, Pictures, answers, parts, picture
from permanence_lib.workshop.room import Room

Fill = Callable[..., list[str]]
VOTE = "w18s2c"


def charts(blocks: Blocks) -> list[Chart]:
    return [block for block in blocks if isinstance(block, Chart)]


def said(blocks: Blocks) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


@pytest.fixture
def any_room(content: Content) -> Iterator[Callable[[str], Room]]:
    """Makes a room of a week, in a store of its own."""
    stores = []

    def make(week: str) -> Room:
        stores.append(open_store("sqlite://"))
        return Room(stores[-1], content, week, "Autumn cohort")

    yield make
    for store in stores:
        store.close()


def test_four_people_are_too_few_and_five_are_enough(room: Room, fill: Fill) -> None:
    fill(room, VOTE, 4)
    assert picture(room, VOTE) == [Paragraph(TOO_FEW)]
    fill(room, VOTE, 5, seed=2)
    assert charts(picture(room, VOTE))


@pytest.mark.parametrize("week", ["w04", "w11", "w18", "w25"])
def test_no_picture_of_any_workshop_holds_anybodys_words(
    any_room: Callable[[str], Room], fill: Fill, week: str
) -> None:
    """Also where an exercise lets words stand with names: they come one by one, looked through first."""
    room = any_room(week)
    for name, exercise in room.live.items():
        fill(room, name, 6)
        for when in ("first", "last", "both"):
            found = picture(room, name, when)
            assert found, name
            assert not any(isinstance(block, Quote) for block in found), name
            assert all(chart.people is None or chart.people >= 5 for chart in charts(found)), name
        if exercise.definition.sharing == "private":
            assert [type(block) for block in picture(room, name)] == [Paragraph]


def test_what_was_first_stays_first(room: Room, fill: Fill) -> None:
    """Whatever is answered after the room has looked is a second answer."""
    fill(room, VOTE, 20)
    room.act("open", {"exercise": VOTE})
    room.act("reveal", {"exercise": VOTE})
    before = picture(room, VOTE)
    fill(room, VOTE, 20, seed=2)
    assert picture(room, VOTE) == before
    assert picture(room, VOTE, "last") != before


def test_both_answers_lie_over_one_another(room: Room, fill: Fill) -> None:
    """The same people twice; whoever came later is counted out, and that is said."""
    swap = "w18s2b"
    fill(room, swap, 12)
    room.act("open", {"exercise": swap})
    room.act("reveal", {"exercise": swap})
    first = charts(picture(room, swap))[0]
    room.act("again", {"exercise": swap})
    fill(room, swap, 15, seed=2)
    both = picture(room, swap, "both")
    laid = charts(both)[0]
    assert [bar.was for bar in laid.bars] == [bar.value for bar in first.bars]
    assert sum(bar.value for bar in laid.bars) == sum(bar.value for bar in first.bars) == 12
    assert laid.bars[0].words == f"{first.bars[0].value:g}, then {laid.bars[0].value:g} of 12"
    assert "The same 12 people, first and now." in said(both)
    assert "3 who answered later are not among them." in said(both)


def test_what_comes_after_the_close_is_not_counted_unless_it_was_on_paper(room: Room, fill: Fill) -> None:
    fill(room, VOTE, 6)
    for act in ("open", "reveal", "close"):
        room.act(act, {"exercise": VOTE})
    room.put(Member("p_000000000008", "Paper 1", "2026-11-18T09:30:00.000+00:00", paper=True))
    fill(room, VOTE, 8, seed=2)
    assert set(answers(room, VOTE, "last")) == {f"p_{n:012x}" for n in (1, 2, 3, 4, 5, 6, 8)}


def test_opened_once_more_it_counts_again(room: Room, fill: Fill) -> None:
    fill(room, VOTE, 6)
    for act in ("open", "reveal", "close", "again"):
        room.act(act, {"exercise": VOTE})
    fill(room, VOTE, 7, seed=2)
    assert len(answers(room, VOTE, "last")) == 7
    assert len(answers(room, VOTE, "first")) == 6


def test_a_picture_is_made_again_only_when_an_answer_has_changed(room: Room, fill: Fill) -> None:
    fill(room, VOTE, 6)
    pictures = Pictures(room)
    made = pictures.parts(VOTE)
    room.act("clock-start", {"minutes": 5})
    assert pictures.parts(VOTE) is made
    fill(room, VOTE, 7, seed=2)
    assert pictures.parts(VOTE) is not made
    assert pictures.of(VOTE)[0]["sort"] == "chart"


def a_chart(rows: int, **more: object) -> Chart:
    table = Table("t", ("a", "b"), tuple((str(n), "1") for n in range(rows)))
    return Chart("t", "s", table, tuple(Bar(str(n), 1, "1 of 5") for n in range(rows)), **more)  # type: ignore[arg-type]


def test_a_question_that_few_have_answered_is_not_shown(room: Room, fill: Fill) -> None:
    """In a picture of many, a chart of four or a table of three would point at them."""
    fill(room, VOTE, 6)
    few = Table("few", ("a",), (("x",),), people=3)
    drawn: list[Block] = [a_chart(2, people=4), a_chart(1, people=0), few, a_chart(3, people=5)]
    found = room.live[VOTE]
    kind = replace(found.kind, picture=lambda *_: drawn)
    room.__dict__["live"] = {**room.live, VOTE: replace(found, kind=kind)}
    told, shown = picture(room, VOTE)
    assert isinstance(told, Paragraph)
    assert "Fewer than five" in told.text
    assert isinstance(shown, Chart)
    assert len(shown.bars) == 3


def test_a_picture_is_cut_where_the_wall_is_full() -> None:
    """A heading or a sentence stays with what follows it."""
    lead, long, head = Paragraph("How it moved"), a_chart(5), Heading("More")
    found = parts([lead, long, head, a_chart(4), a_chart(2)])
    assert [len(part) for part in found] == [2, 2, 1]
    assert found[1][0] is head
    assert len(parts([a_chart(40)])) == 1
