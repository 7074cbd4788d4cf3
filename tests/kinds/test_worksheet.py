"""The worksheet: nothing typed is lost, facts stand as they are, and a group sees only what it may."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document as Word

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.content.sources import LawFact
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Blocks, Chart, Document, Quote, Table
from permanence_lib.kind import Carried, DateParts, Material, Offer, Progress
from permanence_lib.kinds import worksheet
from permanence_lib.kinds.worksheet import KIND
from permanence_lib.kinds.worksheet.model import (
    Answer,
    Definition,
    Question,
    Response,
    Row,
    answer_words,
    complaints,
    day_meant,
    progress,
    row_name,
    rows_shown,
)
from permanence_lib.kinds.worksheet.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
SHIPPED = ("w02a5", "w15a3")
EXAMPLE = yaml.safe_load((Path(worksheet.__file__).parent / "example.yaml").read_text("utf-8"))
NO_FACTS = Material()


@pytest.fixture(scope="module")
def content() -> Content:
    """The product's own content."""
    return Content.load()


@pytest.fixture(scope="module")
def definition() -> Definition:
    """The definition that the kind ships as its example."""
    return Definition.model_validate(EXAMPLE["definition"])


@pytest.fixture(scope="module")
def filled() -> Response:
    """The response that the kind ships as its example."""
    return Response.model_validate(EXAMPLE["response"])


def sheet(*sections: dict[str, Any], **fields: Any) -> Definition:
    """A worksheet of these sections, saying as little else as it may."""
    plain = {"kind": "worksheet", "title": "T", "purpose": "P", "prompt": "Q", "minutes": 10}
    return Definition.model_validate(plain | fields | {"sections": sections})


def section(**fields: Any) -> dict[str, Any]:
    """A section with one question called `a`, unless told otherwise."""
    return {"id": "s", "title": "Section", "questions": [{"id": "a", "label": "What do you see?"}]} | fields


WORDS = {"one": "word", "many": "words", "suggested": 5, "questions": [{"id": "w", "label": "Word", "type": "line"}]}
STEPS = {
    "one": "step", "many": "steps", "questions": [{"id": "who", "label": "Who tells the family"}],
    "given": [{"id": "issue", "title": "Issue"}, {"id": "final", "title": "Final order"}],
}  # fmt: skip


def said(blocks: Blocks) -> str:
    """Blocks as one line of text."""
    return " ".join(text.render(blocks).split())


class TestEmpty:
    def test_an_empty_response_is_the_form_to_fill_in(self, definition: Definition) -> None:
        """Every question and every choice is there, and nothing pretends to be an answer."""
        words = said(report(definition, Response(), NO_FACTS))
        for part in definition.sections:
            assert part.title in words
            for question in part.questions:
                assert question.label in words
        assert "Somewhere they have chosen" in words
        assert "Nothing written yet." in words

    def test_nothing_is_filled(self, definition: Definition) -> None:
        """An unstarted worksheet has parts and none of them filled."""
        assert progress(definition, Response(), NO_FACTS) == Progress(0, 8)

    def test_only_spaces_and_empty_boxes_are_nothing(self) -> None:
        """Keys pressed by accident do not count as a part."""
        definition = sheet(section(questions=[{"id": "a", "label": "A"}, {"id": "b", "label": "B", "type": "date"}]))
        response = Response(answers={"a": " \n", "b": DateParts(day=" ")})
        assert progress(definition, response, NO_FACTS) == Progress(0, 2)


class TestDates:
    @pytest.mark.parametrize(
        ("day", "month", "year", "words"),
        [
            ("29", "2", "2024", "29 February 2024"),
            ("29", "2", "2025", "29 2 2025 (not a full date yet)"),
            ("31", "02", "2025", "31 02 2025 (not a full date yet)"),
            ("3", "", "", "3 ? ? (not a full date yet)"),
            ("٣", "1", "2025", "٣ 1 2025 (not a full date yet)"),
            ("12", "5", "1925", "12 May 1925"),
        ],
    )
    def test_a_date_is_said_in_full_or_shown_as_typed(self, day: str, month: str, year: str, words: str) -> None:
        """A half date, an impossible one and one long before anybody's birth are all kept and shown."""
        question = Question(id="a", label="When", type="date")
        assert answer_words(question, DateParts(day=day, month=month, year=year)) == words

    def test_figures_run_together_by_python_are_no_date(self) -> None:
        """`1_0` is a number to Python; it is not one to a person or to the browser."""
        assert day_meant(DateParts(day="1_0", month="1", year="2025")) is None


