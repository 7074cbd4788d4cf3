"""The authority's report through a page: the same report, in a process of its own, nothing written, everything forgotten."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from small_extract import SMALL

from permanence_lib.content.library import Content
from permanence_lib.laboratory import chosen, report, sitting, synthetic
from permanence_lib.laboratory.apart import Parcel, Task
from permanence_lib.laboratory.pages import Reader, answer
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Upload, Went

#: How long a report may take on a computer that is busy with other things, in seconds.
PATIENCE = 120.0


def uploads(files: Mapping[str, bytes]) -> dict[str, Upload]:
    """Files as a form brings them."""
    return {f"tables-{n}": Upload(name, content) for n, (name, content) in enumerate(files.items())}


def send(reader: Reader, address: str, files: Mapping[str, bytes] | None = None, **typed: str) -> Answer | None:
    """A form, as a browser sends it."""
    fields = {name.replace("_", "-"): (words,) for name, words in typed.items()}
    return answer(reader, Asked(address, fields=fields, files=uploads(files or {}), sent=True, token="t"))


def page(reader: Reader, address: str, **query: str) -> Made:
    """A page."""
    made = answer(reader, Asked(address, query=query, token="t"))
    assert isinstance(made, Made), made
    return made


def finished(task: Task | None) -> Task:
    """The task, once it has an answer."""
    assert task
    while task.result is None:
        task.wait(PATIENCE, len(task.stages))
    return task


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the process beside the workbook would put a temporary file."""
    folder = tmp_path_factory.mktemp("scratch")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("TMPDIR", "TEMP", "TMP"):
            patch.setenv(name, str(folder))
        yield folder


@pytest.fixture(scope="module")
def extract_files(content: Content) -> dict[str, bytes]:
    """Sixty invented children, with slips."""
    return dict(synthetic.invent(60, 5, content.ssda903, errors=True).files)


@pytest.fixture(scope="module")
def reader(content: Content, scratch: Path, extract_files: dict[str, bytes]) -> Reader:
    """Somebody who has had a report made."""
    own = Reader(content, "authority-page")
    assert send(own, "/authority", {**extract_files, "book.xlsx": spreadsheet()}) == Went("/authority")
    finished(sitting.of(own.participant).report)
    return own


def spreadsheet() -> bytes:
    """What Excel writes is a zip too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


def test_the_report_is_the_command_s_report(reader: Reader, content: Content, extract_files: dict[str, bytes]) -> None:
    """Byte for byte the page that `Report.page` gives for the same files, and the same list of rows."""
    extract_files = {**extract_files, "book.xlsx": spreadsheet()}
    given = answer(reader, Asked("/authority/report.html"))
    read = report.opened(extract_files, content=content)
    assert isinstance(given, Given)
    assert given.content == report.made(read, content).page()
    rows = answer(reader, Asked("/authority/rows.csv"))
    assert isinstance(rows, Given)
    assert len(list(csv.reader(io.StringIO(rows.content.decode("utf-8-sig"))))) == len(read.notes) + 1
    word = answer(reader, Asked("/authority/report.docx"))
    assert isinstance(word, Given) and zipfile.is_zipfile(io.BytesIO(word.content))


def test_the_page_says_what_was_read_file_by_file_and_row_by_row(
    reader: Reader, content: Content, extract_files: dict[str, bytes]
) -> None:
    """Counts reconcile; every file is named, the one that could not be taken with its reason; no child is."""
    body = page(reader, "/authority").body
    read = report.opened(extract_files, content=content)
    given, used = (sum(getattr(one, name) for one in read.accounts) for name in ("given", "read"))
    assert f"Together {given:,} rows were given: {used:,} were read and {given - used:,} were not used." in body
    assert all(name in body for name in extract_files)
    assert re.search(r"book\.xlsx</strong>: It is a spreadsheet", body)
    refused = int(re.search(r"Rows that were not used, and why: (\d+)", body)[1])  # type: ignore[index]
    assert refused == given - used > 5
    assert body.count(", line ") == len(read.notes)
    assert "INV0" not in body and body.count("<svg") > 5


def test_nothing_is_written(reader: Reader, scratch: Path) -> None:
    """The process beside the workbook leaves no file, and needed none."""
    assert finished(sitting.of(reader.participant).report).stages[1:] == [
        "Reading the rows", "Working out the nine measures", "Writing the page and the Word document",
    ]  # fmt: skip
    assert list(scratch.iterdir()) == []


def test_it_is_forgotten(content: Content, scratch: Path) -> None:
    """A report under way is stopped and gone; then there is nothing to download."""
    own = Reader(content, "forgetful")
    send(own, "/authority", invented="yes")
    waiting = page(own, "/authority")
    assert waiting.then.startswith("/authority/wait?seen=") and "under way" in waiting.body
    task = sitting.of(own.participant).report
    assert task
    assert send(own, "/authority/forget") == Went("/authority")
    assert finished(task).result.said["trouble"].startswith("It was stopped")  # type: ignore[union-attr]
    assert answer(own, Asked("/authority/report.docx")) == Went("/authority")
    assert "Choose the tables" in page(own, "/authority").body


@pytest.mark.parametrize(
    ("files", "typed", "words"),
    [
        ({}, {}, "Choose at least one file"),
        (SMALL, {"day_day": "31", "day_month": "2", "day_year": "2025"}, "must be a real date"),
        (SMALL, {"day_day": "31", "day_month": "soon", "day_year": ""}, "must be a real date"),
    ],
)
def test_what_cannot_be_begun_is_said_at_the_form(
    content: Content, files: dict[str, bytes], typed: dict[str, str], words: str
) -> None:
    """At once, with what was typed still there."""
    made = send(Reader(content, "wrong"), "/authority", files, **typed)
    assert isinstance(made, Made) and made.title.startswith("Error: ") and words in made.body
    assert all(f'value="{value}"' in made.body for value in typed.values() if value)


def test_files_that_are_no_tables_bring_back_the_form(content: Content, scratch: Path) -> None:
    """In the reader's words, once; the next look is a fresh form."""
    own = Reader(content, "no-tables")
    send(own, "/authority", {"notes.csv": b"nothing,here\n1,2\n", "empty.csv": b""})
    finished(sitting.of(own.participant).report)
    made = page(own, "/authority")
    assert made.title.startswith("Error: ") and "None of the files could be read as a table of the return" in made.body
    assert "empty.csv: The file is empty." in made.body
    assert not page(own, "/authority").title.startswith("Error: ")


def test_a_fault_is_told_without_a_row(content: Content) -> None:
    """A job that does not exist: its kind is named, its words are not."""
    task = finished(Task("a job named Ada Lovelace", content.root, Parcel(files={"a": b"1"})))
    assert task.result and "KeyError" in task.result.said["trouble"] and "Ada" not in task.result.said["trouble"]


def test_two_files_of_one_name_are_both_kept() -> None:
    """Folders are cut off, and the ending stays."""
    given = [Upload("C:\\2024\\header.csv", b"1"), Upload("2025/header.csv", b"2"), Upload("", b"3")]
    assert chosen.named(given) == {"header.csv": b"1", "header (2).csv": b"2", "a file without a name": b"3"}


def test_a_parcel_arrives_as_it_was_packed() -> None:
    """Words and bytes, whatever their names."""
    sent = Parcel({"as_at": "2024-03-31"}, {"../a b.csv": b"\x00\xff", "é": b""})
    assert Parcel.opened(sent.packed()) == sent
