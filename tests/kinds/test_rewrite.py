"""Rewrites: a passage marked and said again for its readers; counts in words, never a grade."""

from __future__ import annotations

import re
from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.rewrite.model import (
    Definition,
    Response,
    complaints,
    is_long_word,
    measures,
    offers,
    progress,
    sentences,
    take,
)
from permanence_lib.kinds.rewrite.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()


def rewrite(**changes: Any) -> Definition:
    fields: dict[str, Any] = {
        "kind": "rewrite", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5, "hard_words": ["engage", "in line with"],
        "passages": [{"id": "letter", "title": "A letter", "text": "Please engage, in line with the plan.", "source": "Made up",
                      "marks": [{"words": "engage", "why": "She does."}]}],
        "readers": [{"id": "ada", "name": "Ada", "age": 7, "reading_age": "likes to be read to"}, {"id": "mum", "name": "her mother"}],
        "ask": [{"id": "aloud", "question": "Who heard it?"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def written(**texts: str) -> Response:
    return Response.model_validate({"written": {"letter": {name: {"words": words} for name, words in texts.items()}}})


def printed(definition: Definition, response: Response) -> str:
    return text.render(report(definition, response, NO_FACTS))


def test_the_empty_rewrite_is_a_form() -> None:
    """Passage, readers, checks and questions; and nothing of what a colleague marked."""
    words = printed(rewrite(), Response())
    for expected in ("Please engage", "For Ada", "Aged 7.", "For her mother", "Who heard it?", "Nothing marked yet."):
        assert expected in words
    assert "She does." not in words


def test_a_colleagues_marks_wait_until_the_participant_has_looked() -> None:
    """Marking alone does not show them; asking to see them does, and says where both stopped."""
    marked = {"marked": {"letter": [{"words": "Please engage,", "why": "Cold"}]}}
    before = printed(rewrite(), Response.model_validate(marked))
    assert "Cold" in before
    assert "She does." not in before
    after = printed(rewrite(), Response.model_validate(marked | {"seen": ["letter"]}))
    assert "She does. (You marked this too.)" in after


def test_before_and_after_are_counted_side_by_side_in_words() -> None:
    """Words, sentences, the longest, long words by name, and the author's list; no grade and no reading age."""
    words = printed(rewrite(), written(ada="We have decided something. You can be cross."))
    assert "8 words in 2 sentences; the longest has 4." in words
    assert "decided" in words
    assert "engage, in line with" in words
    assert "Not written yet" in words
    assert not re.search(r"grade|score|reading age|per cent|%", words, re.IGNORECASE)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", 0),
        ("…", 0),
        ("Mr. Smith came. He sat.", 2),
        ("“Where?” he asked. “There.” She left.", 3),
        ("a rhyme\nby bedtime", 1),
        ("Dear Dan\n\nyou are well.", 2),
        ("Well... yes.", 1),
        ("كيف حالك؟ مرحبا.", 2),
    ],
)
def test_sentences_are_found_as_people_write_them(typed: str, expected: int) -> None:
    """Titles, speech, lines of verse, greetings, other scripts."""
    assert len(sentences(typed)) == expected


@pytest.mark.parametrize(
    "word", ["adoption", "authority", "evidence", "January", "carrying", "genuine", "Audience", "area"]
)
def test_long_words_are_seen(word: str) -> None:
    """Three syllables or more."""
    assert is_long_word(word)


@pytest.mark.parametrize(
    "word", ["adjourned", "something", "placement", "every", "places", "lawyer", "marriage", "мама", "2025"]
)
def test_short_words_are_left_alone(word: str) -> None:
    """However many letters they have."""
    assert not is_long_word(word)


def test_counting_bears_a_long_and_awkward_text() -> None:
    """Thousands of words, markup, emoji, right to left."""
    assert measures("word " * 20000, ())["words"] == 20000
    assert measures(AWKWARD, ["مرحبا"])["hard"] == ["مرحبا"]


def test_parts_are_marks_texts_and_questions() -> None:
    """A passage has its marks and a text for each reader; somebody who would mark nothing has looked too."""
    assert progress(rewrite(), Response(), NO_FACTS).words() == "0 of 4 parts"
    assert progress(rewrite(), written(ada="a", gone="b"), NO_FACTS).filled == 1
    assert progress(rewrite(), Response(seen=("letter",)), NO_FACTS).filled == 1
    assert progress(rewrite(write=False), Response(), NO_FACTS).words() == "0 of 2 parts"
    assert progress(rewrite(mark=False), Response(), NO_FACTS).words() == "0 of 3 parts"


def test_a_passage_can_be_for_one_reader_only() -> None:
    """Then nobody else is asked for."""
    passages = [rewrite().passages[0].model_dump() | {"readers": ["mum"]}]
    words = printed(rewrite(passages=passages), Response())
    assert "For her mother" in words
    assert "For Ada" not in words


def test_the_participant_can_bring_a_passage() -> None:
    """A place waits where the author asks for one; it is printed with its own texts."""
    definition = rewrite(passages=[], own_passage="A page of your own plan")
    assert "A page of your own plan" in printed(definition, Response())
    response = Response.model_validate(
        {
            "own": [{"id": "own1", "text": "He is placed."}],
            "written": {"own1": {"ada": {"words": "You live with Joy."}}},
        }
    )
    words = printed(definition, response)
    assert "He is placed." in words
    assert "You live with Joy." in words


def test_words_carried_in_become_a_passage_of_ones_own() -> None:
    """Saying where they came from; what was there stays; twice brought is there once."""
    offer = Offer(id="r3", sort="point", title="He is settled", text="He is settled in placement.")
    brought = [Carried(offer=offer, exercise="w15a3", title="Analysis in five moves")]
    before = written(ada="You live with Joy.")
    after = take(rewrite(), before, NO_FACTS, brought)
    assert after.written == before.written
    words = printed(rewrite(), after)
    assert "He is settled in placement." in words
    assert "From Analysis in five moves" in words
    assert take(rewrite(), after, NO_FACTS, brought) == after


def test_each_text_can_be_carried_on() -> None:
    """As a point, under an id that stays when the words change."""
    found = offers(rewrite(), written(ada=" You live with Joy. ", mum=" "), NO_FACTS)
    assert [(x.id, x.sort, x.title, x.text) for x in found] == [
        ("letter-ada", "point", "A letter, for Ada", "You live with Joy.")
    ]


def test_words_for_somebody_who_has_gone_are_still_printed() -> None:
    """Texts, marks and answers outlive the passage, reader or question they belonged to."""
    response = Response.model_validate(
        {"written": {"gone": {"ada": {"words": "One"}}, "letter": {"gone": {"words": "Two"}}}, "answers": {"gone": "Three"}, "marked": {"gone": [{"words": "Four", "why": "Five"}]}}
    )  # fmt: skip
    words = printed(rewrite(), response)
    for expected in ("Kept from an earlier form", "One", "Two", "Three", "Four", "Five"):
        assert expected in words


def test_the_group_sees_where_people_stopped_and_no_words_of_theirs() -> None:
    """Only the author's marks are counted; a participant's phrase could be anything."""
    one = Response.model_validate({"marked": {"letter": [{"words": "Please engage,", "why": "secret"}]}, "written": {"letter": {"ada": {"words": "secret", "checks": {"warm": "yes", "clear": AWKWARD}}}}})  # fmt: skip
    blocks = picture(rewrite(), [one, one, Response()], NO_FACTS)
    chart = next(x for x in blocks if isinstance(x, Chart))
    assert chart.sentence == "2 of 3 have marked this passage."
    assert chart.table.rows == (("engage", "2"),)
    shown = text.render(blocks)
    assert "secret" not in shown
    assert "script" not in shown
    assert "secret" in text.render(picture(rewrite(sharing="named"), [one], NO_FACTS))


def test_the_group_sees_how_much_shorter_the_sentences_became() -> None:
    """The passage as it was beside the middle of what was written; a count, and said not to be a mark."""
    texts = ["One two three.", "One two three four five. Six.", "One."]
    group = [Response.model_validate({"written": {"letter": {"ada": {"words": words}}}}) for words in texts]
    found = [x for x in picture(rewrite(), group, NO_FACTS) if isinstance(x, Chart)]
    longest = next(x for x in found if x.title.startswith("Words in the longest sentence"))
    assert longest.bars[-1].value == 3
    assert "the middle of 3 texts" in longest.bars[-1].label
    assert longest.people == 3
    assert "only the reader can say" in longest.sentence


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_bears_any_group(number: int) -> None:
    """Two hundred passages each, with awkward words."""
    assert text.render(picture(rewrite(sharing="named"), [_full()] * number, NO_FACTS))


def test_the_report_bears_anything() -> None:
    """Two hundred passages of one's own with awkward words, on a page and in Word."""
    blocks = report(rewrite(), _full(), NO_FACTS)
    assert "<script" not in html.render(blocks)
    assert docx.render(Document("t", tuple(blocks)))


def _full() -> Response:
    own = [{"id": f"own{n}", "title": AWKWARD, "text": AWKWARD} for n in range(200)]
    texts = {f"own{n}": {"ada": {"words": AWKWARD}} for n in range(200)}
    return Response.model_validate({"own": own, "written": texts})


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"passages": []}, "nothing to rewrite"),
        ({"mark": False, "write": False}, "leave one of them true"),
        ({"readers": [{"id": "a", "name": "A", "reading_age": 9}]}, "not a fact about a person"),
        ({"readers": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}, "called 'a' as a reader"),
        ({"passages": [{"id": "p", "title": "t", "text": "Words.", "readers": ["nobody"]}]}, "none of the readers"),
        ({"passages": [{"id": "p", "title": "t", "text": "Words.", "events": ["e99"]}]}, "not in the exercise's case"),
        ({"passages": [{"id": "p", "title": "t", "text": "Words.", "marks": [{"words": "word s", "why": "w"}]}]}, "word for word"),
    ],
)  # fmt: skip
def test_an_author_is_told_what_is_wrong(changes: dict[str, Any], complaint: str) -> None:
    """Each slip is told in words that name the place."""
    told = complaints(rewrite(**changes), NO_FACTS)
    assert any(complaint in x for x in told), told


def test_marks_can_be_put_right_without_setting_answers_aside() -> None:
    """The fingerprint goes by the passage and its readers."""
    changed = rewrite().model_dump(mode="json")
    changed["passages"][0]["marks"][0]["why"], changed["hard_words"] = "Better said.", ["plan"]
    assert Definition.model_validate(changed).question_hash() == rewrite().question_hash()


def test_two_explanations_are_owed_to_two_people() -> None:
    """The letter is Ewa's alone; what happens next is written for both."""
    two = exercises.find("w16a4", Content.load())
    assert isinstance(two.definition, Definition)
    assert [x.readers for x in two.definition.passages] == [("ewa",), ("kacper", "ewa")]
    assert "1.4b" in two.definition.statements