class TestRows:
    def test_suggested_rows_wait_and_nobody_is_held_to_them(self) -> None:
        """Five rows wait at first; somebody who removes all but one is left with one."""
        definition = sheet(section(questions=[], rows=WORDS))
        assert len(rows_shown(definition.sections[0], Response())) == 5
        one = Response(rows={"s": (Row(id="r3", answers={"w": "home"}),)})
        assert progress(definition, one, NO_FACTS) == Progress(1, 1)

    def test_a_list_emptied_on_purpose_stays_empty(self) -> None:
        """The suggested rows do not come back after the last has been removed."""
        definition = sheet(section(questions=[], rows=WORDS))
        assert rows_shown(definition.sections[0], Response(rows={"s": ()})) == ()
        assert progress(definition, Response(rows={"s": ()}), NO_FACTS) == Progress(0, 1)

    def test_given_rows_stand_first_and_say_when_they_are_set_aside(self) -> None:
        """A step taken out of the author's list is named in print, so that its absence can be seen."""
        definition = sheet(section(questions=[], rows=STEPS))
        assert [row.id for row in rows_shown(definition.sections[0], Response())] == ["issue", "final"]
        kept = Response(rows={"s": (Row(id="final", answers={"who": "I do"}),)})
        assert "Set aside: Issue" in said(report(definition, kept, NO_FACTS))

    def test_a_row_is_called_by_its_first_words(self, definition: Definition) -> None:
        """A number alone says too little to someone who hears the page."""
        rows = sheet(section(questions=[], rows=WORDS)).sections[0].rows
        assert rows is not None
        assert row_name(rows, Row(id="r1", answers={"w": "same key"}), 2) == "Word 2: same key"

    def test_two_hundred_rows_are_all_printed(self) -> None:
        """There is no most."""
        definition = sheet(section(questions=[], rows=WORDS))
        rows = tuple(Row(id=f"r{n}", answers={"w": f"word-{n}-"}) for n in range(200))
        words = said(report(definition, Response(rows={"s": rows}), NO_FACTS))
        assert all(f"word-{n}-" in words for n in range(200))


class TestNothingIsLost:
    def test_every_word_reaches_text_html_and_word(self, definition: Definition) -> None:
        """Awkward text in every place that takes text comes out whole and escaped."""
        answers: dict[str, Answer] = {
            question.id: AWKWARD for part in definition.sections for question in part.questions
        }
        rows: dict[str, tuple[Row, ...]] = {
            "after": (Row(id="r1", answers={"what": AWKWARD, "who": AWKWARD, "by": AWKWARD}),)
        }
        blocks = report(definition, Response(answers=answers, rows=rows), NO_FACTS)
        page = html.render(blocks)
        assert "<script>" not in page
        assert page.count("&lt;script&gt;") == len(answers) + 3
        assert text.render(blocks).count("مرحبا") == len(answers) + 3
        word = Word(BytesIO(docx.render(Document("T", tuple(blocks)))))
        assert any("مرحبا" in paragraph.text for paragraph in word.paragraphs)

    def test_an_answer_whose_question_is_gone_is_still_printed(self) -> None:
        """A revised worksheet does not take words away from the person who wrote them."""
        definition = sheet(section())
        old = Response(answers={"gone": "still mine"}, rows={"gone": (Row(id="r1", answers={"x": "this too"}),)})
        words = said(report(definition, old, NO_FACTS))
        assert "Kept from an earlier form" in words
        assert "still mine" in words
        assert "this too" in words

    def test_a_choice_that_is_no_longer_offered_is_shown_as_it_was(self, definition: Definition) -> None:
        """An unknown name is better than an empty place."""
        assert "by_the_river" in said(report(definition, Response(answers={"place": "by_the_river"}), NO_FACTS))

    def test_the_example_survives_json(self, filled: Response) -> None:
        """What the browser sends back is what was sent to it."""
        assert Response.model_validate(json.loads(filled.model_dump_json())) == filled


