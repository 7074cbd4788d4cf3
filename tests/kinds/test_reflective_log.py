"""The reflective log: two ways of writing that keep one another, and privacy that does not depend on anybody's care."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document as Word

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Blocks, Document
from permanence_lib.kind import Carried, Material, Offer, Progress
from permanence_lib.kinds import reflective_log
from permanence_lib.kinds.reflective_log.model import (
    LINE_OF_THOUGHT,
    Definition,
    Felt,
    Response,
    complaints,
    offers,
    other_way_words,
    progress,
    take,
)
from permanence_lib.kinds.reflective_log.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
EXAMPLE = yaml.safe_load((Path(reflective_log.__file__).parent / "example.yaml").read_text("utf-8"))
NO_FACTS = Material()


@pytest.fixture(scope="module")
def filled() -> Response:
    """The response that the kind ships as its example."""
    return Response.model_validate(EXAMPLE["response"])


def log(**fields: Any) -> Definition:
    """A log with the usual line of thought, saying as little else as it may."""
    plain = {"kind": "reflective_log", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 10, "feelings": {}}
    return Definition.model_validate(plain | fields)


def said(blocks: Blocks) -> str:
    """Blocks as one line of text."""
    return " ".join(text.render(blocks).split())


class TestTwoWays:
    def test_turning_from_one_to_the_other_loses_nothing(self) -> None:
        """Both are printed, whichever is on the page."""
        both = Response(flow="on the page", answers={"felt": "under a question"})
        for way in ("flow", "guided"):
            words = said(report(log(), both.model_copy(update={"way": way}), NO_FACTS))
            assert "on the page" in words
            assert "under a question" in words

    def test_a_page_in_one_flow_is_as_good_as_all_the_questions(self) -> None:
        """Writing, feelings before and after, and the line to take away: four parts, however the writing was done."""
        whole = Response(flow="words", before=Felt(chosen=("calm",)), after=Felt(own="lighter"), takeaway="a line")
        assert progress(log(), whole, NO_FACTS) == Progress(4, 4)

    def test_turning_to_the_questions_keeps_the_page_counted(self) -> None:
        """The page is one part beside the questions."""
        assert progress(log(), Response(way="guided", flow="words"), NO_FACTS) == Progress(1, len(LINE_OF_THOUGHT) + 4)

    def test_turning_to_the_page_keeps_the_questions_counted(self) -> None:
        """Words under a question are writing too."""
        assert progress(log(), Response(way="flow", answers={"felt": "cold"}), NO_FACTS).filled == 1

    def test_the_page_says_what_is_kept_elsewhere(self) -> None:
        """Nobody should think that their words went when they turned."""
        assert "under 1 of the 5 questions" in other_way_words(log(), Response(answers={"felt": "cold"}))
        assert "open page" in other_way_words(log(), Response(way="guided", flow="words"))
        assert other_way_words(log(), Response()) == ""

    def test_the_author_says_which_comes_first(self) -> None:
        """An interview begins with its questions."""
        guided = log(begin_with="guided", feelings=None, takeaway="")
        assert progress(guided, Response(), NO_FACTS) == Progress(0, len(LINE_OF_THOUGHT))
        assert progress(guided, Response(way="flow"), NO_FACTS) == Progress(0, 1)


class TestPaper:
    def test_an_empty_log_gives_the_questions(self) -> None:
        """It can be written by hand."""
        words = said(report(log(), Response(), NO_FACTS))
        assert all(" ".join(prompt.ask.split()) in words for prompt in LINE_OF_THOUGHT)
        assert words.startswith("Private.")

    def test_every_word_reaches_text_html_and_word(self) -> None:
        """Awkward text in every place that takes text comes out whole and escaped."""
        answers = {prompt.id: AWKWARD for prompt in LINE_OF_THOUGHT}
        felt = Felt(chosen=("calm",), own=AWKWARD)
        response = Response(flow=AWKWARD, answers=answers, before=felt, after=felt, takeaway=AWKWARD)
        blocks = report(log(), response, NO_FACTS)
        page = html.render(blocks)
        assert "<script>" not in page
        assert page.count("&lt;script&gt;") == len(answers) + 4
        assert text.render(blocks).count("مرحبا") == len(answers) + 4
        word = Word(BytesIO(docx.render(Document("T", tuple(blocks)))))
        assert any("مرحبا" in paragraph.text for paragraph in word.paragraphs)

    def test_an_answer_whose_question_is_gone_is_still_printed(self) -> None:
        """A revised log does not take words away from the person who wrote them."""
        words = said(report(log(), Response(answers={"gone": "still mine"}), NO_FACTS))
        assert "Kept from an earlier form" in words
        assert "still mine" in words

    def test_the_example_survives_json(self, filled: Response) -> None:
        """What the browser sends back is what was sent to it."""
        assert Response.model_validate(json.loads(filled.model_dump_json())) == filled


class TestPrivacy:
    def secret(self) -> Response:
        """A log with the same word in every place that takes words."""
        answers = {prompt.id: "SECRET" for prompt in LINE_OF_THOUGHT}
        felt = Felt(chosen=("calm", "SECRET"), own="SECRET")
        return Response(flow="SECRET", answers=answers, before=felt, after=felt, takeaway="SECRET")

    @pytest.mark.parametrize("people", [0, 1, 20])
    @pytest.mark.parametrize("sharing", ["private", "anonymous"])
    def test_no_words_reach_a_group(self, sharing: str, people: int) -> None:
        """Feelings are counted only as far as they were offered, and in a private log not at all."""
        words = said(picture(log(sharing=sharing), [self.secret()] * people, NO_FACTS))
        assert words
        assert "SECRET" not in words
        assert ("calm" in words) == (sharing == "anonymous" and people > 0)

    def test_with_names_only_the_line_to_take_away_is_seen(self) -> None:
        """The log itself is never shown to a group, whatever its author chose."""
        shown = said(
            picture(log(sharing="named"), [self.secret().model_copy(update={"takeaway": "MY LINE"})], NO_FACTS)
        )
        assert "MY LINE" in shown
        assert "SECRET" not in shown

    @pytest.mark.parametrize("name", ["w02a4", "w15a4"])
    def test_the_shipped_logs_are_private(self, name: str) -> None:
        """Nobody has to remember to make them so."""
        exercise = exercises.find(name, Content.load())
        assert exercise.definition.sharing == "private"
        words = said(report(exercise.definition, exercise.example(), exercise.material))  # type: ignore[arg-type]
        assert "Kept from an earlier form" not in words


class TestAuthors:
    def test_a_prompt_used_twice_is_named(self) -> None:
        """Two prompts with one id would share their words."""
        twice = [{"id": "a", "name": "A", "ask": "A?"}, {"id": "a", "name": "B", "ask": "B?"}]
        assert "two prompts are called 'a'" in " ".join(complaints(log(prompts=twice), NO_FACTS))

    def test_facts_that_lead_nowhere_are_named(self) -> None:
        """An event needs its case and evidence its place in the list."""
        lost = [{"id": "a", "name": "A", "ask": "A?", "events": ["e99"], "evidence": ["Z99"]}]
        found = " ".join(complaints(log(prompts=lost), NO_FACTS))
        assert "event 'e99'" in found
        assert "evidence 'Z99'" in found


def test_only_the_line_to_take_away_goes_further(filled: Response) -> None:
    """The page itself is never offered to later work."""
    definition = Definition.model_validate(EXAMPLE["definition"])
    assert [offer.text for offer in offers(definition, filled, NO_FACTS)] == [filled.takeaway]
    assert list(offers(definition, Response(flow="Mine alone", answers={"felt": "Ashamed"}), NO_FACTS)) == []


def test_what_is_brought_in_stands_beside_the_page_and_changes_no_word(filled: Response) -> None:
    """A quotation with where it comes from; the group never sees it."""
    definition = Definition.model_validate(EXAMPLE["definition"])
    offer = Offer(id="n1", sort="event", title="He asks", text=AWKWARD, said_when="July 2024")
    things = [Carried(offer=offer, exercise="w15a2", title="Chronology that speaks")] * 2
    after = take(definition, take(definition, filled, NO_FACTS, things), NO_FACTS, things)
    assert after.model_copy(update={"quotes": ()}) == filled
    assert len({quoted.id for quoted in after.quotes}) == 4
    page = html.render(report(definition, after, NO_FACTS))
    assert page.count("from “Chronology that speaks”, July 2024") == 4
    assert "<script>" not in page
    named = definition.model_copy(update={"sharing": "named"})
    assert "مرحبا" not in text.render(picture(named, [after], NO_FACTS))
