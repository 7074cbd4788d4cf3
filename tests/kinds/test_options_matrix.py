"""Comparing options: what is shown, what is asked about again, and what is never done with the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Block, Blocks, Document, Heading, Items, Paragraph, Table
from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.options_matrix import KIND
from permanence_lib.kinds.options_matrix.documents import PLACES, analysis, picture
from permanence_lib.kinds.options_matrix.model import (
    BOXES,
    NOT_NAMED,
    Comparison,
    Definition,
    Factor,
    Response,
    check,
    choices,
    cues,
    left,
    offers,
    progress,
    take,
)
from permanence_lib.kinds.options_matrix.report import report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"


class Shown(NamedTuple):
    """A definition with the facts it stands on."""

    definition: Definition
    material: Material


@pytest.fixture(scope="module")
def kacper() -> Shown:
    exercise = exercises.find("w16a2", Content.load())
    assert isinstance(exercise.definition, Definition)
    return Shown(exercise.definition, exercise.material)


def plain(**changes: Any) -> Definition:
    """A comparison of two options under one factor, without a case."""
    fields: dict[str, Any] = {
        "kind": "options_matrix", "title": "t", "purpose": "p", "prompt": "q", "minutes": 5,
        "factors": [{"id": "needs", "label": "Needs"}],
        "compare": [{"id": "a", "label": "Stay"}, {"id": "b", "label": "Move"}],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def changed(definition: Definition, **fields: Any) -> Definition:
    return Definition.model_validate(definition.model_dump() | fields)


def words(blocks: Blocks) -> str:
    return text.render(blocks)


def tables(blocks: Blocks) -> Iterator[Table]:
    return (x for x in blocks if isinstance(x, Table))


def filled(exercise: Shown, said: str) -> Response:
    """An answer with the same words in every box there is."""
    definition, material = exercise.definition, exercise.material
    ids = [x.id for x in choices(definition, Response(), material)]
    cell = dict.fromkeys(BOXES, said)
    return Response.model_validate(
        {
            "added": [{"id": "own-1", "label": said}],
            "sifted": {x: {"realistic": "unsure", "why": said, "tested": said} for x in (*ids, "own-1")},
            "weighed": {f.id: {"matters": "high", "why": said} for f in definition.factors},
            "cells": {f.id: dict.fromkeys((*ids, "own-1"), cell) for f in definition.factors},
            "conclusion": "more-than-one",
            "best": said,
            "others": dict.fromkeys(ids, said),
            "change_mind": said,
            "unknowns": [{"what": said, "who": said, "by": {"day": said, "month": "2", "year": "2026"}}],
            "leaning": {"option": ids[0], "words": said},
            "changed": said,
            "contingency": said,
            "failed": {ids[0]: said},
            "disagreed": {"contingency|||": said},
            "plans": {ids[0]: dict.fromkeys(("siblings", "support", "cost", "family_time"), said)},
        }
    )


# What stands beside the options


def test_every_option_of_the_case_is_compared_and_the_carers_are_among_them(kacper: Shown) -> None:
    """The option a plan left out must be on the page that weighs it."""
    compared = choices(kacper.definition, Response(), kacper.material)
    of_case = {x.id for x in kacper.material.case.options}  # type: ignore[union-attr]
    assert of_case <= {x.file.id for x in compared if x.file}
    assert "carers" in of_case


def test_without_a_list_the_case_and_the_legal_options_are_compared(kacper: Shown) -> None:
    """An author may leave `compare` out."""
    definition = changed(kacper.definition, compare=())
    ids = [x.id for x in choices(definition, Response(), kacper.material)]
    assert ids == [x.id for x in kacper.material.case.options] + [x.id for x in kacper.material.options]  # type: ignore[union-attr]


def test_recalled_evidence_is_never_shown(kacper: Shown) -> None:
    """A study nobody has read stands beside no option, and an author who names it is told."""
    study = kacper.material.evidence[0]
    unread = study.model_copy(update={"confidence": "recalled"})
    material = Material(case=kacper.material.case, evidence=(unread,), options=kacper.material.options)
    assert study.finding not in words(report(kacper.definition, Response(), material))
    assert any(study.id in x and "not yet checked" in x for x in check(kacper.definition, material))


def test_a_recalled_fact_about_an_option_says_so(kacper: Shown) -> None:
    """Law that was not seen in a source is marked, in print too."""
    definition = changed(kacper.definition, printed_aspects=("identity_effects",))
    assert "(not yet checked)" in words(report(definition, Response(), kacper.material))


def test_research_is_printed_with_its_children_and_limits(kacper: Shown) -> None:
    """No finding without who the children were and what it cannot tell."""
    [table] = [t for t in tables(report(kacper.definition, Response(), kacper.material)) if t.caption == "Studies"]
    assert {"Who the children were", "What it cannot tell you"} <= set(table.columns)
    assert all(all(row) for row in table.rows)


def test_a_change_in_the_case_changes_the_text(kacper: Shown) -> None:
    """The child's age at the decision is worked out from the case, not typed."""
    case = kacper.material.case
    assert case is not None
    born = {p.id: p.born for p in case.people}["kacper"]
    assert born is not None
    younger = [p.model_copy(update={"born": born.replace(year=born.year + 1)}) for p in case.people]
    material = Material(case=case.model_copy(update={"people": tuple(younger)}))
    assert "5 years and 2 months old on 1 " in words(report(kacper.definition, Response(), kacper.material))
    assert "4 years and 2 months old on 1 " in words(report(kacper.definition, Response(), material))


