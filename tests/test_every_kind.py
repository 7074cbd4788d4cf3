"""The promises every kind keeps, run over whatever folders there are."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from marked import MARKER, with_marker

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.document import docx, html, text
from permanence_lib.document.blocks import Blocks, Chart, Document
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Kind, Progress
from permanence_lib.screen.modules import more_module, more_style, view_module, view_style

KINDS = exercises.KINDS
NAMES = exercises.kind_names()
FILES = {"__init__.py", "model", "report.py", "view.js", "view.css", "example.yaml"}

pytestmark = pytest.mark.parametrize("name", NAMES)


def example(name: str, content: Content) -> tuple[Exercise, Any]:
    """A kind's own worked definition and response."""
    path = KINDS / name / "example.yaml"
    written = yaml.safe_load(path.read_text("utf-8"))
    kind = exercises.find_kind(name)
    definition = kind.definition.model_validate(written["definition"])
    return exercises.place("w99a1", path, kind, definition, content), kind.response.model_validate(written["response"])


def report(exercise: Exercise, response: Any) -> Blocks:
    """The exercise on paper."""
    return exercise.kind.report(exercise.definition, response, exercise.material)


def test_the_folder_holds_the_same_files_as_every_other(name: str) -> None:
    """Six parts (a large model may be a folder, a large view have one beside it, and more to come later): who knows one kind can find their way in all."""
    found = {path.name for path in (KINDS / name).iterdir() if path.name != "__pycache__"}
    besides = {"view", "documents.py", "more.js", "more.css"}
    assert {"model" if part == "model.py" else part for part in found} - besides == FILES


def test_folder_and_kind_agree_on_the_name(name: str) -> None:
    """The folder is the registration."""
    kind: Kind[Any, Any] = exercises.find_kind(name)
    assert kind.name == name
    assert kind.label
    assert kind.about.endswith(".")


def test_somebody_who_has_not_started_has_a_valid_answer(name: str) -> None:
    """Every field of a response has a default."""
    kind = exercises.find_kind(name)
    assert kind.response() == kind.response.model_validate({})


def test_answers_survive_the_store(name: str, content: Content) -> None:
    """An answer goes through JSON and back unchanged."""
    exercise, response = example(name, content)
    again = exercise.kind.response.model_validate(json.loads(json.dumps(response.model_dump(mode="json"))))
    assert again == response


def test_the_example_is_a_real_exercise(name: str, content: Content) -> None:
    """The example passes the kind's own check."""
    exercise, _ = example(name, content)
    assert list(exercise.kind.check(exercise.definition, exercise.material)) == []


@pytest.mark.parametrize("started", [False, True])
def test_the_report_renders_in_every_form(name: str, started: bool, content: Content) -> None:
    """As text, as HTML and as a Word document, empty and filled."""
    exercise, response = example(name, content)
    blocks = report(exercise, response if started else exercise.kind.response())
    assert text.render(blocks).strip()
    assert html.render(blocks).strip()
    assert docx.render(Document(exercise.definition.title, tuple(blocks)))[:2] == b"PK"


def test_the_report_says_what_was_written(name: str, content: Content) -> None:
    """Everything a person typed is somewhere on paper."""
    exercise, response = example(name, content)
    filled = with_marker(response.model_dump(mode="json"))
    if filled is None:
        pytest.fail(f"The example of {name} has no typed words: give it some.")
    marked = exercise.kind.response.model_validate(filled)
    assert MARKER in text.render(report(exercise, marked))


def test_typed_markup_stays_words(name: str, content: Content) -> None:
    """HTML typed into an answer comes out as text."""
    exercise, response = example(name, content)
    marked = exercise.kind.response.model_validate(with_marker(response.model_dump(mode="json")))
    assert "<script" not in html.render(report(exercise, marked))


@pytest.mark.parametrize("number", [0, 1, 20])
def test_the_groups_picture_repeats_no_words_unless_named(name: str, number: int, content: Content) -> None:
    """Counts for the room; a person's words only where the exercise says answers are named."""
    exercise, response = example(name, content)
    unnamed = exercise.definition.model_copy(update={"sharing": "anonymous"})
    marked = exercise.kind.response.model_validate(with_marker(response.model_dump(mode="json")))
    blocks = exercise.kind.picture(unnamed, [marked] * number, exercise.material)
    assert MARKER not in text.render(blocks) + html.render(blocks)


def test_voices_are_a_persons_words_and_nothing_else(name: str, content: Content) -> None:
    """None where nothing was written; each with what was asked and a name of its own; in a kind that has them, every word typed long."""
    exercise, response = example(name, content)
    asked, material = exercise.definition, exercise.material
    found = exercise.kind.voices(asked, response, material)
    assert list(exercise.kind.voices(asked, exercise.kind.response(), material)) == []
    assert all(each.about.strip() and each.text.strip() for each in found)
    assert len({each.id for each in found}) == len(found)
    if found:
        marked = exercise.kind.response.model_validate(with_marker(response.model_dump(mode="json")))
        assert any(MARKER in each.text for each in exercise.kind.voices(asked, marked, material))


def test_progress_counts_parts_and_never_more_than_there_are(name: str, content: Content) -> None:
    """Nothing filled at the start, something in the example, never above the whole."""
    exercise, response = example(name, content)
    start: Progress = exercise.kind.progress(exercise.definition, exercise.kind.response(), exercise.material)
    later: Progress = exercise.kind.progress(exercise.definition, response, exercise.material)
    assert start.filled == 0
    assert 0 < later.filled <= later.parts
    assert start.parts >= 1


def test_every_chart_has_its_sentence_and_table(name: str, content: Content) -> None:
    """A picture is one of a chart's renderings, never the only one."""
    exercise, response = example(name, content)
    for block in [
        *report(exercise, response),
        *exercise.kind.picture(exercise.definition, [response], exercise.material),
    ]:
        if isinstance(block, Chart):
            assert block.sentence.endswith((".", "?"))
            assert block.table.rows


def test_the_view_is_a_module_of_its_own(name: str) -> None:
    """Joined, it imports nothing (a Blob address has no neighbours); no HTML from strings, no style in markup; it parses. So does what comes later."""
    view, more = view_module(name), more_module(name)
    assert "export function view(" in view
    assert not more or "export function more(" in more
    for module in filter(None, (view, more)):
        assert not re.search(r"^import ", module, flags=re.M)
        assert not re.search(r"innerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|\bstyle=\"", module)
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed here; the continuous checks have it")
    for module in filter(None, (view, more)):
        checked = subprocess.run([node, "--check", "--input-type=module"], input=module, capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr


def test_the_style_touches_nothing_outside_exercises(name: str) -> None:
    """Every rule begins inside .ap, so that no kind can change the page or another kind."""
    css = re.sub(r"/\*.*?\*/", "", view_style(name) + more_style(name), flags=re.S)
    selectors = [s.strip() for group in re.findall(r"([^{}]+)\{", css) for s in group.split(",")]
    loose = [
        s
        for s in selectors
        if s and not s.startswith(("@", ".ap ", "html[", "body[")) and not re.match(r"(from|to|\d+%)$|[\w-]+\)|\(?m", s)
    ]
    assert loose == []
