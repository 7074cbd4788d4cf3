"""Answers as files: every form an exercise offers, what a chosen file gives, and what goes wrong said in words."""

from __future__ import annotations

import base64
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.errors import UnreadableFile
from permanence_lib.exercises import Exercise
from permanence_lib.kind import FileForm
from permanence_lib.workbook import files, framing, practice


@pytest.fixture
def exercise(content: Content) -> Exercise:
    """A worksheet."""
    return exercises.find("w02a3", content)


def made(exercise: Exercise, which: str) -> dict[str, Any]:
    """A form of the empty answer."""
    return files.made(exercise, which, exercise.kind.response(), exercise.material, lambda: "<p>copy</p>")


def content_of(message: dict[str, Any]) -> bytes:
    """The bytes in a reply."""
    return base64.b64decode(message["data"])


def test_every_exercise_can_be_saved_as_word(content: Content) -> None:
    """One exercise of each kind: a file that opens, with the title in it."""
    one_of_each = {exercise.kind.name: exercise for exercise in exercises.load(content).values()}
    for exercise in one_of_each.values():
        given = made(exercise, "docx")
        assert given["name"].startswith(exercise.id)
        assert given["name"].endswith(".docx")
        word = Document(BytesIO(content_of(given)))
        assert exercise.definition.title in "\n".join(paragraph.text for paragraph in word.paragraphs)


def test_a_kinds_own_word_form_takes_the_place_of_the_general_one(exercise: Exercise) -> None:
    """There is never a second button for Word."""
    own = FileForm("docx", "Word, as a statement", "docx", "application/octet-stream", lambda d, r, m: b"own")
    changed = replace(exercise, kind=replace(exercise.kind, files=(own,)))
    assert [form["label"] for form in files.offered(changed)][:-1] == ["Word, as a statement"]
    assert content_of(made(changed, "docx")) == b"own"


def test_a_form_that_fails_says_that_the_words_are_safe(exercise: Exercise) -> None:
    """A fault of ours never reaches the page as one."""
    broken = FileForm("csv", "Spreadsheet", "csv", "text/csv", lambda d, r, m: b"" + 1)  # type: ignore[operator]
    changed = replace(exercise, kind=replace(exercise.kind, files=(broken,)))
    assert made(changed, "csv")["why"].startswith("This file could not be made. Your words are safe")
    assert "why" in made(changed, "no-such-form")


def test_a_copy_for_practice_is_offered_for_every_exercise(exercise: Exercise) -> None:
    """Made only when it is asked for."""
    given = made(exercise, files.PRACTICE)
    assert given["name"].endswith(".practice.html")
    assert content_of(given) == b"<p>copy</p>"


def read(exercise: Exercise, reader: Any, data: str) -> dict[str, Any]:
    """What a kind's reader makes of a file."""
    changed = replace(exercise, kind=replace(exercise.kind, read_file=reader))
    return files.read(changed, exercise.material, "a.csv", data)


def test_a_chosen_file_is_read_by_the_kind(exercise: Exercise) -> None:
    """By name and content."""
    data = base64.b64encode(b"one,two").decode()
    found = read(exercise, lambda d, m, name, content: {"name": name, "length": len(content)}, data)
    assert found == {"result": {"name": "a.csv", "length": 7}}


def refuses(definition: Any, material: Any, name: str, content: bytes) -> dict[str, Any]:
    """A reader that knows what is wrong."""
    raise UnreadableFile("This workbook is locked with a password.")


def fails(definition: Any, material: Any, name: str, content: bytes) -> dict[str, Any]:
    """A reader with a fault."""
    raise KeyError("sheet")


@pytest.mark.parametrize(
    ("reader", "data", "said"),
    [
        (refuses, "", "This workbook is locked with a password."),
        (fails, "", "This file could not be read. Nothing of it was taken over."),
        (refuses, "not base64!", "This file could not be read."),
        (None, "", "This exercise does not read files."),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(exercise: Exercise, reader: Any, data: str, said: str) -> None:
    """In the reader's words."""
    assert read(exercise, reader, data)["why"].startswith(said)


def test_the_practice_copy_holds_no_answer_and_no_facilitators_notes(exercise: Exercise, content: Content) -> None:
    """Nor anything that would make it ask another host."""
    page = practice.copy(exercise, content)
    assert (exercise.definition.facilitator_notes or "-")[:60] not in page
    assert "script-src 'unsafe-inline' blob:" in page
    assert 'src="http' not in page


def test_no_form_is_offered_twice(content: Content) -> None:
    """Names and words differ within an exercise."""
    for exercise in exercises.load(content).values():
        forms = framing.frame(exercise, content, "")["forms"]
        assert len({form["name"] for form in forms}) == len({form["label"] for form in forms}) == len(forms)
