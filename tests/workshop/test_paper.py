"""The day on paper: everything that is asked, room to write, and apart from it what participants are to find out."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from permanence_lib import exercises
from permanence_lib.cli.app import app
from permanence_lib.content.library import Content
from permanence_lib.document import text
from permanence_lib.document.blocks import Space, Table
from permanence_lib.screen.asked import Asked, Given, Made
from permanence_lib.workshop import pages
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.paper import Booklet, blank, booklets, kept_back, tally
from permanence_lib.workshop.room import Room

WORKSHOPS = ["w04", "w11", "w18", "w25"]


@lru_cache
def of_week(week: str) -> dict[str, Booklet]:
    """Made once for all that is asked of it."""
    content = Content.load()
    return booklets(content.weeks[week], content)


def words(booklet: Booklet) -> str:
    return "\n".join(text.render(each.blocks) for each in booklet.chapters)


def flat(said: str) -> str:
    return re.sub(r"\s+", " ", said)


@pytest.mark.parametrize("week", WORKSHOPS)
def test_every_exercise_has_a_sheet_with_room_to_write(week: str, content: Content) -> None:
    sheets = of_week(week)["sheets"]
    live = list(exercises.readable(content, week))
    assert [each.id for each in sheets.chapters] == ["day", *(each.id for each in live)]
    for chapter in sheets.chapters[1:]:
        writes = [
            x
            for x in chapter.blocks
            if isinstance(x, Space)
            or (isinstance(x, Table) and any(not cell.strip() for row in x.rows for cell in row))
        ]
        assert writes, chapter.title


@pytest.mark.parametrize("week", WORKSHOPS)
def test_no_sheet_says_that_nothing_is_written_yet(week: str) -> None:
    said = words(of_week(week)["sheets"])
    assert not re.search(r"^\s*(Nothing|Nobody|Not)\b[^.\n]* yet\.?$", said, re.MULTILINE)


@pytest.mark.parametrize("week", WORKSHOPS)
def test_content_notes_stand_first_and_facilitators_notes_apart(week: str, content: Content) -> None:
    made = of_week(week)
    for exercise in exercises.readable(content, week):
        sheet = next(x for x in made["sheets"].chapters if x.id == exercise.id)
        notes = next(x for x in made["facilitator"].chapters if x.id == exercise.id)
        if exercise.definition.content_note:
            assert text.render(sheet.blocks[:1]).startswith("Before you begin: ")
        for_her = (exercise.definition.facilitator_notes or "").split("\n")[0][:40]
        assert for_her not in flat(text.render(sheet.blocks)) or not for_her
        assert for_her in flat(text.render(notes.blocks))


def test_the_plan_of_the_day_leaves_room_for_how_it_ran() -> None:
    notes = of_week("w18")["facilitator"]
    (plan,) = [x for x in notes.chapters[0].blocks if isinstance(x, Table)]
    assert plan.columns[2:] == ("Began", "Note")
    assert not any(cell.strip() for row in plan.rows for cell in row[2:])
    assert ("11:00 to 11:10", "Break") in {row[:2] for row in plan.rows}


def test_what_opens_later_is_not_on_the_sheet_and_is_with_the_facilitator(content: Content) -> None:
    vote = exercises.find("w18s2c", content)
    sheet = flat(text.render(blank.form(vote)))
    held = flat(text.render(kept_back.blocks(vote, content)))
    news = "The assessor is off sick"
    assert news not in sheet
    assert news in held
    cards = exercises.find("w18s1a", content)
    assert "I lived with my grandparents" not in flat(text.render(blank.form(cards)))
    assert "I lived with my grandparents" in flat(text.render(kept_back.blocks(cards, content)))


def test_nothing_of_the_worked_example_is_printed() -> None:
    made = of_week("w18")
    assert "Denise and Paul cannot do all three, and they say so" not in flat(
        words(made["sheets"]) + words(made["facilitator"])
    )


@pytest.mark.parametrize("week", WORKSHOPS)
def test_counting_sheets_have_rows_and_no_figures(week: str, content: Content) -> None:
    found = 0
    for exercise in exercises.readable(content, week):
        tables = [x for x in tally.blocks(exercise) if isinstance(x, Table)]
        found += len(tables)
        assert exercise.definition.sharing != "private" or not tables
        for table in tables:
            assert table.caption.endswith("(to be counted)")
            assert not any(c.isdigit() for row in table.rows for cell in row[1:] for c in cell)
    assert found > 5


def test_the_vote_can_be_counted_before_and_after(content: Content) -> None:
    (table, *_) = [x for x in tally.blocks(exercises.find("w18s2c", content)) if isinstance(x, Table)]
    assert [row[0] for row in table.rows][:3] == ["Keep it", "Change it", "Run two plans side by side until a date"]


@pytest.fixture
def visit(room: Room, tmp_path: Path) -> Visit:
    return Visit(room, "facilitator", "facilitator", b"key", tmp_path, "")


def test_the_page_leads_to_four_files(visit: Visit) -> None:
    page = pages.answer(visit, Asked("/paper"))
    assert isinstance(page, Made)
    for address in re.findall(r'href="(/paper/[^"]+)"', page.body):
        found = pages.answer(visit, Asked(address))
        assert isinstance(found, Given)
        assert found.content.startswith(b"PK" if address.endswith("word") else b"<!DOCTYPE html>")
    assert pages.answer(visit, Asked("/paper/other/word")) is None


def test_a_participant_has_no_such_page(room: Room, tmp_path: Path) -> None:
    assert pages.answer(Visit(room, "p_1", "participant", b"", tmp_path, ""), Asked("/paper/facilitator/word")) is None


def test_word_begins_each_sheet_on_a_new_page_with_ruled_lines() -> None:
    made = of_week("w18")["sheets"].word()
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert xml.count("w:between") > 50
    assert "Cross-examination drill" in xml


def test_the_command_writes_all_four(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["workshop-paper", "--module", "3", "--to", str(tmp_path / "out")])
    assert made.exit_code == 0, made.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "w18-facilitator.docx", "w18-facilitator.html", "w18-sheets.docx", "w18-sheets.html",
    ]  # fmt: skip
