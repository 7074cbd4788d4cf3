"""What is kept, the list of names, everything as a file, and erasing; on the page and from the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import participant
import pytest
from traces import found_in
from typer.testing import CliRunner

from permanence_lib.cli import app
from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.portfolio import pages
from permanence_lib.portfolio.desk import Desk
from permanence_lib.privacy import names
from permanence_lib.privacy.names import Name
from permanence_lib.screen.asked import Asked, Made, Went
from permanence_lib.store import open_store

SECRET = "nobody-asked-the-grandmother"


@pytest.fixture
def file_desk(tmp_path: Path, content: Content) -> Iterator[Desk]:
    """A desk whose answers lie in a file: one week's, and a secret."""
    store = open_store(str(tmp_path / "answers.sqlite"))
    desk = participant.study(store, content, weeks=("w02",))
    desk.keep("left:w02a4", {"marks": []})
    desk.keep("secret", {"words": SECRET})
    yield replace(desk, folder=tmp_path)
    store.close()


def page(desk: Desk, path: str, **fields: str) -> str:
    """The text of a page, after a form was sent if there are fields."""
    answer = pages.answer(replace(desk), Asked(path, fields={k: (v,) for k, v in fields.items()}, sent=bool(fields)))
    assert isinstance(answer, Made), answer
    return unescape(answer.body)


def test_the_page_names_the_files_and_how_long(file_desk: Desk) -> None:
    body = page(file_desk, "/your-data")
    assert str(file_desk.store.path) in body and str(file_desk.folder) in body
    assert "Nothing is deleted by itself" in body and "puts a copy of the old one beside it" in body
    assert str(len(file_desk.kept)) in body


def test_a_workbook_in_memory_says_so(empty_desk: Desk) -> None:
    assert "In memory only" in page(empty_desk, "/your-data")


def test_names_are_kept_changed_and_removed(file_desk: Desk) -> None:
    """A row at a time, in the file and nowhere in the store."""
    kept = pages.answer(
        file_desk, _sent(base="none", **{"name-1": " Anna  Kowalska ", "alias-1": "Bea", "name-2": "Ben"})
    )
    assert kept == Went("/your-data?kept=names")
    listed = names.read(file_desk.folder)
    assert listed.names == (Name("Anna Kowalska", "Bea"), Name("Ben"))
    assert 'value="Anna Kowalska"' in page(file_desk, "/your-data")
    assert found_in(file_desk.folder or Path(), "Kowalska") == [names.FILE]
    fields = {"name-1": "Anna Kowalska", "alias-1": "Cara", "name-2": "Ben", "remove-2": "yes"}
    pages.answer(file_desk, _sent(base=listed.revision, **fields))
    assert names.read(file_desk.folder).names == (Name("Anna Kowalska", "Cara"),)


def _sent(**fields: str) -> Asked:
    return Asked("/your-data", fields={name: (value,) for name, value in fields.items()}, sent=True)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name-1": "", "alias-1": "Bea"}, "Enter the name that “Bea” stands for"),
        ({"name-1": "A", "alias-1": ""}, "A name of one letter"),
        ({"name-1": "Anna", "alias-1": "anna"}, "The alias is the name itself"),
        ({"name-1": "A" * 90, "alias-1": ""}, "80 letters at most"),
    ],
)
def test_a_wrong_row_keeps_what_was_typed(file_desk: Desk, fields: dict[str, str], said: str) -> None:
    body = page(file_desk, "/your-data", base="none", **fields, **{"name-2": "Typed by hand"})
    assert said in body and 'value="Typed by hand"' in body and "There is a problem" in body
    assert names.read(file_desk.folder).names == ()


def test_another_windows_list_stands_beside_what_was_typed(file_desk: Desk) -> None:
    names.write(file_desk.folder, [Name("Ben")])
    body = page(file_desk, "/your-data", base="none", **{"name-1": "Typed by hand"})
    assert "changed in another window" in body and "<li>Ben</li>" in body and 'value="Typed by hand"' in body


def test_a_damaged_list_is_told_on_the_page(file_desk: Desk) -> None:
    (file_desk.folder or Path()).joinpath(names.FILE).write_text("{", "utf-8")
    assert "put aside" in page(file_desk, "/your-data") and "put aside" in page(file_desk, "/your-data")