# What is asked about again, and what counts as written


def test_the_empty_form_asks_everything_and_blames_nobody(kacper: Shown) -> None:
    """An unstarted comparison prints its questions and no list of faults."""
    said = words(report(kacper.definition, Response(), kacper.material))
    assert all(f.label in said for f in kacper.definition.factors)
    assert "(not assessed)" in said
    assert "Nothing written yet" in said
    assert "To look at again" not in said


def test_a_thin_reason_and_a_lopsided_cell_are_named_in_print() -> None:
    """What the page asks about gently, the print repeats in words."""
    response = Response.model_validate(
        {
            "sifted": {"b": {"realistic": "no", "why": "Too far."}},
            "cells": {"needs": {"a": {"may_help": "She sings to him."}}},
        }
    )
    [again] = [x for x in report(plain(), response, Material()) if isinstance(x, Items)]
    assert again.items[:3] == (
        "Move: set aside in few words",
        "Stay, Needs: what may help, and nothing that may harm",
        "Stay, Needs: no evidence recorded",
    )
    assert again.items[-1] == "There is no contingency plan"


def test_an_option_set_aside_keeps_its_words() -> None:
    """Setting an option aside takes it out of the weighing, and loses nothing that was written about it."""
    cells = {"needs": {"b": {"may_help": "Her school is there."}}}
    aside = Response.model_validate({"sifted": {"b": {"realistic": "no", "why": ""}}, "cells": cells})
    [table] = [t for t in tables(report(plain(), aside, Material())) if t.caption == "Needs"]
    assert table.rows[1][:2] == ("Move (set aside)", "Her school is there.")
    assert "0 of 1 cells assessed" in words(report(plain(), aside, Material()))


def test_progress_grows_with_an_option_the_participant_adds() -> None:
    """A missing option is one more part, and an unnamed one has a name to go by."""
    response = Response.model_validate({"added": [{"id": "own-1", "label": " "}]})
    assert progress(plain(), Response(), Material()).parts + 1 == progress(plain(), response, Material()).parts
    assert choices(plain(), response, Material())[-1].label == NOT_NAMED


