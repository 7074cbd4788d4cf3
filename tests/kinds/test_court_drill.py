"""Court drills: one question at a time, answered, looked at and answered again; the clock takes nothing away."""

from __future__ import annotations

from typing import Any

import pytest

from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.court_drill.model import (
    Definition,
    Response,
    complaints,
    offers,
    progress,
    questions_for,
    take,
)
from permanence_lib.kinds.court_drill.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


def drill(**changes: Any) -> Definition:
    fields: dict[str, Any] = {
        "kind": "court_drill", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5, "child": "Kacper",
        "questions": [
            {"id": "changed", "text": "Has nothing changed for {child}?", "aims_at": "Credit where due.", "good": ["Gives the date"]},
            {"id": "times", "text": "How often did you see him?"},
        ],
        "closing": [{"id": "night", "question": "Which keeps you awake?"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def answered(**answers: Any) -> Response:
    """Tries by question, each a string of words or a whole try."""
    rows = {
        name: {"tries": [{"words": x} if isinstance(x, str) else x for x in tries]} for name, tries in answers.items()
    }
    return Response.model_validate({"answers": rows})


def carried(*offers_in: Offer) -> list[Carried]:
    return [Carried(offer=x, exercise="w15a2", title="Twelve events that matter") for x in offers_in]


def printed(definition: Definition, response: Response, material: Material = NO_FACTS) -> str:
    return text.render(report(definition, response, material))


GAP = Offer(id="g1", sort="gap", title="Nothing recorded in May.", text="I looked in both files.")


def test_the_empty_drill_lists_the_questions_and_gives_no_answers_away() -> None:
    """What a question is after waits for a first answer."""
    words = printed(drill(), Response())
    assert "1. Has nothing changed for Kacper?" in words
    assert "Not answered yet." in words
    assert "Credit where due." not in words
    assert "Gives the date" not in words


def test_after_an_answer_the_question_shows_its_hand() -> None:
    """Only the question that was answered."""
    words = printed(drill(), answered(changed=["Yes, in March."]))
    assert "Credit where due." in words
    assert "Gives the date" in words


def test_every_answer_is_kept_beside_the_first_with_how_it_was_given() -> None:
    """First and second, aloud or written, and how long; without a clock no time is said."""
    response = answered(changed=[{"words": "No.", "took": 95}, {"words": "Yes, since March.", "aloud": True}])
    words = printed(drill(), response)
    found = [
        words.index(x)
        for x in (
            "First answer: written, 1 minute 35 seconds",
            "No.",
            "Second answer: said aloud, with notes",
            "Yes, since March.",
        )
    ]
    assert found == sorted(found)


def test_a_long_answer_is_never_cut() -> None:
    """However long it took, whatever the clock said."""
    long = "word " * 5000
    assert printed(drill(seconds=10), answered(times=[{"words": long, "took": 4000}])).count("word") >= 5000


def test_half_an_answer_is_printed_as_not_kept() -> None:
    """Words in the box are the person's own too."""
    words = printed(drill(), Response.model_validate({"answers": {"times": {"words": "Twice. I"}}}))
    assert "In the box, not kept yet" in words
    assert "Twice. I" in words


def test_the_self_check_is_in_words() -> None:
    """No figure is made of it."""
    words = printed(drill(), answered(times=[{"words": "Twice.", "checks": {"answered": "part", "fair": "yes"}}]))
    assert "In part" in words
    assert "Not asked yet" in words


def test_what_is_carried_in_becomes_a_question() -> None:
    """Through the author's words for that sort, or common ones; nothing that was there is lost; twice is once."""
    before = answered(times=["Twice."])
    after = take(drill(), before, NO_FACTS, carried(GAP))
    assert after.answers == before.answers
    question = questions_for(drill(), after, NO_FACTS)[-1]
    assert question.id == "w15a2:g1"
    assert question.text.startswith("“Nothing recorded in May.” Those are your own words.")
    assert "From Twelve events that matter." in printed(drill(), after)
    assert "I looked in both files." in printed(drill(), after)
    assert take(drill(), after, NO_FACTS, carried(GAP)) == after


def test_the_authors_templates_take_turns() -> None:
    """Two templates for gaps serve three gaps in order, the same each time."""
    templates = [{"sort": "gap", "text": "A: {gap}"}, {"sort": "gap", "text": "B: {gap}"}]
    definition = drill(questions=[], gap_questions=templates)
    three = carried(*[Offer(id=f"g{n}", sort="gap", title=f"gap {n}") for n in range(3)])
    response = take(definition, Response(), NO_FACTS, three)
    assert [x.text for x in questions_for(definition, response, NO_FACTS)] == ["A: gap 0", "B: gap 1", "A: gap 2"]


def test_any_sort_can_be_asked_about() -> None:
    """A need or a step has no template of its own and is asked about all the same."""
    response = take(drill(), Response(), NO_FACTS, carried(Offer(id="n", sort="need", title="A bed")))
    assert questions_for(drill(), response, NO_FACTS)[-1].text.startswith("You have written: “A bed”")


def test_words_carried_in_are_never_read_as_a_template() -> None:
    """Braces in a participant's words stay braces."""
    odd = Offer(id="g", sort="gap", title="{child} and {gap}")
    response = take(drill(), Response(), NO_FACTS, carried(odd))
    assert "“{child} and {gap}”" in questions_for(drill(), response, NO_FACTS)[-1].text


def test_on_the_followed_child_the_alias_is_used_and_the_cases_own_questions_stay_away() -> None:
    """And where there is no alias yet, the child is simply the child."""
    definition = drill(
        case="kacper",
        questions=[
            {"id": "a", "text": "Is {child} well?"},
            {"id": "b", "text": "Only there?", "only": "case"},
            {"id": "c", "text": "Only here?", "only": "followed"},
        ],
    )
    on_case = [x.text for x in questions_for(definition, Response(), Material())]
    on_child = [x.text for x in questions_for(definition, Response(), Material(followed="Bee"))]
    assert on_case == ["Is Kacper well?", "Only there?"]
    assert on_child == ["Is Bee well?", "Only here?"]
    unnamed = Material(followed="")
    assert questions_for(definition, Response(), unnamed)[0].text == "Is the child well?"
    assert "about the child you follow" in printed(definition, Response(), unnamed)


def test_an_order_once_chosen_stays() -> None:
    """Questions that came later stand at the end, as they came."""
    response = take(drill(), Response(order=("times", "gone")), NO_FACTS, carried(GAP))
    assert [x.id for x in questions_for(drill(), response, NO_FACTS)] == ["times", "changed", "w15a2:g1"]


def test_counting_goes_by_questions_and_not_by_tries() -> None:
    """A second answer is welcome and not a part."""
    assert progress(drill(), Response(), NO_FACTS).words() == "0 of 3 parts"
    assert progress(drill(), answered(times=["a", "b", "c"], gone=["x"]), NO_FACTS).words() == "1 of 3 parts"
    bare = drill(questions=[], closing=[])
    assert progress(bare, Response(), NO_FACTS).words() == "0 of 1 part"


def test_what_stays_open_can_be_carried_on() -> None:
    """What could not be answered is a question, what the file would need is a gap; ids are the question's own."""
    response = Response.model_validate(
        {"answers": {"times": {"could_not": " Who was there? ", "missing": "The log. " * 40}}}
    )
    found = offers(drill(), response, NO_FACTS)
    assert [(x.id, x.sort) for x in found] == [("times-open", "question"), ("times-missing", "gap")]
    assert found[0].title == "Who was there?"
    assert len(found[1].title) <= 121
    assert found[1].title.endswith("…")


def test_words_of_a_question_that_has_gone_are_still_printed() -> None:
    """So are things brought into a drill that no longer asks about them."""
    words = printed(drill(), answered(gone=["An old answer"]))
    assert "Kept from an earlier form of this drill" in words
    assert "An old answer" in words
    taken = take(drill(), Response(), NO_FACTS, carried(GAP))
    assert "Nothing recorded in May." in printed(drill(from_gaps=False), taken)


def test_the_group_sees_counts_and_no_words() -> None:
    """Who has answered, who again, and what was asked of the latest answers."""
    checks = {"answered": "yes", "sure": AWKWARD}
    group = [answered(times=["secret", {"words": "secret", "checks": checks}])] * 2 + [
        answered(changed=["secret"]),
        Response(),
    ]
    blocks = picture(drill(), group, NO_FACTS)
    chart = next(x for x in blocks if isinstance(x, Chart))
    assert chart.sentence == "3 of 4 have answered at least one question."
    assert ("How often did you see him?", "2", "2") in chart.table.rows
    asked = [x for x in blocks if isinstance(x, Chart)][1]
    assert ("Did I answer the question that was put?", "2", "0", "0", "0") in asked.table.rows
    assert asked.bars[0].words == "2 of 3"
    shown = text.render(blocks)
    assert "secret" not in shown
    assert "script" not in shown


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_and_the_report_bear_anything(number: int) -> None:
    """Two hundred gaps, awkward words, any group."""
    many = carried(*[Offer(id=f"g{n}", sort="gap", title=f"{AWKWARD} {n}") for n in range(200)])
    response = take(drill(), answered(times=[AWKWARD]), NO_FACTS, many)
    assert text.render(picture(drill(sharing="named"), [response] * number, NO_FACTS))
    blocks = report(drill(), response, NO_FACTS)
    assert "<script" not in html.render(blocks)
    assert docx.render(Document("t", tuple(blocks)))


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"questions": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, "called 'a'"),
        ({"questions": []}, "nothing to ask"),
        ({"from_gaps": False, "sources": [{"exercise": "w15a2", "sorts": ["gap"]}]}, "from_gaps is false"),
        ({"questions": [{"id": "a", "text": "x", "only": "case"}]}, "no case to choose from"),
        ({"case": "kacper", "child": ""}, "give the child's name"),
        ({"gap_questions": [{"sort": "gap", "text": "No place for words"}]}, "has no {gap}"),
    ],
)
def test_an_author_is_told_what_is_wrong(changes: dict[str, Any], complaint: str) -> None:
    """Each slip is told in words that name the place."""
    told = complaints(drill(**changes), NO_FACTS)
    assert any(complaint in x for x in told), told


def test_what_a_question_aims_at_can_be_put_right_without_setting_answers_aside() -> None:
    """The fingerprint goes by what is asked."""
    written = drill().model_dump(mode="json")
    written["questions"][0]["aims_at"], written["seconds"] = "Better said.", 120
    assert Definition.model_validate(written).question_hash() == drill().question_hash()
    written["questions"][0]["text"] = "Another question?"
    assert Definition.model_validate(written).question_hash() != drill().question_hash()
