"""The evaluation of the programme in a real browser: what is given, and the report of a cohort, in every form of the page."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import cohort
import participant
import pytest
from looking import problems_in_every_form
from playwright.sync_api import Page, expect
from served import Served

from permanence_lib.content.library import Content
from permanence_lib.portfolio.desk import Desk
from permanence_lib.store import open_store


@pytest.fixture(scope="module")
def evaluated(server: Served, content: Content) -> Desk:
    """Self-assessments made, the days and the programme evaluated."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    desk = participant.study(store, content, weeks=["w01", "w11", "w25", "w28"])
    store.close()
    return desk


@pytest.fixture
def files(content: Content, tmp_path: Path) -> list[Path]:
    """What twelve people sent, and a file that is none."""
    chance = random.Random(1)
    found = [tmp_path / f"{n}.json" for n in range(12)]
    for n, path in enumerate(found):
        path.write_bytes(cohort.person(n, content, chance).file())
    (tmp_path / "photo.json").write_text("no", "utf-8")
    return [*found, tmp_path / "photo.json"]


@pytest.mark.parametrize("address", ["/evaluation", "/evaluation/report"])
def test_each_page_is_accessible_in_every_form(
    address: str, evaluated: Desk, page: Page, server: Served,
    no_outside: Callable[[Page], None],
) -> None:  # fmt: skip
    page.goto(f"{server.base}{address}")
    assert page.locator("h1").count() == 1
    assert problems_in_every_form(page) == {}
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_file_is_made_by_keyboard_alone(evaluated: Desk, page: Page, server: Served) -> None:
    """Nothing ticked is an error that is said; then two boxes, and the file holds just those."""
    page.goto(f"{server.base}/sharing")
    page.get_by_role("link", name="Evaluation of the programme").click()
    page.get_by_role("button", name="Make the file").press("Enter")
    page.locator(".ap-error-summary:focus").wait_for()
    page.get_by_label("Give what I chose and ticked in the evaluation of week 28").press("Space")
    page.get_by_label("Start with the spoons. I was polite until eleven.").press("Space")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the file").press("Enter")
    made = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert made["comments"] == {"change": ["Start with the spoons. I was polite until eleven."]}
    assert made["ticks"]["protected"] == ["half"] and made["levels"] == {} and made["finished"] is None


def test_a_cohorts_files_become_a_report_that_can_be_taken_and_forgotten(
    evaluated: Desk, page: Page, server: Served, files: list[Path],
    no_outside: Callable[[Page], None],
) -> None:  # fmt: skip
    """The file that is none is named; the report opens in every form; after forgetting nothing of it is there."""
    page.goto(f"{server.base}/evaluation")
    page.get_by_role("link", name="Make the report").click()
    page.get_by_label("The files").set_input_files(files)
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_role("status")).to_contain_text("13 files found: 12 people.")
    expect(page.get_by_role("status")).to_contain_text("photo.json is not a file that was made")
    expect(page.get_by_role("heading", name="Before and after")).to_be_visible()
    assert problems_in_every_form(page) == {}
    no_outside(page)
    page.emulate_media(media="screen")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save as a Word document").click()
    assert waiting.value.suggested_filename == "cohort-evaluation.docx"
    page.get_by_role("button", name="Forget the report").click()
    expect(page.get_by_role("heading", name="Before and after")).to_have_count(0)