def test_progress_never_passes_its_parts(kacper: Shown) -> None:
    """A full answer is full, and no fuller."""
    done = KIND.progress(kacper.definition, filled(kacper, "words"), kacper.material)
    assert done.filled == done.parts


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ({"day": "12", "month": "12", "year": "2025"}, "12 December 2025 (11 days after the decision is due)"),
        ({"day": "28", "month": "11", "year": "2025"}, "28 November 2025"),
        ({"day": "31", "month": "2", "year": "2026"}, "31 2 2026 (not a real date)"),
        ({}, "No date yet"),
    ],
)
def test_an_unknown_says_whether_it_is_closed_in_time(kacper: Shown, by: dict[str, str], said: str) -> None:
    """The date is kept as typed and held against the hearing."""
    response = Response.model_validate({"unknowns": [{"what": "Her order in Poland", "by": by}]})
    [table] = [t for t in tables(report(kacper.definition, response, kacper.material)) if t.columns[-1] == "By when"]
    assert table.rows[0][2] == said


# What is never done


def test_nothing_in_the_report_ranks_an_option(kacper: Shown) -> None:
    """How much a factor matters moves no option, and there is no number or share for any of them."""
    low = filled(kacper, "words")
    heavy = low.model_copy(update={"weighed": {}})
    names = [[row[0] for row in t.rows] for t in tables(report(kacper.definition, low, kacper.material))]
    assert names == [[row[0] for row in t.rows] for t in tables(report(kacper.definition, heavy, kacper.material))]
    own_part = [x for x in report(kacper.definition, low, kacper.material) if _is_about_the_answer(x)]
    assert not re.search(r"%|per cent|score|rank|recommend", words(own_part), flags=re.I)


def _is_about_the_answer(block: Block) -> bool:
    of_sources = isinstance(block, Table) and ("Studies" in block.caption or "England" in block.caption)
    return not (of_sources or isinstance(block, Items))


def test_the_report_keeps_the_authors_order(kacper: Shown) -> None:
    """The page shuffles; paper does not."""
    first = next(tables(report(kacper.definition, Response(), kacper.material)))
    assert [row[0] for row in first.rows] == [x.label for x in choices(kacper.definition, Response(), kacper.material)]


def test_awkward_words_survive_every_form(kacper: Shown) -> None:
    """Markup, other scripts and line breaks are words, in each box."""
    response = filled(kacper, AWKWARD)
    assert Response.model_validate_json(response.model_dump_json()) == response
    blocks = report(kacper.definition, response, kacper.material)
    assert "<script>" not in html.render(blocks)
    assert "&lt;script&gt;" in html.render(blocks)
    assert "مرحبا" in text.render(blocks)
    assert docx.render(Document("Options", tuple(blocks))).startswith(b"PK")


def test_a_very_long_answer_is_still_printed(kacper: Shown) -> None:
    """Eight hundred words in every box neither fail nor get cut."""
    response = filled(kacper, "word " * 800)
    assert words(report(kacper.definition, response, kacper.material)).count("word") > 800 * 200


@pytest.mark.parametrize("people", [0, 1, 20])
def test_the_groups_picture_counts_people_and_quotes_nobody(kacper: Shown, people: int) -> None:
    """Anonymous answers give counts alone, in the order of the exercise."""
    shown = words(picture(kacper.definition, [filled(kacper, "A private thought")] * people, kacper.material))
    assert "private thought" not in shown
    assert (f"{people} answer" in shown) == (people > 0)


def test_only_a_named_exercise_shows_words_to_the_group(kacper: Shown) -> None:
    """Where everybody agreed to put a name to it, the reasoning and the added options may be read."""
    named = changed(kacper.definition, sharing="named")
    assert "A private thought" in words(picture(named, [filled(kacper, "A private thought")], kacper.material))


