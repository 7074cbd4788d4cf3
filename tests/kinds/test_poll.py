"""Polls: a first answer, other voices, a second answer; neither replaces the other."""

from __future__ import annotations

import re
from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Material
from permanence_lib.kinds.poll.model import Definition, Ending, Response, complaints, offers, progress
from permanence_lib.kinds.poll.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


@pytest.fixture(scope="module")
def beliefs() -> Exercise:
    return exercises.find("w02a3", Content.load())


def poll(**changes: Any) -> Definition:
    """One statement on the common scale, one dilemma with choices of its own."""
    voices = [{"side": "for", "words": "Because it lasts."}, {"side": "against", "words": "Because she said no."}]
    fields: dict[str, Any] = {
        "kind": "poll", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5,
        "items": [
            {"id": "kin", "text": "Kin first.", "considerations": voices},
            {"id": "move", "text": "Move him?", "choices": [{"id": "now", "words": "Now"}, {"id": "later", "words": "Later"}],
             "considerations": [{"side": "for", "words": "He is tired of waiting."}, {"side": "against", "words": "Exams."}]},
        ],
        "closing": [{"id": "hard", "label": "Hardest to say?", "pick": 1, "words_label": "How does it show?"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def stands(**kept: Any) -> Response:
    """Stands by statement: (first, *later), each a choice or a (choice, words) pair."""

    def held(x: Any) -> dict[str, str]:
        return {"choice": x, "words": ""} if isinstance(x, str) else {"choice": x[0], "words": x[1]}

    return Response.model_validate(
        {"stands": {name: {"first": held(x[0]), "again": [held(y) for y in x[1:]]} for name, x in kept.items()}}
    )


def printed(definition: Definition, response: Response) -> str:
    return text.render(report(definition, response, NO_FACTS))


def flat(words: str) -> str:
    return re.sub(r"[\s>]+", " ", words)


def test_nobody_hears_the_others_before_a_first_answer(beliefs: Exercise) -> None:
    """The empty form has every statement and the scale, and not one consideration."""
    form = flat(text.render(beliefs.kind.report(beliefs.definition, Response(), beliefs.material)))
    for item in beliefs.definition.items:  # type: ignore[attr-defined]
        assert flat(item.text) in form
        assert not [x for x in item.considerations if flat(x.words) in form]


def test_the_reveal_follows_the_statement_that_was_answered() -> None:
    """A first answer brings both sides of its own statement and of no other."""
    words = printed(poll(), stands(kin=["agree"]))
    assert "Because it lasts." in words
    assert "Because she said no." in words
    assert "Exams." not in words


def test_both_answers_are_kept_with_their_words() -> None:
    """First, in between and last stand one after another, each with what was written then."""
    words = printed(poll(), stands(kin=[("agree", "My aunt."), ("torn", "The no."), ("lean-agree", "Slept on it.")]))
    order = [
        "First answer: Strongly agree",
        "My aunt.",
        "In between: Torn",
        "The no.",
        "Answer after hearing others: Agree, with doubts",
        "Slept on it.",
    ]
    found = [words.index(x) for x in order]
    assert found == sorted(found)


def test_words_in_the_boxes_are_printed_as_not_kept() -> None:
    """Half a thought is the person's own too."""
    response = Response.model_validate({"stands": {"kin": {"choice": "torn", "words": "It depends on"}}})
    words = printed(poll(), response)
    assert "In the boxes, not kept yet: Torn" in words
    assert "It depends on" in words
    assert "Because it lasts." not in words


def test_the_side_that_speaks_first_changes() -> None:
    """Neither side has the first word all the time, on the page or on paper."""
    definition = poll()
    assert [x.id for x in definition.sides_for(1)] == ["for", "against"]
    assert [x.id for x in definition.sides_for(2)] == ["against", "for"]
    words = printed(definition, stands(move=["now"]))
    assert words.index("Exams.") < words.index("He is tired of waiting.")


def test_counting_goes_by_answers_and_not_by_movement() -> None:
    """Each statement is two parts, and to have stayed counts as much as to have moved."""
    definition = poll()
    assert progress(definition, Response(), NO_FACTS).words() == "0 of 5 parts"
    assert progress(definition, stands(kin=["agree"]), NO_FACTS).filled == 1
    assert progress(definition, stands(kin=["agree", "agree"]), NO_FACTS).filled == 2
    assert progress(definition, stands(kin=["agree", "torn", "agree"], gone=["x", "y"]), NO_FACTS).filled == 2
    ended = stands(kin=["agree"]).model_copy(
        update={"closing": Response.model_validate({"closing": {"hard": {"picked": ["kin"]}}}).closing}
    )
    assert progress(definition, ended, NO_FACTS).filled == 2


def test_the_group_is_seen_before_and_after() -> None:
    """Where everybody stands now over where they stood, with how many moved; no words and no names."""
    group = (
        [stands(kin=[("agree", "secret"), ("torn", "secret too")])] * 4
        + [stands(kin=["agree", "agree"])] * 3
        + [stands(kin=[AWKWARD])]
    )
    charts = [x for x in picture(poll(), group, NO_FACTS) if isinstance(x, Chart)]
    assert (
        charts[0].sentence == "First answers: 8. Second answers: 7. Of those who answered twice, 4 moved and 3 stayed."
    )
    assert ("Strongly agree", "7", "3") in charts[0].table.rows
    assert ("Torn", "0", "4") in charts[0].table.rows
    assert (charts[0].bars[0].was, charts[0].bars[0].value, charts[0].bars[0].words) == (7, 3, "7, then 3 of 8")
    assert (charts[0].people, charts[0].whole) == (8, 7)  # somebody's choice was not one that was offered
    shown = text.render(picture(poll(), group, NO_FACTS))
    assert "secret" not in shown
    assert "script" not in shown


def test_words_are_shared_only_with_names() -> None:
    """Named sharing shows what was written, and the closing words; anonymous shows counts of what was picked."""
    response = Response.model_validate({"stands": {"kin": {"first": {"choice": "agree", "words": "secret"}}}, "closing": {"hard": {"picked": ["kin", AWKWARD], "words": "secret end"}}})  # fmt: skip
    anonymous = text.render(picture(poll(sharing="anonymous"), [response], NO_FACTS))
    named = text.render(picture(poll(sharing="named"), [response], NO_FACTS))
    assert "People: 1" in anonymous
    assert "secret" not in anonymous
    assert "script" not in anonymous
    assert "secret end" in named


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_works_for_any_group(beliefs: Exercise, number: int) -> None:
    """Nobody, one person, a whole cohort: a chart of each statement that was answered, and of the question at the end."""
    shown = picture(beliefs.definition, [beliefs.example()] * number, beliefs.material)  # type: ignore[arg-type,list-item]
    charts = [x for x in shown if isinstance(x, Chart)]
    assert len(charts) == (2 if number else 0)
    assert all(chart.people == number for chart in charts)
    assert text.render(shown)


@pytest.mark.parametrize(
    ("alter", "complaint"),
    [
        (
            lambda d: d["items"][0].update(
                considerations=[{"side": "for", "words": "a"}, {"side": "for", "words": "b"}]
            ),
            "every side is owed",
        ),
        (lambda d: d["items"][0]["considerations"].append({"side": "sideways", "words": "c"}), "none of its sides"),
        (lambda d: d["items"][1].update(choices=[{"id": "now", "words": "Now"}]), "one choice only"),
        (lambda d: d["items"][1].update(id="kin"), "called 'kin'"),
        (lambda d: d.update(scale=d["scale"][:1]), "two places to stand"),
        (lambda d: d["closing"][0].update(pick=3), "more statements than there are"),
        (lambda d: d["items"][0]["considerations"][0].update(evidence=["Z99"]), "evidence 'Z99'"),
    ],
)
def test_an_author_is_told_what_is_wrong(alter: Any, complaint: str) -> None:
    """Each slip is told in words that name the place."""
    written = poll().model_dump(mode="json")
    alter(written)
    told = complaints(Definition.model_validate(written), NO_FACTS)
    assert any(complaint in x for x in told), told


def test_a_consideration_never_stands_on_unchecked_evidence() -> None:
    """Evidence that was only recalled is refused even where it is in the exercise's list."""
    recalled = next(x for x in Content.load().evidence.values() if not x.settled)
    written = poll().model_dump(mode="json")
    written["items"][0]["considerations"][0]["evidence"] = [recalled.id]
    told = complaints(Definition.model_validate(written), Material(evidence=(recalled,)))
    assert any("not yet checked" in x for x in told)


def test_voices_can_be_put_right_without_setting_answers_aside() -> None:
    """The fingerprint of what is asked leaves out considerations and sources, and keeps statements and scale."""
    before, written = poll(), poll().model_dump(mode="json")
    written["items"][0]["considerations"][0]["words"] = "Better said."
    assert Definition.model_validate(written).question_hash() == before.question_hash()
    written["items"][0]["text"] = "Kin first, always."
    assert Definition.model_validate(written).question_hash() != before.question_hash()


def test_awkward_words_come_through_as_words() -> None:
    """Markup, right-to-left text and emoji are kept in every field and never become markup."""
    stand = {
        "choice": AWKWARD,
        "words": AWKWARD,
        "first": {"choice": AWKWARD, "words": AWKWARD},
        "again": [{"choice": "torn", "words": AWKWARD}],
    }
    response = Response.model_validate({"stands": {"kin": stand, "gone": stand}, "closing": {"hard": {"picked": [AWKWARD], "words": AWKWARD}, "old": {"words": AWKWARD}}})  # fmt: skip
    blocks = report(poll(), response, NO_FACTS)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 9
    assert docx.render(Document("t", tuple(blocks)))
    assert "Kept from an earlier form" in text.render(blocks)


def test_the_ten_statements_are_heard_from_both_sides(beliefs: Exercise) -> None:
    """As many voices lean towards each statement as away from it, and none is a fraction of the other's length."""
    definition = beliefs.definition
    assert isinstance(definition, Definition)
    assert len(definition.items) == 10
    assert definition.sharing == "private"
    for item in definition.items:
        sides = [[x.words for x in item.considerations if x.side == side] for side in ("for", "against")]
        assert [len(x) for x in sides] == [2, 2], item.id
        short, long = sorted(len(" ".join(x)) for x in sides)
        assert short > 0.6 * long, item.id


def test_no_number_stands_on_the_scale(beliefs: Exercise) -> None:
    """Places to stand are words: nothing to add up."""
    definition = beliefs.definition
    assert isinstance(definition, Definition)
    assert not [x for x in definition.scale if re.search(r"\d", x.words + x.id)]


def test_it_lends_the_statements_on_which_somebody_moved() -> None:
    """With both answers and what moved them; a statement held to is no news, and an unfinished one none yet."""
    response = stands(kin=["agree", ("torn", "Her aunt's letter")], move=["now", "now"])
    response = response.model_copy(update={"closing": {"hard": Ending(words=" I say it last ")}})
    found = {offer.id: offer for offer in offers(poll(), response, NO_FACTS)}
    assert list(found) == ["kin", "end.hard"]
    assert found["kin"].text == "Kin first. First: Strongly agree. Now: Torn. Her aunt's letter"
    assert found["end.hard"].text == "I say it last"
    assert list(offers(poll(), stands(kin=["agree"]), NO_FACTS)) == []