def test_erasing_needs_the_word(file_desk: Desk) -> None:
    """Nothing goes without it, and what will go is said."""
    assert f"{len(file_desk.kept)} saved records" in page(file_desk, "/your-data/erase")
    assert "Type erase, the word alone" in page(file_desk, "/your-data/erase", confirm="yes please")
    assert replace(file_desk).kept
    assert "Nothing was erased" in page(file_desk, "/your-data/erased")


def test_erasing_truly_erases(file_desk: Desk) -> None:
    """Words, marks, list of names and the person's id: in no file any more."""
    folder, me = file_desk.folder or Path(), file_desk.person.participant
    names.write(folder, [Name(SECRET)])
    assert found_in(folder, SECRET) and found_in(folder, me)
    asked = Asked("/your-data/erase", fields={"confirm": (" Erase ",)}, sent=True)
    assert pages.answer(file_desk, asked) == Went("/your-data/erased")
    assert found_in(folder, SECRET) == [] and found_in(folder, me) == []
    now = Desk(file_desk.content, file_desk.store, Identity(file_desk.store.me().id), folder)
    body = page(now, "/your-data/erased")
    assert "data-ap-erase" in body and str(folder) in body
    assert now.person.participant != me and now.kept == {}


def test_everything_is_asked_about_before_it_leaves(file_desk: Desk) -> None:
    """The export is a file like any other."""
    from permanence_lib import exercises

    exercise = exercises.find("w02a4", file_desk.content)
    value = exercise.kind.response().model_dump(mode="json") | {"flow": "Ring 07700 900123."}
    participant.answer(file_desk.store, file_desk.person.participant, exercise, "w02a4", value=value)
    asked = Asked("/your-data/everything", sent=True)
    answer = pages.answer(replace(file_desk), asked)
    assert isinstance(answer, Made) and "07700 900123" in answer.body


def test_an_address_below_that_is_not_there_is_not_found(empty_desk: Desk) -> None:
    assert pages.answer(empty_desk, Asked("/your-data/nothing")) is None


@pytest.fixture
def command(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The command, at this desk's file."""
    monkeypatch.setenv("PERMANENCE_STORE", str(file_desk.store.path))
    return CliRunner()


def test_the_command_looks_a_file_through(command: CliRunner, file_desk: Desk, tmp_path: Path) -> None:
    """Text and Word, with the person's own names; 1 when there is something."""
    from docx import Document

    names.write(file_desk.folder, [Name("Anna Kowalska")])
    word = Document()
    word.add_paragraph("I met Anna at LS6 2AB.")
    word.sections[0].header.paragraphs[0].text = "DOB 12/03/2016"
    word.save(str(tmp_path / "note.docx"))
    done = command.invoke(app, ["guard", str(tmp_path / "note.docx")])
    assert done.exit_code == 1 and {"Anna", "LS6 2AB", "12/03/2016"} <= set(re.findall("“(.*?)”", done.output))
    (tmp_path / "note.txt").write_text("Nothing of anybody.", "utf-8")
    clean = command.invoke(app, ["guard", str(tmp_path / "note.txt")])
    assert clean.exit_code == 0 and "no proof" in clean.output


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x89PNG\0\0", "neither a Word document nor text"),
        (None, "could not be opened"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None, said: str) -> None:
    from permanence_lib.errors import UnreadableFile
    from permanence_lib.privacy.files import words_of

    if content is not None:
        (tmp_path / "file").write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        words_of(tmp_path / "file")


def test_the_command_erases_with_the_same_truth(command: CliRunner, file_desk: Desk) -> None:
    """Not without the word or --yes; then nothing is found, and it says what a browser may still hold."""
    folder = file_desk.folder or Path()
    names.write(folder, [Name(SECRET)])
    refused = command.invoke(app, ["erase"], input="no\n")
    assert refused.exit_code == 1 and found_in(folder, SECRET)
    listed = command.invoke(app, ["data"])
    assert listed.exit_code == 0 and names.FILE in listed.output and "answers.sqlite" in listed.output
    done = command.invoke(app, ["erase", "--yes"])
    assert done.exit_code == 0 and "browser may still hold drafts" in done.output
    assert found_in(folder, SECRET) == [] and found_in(folder, file_desk.person.participant) == []