# What an author is told


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"factors": [{"id": "n", "label": "N"}, {"id": "n", "label": "M"}]}, "factors: the id 'n' is used twice"),
        ({"compare": [{"id": "a"}, {"id": "a"}]}, "compare: the id 'a' is used twice"),
        ({"compare": [{"id": "a"}]}, "a comparison needs two options"),
        ({"compare": [{"id": "a", "case_option": "moon"}, {"id": "b"}]}, "'moon' is no option of the case"),
        ({"compare": [{"id": "a", "legal": ["sgo"]}, {"id": "b"}]}, "put 'sgo' in the definition's options too"),
        ({"compare": [{"id": "a", "evidence": ["B01"]}, {"id": "b"}]}, "evidence B01 belongs beside it"),
        ({"child": "nobody"}, "child: 'nobody' is nobody in the case"),
        ({"decision": "m99"}, "decision: 'm99' is no milestone"),
        ({"factors": [{"id": "n", "label": "N", "covers": ["welfare-1989:1"]}]}, "no line of a checklist named"),
        ({"printed_aspects": ["colour"]}, "printed_aspects: 'colour' is not among the aspects"),
    ],
)
def test_an_author_is_told_what_does_not_fit(changes: dict[str, Any], complaint: str) -> None:
    """Each mistake is named where it stands, with what to write."""
    assert any(complaint in x for x in check(plain(**changes), Material()))


def test_the_shipped_exercise_has_nothing_wrong(kacper: Shown) -> None:
    """And every study the case names for an option stands beside it."""
    assert list(check(kacper.definition, kacper.material)) == []


def test_cues_do_not_mind_a_large_matrix() -> None:
    """Twenty options under twenty factors: four hundred blanks, each named once."""
    factors, options = [f"f{n}" for n in range(20)], [f"o{n}" for n in range(20)]
    found = cues(factors, options, Response().model_dump(mode="json"), 40)
    assert len(found) == 400 == len({tuple(x) for x in found})


def test_a_definition_needs_a_factor() -> None:
    """Options cannot be held against nothing."""
    with pytest.raises(ValueError, match="factors"):
        plain(factors=[])
    assert plain().factors == (Factor(id="needs", label="Needs"),)
    assert isinstance(report(plain(), Response(), Material())[0], Paragraph)


# On the child the participant follows


def followed(exercise: Shown, alias: str = "Wren") -> Material:
    """The facts without the case."""
    return replace(exercise.material, case=None, followed=alias)


def test_the_followed_child_has_options_in_general_words_with_their_law(kacper: Shown) -> None:
    """Nothing of the case is left; the law and the research beside each option are."""
    options = choices(kacper.definition, Response(), followed(kacper))
    assert [x.label for x in options][:3] == [
        "Home to a parent",
        "A relative or friend, in this country",
        "A relative in another country",
    ]
    assert all(x.legal and not x.file for x in options)
    said = words(report(kacper.definition, Response(), followed(kacper)))
    for name in ("Ewa", "Suri", "Gareth"):
        assert name not in said


def test_a_case_option_without_general_words_is_left_out_there() -> None:
    """An author who gives no words for another child offers none."""
    compare = [
        {"id": "a", "case_option": "x"},
        {"id": "b", "label": "Stay"},
        {"id": "c", "case_option": "y", "for_any_child": "Home"},
    ]
    definition = plain(compare=compare)
    assert [x.label for x in choices(definition, Response(), Material(followed=""))] == ["Stay", "Home"]


def test_a_decision_date_of_ones_own_says_what_is_late(kacper: Shown) -> None:
    """Where no case says when the decision is due, the participant may."""
    response = Response.model_validate(
        {
            "decide_by": {"day": "1", "month": "12", "year": "2026"},
            "unknowns": [{"what": "Her order", "by": {"day": "3", "month": "12", "year": "2026"}}],
        }
    )
    said = words(report(kacper.definition, response, followed(kacper)))
    assert "3 December 2026 (2 days after the decision is due)" in said
    assert "The decision is due: 1 December 2026" in said


# All the routes there are, and the checklist


def test_every_option_and_route_in_law_is_accounted_for(kacper: Shown, content: Content) -> None:
    """What the author does not compare stands beside, to be taken in or left with a reason."""
    beside = left(kacper.definition, Response(), kacper.material)
    compared = {x.id for choice in choices(kacper.definition, Response(), kacper.material) for x in choice.legal}
    assert {x.legal[0].id for x in beside} | compared == set(content.options)
    assert len(beside) == 6


