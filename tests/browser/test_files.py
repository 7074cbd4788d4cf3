"""Answers saved as files, opened again, and practised on without the workbook."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from served import REPOSITORY

EXERCISE = "#exercise-w02a1"


@pytest.fixture
def week(page: Page, open_week: Callable[..., Page]) -> Page:
    """Week 2, with the ways to save its first exercise unfolded."""
    open_week(page, "w02")
    page.locator(f"{EXERCISE} .ap-save-as summary").click()
    return page


def saved(week: Page, words: str, to: Path) -> Path:
    """The file that a button of the first exercise gives."""
    with week.expect_download(timeout=30_000) as given:
        week.locator(EXERCISE).get_by_role("button", name=words).click()
    path = to / given.value.suggested_filename
    given.value.save_as(path)
    return path


def test_an_answer_is_saved_as_word_and_as_a_web_page(week: Page, tmp_path: Path) -> None:
    """With what was just typed in it, saved or not."""
    from docx import Document

    week.locator(f"{EXERCISE} textarea").first.fill("The stair gate stays shut.")
    word = saved(week, "Word", tmp_path)
    assert word.name.startswith("w02a1-")
    assert "The stair gate stays shut." in _words(Document(str(word)))
    page = saved(week, "Web page", tmp_path).read_text("utf-8")
    assert "The stair gate stays shut." in page
    assert "<script" not in page


def _words(word: object) -> str:
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]  # type: ignore[attr-defined]
    return "\n".join([*(p.text for p in word.paragraphs), *cells])  # type: ignore[attr-defined]


def test_an_answer_file_opens_again_and_can_be_undone(week: Page, tmp_path: Path) -> None:
    """What it replaces is one step back."""
    box = week.locator(f"{EXERCISE} textarea").first
    box.fill("First words.")
    kept = saved(week, "Answer file, to open", tmp_path)
    box.fill("Later words.")
    week.locator(f"{EXERCISE} input[type=file][accept='.json']").set_input_files(kept)
    expect(box).to_have_value("First words.")
    week.locator(EXERCISE).get_by_role("button", name="Undo").click()
    expect(box).to_have_value("Later words.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not a file of ours", "This is not an answer file of the workbook."),
        ('{"permanence": "answer", "exercise": "w16a2", "value": {}}', "an answer to another exercise, w16a2"),
        ('{"permanence": "answer", "exercise": "w02a1", "value": {"strange": 1}}', "not in a form this exercise can keep"),
    ],
)  # fmt: skip
def test_a_strange_file_is_refused_in_words(week: Page, tmp_path: Path, content: str, said: str) -> None:
    """Nothing of it is taken over."""
    box = week.locator(f"{EXERCISE} textarea").first
    box.fill("Mine.")
    path = tmp_path / "strange.json"
    path.write_text(content, encoding="utf-8")
    week.locator(f"{EXERCISE} input[type=file][accept='.json']").set_input_files(path)
    expect(week.locator(f"{EXERCISE} .ap-save-as")).to_contain_text(said)
    expect(box).to_have_value("Mine.")


@pytest.mark.parametrize("exercise", ["w02a1", "w02a2", "w15a2", "w16a2"])
def test_a_practice_copy_works_from_disk(
    exercise: str, chromium: Browser, tmp_path: Path, axe: Callable[..., list[str]]
) -> None:
    """No server, no network: what is typed is there again after a reload, and leaves as an answer file."""
    path = tmp_path / "copy.html"
    command = [sys.executable, "-m", "permanence_lib.cli", "practice", exercise, "--to", str(path)]
    subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True)
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page, asked, complaints = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    page.locator(".ap-status").wait_for()
    assert axe(page) == []
    page.get_by_label("I have finished this exercise").check()
    expect(page.locator(".ap-saved")).to_contain_text("Kept in this browser")
    page.reload()
    expect(page.get_by_label("I have finished this exercise")).to_be_checked()
    page.locator(".ap-save-as summary").click()
    with page.expect_download() as given:
        page.get_by_role("button", name="Answer file, to open").click()
    assert json.loads(Path(given.value.path()).read_text("utf-8"))["exercise"] == exercise
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert complaints == []
    context.close()