class TestFacts:
    def test_a_duty_not_in_force_says_so_with_its_day(self, content: Content) -> None:
        """The offer of a family meeting is never printed as a live duty."""
        fact = content.law["ca1989-s31za-family-group-offer"]
        assert isinstance(fact, LawFact)
        words = said(report(sheet(section(beside={"law": [fact.id]})), Response(), Material(law=(fact,))))
        assert "enacted, not yet in force" in words
        assert fact.cite() in words

    def test_the_printed_words_follow_the_law_file(self, content: Content) -> None:
        """When a fact is corrected, so is every worksheet that shows it."""
        fact = content.law["ca1989-s32-26-weeks"]
        assert isinstance(fact, LawFact)
        changed = fact.model_copy(update={"statement": "Changed today."})
        definition = sheet(section(beside={"law": [fact.id]}))
        assert "Changed today." in said(report(definition, Response(), Material(law=(changed,))))

    def test_what_the_law_says_of_an_option_can_stand_beside_a_section(self, content: Content) -> None:
        """Under the option's name, each fact with its source; an aspect the exercise does not list is a complaint."""
        option = content.options["sgo"]
        definition = sheet(section(beside={"options": ["sgo.support"]}))
        words = said(report(definition, Response(), Material(options=(option,))))
        assert "Special guardianship order: support" in words
        assert all(fact.cite() in words for fact in option.aspects["support"])
        assert option.aspects["contact"][0].fact not in words
        assert complaints(definition, Material(options=(option,))) == []
        assert "shows options 'sgo.support' beside it" in " ".join(complaints(definition, NO_FACTS))

    def test_facts_may_be_added_without_setting_answers_aside(self) -> None:
        """A corrected law or a fact more is the same question; another text to work on is not."""
        plain = sheet(section(rows=WORDS))
        more = section(rows=WORDS, beside={"law": ["a"], "options": ["sgo.support"]})
        assert sheet(more, law=["a"], options=["sgo.support"]).question_hash() == plain.question_hash()
        assert sheet(section(rows=WORDS, beside={"events": ["e1"]})).question_hash() != plain.question_hash()

    def test_what_nobody_has_checked_is_marked(self, content: Content) -> None:
        """A definition from memory carries its mark on paper too."""
        term = content.terms["childrens-guardian"]
        assert not term.settled
        definition = sheet(section(beside={"terms": [term.id]}))
        assert "(not yet checked)" in said(report(definition, Response(), Material(terms=(term,))))

    def test_evidence_never_stands_without_its_limits(self, content: Content) -> None:
        """Each record shown is followed by what it cannot tell."""
        brief = exercises.find("w02a5", content)
        words = said(report(brief.definition, Response(), brief.material))  # type: ignore[arg-type]
        for record in brief.material.evidence:
            assert record.settled
            assert f"What it cannot tell you: {record.limits}" in words


class TestPicture:
    @pytest.mark.parametrize("people", [0, 1, 20])
    def test_it_works_for_any_number(self, definition: Definition, filled: Response, people: int) -> None:
        """Nobody, one person or a whole cohort."""
        assert said(picture(definition, [filled] * people, NO_FACTS))

    @pytest.mark.parametrize("sharing", ["private", "anonymous"])
    def test_no_words_without_names(self, definition: Definition, sharing: str) -> None:
        """Free text stays with its writer, even where it stands in the place of a choice."""
        answers: dict[str, Answer] = {
            question.id: "SECRET" for part in definition.sections for question in part.questions
        }
        response = Response(answers=answers, rows={"after": (Row(id="r1", answers={"what": "SECRET"}),)})
        shared = definition.model_copy(update={"sharing": sharing})
        assert "SECRET" not in said(picture(shared, [response] * 6, NO_FACTS))

    def test_words_shared_with_names_are_quoted(self, definition: Definition, filled: Response) -> None:
        """Sharing with names means that the words are seen."""
        blocks = picture(definition.model_copy(update={"sharing": "named"}), [filled], NO_FACTS)
        assert "Leanne" in [block.text for block in blocks if isinstance(block, Quote)]

    def test_choices_are_counted_in_rows_too(self) -> None:
        """The group sees how many words reached each meaning."""
        ask = {
            "id": "what",
            "label": "Which",
            "type": "choice",
            "choices": [{"id": "a", "words": "A"}, {"id": "b", "words": "B"}],
        }
        definition = sheet(section(questions=[], rows={"one": "word", "many": "words", "questions": [ask]}))
        rows = tuple(Row(id=f"r{n}", answers={"what": "a" if n else "b"}) for n in range(3))
        charts = [b for b in picture(definition, [Response(rows={"s": rows})] * 2, NO_FACTS) if isinstance(b, Chart)]
        assert [bar.value for bar in charts[0].bars] == [4, 2]


