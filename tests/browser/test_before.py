"""Before the day, in a browser: what a participant tells, and the facilitator's pages, in a rehearsal's room."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import served
from barriers import EVERYTHING, NARROW
from looking import fill, sideways
from playwright.sync_api import Browser, Page

from permanence_lib.content.library import Content
from permanence_lib.workshop.rehearsal import MARK


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A rehearsal of the third workshop."""
    running = served.workshop(tmp_path_factory.mktemp("room"), rehearse=True, browser=False)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def leading(chromium: Browser, stage: served.Workshop) -> Iterator[Page]:
    """The facilitator, at the board."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(40_000)
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    yield stage.lead(page)
    page.context.close()


@pytest.fixture
def sound(axe: Callable[..., list[str]]) -> Callable[[Page], None]:
    """Holds a page to what every page is held to, wide and narrow."""

    def hold(page: Page) -> None:
        for width, asked in ((1280, EVERYTHING), (320, NARROW)):
            page.set_viewport_size({"width": width, "height": 900})
            assert axe(page, asked=asked) == [], width
            assert not sideways(page), width
        page.set_viewport_size({"width": 1280, "height": 900})

    return hold


def share(n: int) -> bytes:
    """A file as a participant would send it."""
    given = {
        "format": "achieving-permanence-before-a-workshop", "version": 1, "id": f"{n:016x}", "week": "w18",
        "made_on": "2026-11-02", "weeks": {"w15": "finished"}, "questions": [f"Who asked Abena ({n})?"],
        "ratings": {"w14a2": {"3.1b": "own"}}, "needs": "<img src=x onerror=alert(1)>" if n == 1 else "",
    }  # fmt: skip
    return json.dumps(given).encode()


def bring(page: Page, numbers: range, *more: dict[str, object]) -> None:
    """Choose several files at once and bring them in."""
    files = [{"name": f"{n}.json", "mimeType": "application/json", "buffer": share(n)} for n in numbers]
    page.locator("#file").set_input_files([*files, *more])  # type: ignore[arg-type]
    page.get_by_role("button", name="Bring them in").click()
    page.locator(".ap-form-note").wait_for()


def test_files_chosen_together_make_the_cohort(
    leading: Page, stage: served.Workshop, sound: Callable[[Page], None]
) -> None:
    leading.goto(f"{stage.base}/cohort")
    sound(leading)
    bring(leading, range(3), {"name": "holiday.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8"})
    assert "holiday.jpg is not a file" in leading.inner_text("main")
    assert "Abena" not in leading.inner_text("main")
    sound(leading)
    bring(leading, range(6))
    shown = leading.inner_text("main")
    assert "From 6 people" in shown
    assert "<img src=x onerror=alert(1)>" in shown, "Words stay words."
    assert leading.locator("main img").count() == 0
    sound(leading)


def test_no_file_is_said_beside_the_box(leading: Page, stage: served.Workshop, sound: Callable[[Page], None]) -> None:
    leading.goto(f"{stage.base}/cohort")
    leading.get_by_role("button", name="Bring them in").click()
    leading.get_by_role("link", name="Choose the files that you were sent").wait_for()
    sound(leading)


def test_the_day_on_paper_is_four_files(
    leading: Page, stage: served.Workshop, tmp_path: Path, sound: Callable[[Page], None]
) -> None:
    leading.goto(f"{stage.base}/paper")
    sound(leading)
    with leading.expect_download() as waiting:
        leading.locator("a[href='/paper/sheets/print']").click()
    sheets = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(sheets)
    assert sheets.name == "w18-sheets.html"
    with leading.context.new_page() as printed:
        printed.goto(sheets.as_uri())
        assert printed.get_by_role("img", name="Space to write").count() > 30
        sound(printed)


def test_a_paper_sheet_is_typed_in_as_its_writer(
    leading: Page, stage: served.Workshop, sound: Callable[[Page], None]
) -> None:
    leading.goto(f"{stage.base}/entry")
    leading.get_by_role("button", name="Begin with this sheet").click()
    leading.get_by_role("link", name="Enter the alias").wait_for()
    sound(leading)
    leading.get_by_label("The alias on the sheet").fill("Sheet 1")
    leading.get_by_role("button", name="Begin with this sheet").click()
    leading.wait_for_url("**/place?as=p_*")
    leading.get_by_role("button", name=re.compile("Open it.*Change of direction vote")).click()
    exercise = leading.locator("#exercise-w18s2c")
    exercise.get_by_role("radio", name="Keep it").first.check()
    exercise.locator(".ap-saved[data-state=saved]").wait_for()
    leading.goto(f"{stage.base}/entry")
    assert leading.get_by_role("row", name="Sheet 1").inner_text().count("1 of 9 exercises") == 1
    sound(leading)


def test_the_guide_reads_wide_narrow_and_dark(
    leading: Page, stage: served.Workshop, sound: Callable[[Page], None]
) -> None:
    leading.goto(f"{stage.base}/guide")
    sound(leading)
    leading.get_by_role("button", name="Dark").click()
    sound(leading)
    leading.get_by_role("button", name="Dark").click()


def test_a_rehearsal_says_what_it_is_wherever_it_is_seen(leading: Page, stage: served.Workshop) -> None:
    leading.goto(f"{stage.base}/cohort")
    assert MARK in leading.inner_text("main")
    for name in ("board", "screen"):
        leading.goto(f"{stage.base}/{name}")
        leading.get_by_text(re.compile("nobody here is real", re.IGNORECASE)).first.wait_for()
    assert "rehearsal" in stage.said


def test_a_participant_tells_what_they_choose(
    new_page: Callable[..., Page],
    server: served.Served,
    content: Content,
    sound: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    page = new_page()
    page.goto(f"{server.base}/before/w18")
    page.get_by_label("Tell how these weeks stand").uncheck()
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("link", name="Choose something to tell").wait_for()
    sound(page)
    fill(server, content, ["w12", "w13", "w14", "w15", "w16", "w17"])
    page.goto(f"{server.base}/before/w18")
    page.get_by_label("Tell the levels I chose").check()
    sound(page)
    page.get_by_label("What would make the day easier").fill("Larger print")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Make the file").click()
    made = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    assert made["needs"] == "Larger print"
    assert set(made["ratings"]) == {"w14a2"}


def test_a_workshop_week_leads_there_to_the_guide_and_to_what_replaces_a_missed_day(
    new_page: Callable[..., Page], server: served.Served, open_week: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    page = open_week(new_page(), "w18")
    ways = page.get_by_role("region", name="Before the day, and after it")
    assert axe(page, ".ap-workshop-ways") == []
    for link, heading in (
        ("Before the workshop", "Before the workshop"), ("The facilitator’s guide", "The facilitator's guide"),
        ("If you missed the day", "Week 18: an agreed alternative"),
    ):  # fmt: skip
        page.goto(f"{server.base}/week/w18")
        ways.get_by_role("link", name=link).click()
        page.get_by_role("heading", level=1, name=heading).wait_for()
    page.get_by_label("What was agreed in place of it").fill("Two evenings with a colleague, standing up")
    page.get_by_label("Who agreed to it").fill("My facilitator and my manager")
    page.get_by_label("This has been agreed").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/progress**")
    assert "an alternative, agreed with My facilitator and my manager: Two evenings" in (
        page.text_content("main") or ""
    )
