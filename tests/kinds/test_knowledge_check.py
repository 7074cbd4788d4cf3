"""Knowledge checks: answer first, hear what can be said, change one's mind; and nobody is ever marked."""

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
from permanence_lib.kinds.knowledge_check.model import (
    Definition,
    Response,
    complaints,
    offers,
    progress,
    steps,
    unchecked_sources,
)
from permanence_lib.kinds.knowledge_check.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NO_FACTS = Material()
SHIPPED = ("w15a1", "w16a3")


@pytest.fixture(scope="module")
def content() -> Content:
    return Content.load()


@pytest.fixture(scope="module", params=SHIPPED)
def shipped(request: pytest.FixtureRequest, content: Content) -> Exercise:
    return exercises.find(request.param, content)


def note(words: str, stands: str = "", **sources: Any) -> dict[str, Any]:
    return {"words": words, "stands": stands, "sources": sources}


def check(**changes: Any) -> Definition:
    """Two statements to sort, one choice to make, one of several."""
    fields: dict[str, Any] = {
        "kind": "knowledge_check", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5,
        "questions": [
            {
                "id": "kinds", "type": "sort", "text": "Which kind?", "why": "Why there?",
                "categories": [{"id": "hunch", "words": "A hunch", "ask": "What would test it?"}, {"id": "fact", "words": "A fact"}],
                "items": [
                    {"id": "door", "text": "I knew at the door.", "by": "Case note",
                     "notes": {"hunch": note("It came whole.", "holds")}, "otherwise": note("Nothing was seen.", "does_not_hold")},
                    {"id": "toast", "text": "He ate toast.", "notes": {"hunch": note("Somebody saw it.", "does_not_hold"), "fact": note("Seen.", "holds")},
                     "afterwards": "Toast proves little."},
                ],
            },
            {"id": "who", "type": "one", "text": "Who decides?",
             "choices": [{"id": "panel", "words": "Panel", "note": note("It recommends.", "does_not_hold")}, {"id": "adm", "words": "Decision maker", "note": note("It decides.", "holds")}]},
            {"id": "some", "type": "several", "text": "Which are needed?",
             "choices": [{"id": "x", "words": "A report", "note": note("Needed.", "holds")}, {"id": "y", "words": "Luck", "note": note("Welcome.", "arguable")}]},
        ],
        "closing": [{"id": "own", "label": "Which of your own?"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def answers(**given: Any) -> Response:
    """Answers by key ('__' for the dot): each a list of kept answers, oldest first."""
    kept = {
        key.replace("__", "."): {"chosen": list(chosen[-1]), "given": [{"chosen": list(x)} for x in chosen]}
        for key, chosen in given.items()
    }
    return Response.model_validate({"answers": kept})


def printed(definition: Definition, response: Response, material: Material = NO_FACTS) -> str:
    return text.render(report(definition, response, material))


def flat(words: str) -> str:
    return re.sub(r"[\s>]+", " ", words)


def test_nobody_hears_the_feedback_before_answering(shipped: Exercise) -> None:
    """The empty form has every question and every answer on offer, and not one word of feedback."""
    form = flat(text.render(shipped.kind.report(shipped.definition, Response(), shipped.material)))
    for step in steps(shipped.definition):
        assert flat(step.text) in form
        for offered in step.offered():
            assert offered.words in form
            assert offered.note is not None
            assert flat(offered.note.words) not in form


def test_feedback_follows_only_the_step_that_was_answered() -> None:
    """One kept answer brings what is said to all the answers of that step, the person's own first, and to no other step."""
    words = printed(check(), answers(kinds__door=[["fact"]]))
    assert words.index("Nothing was seen.") < words.index("It came whole.")
    assert "Somebody saw it." not in words
    assert "It recommends." not in words


def test_an_answer_in_the_boxes_is_not_yet_kept() -> None:
    """What is chosen but not kept is printed as such, and brings no feedback."""
    words = printed(check(), Response.model_validate({"answers": {"who": {"chosen": ["adm"], "why": "I think"}}}))
    assert "In the boxes, not kept yet: Decision maker" in words
    assert "I think" in words
    assert "It decides." not in words


def test_the_first_answer_stays_beside_the_present_one() -> None:
    """A changed answer is told with the first one; every reason ever given is printed."""
    given = [
        {"chosen": ["panel"], "why": "We always go"},
        {"chosen": [], "why": "Unsure"},
        {"chosen": ["adm"], "why": "I read it"},
    ]
    words = printed(check(), Response.model_validate({"answers": {"who": {"chosen": ["adm"], "given": given}}}))
    assert "You first chose: Panel" in words
    assert "Then: No choice, only a reason" in words
    assert "You now choose: Decision maker" in words
    assert all(reason in words for reason in ("We always go", "Unsure", "I read it"))


def test_no_mark_is_given_anywhere() -> None:
    """Answers are counted as answered. Nothing says how many hold, on paper or in the group's picture."""
    definition = check()
    first = {step.key: {"chosen": [step.offered()[0].id]} for step in steps(definition)}
    response = Response.model_validate({"answers": {key: {**x, "given": [x]} for key, x in first.items()}})
    both = [*report(definition, response, NO_FACTS), *picture(definition, [response] * 6, NO_FACTS)]
    words = text.render(both).lower()
    assert "answered: 4 of 4" in words
    assert not re.search(r"\bscor(e|ed|es)\b|\bcorrect(ly)?\b|\d+ ?%|\bright\b|\bwrong\b|\bpoints?\b", words)


def test_counting_goes_by_answers_kept() -> None:
    """Progress grows with each answer kept and with closing words, whatever was answered."""
    definition = check()
    assert progress(definition, Response(), NO_FACTS).words() == "0 of 5 parts"
    wrong = answers(kinds__door=[["fact"]], who=[["panel"]], gone=[["x"]])
    assert progress(definition, wrong, NO_FACTS).words() == "2 of 5 parts"
    assert (
        progress(definition, wrong.model_copy(update={"closing": {"own": " \n", "older": "y"}}), NO_FACTS).filled == 2
    )
    assert progress(definition, wrong.model_copy(update={"closing": {"own": "mine"}}), NO_FACTS).filled == 3


def test_answers_to_which_the_same_is_said_stand_together() -> None:
    """Feedback that several answers share is printed once, with all of them named."""
    definition = check()
    more = definition.questions[0].model_copy(update={"categories": (*definition.questions[0].categories, definition.questions[0].categories[1].model_copy(update={"id": "wish", "words": "A wish"}))})  # fmt: skip
    words = printed(definition.model_copy(update={"questions": (more,)}), answers(kinds__door=[["hunch"]]))
    assert words.count("Nothing was seen.") == 1
    assert "A fact; A wish" in words


def test_feedback_can_be_put_right_without_setting_answers_aside() -> None:
    """The fingerprint of what is asked leaves out feedback, keys and sources, and keeps every question and answer."""
    before = check()
    questions = before.model_dump(mode="json")["questions"]
    questions[1]["choices"][0]["note"] = note("Better said.", "arguable")
    questions[0]["items"][1]["afterwards"] = "Reworded."
    assert check(questions=questions).question_hash() == before.question_hash()
    questions[1]["choices"][0]["words"] = "The adoption panel"
    assert check(questions=questions).question_hash() != before.question_hash()


def keyed_on(material_list: str, name: str, stands: str) -> Definition:
    definition = check().model_dump(mode="json")
    definition["questions"] = [definition["questions"][1]]
    for choice in definition["questions"][0]["choices"]:
        choice["note"]["stands"] = stands and ("holds" if choice["id"] == "adm" else "does_not_hold")
    definition["questions"][0]["sources"] = {material_list: [name]}
    return Definition.model_validate(definition)


def test_no_answer_is_keyed_on_a_fact_that_nobody_checked(content: Content) -> None:
    """A question that says which answer holds may not stand on a recalled fact; an open one may, with the mark."""
    recalled = next(x for x in content.law.values() if not x.settled)
    material = Material(law=(recalled,))
    refused = complaints(keyed_on("law", recalled.id, "holds"), material)
    assert len(refused) == 1
    assert recalled.id in refused[0]
    assert "not yet checked" in refused[0]
    opened = keyed_on("law", recalled.id, "")
    assert not complaints(opened, material)
    assert "not yet checked" in flat(printed(opened, answers(who=[["adm"]]), material))


def test_recalled_words_principles_and_aspects_count_as_unchecked(content: Content) -> None:
    """A word of the glossary, a judgment whose principle was not seen and an aspect with one recalled fact are refused too."""
    term = next(x for x in content.terms.values() if not x.settled)
    judgment = next(x for x in content.case_law.values() if x.settled and x.principle_confidence == "recalled")
    option, aspect = next(
        (o, a) for o in content.options.values() for a, facts in o.aspects.items() if not all(f.settled for f in facts)
    )
    material = Material(judgments=(judgment,), terms=(term,), options=(option,))
    assert {term.id, judgment.id, f"{option.id}.{aspect}"} <= set(unchecked_sources(material))
    for sort, name in (("terms", term.id), ("law", judgment.id), ("options", f"{option.id}.{aspect}")):
        assert any("not yet checked" in x for x in complaints(keyed_on(sort, name, "holds"), material)), sort


def test_the_shipped_checks_key_on_verified_facts_alone(shipped: Exercise) -> None:
    """Every fact the exercise lists was seen in a source, but for aspects of options that it does not point at."""
    pointed_at = {
        f"{x}" for step in steps(shipped.definition) for o in step.offered() if o.note for x in o.note.sources.options
    }
    unchecked = {x for x in unchecked_sources(shipped.material) if "." not in x or x in pointed_at}
    assert not unchecked
    assert not complaints(shipped.definition, shipped.material)


@pytest.mark.parametrize(
    ("alter", "complaint"),
    [
        (lambda q: q[1].update(choices=q[1]["choices"][:1]), "two choices or more"),
        (lambda q: q[0].update(items=[]), "items, and no choices"),
        (lambda q: q[0]["items"][1]["notes"].pop("fact"), "says nothing to the answer 'fact'"),
        (lambda q: q[0]["items"][1]["notes"].update(guess=note("?")), "none of the categories"),
        (lambda q: q[1]["choices"][1]["note"].update(stands="does_not_hold"), "no answer that holds"),
        (lambda q: q[1]["choices"][0].update(id="adm"), "called 'adm'"),
        (lambda q: q.append(q[2]), "called 'some'"),
        (lambda q: q[1].update(sources={"law": ["nowhere"]}), "law 'nowhere'"),
        (lambda q: q[1].update(sources={"events": ["e01"]}), "the exercise's case"),
    ],
)
def test_an_author_is_told_what_is_wrong(alter: Any, complaint: str) -> None:
    """Each slip is told once, in words that name the place."""
    questions = check().model_dump(mode="json")["questions"]
    alter(questions)
    told = complaints(check(questions=questions), NO_FACTS)
    assert any(complaint in x for x in told), told


def test_awkward_words_come_through_as_words() -> None:
    """Markup, right-to-left text and emoji are kept in every field and never become markup."""
    answer = {"chosen": ["hunch"], "why": AWKWARD, "more": AWKWARD, "given": [{"chosen": ["fact"], "why": AWKWARD}]}
    response = Response.model_validate(
        {"answers": {"kinds.door": answer, AWKWARD: answer}, "closing": {"own": AWKWARD, "gone": AWKWARD}}
    )
    blocks = report(check(), response, NO_FACTS)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") >= 7
    assert docx.render(Document("t", tuple(blocks)))
    assert "Kept from an earlier form" in text.render(blocks)


def test_the_group_sees_counts_and_who_moved_but_no_words() -> None:
    """People are counted by their present answer; how many changed is told; reasons only when sharing is named."""
    moved = Response.model_validate({"answers": {"who": {"chosen": ["adm"], "why": "", "more": "", "given": [{"chosen": ["panel"], "why": "secret reason"}, {"chosen": ["adm"]}]}}, "closing": {"own": "secret end"}})  # fmt: skip
    group = [moved] * 3 + [answers(who=[["panel"]])] * 17 + [answers(who=[[AWKWARD]])]
    shown = text.render(picture(check(), group, NO_FACTS))
    assert "21 people have answered: Panel 17, Decision maker 3. Changed since their first answer: 3." in flat(shown)
    assert "secret" not in shown
    assert "script" not in shown
    named = text.render(picture(check(sharing="named"), group, NO_FACTS))
    assert "secret reason" in named
    assert "secret end" in named


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_picture_works_for_any_group(shipped: Exercise, number: int) -> None:
    """Nobody, one person, a whole cohort: each chart counts the people who answered."""
    example = shipped.example()
    shown = picture(shipped.definition, [example] * number, shipped.material)  # type: ignore[list-item]
    charts = [x for x in shown if isinstance(x, Chart)]
    assert len(charts) == (len(steps(shipped.definition)) if number else 0)
    assert all(sum(bar.value for bar in chart.bars) in (0, number) for chart in charts)


def test_sources_are_cited_with_their_day(content: Content) -> None:
    """Feedback that stands on law says whether it binds, where it comes from and when it was checked."""
    exercise = exercises.find("w16a3", content)
    words = flat(text.render(report(exercise.definition, answers(whose__forward=[["court"]]), exercise.material)))
    fact = content.law["cp-reg-33-review-brought-forward"]
    assert flat(f"{fact.words()} ({fact.status_words()}; {fact.cite()})") in words


def test_the_sorter_has_fifteen_statements_of_all_four_kinds(content: Content) -> None:
    """Every kind of thinking has a good case somewhere, and each statement reasons about all four."""
    exercise = exercises.find("w15a1", content)
    found = steps(exercise.definition)
    assert len(found) == 15
    good = {x.id for step in found for x in step.offered() if x.note and x.note.stands == "holds"}
    assert good == {"intuitive", "reflective", "analytical", "critical"}
    assert all(x.note and x.note.words for step in found for x in step.offered())


def test_the_roles_each_hold_something(content: Content) -> None:
    """Each of the seven roles holds one of the powers, so that none is only a distractor."""
    exercise = exercises.find("w16a3", content)
    found = [x for step in steps(exercise.definition) if step.item for x in step.offered()]
    assert {x.id for x in found if x.note and x.note.stands == "holds"} == {x.id for x in found}


def test_it_lends_what_was_learned_and_never_a_mark() -> None:
    """A question on which the answer changed, or did not hold at first, with both answers; the others stay here."""
    questions = [
        {"id": "who", "type": "one", "text": "Who decides?", "choices": [
            {"id": "panel", "words": "The panel", "note": note("It recommends.", "does_not_hold")},
            {"id": "maker", "words": "The decision maker", "note": note("Yes.", "holds")}]},
        {"id": "when", "type": "one", "text": "When?", "choices": [
            {"id": "soon", "words": "Soon", "note": note("Often.")}, {"id": "late", "words": "Late", "note": note("Ask.")}]},
    ]  # fmt: skip
    definition = check(questions=questions, closing=[{"id": "own", "label": "What will you look up?"}])
    wrong = {"who": {"given": [{"chosen": ["panel"], "why": ""}, {"chosen": ["maker"], "why": "I looked."}]}}
    response = Response.model_validate(
        {"answers": wrong | {"when": {"given": [{"chosen": ["soon"]}]}}, "closing": {"own": "Reg 33"}}
    )
    found = {offer.id: offer for offer in offers(definition, response, NO_FACTS)}
    assert {name: offer.sort for name, offer in found.items()} == {"who": "point", "end.own": "point"}
    assert found["who"].text == "Who decides? First: The panel. Now: The decision maker. I looked."
    assert list(offers(definition, Response(), NO_FACTS)) == []
