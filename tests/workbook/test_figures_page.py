"""The national figures in a notebook: what the page asks for and is told, and how a week shows one question."""

from __future__ import annotations

import base64
import json
import re
from html import unescape
from pathlib import Path

import nbformat
import pytest

from permanence_lib import Workbook, national
from permanence_lib.build import notebooks, weeks
from permanence_lib.check.pages import page_problems
from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError, UnknownParameter
from permanence_lib.national import Choice
from permanence_lib.workbook import figures, parameters

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTIONS = tuple(national.questions(Content.load(ROOT)))
each = pytest.mark.parametrize("question", QUESTIONS)


def act(content: Content, what: str, **given: object) -> dict[str, object]:
    """What the page is answered."""
    (answer,) = figures.Figures(content).hear({"kind": "act", "id": "1", "what": what, "given": given})
    assert (answer["kind"], answer["id"]) == ("acted", "1")
    return answer


def test_the_page_is_told_every_question_and_what_it_tells(content: Content) -> None:
    (told,) = figures.Figures(content).hear({"kind": "hello"})
    listed = told["seen"]["questions"]
    assert [one["id"] for one in listed] == list(QUESTIONS)
    assert all(one["title"].endswith("?") and one["about"] for one in listed)
    assert told["seen"]["asked"] == []


@each
def test_a_view_is_the_one_that_is_computed_everywhere(question: str, content: Content) -> None:
    """Sentence, chart, notes and sources as `national.view` gives them, and nothing that JSON cannot carry."""
    told = act(content, "show", question=question)["view"]
    view = national.view(content, question)
    assert json.loads(json.dumps(told)) == json.loads(json.dumps(told, default=str))
    assert told["sentence"] == told["blocks"][0]["sentence"] == view.sentence  # type: ignore[index]
    assert told["notes"] == list(view.notes)  # type: ignore[index]
    assert [one["words"] for one in told["sources"]] == [line.words for line in view.sources]  # type: ignore[index]
    assert told["ask"]  # type: ignore[index]


@each
def test_what_is_offered_can_be_chosen(question: str, content: Content) -> None:
    """Every form, every group alone, the first and the last time: each gives a view, and the page is told what was chosen."""
    offered = act(content, "show", question=question)["view"]["choices"]  # type: ignore[index]
    for form, _ in offered["forms"]:
        for group, label in offered["groups"]:
            told = act(content, "show", question=question, form=form, groups=[group])
            assert "why" not in told or label in str(told["why"]) or "no figures" in str(told["why"]), told
            if "view" in told:
                assert told["view"]["choice"]["groups"] == [group]  # type: ignore[index]
                assert told["view"]["choice"]["form"] == form  # type: ignore[index]


@each
def test_the_data_is_what_is_shown(question: str, content: Content) -> None:
    given = act(content, "csv", question=question)
    assert given["name"] == f"{question}.csv"
    assert base64.b64decode(str(given["data"])) == national.view(content, question).csv()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"question": "time-to-hom"}, "no question 'time-to-hom'"),
        ({}, "no question"),
        ({"question": "time-to-home", "groups": ["babies"]}, "no group 'babies'"),
        ({"question": "time-to-home", "form": "pie"}, "'pie'"),
        ({"question": "time-to-home", "form": "years", "start": "2025", "end": "2021"}, "later"),
        ({"question": ["a"], "groups": "x", "start": 7, "form": {}}, "no question"),
    ],
)
def test_what_there_is_not_is_said_in_words(given: dict[str, object], says: str, content: Content) -> None:
    for what in ("show", "csv"):
        why = str(act(content, what, **given)["why"])
        assert says in why
        assert "Traceback" not in why


def test_a_message_that_is_none_is_not_answered(content: Content) -> None:
    page = figures.Figures(content)
    assert page.hear({}) == []
    assert page.hear({"kind": "save", "value": "x"}) == []
    assert page.hear({"kind": "act", "id": "1", "what": "show", "given": "x"})[0]["why"]