def test_a_route_taken_in_is_weighed_and_keeps_what_was_written(kacper: Shown) -> None:
    """Held realistic it stands among the options; put back after writing, it is set aside and nothing is lost."""
    taken = Response.model_validate({"sifted": {"route.section20": {"realistic": "yes"}}})
    assert choices(kacper.definition, taken, kacper.material)[-1].id == "route.section20"
    cells = {"needs": {"route.section20": {"may_help": "Ewa can ask for him back."}}}
    back = Response.model_validate({"sifted": {"route.section20": {"realistic": "no"}}, "cells": cells})
    assert "Ewa can ask for him back." in words(report(kacper.definition, back, kacper.material))


def test_a_route_left_out_says_why(kacper: Shown) -> None:
    """In the report, and in few words it is asked about again."""
    response = Response.model_validate({"sifted": {"route.wardship": {"realistic": "no", "why": "No."}}})
    said = words(report(kacper.definition, response, kacper.material))
    assert "Wardship and the inherent jurisdiction: set aside in few words" in said


@pytest.mark.parametrize(
    ("court", "lists"),
    [
        ("", set()),
        ("care", {"welfare-1989"}),
        ("adoption", {"welfare-2002"}),
        ("both", {"welfare-1989", "welfare-2002"}),
    ],
)
def test_the_question_the_court_is_asked_chooses_the_checklist(kacper: Shown, court: str, lists: set[str]) -> None:
    """Adoption and placement orders have their own Act's list."""
    comparison = Comparison(kacper.definition, Response(court=court), kacper.material)
    assert {item.split(":")[0] for item, _ in comparison.ground["checklist"]} == lists


def test_a_need_of_the_childs_own_is_a_factor_like_any_other(kacper: Shown) -> None:
    """It covers its line of the checklist, is weighed, lent and printed."""
    response = Response.model_validate(
        {
            "court": "care",
            "own_factors": [{"id": "need-1", "label": "Sleep", "covers": ["welfare-1989:6"]}],
            "weighed": {"need-1": {"matters": "high", "why": "She wakes at three"}},
        }
    )
    before = Comparison(kacper.definition, Response(court="care"), kacper.material).gaps()
    assert ["uncovered", "", "", "welfare-1989:6"] in before
    assert ["uncovered", "", "", "welfare-1989:6"] not in Comparison(
        kacper.definition, response, kacper.material
    ).gaps()
    assert "She wakes at three" in words(report(kacper.definition, response, kacper.material))
    assert "need.need-1" in {x.id for x in offers(kacper.definition, response, kacper.material)}


# What is private, and what the group sees


def test_a_first_leaning_stays_private_until_it_is_let_out(kacper: Shown) -> None:
    """Out of the report, the Word files and the picture, with what changed."""
    fields = {
        "leaning": {"option": "carers", "words": "My own hunch"},
        "changed": "My own turn",
        "conclusion": "carers",
    }
    private = Response.model_validate(fields)
    seen = Response.model_validate(fields | {"leaning": fields["leaning"] | {"seen": True}})  # type: ignore[operator]
    for response, shown in ((private, False), (seen, True)):
        said = words(report(kacper.definition, response, kacper.material))
        assert ("My own hunch" in said, "My own turn" in said) == (shown, shown)
        group = words(picture(kacper.definition, [response] * 20, kacper.material))
        assert ("Before the work: 20" in group) == shown
        assert "After it: 20" in group
    for list_id in ("cpr", "swet"):
        assert "My own" not in words(analysis(list_id, kacper.definition, seen, kacper.material))