PLAN: dict[str, Any] = {
    "one": "step", "many": "steps", "suggested": 2, "offers": "action",
    "questions": [{"id": "what", "label": "What will happen"}, {"id": "who", "label": "Who?", "type": "line"},
                  {"id": "by", "label": "By when", "type": "date"}],
}  # fmt: skip
MAY = DateParts(day="3", month="5", year="2027")


def carried(into: str, **fields: Any) -> Carried:
    """Something brought from the chronology into a place here."""
    offer = Offer.model_validate({"id": "n1", "sort": "event", "title": "A letter came", **fields})
    return Carried(offer=offer, exercise="w15a2", title="Two clocks: delay", into=into)


def brought(definition: Definition, response: Response, *things: Carried) -> Response:
    """The answer with these things in it."""
    assert KIND.take is not None
    return KIND.take(definition, response, NO_FACTS, things)


class TestOffers:
    def test_a_question_lends_its_answer(self) -> None:
        """Under its own id, with the first words as a title and all of them as the text."""
        long = "She asked twice whether the cat would come along, and nobody in the room could tell her that it would."
        definition = sheet(section(questions=[{"id": "a", "label": "A", "offers": "need"}, {"id": "b", "label": "B"}]))
        (offer,) = KIND.offers(definition, Response(answers={"a": long, "b": "mine alone"}), NO_FACTS)
        assert (offer.id, offer.sort, offer.text) == ("a", "need", long)
        assert offer.title.startswith("She asked twice")
        assert len(offer.title) < len(long)

    def test_an_alias_is_lent_whole_and_a_tick_one_by_one(self) -> None:
        """A name is never cut; three strengths are three things to choose from later."""
        choices = [{"id": "kind", "words": "Kind"}, {"id": "funny", "words": "Funny"}]
        ticks = {"id": "b", "label": "B", "type": "ticks", "choices": choices, "offers": "strength"}
        definition = sheet(section(questions=[{"id": "a", "label": "A", "type": "line", "offers": "alias"}, ticks]))
        found = KIND.offers(definition, Response(answers={"a": " Wren " * 30, "b": ("funny", "kind")}), NO_FACTS)
        assert found[0].title == " ".join(["Wren"] * 30)
        assert [(offer.id, offer.title) for offer in found[1:]] == [("b.funny", "Funny"), ("b.kind", "Kind")]

    def test_a_row_lends_all_its_answers_and_its_first_date(self) -> None:
        """In words, as a sentence each; the date as it was typed, and in words too."""
        definition = sheet(section(questions=[], rows=PLAN))
        row = Row(id="r7", answers={"what": "Ring the aunt", "who": "Me", "by": MAY})
        (offer,) = KIND.offers(definition, Response(rows={"s": (Row(id="r1"), row)}), NO_FACTS)
        assert (offer.id, offer.sort, offer.title) == ("s.r7", "action", "Ring the aunt")
        assert offer.text == "Ring the aunt. Who? Me. By when: 3 May 2027"
        assert (offer.when, offer.said_when) == (MAY, "3 May 2027")

    def test_a_given_row_keeps_its_title(self) -> None:
        """The author's name for it, whatever was written first."""
        definition = sheet(section(questions=[], rows=STEPS | {"offers": "step"}))
        (offer,) = KIND.offers(definition, Response(rows={"s": (Row(id="final", answers={"who": "I do"}),)}), NO_FACTS)
        assert offer.title == "Final order"

    def test_moving_a_row_changes_no_id(self) -> None:
        """What has been carried on is still known as carried on."""
        definition = sheet(section(questions=[], rows=PLAN))
        rows = tuple(Row(id=f"r{n}", answers={"what": f"Step {n}"}) for n in (1, 2))
        ids = [
            {o.id: o.title for o in KIND.offers(definition, Response(rows={"s": x}), NO_FACTS)}
            for x in (rows, rows[::-1])
        ]
        assert ids[0] == ids[1]

    def test_blanks_lend_nothing(self) -> None:
        """An empty worksheet, and one in which a key was pressed by accident."""
        definition = sheet(section(questions=[{"id": "a", "label": "A", "offers": "point"}], rows=PLAN))
        assert list(KIND.offers(definition, Response(), NO_FACTS)) == []
        assert list(KIND.offers(definition, Response(answers={"a": " \n"}), NO_FACTS)) == []

    def test_what_is_lent_asks_no_new_question(self) -> None:
        """An author may let a question be carried on without setting anybody's answers aside."""
        asked = sheet(section(rows={**PLAN, "offers": None}))
        lent = sheet(section(questions=[{"id": "a", "label": "What do you see?", "offers": "need"}], rows=PLAN))
        assert asked.question_hash() == lent.question_hash()