@each
def test_a_week_shows_every_form_of_a_figure_without_a_script(question: str, content: Content) -> None:
    """Picture, sentence, table, definition, breaks, source, licence, and the way to explore it."""
    view, page = national.view(content, question), figures.in_week(question, content).html
    words = unescape(re.sub(r"<[^>]+>", " ", page))
    assert page.count("<svg") == page.count("<table") == page.count("<details>") == 1
    assert view.sentence in words
    for row in view.chart.table.rows:
        for cell in row:
            assert cell in words
    for note in (view.notes[0], *view.notes[1 : 1 + len(view.chart.breaks)]):
        assert note in words
    assert view.chart.source in words
    assert f'href="figures.ipynb#{question}"' in page
    assert not re.search(r"<script|style=|\son\w+=", page)


def test_a_week_says_the_same_as_text(content: Content) -> None:
    text = " ".join(figures.in_week("time-to-home", content).text.split())
    assert national.view(content, "time-to-home").sentence in text


def test_a_figure_in_a_week_becomes_a_cell_of_its_own(tmp_path: Path, content: Content) -> None:
    page = tmp_path / "w02.md"
    page.write_text("---\nweek: w02\n---\n\n## Here\n\nBefore.\n\n```{figure} time-to-home\n```\n\nAfter.\n", "utf-8")
    assert [type(part).__name__ for part in weeks.parts(page, content)] == ["Prose", "Figure", "Prose"]
    cell = next(
        cell for cell in notebooks.week_notebook(page, content).cells if "figure" in cell.metadata.get("tags", ())
    )
    assert (cell.id, cell.source) == ("figure-time-to-home", 'week.figure("time-to-home")')


def test_a_figure_that_there_is_not_and_one_shown_twice_are_complaints(tmp_path: Path, content: Content) -> None:
    for folder in ("data", "exercises"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    data = tmp_path / "own"
    data.mkdir()
    for part in (ROOT / "data").iterdir():
        if part.name != "weeks":
            (data / part.name).symlink_to(part)
    (tmp_path / "data").unlink()
    data.rename(tmp_path / "data")
    (tmp_path / "data" / "weeks").mkdir()
    fence = "```{figure} %s\n```\n"
    text = "---\nweek: w01\n---\n" + fence % "time-to-hom" + fence % "time-to-home" + fence % "time-to-home"
    (tmp_path / "data" / "weeks" / "w01.md").write_text(text, "utf-8")
    said = [(problem.line, str(problem)) for problem in page_problems(Content.load(tmp_path))]
    assert any(line == 4 and "time-to-home" in words for line, words in said), said
    assert any(line == 8 and "already stand" in words for line, words in said), said


def test_a_notebook_can_be_asked_for_one_view(content: Content) -> None:
    """What papermill gives; the page begins there, and what is kept of it is that view in words and as a picture."""
    widget = Workbook.open().figures("time-to-home", form="years", groups="Under 1", start="2023", end="2025")
    kept = widget._repr_mimebundle_()[0]
    chosen = Choice("years", ("under-1",), "2023", "2025")
    sentence = national.view(content, "time-to-home", chosen).sentence
    assert sentence in " ".join(kept["text/plain"].split())
    assert sentence in unescape(kept["text/html"])
    assert "<svg" in kept["text/html"]
    (told,) = widget._hear({"kind": "hello"})
    assert told["seen"]["asked"] == [
        {
            "question": "time-to-home",
            "form": "years",
            "groups": ["under-1"],
            "start": "2023",
            "end": "2025",
            "period": "",
        }
    ]


def test_a_view_without_its_question_is_refused() -> None:
    with pytest.raises(PermanenceError, match="which question"):
        Workbook.open().figures(groups=("under-1",))


def test_other_parameters_are_still_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parameters, "_injected", lambda: iter(["question"]))
    with pytest.raises(UnknownParameter, match="'question'"):
        Workbook.open()
    Workbook.open(also=("question", "groups"))


def test_the_notebook_says_what_every_question_shows(content: Content) -> None:
    """As it is committed: nbval compares it, so a figure that changes is seen to change."""
    cells = nbformat.read(ROOT / "notebooks" / "figures.ipynb", 4).cells
    (output,) = next(cell for cell in cells if cell.id == "figures").outputs
    words = " ".join("".join(output.data["text/plain"]).split())
    for question in QUESTIONS:
        assert national.view(content, question).sentence in words
