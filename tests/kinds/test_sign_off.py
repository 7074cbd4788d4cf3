"""Sign-offs: prepared beforehand, recorded as told, carried on as what was agreed."""

from __future__ import annotations

from typing import Any

import pytest

from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document, Heading
from permanence_lib.kind import Carried, DateParts, Material, Offer
from permanence_lib.kinds.sign_off.model import AS_TOLD, Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.sign_off.report import picture, report, said_date

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


def form(**changes: Any) -> Definition:
    fields: dict[str, Any] = {
        "kind": "sign_off", "title": "t", "purpose": "p", "prompt": "q", "minutes": 30,
        "items": [
            {"id": "time", "text": "Study time was protected.", "where": "your calendar"},
            {"id": "tasks", "text": "The tasks are done."},
        ],
        "manager": [{"id": "seen", "question": "What have you seen?"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def printed(response: Response, **changes: Any) -> str:
    return text.render(report(form(**changes), response, NO_FACTS))


def carried(name: str, title: str = "Ask the school", exercise: str = "w05a2") -> Carried:
    offer = Offer(id=name, sort="action", title=title, text="Before the review.")
    return Carried(offer=offer, exercise=exercise, title="My map")


def test_the_empty_form_can_be_taken_to_the_meeting() -> None:
    """Items, where evidence usually is, and both sides' questions, with room and without reproach."""
    words = printed(Response())
    for said in (
        "Study time was protected.",
        "Usually: your calendar",
        "What I want my manager to know",
        "What have you seen?",
    ):
        assert said in words
    assert "not held, or the date not noted yet" in words


def test_the_record_says_whose_words_it_holds() -> None:
    """What the manager said is labelled as told, on every record."""
    assert AS_TOLD in printed(Response())
    assert "as told by me" in printed(Response())


def test_both_sides_of_an_item_stand_in_one_row() -> None:
    """What I say and what was said are both kept; they may differ."""
    answer = Response.model_validate(
        {
            "items": {"time": {"where": "My diary", "ready": "ready", "said": "talk", "comment": "Duty took two."}},
            "met": {"day": "14", "month": "11", "year": "2025"},
            "initials": "RB",
        }
    )
    words = printed(answer)
    for said in ("My diary", "Ready", "To talk about", "Duty took two.", "14 November 2025. Manager: RB."):
        assert said in words


def test_a_page_is_enough() -> None:
    """The record is tables and two lines: no headings that push it onto a second page."""
    assert not [x for x in report(form(), Response(), NO_FACTS) if isinstance(x, Heading)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (DateParts(day="1", month="12", year="2025"), "1 December 2025"),
        (DateParts(day="31", month="2", year="2025"), "31 2 2025"),
        (DateParts(month="soon"), "soon"),
        (DateParts(), ""),
    ],
)
def test_a_date_that_is_none_is_kept_as_typed(typed: DateParts, said: str) -> None:
    """Nothing half-written is lost or made up."""
    assert said_date(typed) == said
    assert said in printed(Response.model_validate({"agreed": [{"id": "a1", "what": "x", "by": typed.model_dump()}]}))


def test_counting_goes_by_what_has_something_in_it() -> None:
    """Each item twice, each question, and the date; 'not yet' counts as much as 'confirmed'."""
    assert progress(form(), Response(), NO_FACTS).words() == "0 of 8 parts"
    answer = Response.model_validate(
        {
            "items": {
                "time": {"ready": "not-yet", "said": "not-yet"},
                "tasks": {"where": " "},
                "gone": {"said": "confirmed"},
            },
            "met": {"day": "x"},
        }
    )
    assert progress(form(), answer, NO_FACTS).filled == 3


def test_what_was_agreed_can_be_carried_on() -> None:
    """With the date only as typed; an empty row is nothing to carry."""
    answer = Response.model_validate(
        {"agreed": [{"id": "a1", "what": " Swap duty ", "who": "RB", "by": {"day": "1"}}, {"id": "a2", "who": "me"}]}
    )
    found = offers(form(), answer, NO_FACTS)
    assert [(x.id, x.sort, x.title, x.text, x.when) for x in found] == [("a1", "action", "Swap duty", "RB.", DateParts(day="1"))]  # fmt: skip


def test_the_participants_words_go_on_where_the_author_says_so() -> None:
    """Only questions that offer something do."""
    asks = [{"id": "proud", "question": "Proud of?", "offers": "strength"}, {"id": "ask", "question": "Ask?"}]
    answer = Response(participant={"proud": "The visits.", "ask": "More time."})
    found = offers(form(participant=asks), answer, NO_FACTS)
    assert [(x.id, x.sort, x.text) for x in found] == [("own-proud", "strength", "The visits.")]


def test_earlier_work_comes_onto_the_list_to_talk_about() -> None:
    """After what is there, each once, with where it came from; words changed since are left alone."""
    mine = Response.model_validate({"talk": [{"id": "t3", "words": "Duty"}]})
    once = take(form(), mine, NO_FACTS, [carried("p1"), carried("p2", "Ring Gran")])
    assert [(x.id, x.words, x.title) for x in once.talk] == [("t3", "Duty", ""), ("t4", "Ask the school", "My map"), ("t5", "Ring Gran", "My map")]  # fmt: skip
    assert take(form(), once, NO_FACTS, [carried("p1", "Worded anew")]) == once
    assert len(take(form(), once, NO_FACTS, [carried("p1", exercise="w06a1")]).talk) == 4
    words = printed(once)
    assert "My map" in words
    assert "My own point" in words


def test_an_author_is_told_of_names_used_twice() -> None:
    """In each of the three lists."""
    item, ask = {"id": "x", "text": "t"}, {"id": "x", "question": "q"}
    told = complaints(form(items=[item, item], participant=[ask, ask], manager=[ask, ask]), NO_FACTS)
    assert len(told) == 3
    assert complaints(form(), NO_FACTS) == []


def test_words_outlive_the_item_they_were_about() -> None:
    """Awkward words in every box, two hundred rows, and items that have gone: all come through as words."""
    answer = Response.model_validate(
        {
            "items": {x: {"where": AWKWARD, "comment": AWKWARD} for x in ("time", "gone")},
            "participant": {"tell": AWKWARD, "old": AWKWARD},
            "manager": {"seen": AWKWARD, "old": AWKWARD},
            "initials": AWKWARD,
            "talk": [{"id": f"t{n}", "words": AWKWARD, "came": AWKWARD} for n in range(200)],
            "agreed": [{"id": "a1", "what": AWKWARD, "who": AWKWARD}],
        }
    )
    blocks = report(form(), answer, NO_FACTS)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 4 + 4 + 1 + 400 + 2
    assert "Kept from an earlier form" in page
    assert docx.render(Document("t", tuple(blocks)))


@pytest.mark.parametrize("number", [0, 1, 20])
def test_a_group_sees_counts_and_never_words(number: int) -> None:
    """How many items stand where; a manager's words are never shown, not even with names."""
    one = Response.model_validate(
        {"items": {"time": {"where": "secret", "ready": "ready", "said": "confirmed", "comment": "secret"}}}
    )
    shown = picture(form(sharing="named"), [one] * number, NO_FACTS)
    assert "secret" not in text.render(shown)
    if number:
        chart = shown[0]
        assert isinstance(chart, Chart)
        assert chart.bars[0].words == f"{number} of {number}"
        assert chart.table.rows[1][1:] == (f"{number} not said", f"{number} not said")
