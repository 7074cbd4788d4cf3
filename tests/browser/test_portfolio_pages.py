"""The portfolio and the evidence map in a real browser: choosing, tying, words that survive, and every form of each page."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import participant
import pytest
from looking import problems_in_every_form, sideways
from playwright.sync_api import Page
from served import Served

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.portfolio import entries
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.standard import evidence
from permanence_lib.store import open_store

_WEEKS = ["w02", "w06", "w12", "w22"]


@pytest.fixture(scope="module")
def studied(server: Served, content: Content) -> Desk:
    """Four weeks done, some of it chosen and tied, one piece changed since."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    desk = participant.study(store, content, weeks=_WEEKS)
    for slot in ("w02a1", "w06a1", "w12a1", "w22a1"):
        entries.choose(desk, slot, 1, "The line I would read out first." if slot != "w06a1" else "")
    evidence.tie(desk, "4.4b", "w12a1", 1, "Dee was there when the date was moved.", "part")
    evidence.tie(desk, "1.1a", "w02a1", 1, "The week is named.", "stand-by")
    write_on(server, content, "w12a1")
    return desk


def write_on(server: Served, content: Content, slot: str) -> None:
    """The answer gets another version, as from another page."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    participant.answer(store, store.me().id, exercises.find(slot[:5], content), slot)
    store.close()


@pytest.mark.parametrize("address", ["/evidence?section=5&module=M1", "/evidence/4.4b", "/portfolio", "/portfolio/w22a1"])  # fmt: skip
def test_an_empty_page_is_accessible_in_every_form(
    address: str, page: Page, server: Served, no_outside: Callable[[Page], None]
) -> None:
    page.goto(f"{server.base}{address}")
    assert page.locator("h1").count() == 1
    assert problems_in_every_form(page) == {}
    no_outside(page)


@pytest.mark.parametrize(
    "address",
    ["/evidence?status=tied", "/evidence/by-module?section=2", "/evidence/4.4b", "/evidence/4.4b/w12a1", "/portfolio",
     "/portfolio/w22a2"],
)  # fmt: skip
def test_a_filled_page_is_accessible_in_every_form(
    address: str, studied: Desk, page: Page, server: Served,
    no_outside: Callable[[Page], None],
) -> None:  # fmt: skip
    page.goto(f"{server.base}{address}")
    assert problems_in_every_form(page) == {}
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]


def test_what_is_wrong_is_told_and_accessible(
    studied: Desk, page: Page, server: Served, axe: Callable[..., list[str]]
) -> None:
    """The summary has the focus and leads to the box; nothing typed is lost."""
    page.goto(f"{server.base}/evidence/4.4b/w22a1")
    page.get_by_label("What in this piece shows 4.4b?").fill("Half a thought")
    page.get_by_role("button", name="Tie this version").click()
    page.locator(".ap-error-summary:focus").wait_for()
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Choose how far it shows it").click()
    assert page.evaluate("() => document.activeElement.id") == "status"
    assert page.get_by_label("What in this piece shows 4.4b?").input_value() == "Half a thought"
    assert problems_in_every_form(page) == {}
    page.goto(f"{server.base}/portfolio")
    page.get_by_role("button", name="Put what is ticked into the portfolio in section 7").click()
    assert "Tick what you want" in page.locator(".ap-error-summary").inner_text()
    assert axe(page) == []


def test_the_line_survives_a_page_that_dies_and_the_newer_version_is_one_button(
    studied: Desk, new_page: Callable[..., Page], server: Served, content: Content
) -> None:
    page = new_page()
    address = f"{server.base}/portfolio/w06a2"
    page.goto(address)
    box = page.get_by_label("Why it matters")
    box.press_sequentially("The first plan in which I named a date.")
    again = page.context.new_page()
    page.close()
    again.goto(address)
    assert again.get_by_label("Why it matters").input_value() == "The first plan in which I named a date."
    assert "They are not saved yet" in again.locator(".ap-form-note").inner_text()
    again.get_by_role("button", name="Put version 1 into my portfolio").click()
    again.get_by_text("Saved. This version is in your portfolio.").wait_for()
    assert again.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('ap-form:'))") == []
    write_on(server, content, "w06a2")
    again.goto(f"{server.base}/portfolio")
    again.get_by_role("button", name="Take the newer version of Plan repair").click()
    again.get_by_text("Version 2 is in your portfolio.").wait_for()
    assert again.get_by_label("Why it matters").input_value() == "The first plan in which I named a date."
    assert again.get_by_role("button", name="Take the newer version").count() == 0


def test_a_piece_is_tied_to_a_statement_by_keyboard(studied: Desk, page: Page, server: Served) -> None:
    """From the statement over any other piece to the form, and back to the map."""
    page.goto(f"{server.base}/evidence/5.3a")
    page.get_by_label("Piece of work").focus()
    page.get_by_label("Piece of work").select_option("w22a2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/5.3a/w22a2")
    page.get_by_label("What in this piece shows 5.3a?").fill("The team changed its form after it.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Saved. This piece is tied to 5.3a.").wait_for()
    page.goto(f"{server.base}/evidence?section=5")
    row = page.locator("tr", has=page.locator("#s5\\.3a"))
    assert "The team changed its form after it." in row.inner_text()
    assert "It shows part of it" in row.inner_text()


def test_two_windows_on_one_form(studied: Desk, page: Page, server: Served) -> None:
    """The second is told, sees both, and decides."""
    address = f"{server.base}/evidence/2.4b/w06a1"
    other = page.context.new_page()
    for window, words in ((page, "First window"), (other, "Second window")):
        window.goto(address)
        window.get_by_label("What in this piece shows 2.4b?").fill(words)
        window.get_by_label("It shows part of it").check()
    page.get_by_role("button", name="Tie this version").click()
    page.get_by_text("Saved. This piece is tied").wait_for()
    other.get_by_role("button", name="Tie this version").click()
    other.get_by_role("heading", name="Saved in another window").wait_for()
    assert "First window" in other.locator("blockquote").first.inner_text()
    assert other.get_by_label("What in this piece shows 2.4b?").input_value() == "Second window"
    other.get_by_role("button", name="Save").click()
    other.get_by_text("Saved. This piece is tied").wait_for()
    assert "First window" in (other.locator("details").text_content() or "")


def test_several_pieces_are_put_in_at_once(studied: Desk, page: Page, server: Served) -> None:
    page.goto(f"{server.base}/portfolio")
    section = page.locator("section", has=page.locator("#section-7"))
    before = section.locator("article").count()
    for box in section.get_by_role("checkbox").all()[:2]:
        box.check()
    section.get_by_role("button", name="Put what is ticked into the portfolio").click()
    page.get_by_text("2 pieces were put in.").wait_for()
    assert section.locator("article").count() == before + 2


def test_the_map_is_taken_away_as_a_word_document(studied: Desk, page: Page, server: Served) -> None:
    page.goto(f"{server.base}/evidence")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make the Word document").click()
    paper = docx.Document(io.BytesIO(coming.value.path().read_bytes()))
    assert coming.value.suggested_filename == "evidence-map.docx"
    assert sum(len(table.rows) - 1 for table in paper.tables) == 89


def test_paper_holds_the_map_and_no_controls(studied: Desk, page: Page, server: Served) -> None:
    """Every section on pages of its own; no filters, no forms, nothing cut off at the side."""
    page.goto(f"{server.base}/evidence")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")  # as printing does: what is folded opens
    assert page.locator("#s4\\.4b").is_visible()
    for hidden in (".ap-narrow", ".ap-take-map", ".ap-rooms"):
        assert not page.locator(hidden).first.is_visible()
    breaks = page.locator(".ap-evidence-section").evaluate_all(
        "(all) => all.map((x) => getComputedStyle(x).breakBefore)"
    )
    assert breaks == ["auto", "page", "page", "page", "page"]
    assert not sideways(page)


def test_a_finished_exercise_leads_to_its_place_in_the_portfolio(
    studied: Desk, page: Page, server: Served, open_week: Callable[..., Page]
) -> None:
    """From the week straight to the form; an unfinished one does not ask."""
    open_week(page, "w06")
    exercise = page.locator("#exercise-w06a3")
    finished = exercise.get_by_role("checkbox", name="I have finished this exercise")
    finished.check()
    exercise.get_by_role("link", name="Put it into your portfolio").click()
    page.wait_for_url(f"{server.base}/portfolio/w06a3")
    assert page.get_by_label("Why it matters").count() + page.locator("textarea").count() > 0
    page.go_back()
    page.locator("body[data-ap-ready]").wait_for()
    finished.uncheck()
    exercise.get_by_role("link", name="Put it into your portfolio").wait_for(state="detached")