def test_the_group_sees_gaps_by_sort_and_what_carried_the_conclusion(kacper: Shown) -> None:
    """Counts of people; an answered gap is counted as answered."""
    one = {"conclusion": "carers", "reasons": ["identity"]}
    open_, answered = (
        Response.model_validate(one),
        Response.model_validate(one | {"disagreed": {"contingency|||": "No."}}),
    )
    blocks = picture(kacper.definition, [open_, answered, answered], kacper.material)
    [gaps_] = [t for t in tables(blocks) if t.caption == "What is still open"]
    assert ("There is no contingency plan", "1", "2") in gaps_.rows
    [factors_] = [t for t in tables(blocks) if t.columns[-1] == "Carried the conclusion"]
    assert [row[-1] for row in factors_.rows if row[0].startswith("Identity")] == ["3"]


# The draft, under headings


@pytest.mark.parametrize(
    ("list_id", "number", "about"),
    [("cpr", 3, "wishes"), ("cpr", 5, "contact"), ("cpr", 6, "needs"), ("cpr", 9, "options"), ("swet", 1, "Order sought"),
     ("swet", 7, "Wishes"), ("swet", 10, "options"), ("swet", 13, "further assessment"), ("swet", 14, "Welfare checklist")],
)  # fmt: skip
def test_each_part_of_the_draft_has_its_heading(content: Content, list_id: str, number: int, about: str) -> None:
    """The headings are data: a part goes by a heading's number, and the heading is still about that."""
    [item] = [x for x in content.checklists[list_id].items if x.n == number]
    assert about in item.text
    assert number in PLACES[list_id]


@pytest.mark.parametrize("list_id", ["cpr", "swet"])
def test_the_word_files_hold_every_sentence_and_every_heading(kacper: Shown, content: Content, list_id: str) -> None:
    """Under their own headings; a heading nobody has checked says so; nothing is made up for the others."""
    response = exercises.find("w16a2", content).example()
    assert isinstance(response, Response)
    blocks = analysis(list_id, kacper.definition, response, kacper.material)
    titles = [x.text for x in blocks if isinstance(x, Heading) and x.level == 2]
    assert titles == [x.words() for x in content.checklists[list_id].items if (list_id, x.n) != ("swet", 15)]
    said = {x.text for x in blocks if isinstance(x, Paragraph)}
    missing = [x["text"] for x in Comparison(*kacper[:1], response, kacper.material).draft() if x["text"] not in said]
    assert missing == []


def test_a_sentence_left_out_or_without_its_entry_is_in_no_word_file(kacper: Shown) -> None:
    """What cannot be traced to an entry does not leave the page."""
    edit = {"section": "recommendation", "text": "Orphaned words", "made_from": "x"}
    response = Response.model_validate({"best": "Stay", "draft": {"best": edit | {"out": True}, "other.gone": edit}})
    said = words(analysis("cpr", kacper.definition, response, kacper.material))
    assert "Orphaned" not in said
    assert "Stay" not in said
    assert "Orphaned words" in words(report(kacper.definition, response, kacper.material))


def test_the_forms_are_word_documents(kacper: Shown) -> None:
    """Empty, full of awkward words, and without the lists."""
    assert {x.name for x in KIND.files} == {"cpr", "statement"}
    for form in KIND.files:
        for response in (Response(), filled(kacper, AWKWARD)):
            assert form.make(kacper.definition, response, kacper.material).startswith(b"PK")
        assert form.make(plain(), Response(best="Stay"), Material()).startswith(b"PK")


# Brought in, and carried on


def carried(sort: str = "event", **fields: Any) -> Carried:
    """Something from a chronology."""
    offer = Offer.model_validate({"id": "n1", "sort": sort, "title": "He asks for Suri", **fields})
    return Carried(offer=offer, exercise="w15a2", title="Chronology that speaks")


def test_what_is_brought_in_waits_until_it_is_set_beside_an_option() -> None:
    """Nothing is decided for the participant: it stands apart, with where it came from."""
    before = Response.model_validate({"best": "Stay", "cells": {"needs": {"a": {"may_help": "School"}}}})
    after = take(plain(), before, Material(), [carried(said_when="July 2024"), carried(sort="gap", title="9 weeks")])
    assert after.model_copy(update={"notes": ()}) == before
    said = words(report(plain(), after, Material()))
    assert "Brought in, not yet used" in said
    assert "July 2024: He asks for Suri (from “Chronology that speaks”)" in said