class TestBringingIn:
    def test_a_question_keeps_its_words_and_gets_a_line(self) -> None:
        """Nothing is replaced; the line says where it comes from, and when it was."""
        definition = sheet(section())
        thing = carried("a", text="A letter came for him.", said_when="July 2024")
        after = brought(
            definition, Response(answers={"a": "Mine."}), thing, carried("a", title="A gap", text="Nobody visited")
        )
        assert after.answers["a"] == (
            "Mine.\nFrom “Two clocks: delay”: July 2024: A letter came for him.\n"
            "From “Two clocks: delay”: A gap: Nobody visited"
        )
        assert brought(definition, Response(), carried("a")).answers["a"] == "From “Two clocks: delay”: A letter came"

    def test_one_line_stays_one_line(self) -> None:
        """A box of one line takes no line break."""
        definition = sheet(section(questions=[{"id": "a", "label": "A", "type": "line"}]))
        after = brought(definition, Response(answers={"a": "Mine"}), carried("a", text="A letter came\nlate"))
        assert after.answers["a"] == "Mine; From “Two clocks: delay”: A letter came late"

    def test_a_section_gets_a_row_that_says_where_it_came_from(self) -> None:
        """Words in the first question for words, the day in the first for a day; waiting rows are used first."""
        definition = sheet(section(questions=[], rows=PLAN))
        mine = Response(rows={"s": (Row(id="r1", answers={"what": "Mine"}), Row(id="r2"))})
        after = brought(definition, mine, carried("s", when=MAY, said_when="3 May 2027"), carried("s", title="Second"))
        assert [row.id for row in after.rows["s"]] == ["r1", "r2", "r3"]
        assert after.rows["s"][0] == mine.rows["s"][0]
        assert after.rows["s"][1].answers == {"what": "A letter came", "by": MAY}
        words = said(report(definition, after, NO_FACTS))
        assert "2 (from “Two clocks: delay”)" in words

    def test_a_date_that_is_not_a_day_stays_in_words(self) -> None:
        """A month is not put into boxes that ask for a day."""
        definition = sheet(section(questions=[], rows=PLAN))
        after = brought(
            definition, Response(), carried("s", when=DateParts(month="5", year="2027"), said_when="May 2027")
        )
        assert after.rows["s"][0].answers == {"what": "May 2027: A letter came"}

    def test_given_rows_are_left_to_their_own_words(self) -> None:
        """A new row stands after the author's."""
        definition = sheet(section(questions=[], rows=STEPS))
        after = brought(definition, Response(), carried("s", title=AWKWARD))
        assert [row.id for row in after.rows["s"]] == ["issue", "final", "r3"]
        page = html.render(report(definition, after, NO_FACTS))
        assert "<script>" not in page
        assert "From “Two clocks: delay”" in page

    def test_a_place_that_is_gone_takes_nothing_and_breaks_nothing(self) -> None:
        """The worksheet was revised after the page was opened."""
        definition = sheet(section())
        before = Response(answers={"a": "Mine"})
        assert brought(definition, before, carried("gone"), carried("")) == before

    def test_two_hundred_things_make_two_hundred_rows(self) -> None:
        """Each with an id of its own, also when brought in twice over."""
        definition = sheet(section(questions=[], rows=PLAN))
        once = brought(definition, Response(), *[carried("s")] * 100)
        twice = brought(definition, once, *[carried("s")] * 100)
        assert len({row.id for row in twice.rows["s"]}) == 200

    @pytest.mark.parametrize(
        ("into", "complaint"),
        [
            ("", "say `into` which"),
            ("nowhere", "'nowhere' is no question here and no section with rows"),
            ("day", "question 'day' takes no words"),
            ("dates", "the rows of 'dates' ask nothing that takes words"),
            ("a", None),
            ("steps", None),
        ],
    )
    def test_an_author_is_told_of_a_source_with_nowhere_to_go(self, into: str, complaint: str | None) -> None:
        """Every source needs a question for words, or a section with rows."""
        day = {"id": "day", "label": "Day", "type": "date"}
        definition = sheet(
            section(questions=[{"id": "a", "label": "A"}, day]),
            section(id="steps", questions=[], rows=PLAN),
            section(id="dates", questions=[], rows={"one": "day", "many": "days", "questions": [day]}),
            sources=[{"exercise": "w15a2", "sorts": ["event"], "into": into}],
        )
        found = " ".join(complaints(definition, NO_FACTS))
        assert complaint in found if complaint else not found


