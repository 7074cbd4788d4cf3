"""Matching grids: the child's words first, each need beside each home, and nothing added up."""

from __future__ import annotations

from typing import Any

import pytest

from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document, Table
from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.matching_grid import KIND
from permanence_lib.kinds.matching_grid.model import Definition, Response, complaints, day_words, offers, progress, take
from permanence_lib.kinds.matching_grid.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


def grid(**changes: Any) -> Definition:
    """Two needs, one of them general, and two homes."""
    fields: dict[str, Any] = {
        "kind": "matching_grid", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5, "child": "Yusuf",
        "said": [{"words": "I am not bad.", "by": "Yusuf, in BSL"}],
        "needs": [{"id": "bsl", "name": "His language"}, {"id": "sleep", "name": "Sleep", "general": True}],
        "homes": [{"id": "aunt", "name": "His aunt", "strengths": ["Learning to sign"]}, {"id": "hales", "name": "The Hales"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def cells(**more: Any) -> Response:
    """A gap with support, a need that is met, and one that nobody knows about."""
    kept = {
        "bsl/aunt": {"fit": "gap", "evidence": "Level one by spring.", "support": "A tutor twice a week", "who": "Sensory team",
                     "starts": {"day": "1", "month": "11", "year": "2025"}},
        "sleep/aunt": {"fit": "met", "evidence": "He slept on her sofa."},
        "sleep/hales": {"fit": "unknown", "find_out": "Ask the night carer"},
    }  # fmt: skip
    return Response.model_validate({"cells": kept} | more)


def printed(definition: Definition, response: Response, material: Material = NO_FACTS) -> str:
    return " ".join(text.render(report(definition, response, material)).replace(">", " ").split())


def test_the_childs_words_come_first_even_in_an_empty_form() -> None:
    """The row of wishes stands there before anything is written, and says that nothing is."""
    words = printed(grid(), Response())
    assert words.index("What Yusuf has said they want, in their words") < words.index("The homes and carers")
    assert "I am not bad." in words
    assert "No words written down yet." in words
    assert "Who is not in this grid" in words
    table = next(x for x in report(grid(), Response(), NO_FACTS) if isinstance(x, Table))
    assert table.rows[0] == ("What Yusuf has said they want", "Not said yet", "Not said yet")


def test_a_grid_with_nothing_given_is_still_a_form() -> None:
    """No needs and no homes: the child's row, and words that say what is missing."""
    words = printed(grid(needs=[], homes=[], said=[], child=""), Response())
    assert "What the child has said they want" in words
    assert "No home or carer added yet." in words
    assert "No need added yet." in words


def test_each_gap_says_support_who_when_and_what_if_not() -> None:
    """What is promised stands in its own table; what is not said yet is said to be open."""
    words = printed(grid(), cells())
    assert "A tutor twice a week" in words
    assert "From 1 November 2025" in words
    assert "His language, His aunt: until when; what if it does not come" in words
    assert "To find out: Ask the night carer" in words


def test_nothing_is_added_up_and_no_home_comes_first() -> None:
    """No total, no count of gaps by home, no order of merit anywhere on paper."""
    words = printed(grid(), cells()).lower()
    for verdict in ("total", "score", "best", "winner", "%", "rank"):
        assert verdict not in words


def test_the_followed_child_has_no_facts_of_the_case() -> None:
    """Under an alias only needs that make sense for any child are asked; homes and words of the case are gone."""
    assert KIND.either_child
    words = printed(grid(), Response(), Material(followed="Robin"))
    assert "What Robin has said they want" in words
    assert "Sleep" in words
    for fact in ("Yusuf", "His language", "His aunt", "I am not bad."):
        assert fact not in words
    assert "What the child you follow has said they want" in printed(grid(), Response(), Material(followed=""))


def test_progress_counts_cells_whatever_they_say() -> None:
    """A gap said is as much a part as a need met."""
    assert progress(grid(), Response(), NO_FACTS).words() == "0 of 10 parts"
    assert progress(grid(), cells(), NO_FACTS).filled == 3
    assert progress(grid(), cells(wishes={"ask": "The advocate, by Friday"}, absent="Imran"), NO_FACTS).filled == 5
    assert progress(grid(), Response(), Material(followed="Robin")).words() == "0 of 5 parts"


def test_needs_gaps_strengths_and_actions_can_be_carried_on() -> None:
    """Names hold when words change; dates go on as typed."""
    response = cells(
        needs=[{"id": "need-3", "name": "His dog"}], strengths={"hales": "Quiet"}, wishes={"words": "The train bed"}
    )
    found = {x.id: x for x in offers(grid(), response, NO_FACTS)}
    assert {(x.id, x.sort) for x in found.values()} == {
        ("need-wishes", "need"), ("need-bsl", "need"), ("need-sleep", "need"), ("need-need-3", "need"),
        ("home-hales", "strength"), ("met-sleep-aunt", "strength"), ("gap-bsl-aunt", "gap"),
        ("support-bsl-aunt", "action"), ("find-sleep-hales", "action"),
    }  # fmt: skip
    assert found["support-bsl-aunt"].title == "A tutor twice a week (His language, His aunt)"
    assert found["support-bsl-aunt"].when == DateParts(day="1", month="11", year="2025")
    assert (
        found["gap-bsl-aunt"].text
        == "Level one by spring. Support: A tutor twice a week. Who provides it: Sensory team."
    )
    assert offers(grid(), Response(), NO_FACTS) == []


def test_what_is_brought_in_becomes_a_need_and_loses_nothing() -> None:
    """A person comes in as a tie to keep; bringing it twice changes nothing; the origin is printed."""
    carried = [
        Carried(
            offer=Offer(id="p/1", sort="person", title="Nan", text="Rings on Sundays."),
            exercise="w06a1",
            title="Ecomap",
        ),
        Carried(offer=Offer(id="n1", sort="need", title="Routine"), exercise="w09a1", title="Support plan"),
    ]
    before = Response.model_validate({"needs": [{"id": "need-3", "name": "His dog"}]})
    after = take(grid(), before, NO_FACTS, carried)
    assert [x.name for x in after.needs] == ["His dog", "To keep Nan in their life", "Routine"]
    assert after.needs[1].about == "Rings on Sundays."
    assert after.needs[1].id == "w06a1-p-1"
    assert take(grid(), after, NO_FACTS, carried) == after
    assert "From “Ecomap”" in printed(grid(), after)


def test_a_need_is_not_named_by_half_a_sentence() -> None:
    """A title cut short for a list comes in as the sentence it began."""
    long = Offer(
        id="n1", sort="need", title="To be told the truth by a…", text="To be told the truth by a day. Rests on: May."
    )
    after = take(grid(), Response(), NO_FACTS, [Carried(offer=long, exercise="w12a3", title="Profiles")])
    assert [x.name for x in after.needs] == ["To be told the truth by a day"]
    other = long.model_copy(update={"text": "Something else."})
    after = take(grid(), Response(), NO_FACTS, [Carried(offer=other, exercise="w12a3", title="Profiles")])
    assert [x.name for x in after.needs] == ["To be told the truth by a…"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("29", "2", "2024"), "29 February 2024"),
        (("31", "2", "2025"), "31 2 2025 (not a full date yet)"),
        (("", "8", "2027"), "? 8 2027 (not a full date yet)"),
        (("", "", ""), ""),
        (("soon", "", ""), "soon ? ? (not a full date yet)"),
    ],
)
def test_dates_are_printed_as_far_as_they_were_typed(typed: tuple[str, str, str], words: str) -> None:
    """Half a date is the person's own words too."""
    assert day_words(DateParts(day=typed[0], month=typed[1], year=typed[2])) == words


def test_the_group_is_counted_by_fit_and_not_by_merit() -> None:
    """People for each need and choice of words, home by home; no typed words unless names are shared."""
    group = [cells(absent="secret")] * 4 + [Response.model_validate({"cells": {"bsl/aunt": {"fit": AWKWARD}}})]
    shown = picture(grid(), group, NO_FACTS)
    aunt = next(x for x in shown if isinstance(x, Chart))
    assert aunt.table.rows[1] == ("His language", "0", "0", "4", "0")
    assert aunt.sentence == "5 of 5 who shared have said how His aunt fits. Counts of people, not of merit."
    assert "secret" not in text.render(shown)
    assert "script" not in text.render(shown)
    assert "secret" in text.render(picture(grid(sharing="named"), group, NO_FACTS))


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_works_for_any_group(number: int) -> None:
    """Nobody, one person, a whole cohort."""
    assert text.render(picture(grid(), [cells()] * number, NO_FACTS))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"needs": [{"id": "wishes", "name": "x"}]}, "always there"),
        ({"homes": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}, "called 'a' as a home"),
        ({"fits": [{"id": "y", "words": "Met"}, {"id": "n", "words": "Gap", "follow": "support"}]}, "not known"),
        ({"fits": [{"id": "y", "words": "Met"}, {"id": "n", "words": "?", "follow": "find-out"}]}, "close a gap"),
        ({"child": "", "case": "siblings"}, "child:"),
    ],
)
def test_an_author_is_told_what_is_wrong(change: dict[str, Any], complaint: str) -> None:
    """Each slip is told in words that name the place."""
    told = complaints(grid(**change), NO_FACTS)
    assert any(complaint in x for x in told), told
    assert complaints(grid(), NO_FACTS) == []


