"""What may name a real person is marked under the exercise, asked about before a file leaves, and truly erased."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from barriers import EVERYTHING, NARROW
from looking import is_sure
from playwright.sync_api import Locator, Page, expect
from served import Served
from traces import found_in

from permanence_lib.privacy import names
from permanence_lib.privacy.names import Name
from permanence_lib.store import open_store

ANSWER = "#exercise-w02a4"
NUMBER = "943 476 5919"
SECRET = "the grandmother at the blue door"


def folder(server: Served) -> Path:
    """Where the answers and the list of names lie."""
    return Path(server.environment["PERMANENCE_STORE"]).parent


def box(page: Page) -> Locator:
    """A box of the private reflection in week 2."""
    return page.locator(f"{ANSWER} textarea:visible").first


def guard(page: Page) -> Locator:
    """The list under that exercise."""
    return page.locator(f"{ANSWER} .ap-guard")


def write(page: Page, words: str) -> None:
    """Replace what is in the box, and wait until it is saved."""
    box(page).fill(words)
    expect(page.locator(f"{ANSWER} .ap-saved")).to_have_attribute("data-state", "saved", timeout=20_000)


@pytest.fixture
def week(page: Page, open_week: Callable[..., Page]) -> Page:
    """Week 2, ready to type."""
    open_week(page, "w02")
    box(page).wait_for()
    return page


def in_browser(page: Page) -> str:
    """All that this browser keeps for the workbook, as this page sees it."""
    return str(page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])"))


def test_a_real_number_is_marked_and_explained_and_saved_all_the_same(
    week: Page, axe: Callable[..., list[str]], no_outside: Callable[[Page], None]
) -> None:
    """By keyboard: it can be left, the choice is undone again, and a corrected answer clears the list."""
    write(week, f"Her NHS number is {NUMBER}, and she said so twice.")
    expect(guard(week)).to_contain_text("1 thing here may name a real person")
    expect(guard(week)).to_contain_text(f"“{NUMBER}”")
    expect(week.locator(f"{ANSWER} [role=status]").first).to_contain_text("1 thing here may name", timeout=4000)
    assert axe(week, ANSWER) == []
    week.set_viewport_size({"width": 320, "height": 800})
    assert axe(week, ANSWER) == []
    assert week.evaluate("() => document.documentElement.scrollWidth <= 320")
    week.set_viewport_size({"width": 1280, "height": 900})
    leave = guard(week).get_by_role("button", name=re.compile("leave it"))
    leave.focus()
    week.keyboard.press("Enter")
    expect(guard(week)).to_contain_text("You said that 1 thing is invented or agreed")
    expect(guard(week)).to_be_focused()
    guard(week).get_by_role("button", name="Look again").click()
    expect(guard(week)).to_contain_text(NUMBER)
    write(week, "Nothing of hers stands here now.")
    expect(guard(week)).to_have_count(0)
    no_outside(week)


def test_what_was_left_does_not_come_back_and_is_kept_without_the_words(
    week: Page, server: Served, open_week: Callable[..., Page]
) -> None:
    """After a reload it stays quiet; the store holds a mark of six characters."""
    write(week, "The form had 401 023 2137 on it.")
    guard(week).get_by_role("button", name=re.compile("leave it")).click()
    expect(guard(week)).to_contain_text("You said that")
    open_week(week, "w02")
    box(week).wait_for()
    write(week, "The form had 401 023 2137 on it, still.")
    expect(guard(week)).to_have_count(0)
    store = open_store(server.environment["PERMANENCE_STORE"])
    kept = store.latest(store.me().id, "left:w02a4")
    store.close()
    assert kept is not None and re.fullmatch(r'\{"marks": \["[0-9a-f]{6}"\]\}', json.dumps(kept.value))


def test_a_file_is_made_only_after_the_question(week: Page, axe: Callable[..., list[str]], tmp_path: Path) -> None:
    """Every form of the answer asks first; going back makes no file; going on makes the one that was asked for."""
    write(week, f"It stands on the letter: {NUMBER}.")
    week.locator(f"{ANSWER} .ap-save-as summary").click()
    for form in ("Answer file, to open", "Word", "Web page"):
        week.locator(ANSWER).get_by_role("button", name=form).click()
        question = guard(week).get_by_role("group", name="Before this leaves as a file")
        expect(question).to_be_focused()
        if form == "Word":
            assert axe(week, ANSWER) == []
        question.get_by_role("button", name="Go back").click()
        expect(question).to_have_count(0)
    week.locator(ANSWER).get_by_role("button", name="Word").click()
    with week.expect_download(timeout=30_000) as given:
        guard(week).get_by_role("button", name="Make the file all the same").click()
    given.value.save_as(tmp_path / "answer.docx")
    assert NUMBER in _words_of(tmp_path / "answer.docx")
    write(week, "It stands on the letter.")


def _words_of(path: Path) -> str:
    from permanence_lib.privacy.files import words_of

    return words_of(path)


def test_a_listed_name_is_marked_with_its_alias(week: Page, server: Served) -> None:
    """The list is read afresh at every save."""
    names.write(folder(server), [Name("Anneliese Okonjo", "Bea")])
    write(week, "I rang ANNELIESE's school.")
    expect(guard(week)).to_contain_text("Write “Bea” instead")
    names.erase(folder(server))
    write(week, "I rang the school.")
    expect(guard(week)).to_have_count(0)


def test_your_data_in_every_form(
    page: Page, server: Served, axe: Callable[..., list[str]], no_outside: Callable[[Page], None]
) -> None:
    """Empty, with names, with an error, erasing, asked: no violation, and nothing wider than a phone."""
    for address, send in (
        ("/your-data", None),
        ("/your-data", "Keep this list"),
        ("/your-data/erase", "Erase everything now"),
    ):
        page.goto(server.base + address)
        if send == "Keep this list":
            page.get_by_label("Alias").first.fill("Bea")
        if send:
            page.get_by_role("button", name=send).click()
            expect(page.locator(".ap-error-summary")).to_be_focused()
        for width, asked in ((1280, EVERYTHING), (320, NARROW)):
            page.set_viewport_size({"width": width, "height": 900})
            assert axe(page, asked=asked) == [], (address, send, width)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), (address, send, width)
    page.goto(f"{server.base}/your-data")
    page.get_by_label("Real name").first.fill("Zofia Wrona")
    page.get_by_label("Alias").first.fill("Bea")
    page.get_by_role("button", name="Keep this list").click()
    expect(page.get_by_text("Your list of names is kept.")).to_be_visible()
    assert (folder(server) / names.FILE).stat().st_mode & 0o777 == 0o600
    assert "Zofia" not in in_browser(page)
    no_outside(page)


def test_erasing_leaves_the_words_nowhere(
    new_page: Callable[..., Page], server: Served, open_week: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    """Not in the database, its log, the list of names or this browser; and a page left open brings nothing back."""
    page = new_page()
    open_week(page, "w02")
    box(page).wait_for()
    write(page, f"I thought of {SECRET}.")
    names.write(folder(server), [Name(SECRET)])
    store = open_store(server.environment["PERMANENCE_STORE"])
    before = store.me().id
    store.close()
    other = page.context.new_page()
    other.goto(f"{server.base}/")
    other.evaluate("(words) => localStorage.setItem('ap-form:a-form-of-mine', words)", SECRET)
    page.evaluate("(words) => sessionStorage.setItem('permanence:window-draft', words)", "no words")
    assert found_in(folder(server), SECRET), "or this test proves nothing"
    page.evaluate("() => { window.before = true }")

    other.goto(f"{server.base}/your-data/erase")
    other.get_by_label("Type erase to confirm").fill("erase")
    other.get_by_role("button", name="Erase everything now").click()
    expect(other.get_by_role("heading", name="Everything was erased")).to_be_visible()
    expect(other.locator("[data-ap-cleared]")).to_contain_text("no drafts any more")
    assert axe(other) == []

    page.wait_for_function("() => !window.before && document.body?.hasAttribute('data-ap-ready')", timeout=30_000)
    box(page).wait_for(timeout=30_000)
    expect(box(page)).to_have_value("")  # the page left open has loaded itself again, empty
    write(page, "A new beginning.")
    assert SECRET not in in_browser(page) + in_browser(other)
    assert found_in(folder(server), SECRET) == []
    assert found_in(folder(server), before) == []
    assert "A new beginning." not in in_browser(page)


def written(page: Page) -> Page:
    """With the secret saved in it, and nothing left that it would ask by itself."""
    box(page).wait_for()
    write(page, f"First, {SECRET}.")
    is_sure(page)
    return page


def erase_elsewhere(server: Served) -> None:
    """As the command does, or another browser."""
    from permanence_lib.portfolio import erasing

    store = open_store(server.environment["PERMANENCE_STORE"])
    erasing.erase(store, store.me().id, folder(server))
    store.close()


def test_a_page_that_did_not_hear_of_erasing_saves_nothing_more(
    new_page: Callable[..., Page], server: Served, open_week: Callable[..., Page]
) -> None:
    """As after the command, or in another browser: its next word meets the refusal, its draft goes, it begins again."""
    page = written(open_week(new_page(), "w02"))
    erase_elsewhere(server)
    box(page).press_sequentially(" And more.")
    expect(box(page)).to_have_value("", timeout=30_000)
    assert SECRET not in in_browser(page)
    assert found_in(folder(server), SECRET) == [] and found_in(folder(server), "And more.") == []


def test_whichever_exercise_hears_of_it_no_other_keeps_a_draft(
    new_page: Callable[..., Page], server: Served, open_week: Callable[..., Page]
) -> None:
    """One is told while another is being typed in: leaving the page puts nothing down."""
    page = written(open_week(new_page(), "w02"))
    page.evaluate("() => { window.before = true }")
    erase_elsewhere(server)
    box(page).press_sequentially("!")
    page.evaluate("() => slim.models.get('w02a1').send({kind: 'hello'})")
    page.wait_for_function("() => !window.before && document.body?.hasAttribute('data-ap-ready')", timeout=30_000)
    assert SECRET not in in_browser(page)