def test_the_followed_child_is_asked_the_same_without_the_case(content: Content) -> None:
    """The record's entries are left out, and every question is still there."""
    exercise = exercises.find("w15a3", content)
    own = replace(exercise.material, case=None, followed="Wren")
    words = said(report(exercise.definition, Response(), own))  # type: ignore[arg-type]
    assert exercise.material.case is not None
    assert not any(event.text in words for event in exercise.material.case.events)
    assert "What you think it means for the child" in words


class TestAuthors:
    @pytest.mark.parametrize(
        ("part", "complaint"),
        [
            (section(questions=[{"id": "a", "label": "A"}, {"id": "a", "label": "B"}]), "two questions are called 'a'"),
            (section(questions=[]), "section 's' asks nothing"),
            (section(questions=[{"id": "a", "label": "A", "type": "choice"}]), "choices belong with type choice"),
            (section(questions=[{"id": "a", "label": "A", "column": "Left"}]), "has no column 'Left'"),
            (section(beside={"law": ["nowhere"]}), "shows law 'nowhere' beside it, which is not in"),
            (section(beside={"options": ["sgo.support"]}), "which is not in the exercise's own list `options`"),
            (section(beside={"events": ["e99"]}), "which is not in the exercise's case"),
            (section(beside={"passages": ["letter"]}), "which is not in its passages"),
        ],
    )
    def test_a_slip_is_named(self, part: dict[str, Any], complaint: str) -> None:
        """The author is told which part and what is wrong with it."""
        assert complaint in " ".join(complaints(sheet(part), NO_FACTS))

    @pytest.mark.parametrize("name", SHIPPED)
    def test_the_shipped_worksheets_have_none(self, content: Content, name: str) -> None:
        """They load with their facts, and their worked example fills some parts, as a partial answer may."""
        exercise = exercises.find(name, content)
        example = exercise.example()
        assert exercise.kind is KIND
        assert example is not None
        count = progress(exercise.definition, example, exercise.material)  # type: ignore[arg-type]
        assert 0 < count.filled <= count.parts

    @pytest.mark.parametrize("name", SHIPPED)
    def test_the_worked_example_holds_nothing_unasked(self, content: Content, name: str) -> None:
        """A renamed question would leave its example's answer under 'kept from an earlier form'."""
        exercise = exercises.find(name, content)
        words = said(report(exercise.definition, exercise.example(), exercise.material))  # type: ignore[arg-type]
        assert "Kept from an earlier form" not in words
        assert "Set aside" not in words


def test_a_short_list_is_one_table() -> None:
    """Up to four questions a row fit across a printed page."""
    definition = sheet(section(questions=[], rows=WORDS))
    tables = [block for block in report(definition, Response(), NO_FACTS) if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [5]
