"""From a file to content, and what an author is told when it does not work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from permanence_lib.content import loading
from permanence_lib.content.part import Day, Distinct, Id, Part, Text
from permanence_lib.errors import ContentError

Write = Callable[[str], Path]


class Step(Part):
    """A step of a story."""

    id: Id
    date: Day
    text: Text
    type: Literal["health", "visit", "legal"] = "visit"
    minutes: int = 10
    shown: bool = True
    about: tuple[Text, ...] = ()


class Story(Part):
    """A story with steps."""

    title: Text
    steps: Distinct[Step] = ()
    unit: Literal["days", "weeks"] | int | None = None


GOOD = "title: Rowan\nsteps:\n  - id: one\n    date: 2024-11-18\n    text: She came.\n"


def complaint(path: Path) -> str:
    """The one complaint about a file."""
    found = loading.problems(path, Story)
    assert len(found) == 1
    return str(found[0])


def test_a_good_file_becomes_content(write: Write) -> None:
    """Days are days, lists are unchangeable, defaults are filled in."""
    story = loading.load(write(GOOD), Story)
    assert story == Story(title="Rowan", steps=(Step(id="one", date=date(2024, 11, 18), text="She came."),))
    assert loading.problems(write(GOOD), Story) == []


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("    txet: x\n", "data/case.yaml, line 6: in one: 'txet' is not known here. Did you mean 'text'?"),
        ("    colour: red\n", "in one: 'colour' is not known here. This can hold: id, date, text, type, minutes"),
        (
            "    type: helth\n",
            "line 6: in one: type: 'helth' is not one of the words used here. Did you mean",
        ),
        ("    type: helth\n", "Did you mean 'health'? It can be: health, visit, legal."),
        ("    minutes: ten\n", "minutes: 'ten' must be a whole number. Write figures only"),
        ("    minutes: 2.5\n", "minutes: '2.5' must be a whole number."),
        ("    shown: maybe\n", "shown: 'maybe' must be true or false."),
        ("    about: Rowan\n", "about: 'Rowan' must be a list of the right length. Start each entry on its own line"),
        ("    about:\n      - 12\n", "line 7: in one: about: '12' must be text. Put quotes round it."),
        ("    about:\n      -\n", "about: nothing is written here. Write a value, or delete the line."),
        ("  - two\n", "line 6: steps: 'two' must hold lines of its own."),
        ("    text: again\n", "line 6: 'text' stands twice here. Keep one of the two."),
    ],
)
def test_a_complaint_says_where_what_and_what_to_write(write: Write, extra: str, said: str) -> None:
    """File, line, entry, what is wrong, what to write instead."""
    assert said in complaint(write(GOOD + extra))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("31/02/2024", "Write the year first, for example 2024-11-18."),
        ("18/11/2024", "Write the year first, for example 2024-11-18."),
        ("02/01/2025", "Write the year first, for example 2025-01-02."),
        ("2024-02-31", "There is no such day; write a real one"),
        ("18 November 2024", "Write the year first"),
        ("2024", "Write the year first"),
        ("2024-11-18T09:30", "Write the year first"),
    ],
)
def test_a_day_is_written_year_first(write: Write, written: str, instead: str) -> None:
    """31/02/2024 is no day, and 2024 alone is not read as a count of seconds."""
    said = complaint(write(GOOD.replace("2024-11-18", written)))
    assert f"line 4: in one: date: '{written}' is not a date. {instead}" in said


def test_a_missing_line_is_named_where_it_belongs(write: Write) -> None:
    """The line is that of the entry which lacks it."""
    said = complaint(write("title: Rowan\nsteps:\n  - id: one\n    date: 2024-11-18\n"))
    assert said == "data/case.yaml, line 3: in one: 'text' is missing. Add a line `text: ...`."


def test_a_misspelt_name_is_told_once(write: Write) -> None:
    """Not as unknown and as missing too."""
    said = complaint(write(GOOD.replace("    text:", "    txt:")))
    assert "line 5: in one: 'txt' is not known here. Did you mean 'text'?" in said


def test_an_id_stands_once_in_a_list(write: Write) -> None:
    """The complaint is at the second entry, not at the top of the list."""
    second = GOOD[GOOD.index("  - id") :]
    said = complaint(write(GOOD + second))
    assert said.startswith("data/case.yaml, line 6: in one: the id 'one' is used twice in this list. Give one")


def test_an_id_is_small_letters_and_hyphens(write: Write) -> None:
    """The advice shows an example, not a pattern."""
    said = complaint(write(GOOD.replace("id: one", "id: One_day")))
    assert "Use small letters, figures and hyphens, for example adoption-panel." in said


def test_all_problems_of_a_file_are_told_at_once_in_order(write: Write) -> None:
    """An author corrects a file in one go; load raises the first."""
    path = write("titel: Rowan\nsteps:\n  - id: one\n    date: soon\n    text: x\n    type: vist\n")
    found = loading.problems(path, Story)
    assert [wrong.line for wrong in found] == [1, 4, 6]
    with pytest.raises(ContentError) as first:
        loading.load(path, Story)
    assert str(first.value) == str(found[0])


def test_alternatives_are_told_without_their_inner_names(write: Write) -> None:
    """A value that may be one of two sorts is named by its field, never by the parts of a union."""
    found = loading.problems(write("title: x\nunit: years\n"), Story)
    assert {wrong.line for wrong in found} == {2}
    assert all("unit" in str(wrong) for wrong in found)


@pytest.mark.parametrize("text", ["", "- one\n- two\n", "just words\n"])
def test_a_file_holds_names_with_values(write: Write, text: str) -> None:
    """An empty file, a bare list and bare words are told so."""
    assert "the file must be a list of names and values." in complaint(write(text))


def test_a_file_that_is_not_there_is_told_with_a_near_one(write: Write) -> None:
    """A slip in a file's name is answered with the name that was meant."""
    path = write(GOOD)
    with pytest.raises(ContentError, match=r"data/cases.yaml: there is no such file. Did you mean 'case.yaml'?"):
        loading.read(path.with_name("cases.yaml"))


def test_a_file_saved_by_another_program_is_told_how_to_be_saved(write: Write) -> None:
    """A letter in an old Windows encoding names its line and the cure; a byte order mark does no harm."""
    path = write(GOOD)
    path.write_bytes(b"title: caf\xe9\n")
    assert "line 1: a letter here is not stored as UTF-8. Save the file as UTF-8" in complaint(path)
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert loading.load(path, Story).title == "Rowan"


def test_the_line_of_a_piece_can_be_asked_for(write: Write) -> None:
    """Later checks name lines too; a way that leads further than the file stops where the file does."""
    path = write(GOOD)
    assert loading.line(path, ("steps", 0, "text")) == 5
    assert loading.line(path, ("steps", 0, "about", 3)) == 3