def test_words_whose_row_or_home_has_gone_are_kept() -> None:
    """Nothing a person wrote leaves the paper because an author changed the grid."""
    response = Response.model_validate({
        "cells": {"gone/aunt": {"fit": "gap", "evidence": "words one", "otherwise": "words two"}, "bsl/aunt": {"fit": "gone", "evidence": "words five"}},
        "strengths": {"gone": "words three"}, "closing": {"old": "words four"},
    })  # fmt: skip
    words = printed(grid(), response)
    assert "Kept from an earlier form of this grid" in words
    assert all(f"words {n}" in words for n in ("one", "two", "three", "four", "five"))


def test_two_hundred_needs_and_awkward_words_come_through() -> None:
    """Markup, right-to-left text and emoji stay words in every field."""
    needs = [{"id": f"need-{n}", "name": f"{n} {AWKWARD}", "about": AWKWARD, "came_from": AWKWARD} for n in range(200)]
    cell = {part: AWKWARD for part in ("evidence", "find_out", "support", "who", "said_when", "otherwise")}
    response = Response.model_validate({
        "needs": needs, "homes": [{"id": "home-3", "name": AWKWARD, "about": AWKWARD}],
        "cells": {f"need-{n}/home-3": {"fit": "gap", **cell} for n in range(200)},
        "wishes": {"words": AWKWARD, "heard": AWKWARD, "ask": AWKWARD}, "absent": AWKWARD,
    })  # fmt: skip
    blocks = report(grid(), response, NO_FACTS)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 1400
    assert docx.render(Document("t", tuple(blocks)))
    assert len(offers(grid(), response, NO_FACTS)) == 601
