"""Reading logs: what is worth reading, what one made of it, and what joins the readings."""

from __future__ import annotations

from typing import Any

import pytest

from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Chart, Document
from permanence_lib.kind import Material
from permanence_lib.kinds.reading_log.model import Definition, Response, complaints, offers, progress
from permanence_lib.kinds.reading_log.report import picture, report

AWKWARD = "<script>alert('x')</script> مرحبا \u202e👩‍👧 & \"quoted\"\nsecond line"
NAMES = ("featherstone-2018", "selwyn-2022", "schofield-2011")


@pytest.fixture(scope="module")
def material() -> Material:
    readings = Content.load().readings
    return Material(readings=tuple(readings[name] for name in NAMES))


def log(**changes: Any) -> Definition:
    """Two essential readings and one further."""
    fields: dict[str, Any] = {
        "kind": "reading_log", "title": "t", "purpose": "p", "prompt": "q", "minutes": 60,
        "items": [
            {"reading": NAMES[0], "why": "It asks parents.", "pages": "chapter 3", "minutes": 35, "questions": ["Who is missing?"]},
            {"reading": NAMES[1], "why": "It asks children.", "minutes": 30, "get": "From the library."},
            {"reading": NAMES[2], "level": "further", "why": "For good.", "minutes": 45},
        ],
    }  # fmt: skip
    return Definition.model_validate(fields | changes)


def notes(name: str, read: str = "", **answers: str) -> Response:
    return Response.model_validate({"notes": {name: {"read": read, "answers": answers}}})


def test_the_list_of_readings_follows_from_the_items() -> None:
    """An author writes each id once; what they list themselves stays first."""
    assert log().readings == NAMES
    assert log(readings=[NAMES[2]]).readings == (NAMES[2], NAMES[0], NAMES[1])
    assert Definition.model_validate(log().model_dump(mode="json")) == log()


def test_the_empty_form_says_how_to_get_each_reading_and_why(material: Material) -> None:
    """Citation, address, length, part, access, reason and guiding questions stand before anything is written."""
    words = text.render(report(log(), Response(), material))
    for said in (
        "10,000 Voices", "https://coramvoice.org.uk", "about 35 minutes; chapter 3; free.", "From the library.",
        "It asks parents.", "Who is missing?", "Essential", "If you have time", "Not yet", "Nothing written yet.",
    ):  # fmt: skip
        assert said in words, said


def test_further_reading_is_a_gift(material: Material) -> None:
    """Notes on it are kept and printed, and progress neither asks for them nor counts them."""
    definition = log()
    assert progress(definition, Response(), material).words() == "0 of 11 parts"
    further = notes(NAMES[2], "all", points="It felt like home.")
    assert progress(definition, further, material).filled == 0
    assert "It felt like home." in text.render(report(definition, further, material))
    assert progress(definition, notes(NAMES[0], "dipped", points="x", critique=" \n"), material).filled == 2


def test_key_points_and_questions_can_be_carried_on(material: Material) -> None:
    """Named by reading and question, so that an id outlives every change of wording."""
    answer = notes(NAMES[0], points=" Who rang afterwards. ", critique="Those who answered.", question="Whose job?")
    answer = answer.model_copy(update={"synthesis": {"together": "Being told matters."}})
    found = offers(log(), answer, material)
    assert [(x.id, x.sort, x.text) for x in found] == [
        (f"{NAMES[0]}.points", "point", "Who rang afterwards."),
        (f"{NAMES[0]}.question", "question", "Whose job?"),
        ("synthesis.together", "point", "Being told matters."),
    ]
    assert found[0].title == "Featherstone, B., Gupta, A. and Mills, S. (2018): What it says that matters"
    assert offers(log(), Response(), material) == []


def test_an_author_may_ask_quite_other_things(material: Material) -> None:
    """The same four columns for every study, and no task at the end."""
    definition = log(ask=[{"id": x, "question": x} for x in ("sample", "outcome", "limits")], synthesis=[])
    words = text.render(report(definition, notes(NAMES[0], sample="Thirty parents."), material))
    assert "Thirty parents." in words
    assert "Bringing the readings together" not in words
    assert offers(definition, notes(NAMES[0], sample="Thirty parents."), material) == []


@pytest.mark.parametrize(
    ("alter", "complaint"),
    [
        (lambda d: d["items"].append({"reading": "nothing-1999", "why": "w", "minutes": 5}), "'nothing-1999' is not among"),
        (lambda d: d["readings"].append("boddy-2013"), "'boddy-2013' is listed, but no item"),
        (lambda d: [x.update(level="further") for x in d["items"]], "every item is further reading"),
        (lambda d: d["items"].append(d["items"][0]), f"'{NAMES[0]}' stands twice"),
        (lambda d: d["ask"].append(d["ask"][0]), "'points' stands twice"),
        (lambda d: d["synthesis"].append(d["synthesis"][0]), "'together' stands twice"),
    ],
)  # fmt: skip
def test_an_author_is_told_what_is_wrong(alter: Any, complaint: str, material: Material) -> None:
    """Each slip is told in words that name the place."""
    written = log().model_dump(mode="json")
    alter(written)
    told = complaints(Definition.model_validate(written), material)
    assert any(complaint in x for x in told), told


def test_a_link_is_never_made_up(material: Material) -> None:
    """A reading the exercise does not know is shown by its id, and nothing breaks."""
    assert NAMES[0] in text.render(report(log(), Response(), Material()))
    assert offers(log(), notes(NAMES[0], points="x"), Material())[0].title.startswith(NAMES[0])


def test_words_outlive_the_reading_they_were_about(material: Material) -> None:
    """A reading or a question may go; what was written stays on paper."""
    answer = notes("gone-2001", "all", points="Kept all the same.", old="And this.")
    answer = answer.model_copy(update={"synthesis": {"old": "The joining words."}})
    words = text.render(report(log(), answer, material))
    for said in ("Kept from an earlier form", "Kept all the same.", "And this.", "The joining words."):
        assert said in words
    assert "Kept from an earlier form" not in text.render(report(log(), notes("gone-2001"), material))


def test_awkward_words_come_through_as_words(material: Material) -> None:
    """Markup, right-to-left text and emoji in every box; two hundred readings' worth of notes."""
    answer = Response.model_validate(
        {
            "notes": {
                name: {"answers": {x.id: AWKWARD for x in log().ask}} for name in [*NAMES, *map(str, range(200))]
            },
            "synthesis": {"together": AWKWARD},
        }
    )
    blocks = report(log(), answer, material)
    page = html.render(blocks)
    assert "<script>" not in page
    assert page.count("&lt;script&gt;") == 203 * 4 + 1
    assert docx.render(Document("t", tuple(blocks)))


@pytest.mark.parametrize("number", [0, 1, 20])
def test_a_group_sees_how_far_it_has_read(number: int, material: Material) -> None:
    """Counts by reading; questions for the cohort only with names."""
    group = [notes(NAMES[0], "part", question="Whose job?", critique="secret")] * number
    shown = picture(log(sharing="anonymous"), group, material)
    named = text.render(picture(log(sharing="named"), group, material))
    assert "Whose job?" not in text.render(shown)
    assert ("Whose job?" in named) == bool(number)
    assert "secret" not in named
    if number:
        chart = shown[0]
        assert isinstance(chart, Chart)
        assert [x.words for x in chart.bars] == [f"{number} of {number}", f"0 of {number}", f"0 of {number}"]
        assert chart.table.rows[0][1:] == ("0", "0", str(number), "0")