def test_a_note_stands_beside_options_on_a_side() -> None:
    """The same fact may help one option and harm another; an option that is gone leaves the note unused."""
    note = {"id": "b1", "words": "He asks for Suri", "source": "X"}
    places = [{"option": "a", "side": "may_help"}, {"option": "b", "side": "may_harm"}, {"option": "gone"}]
    response = Response.model_validate({"notes": [note | {"places": places}]})
    [table] = [x for x in tables(report(plain(), response, Material())) if x.caption == "Beside the options"]
    assert table.rows == (("He asks for Suri", "“X”", "Stay: What may help\nMove: What may harm, or be lost"),)
    lost = Response.model_validate({"notes": [note | {"places": places[2:]}]})
    assert "Brought in, not yet used" in words(report(plain(), lost, Material()))


def test_an_option_brought_in_stands_among_the_options() -> None:
    """With what was said of it beside it."""
    before = Response.model_validate({"added": [{"id": "own-4", "label": "Aunt"}]})
    after = take(plain(), before, Material(), [carried(sort="option", title="Home", text="Weighed. He sleeps there.")])
    assert [x.label for x in choices(plain(), after, Material())] == ["Stay", "Move", "Aunt", "Home"]
    assert after.notes[0].places[0].option == "own-5"


def test_two_hundred_notes_have_ids_of_their_own() -> None:
    """However often something is brought in."""
    once = take(plain(), Response(), Material(), [carried(title=AWKWARD)] * 100)
    twice = take(plain(), once, Material(), [carried(title=AWKWARD)] * 100)
    assert len({note.id for note in twice.notes}) == 200
    assert "<script>" not in html.render(report(plain(), twice, Material()))


def test_it_lends_options_gaps_reasons_and_needs() -> None:
    """Each option with what became of it; what is missing; why; and what the child was found to need."""
    response = Response.model_validate(
        {
            "sifted": {"a": {"realistic": "yes"}, "b": {"realistic": "no", "why": "Too far."}},
            "weighed": {"needs": {"matters": "high", "why": "She wakes at night"}},
            "added": [{"id": "own-1", "label": "Aunt"}],
            "cells": {"needs": {"a": {"not_yet_known": "Whether Dee is asked"}}},
            "conclusion": "a",
            "best": "Stay, because she sleeps",
            "others": {"own-1": "Keep her Sundays"},
            "change_mind": "If she asked to go",
            "unknowns": [{"id": "u1", "what": "Her order", "who": ""}],
        }
    )
    found = {offer.id: offer for offer in offers(plain(), response, Material())}
    assert {name: offer.sort for name, offer in found.items()} == {
        "option.a": "option", "option.b": "option", "option.own-1": "option",
        "thin.b": "gap", "blank.needs.own-1": "gap", "unknown.needs.a": "gap", "find.u1": "gap",
        "best": "point", "other.own-1": "point", "change": "point", "need.needs": "need",
        "gap.no-voice.a": "gap", "gap.siblings.a": "gap", "gap.support.a": "gap", "gap.family-time.a": "gap",
        "gap.contingency": "gap",
    }  # fmt: skip
    assert found["option.a"].text == "Where the reasoning arrived. Stay, because she sleeps"
    assert found["option.b"].text == "Set aside. Too far."
    assert found["thin.b"].text == "Move was set aside in few words: Too far."
    assert found["find.u1"].text == "Her order (who will find out: nobody yet)"
    assert found["need.needs"].title == "Needs"


def test_an_unstarted_comparison_lends_nothing(kacper: Shown) -> None:
    """Blank cells are no finding before anybody has begun; nor is what was only brought in."""
    assert list(offers(kacper.definition, Response(), kacper.material)) == []
    brought = take(kacper.definition, Response(), kacper.material, [carried()])
    assert list(offers(kacper.definition, brought, kacper.material)) == []
