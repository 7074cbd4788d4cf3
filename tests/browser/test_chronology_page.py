"""A chronology of five hundred events, worked on in a browser: at little cost to the page's own thread, and nothing half done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from test_options_matrix_page import later_parts
from work import cost, keys

EVENTS = 500
_HERE = "#exercise-w15a2"
#: What a paste does; Playwright's own `fill` types sixty thousand letters one by one into the spelling checker.
_PASTE = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }"


def rows(count: int) -> str:
    """Made-up events over twenty years, with headings."""
    lines = ["Date\tWhat happened\tSource\tChild’s own words\tAnalysis"]
    for n in range(count):
        spoken = f"Said number {n}" if n % 3 == 0 else ""
        told = f"Event number {n}: somebody came, something was said, and it was written down by whoever was there."
        lines.append(
            f"{1 + n % 28}/{1 + n % 12}/{2004 + n // 25}\t{told}\tCase note {n % 9}\t{spoken}\tWhat I make of {n}"
        )
    return "\n".join(lines)


def press(page: Page, name: str) -> None:
    """One of the exercise's own buttons."""
    page.locator(_HERE).get_by_role("button", name=name).first.click()


def test_every_part_comes_at_the_first_touch(page: Page, open_week: Callable[..., Page]) -> None:
    """Looking on brings nothing more; from the first touch on all parts are there, whatever becomes of the line."""
    chronology = open_week(page, "w15").locator(_HERE)
    expect(chronology.locator(".ch-head")).to_be_visible()
    assert later_parts(page) == []
    chronology.get_by_role("button", name="Build").first.focus()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(each => each.name.includes('/more-chronology'))"
    )
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for name in (
        "Table",
        "Disagreements",
        "Read it back",
        "Read as a story",
        "Patterns",
        "Meaning",
        "In and out",
        "Build",
    ):
        press(page, name)
        expect(chronology.locator(".ch-head")).to_be_focused()
        expect(chronology.get_by_text("on its way")).to_have_count(0)
    press(page, "Add an event of your own")
    expect(chronology.get_by_role("heading", name="Add an event of your own")).to_be_focused()
    page.context.set_offline(False)


def test_a_part_that_does_not_come_says_so_and_takes_the_focus_later(
    page: Page, open_week: Callable[..., Page]
) -> None:
    """The line broke at the first touch."""
    page.route("**/made/more-*", lambda route: route.abort("connectionreset"))
    chronology = open_week(page, "w15").locator(_HERE)
    press(page, "In and out")
    expect(chronology.get_by_role("heading", name="In and out")).to_be_focused()
    expect(chronology.get_by_text("This part has not come yet")).to_be_visible(timeout=15_000)
    page.unroute("**/made/more-*")
    expect(chronology.get_by_role("heading", name="Bring in rows, or take them out")).to_be_focused(timeout=15_000)


@pytest.fixture(scope="module")
def long_page(server: Any, chromium: Any) -> Iterator[Page]:
    """Week 15 with five hundred events pasted in and saved."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(server.url)
    page.goto(f"{server.base}/week/w15")
    page.locator("body[data-ap-ready]").wait_for(timeout=30_000)
    page.locator(f"{_HERE} .ch").wait_for()
    press(page, "In and out")
    page.locator(_HERE).get_by_label("Rows to add").evaluate(_PASTE, rows(EVENTS))
    press(page, f"Add {EVENTS} entries")
    page.locator(_HERE).get_by_text(f"{EVENTS} entries added.").first.wait_for()
    page.locator(f"{_HERE} .ap-saved[data-state=saved]").wait_for()
    yield page
    context.close()


def test_filtering_editing_adding_and_undoing_cost_little(chromium: Browser, long_page: Page) -> None:
    """With five hundred events, in hundredths of the piece of work in `work`: each about half of its limit."""
    page, root, found = long_page, long_page.locator(_HERE), {}
    press(page, "Build")
    root.locator("[id$=-find]").focus()
    found["filter"] = cost(chromium, "letter in the filter", page, keys(page, ["n", "u", "Backspace", "Backspace"] * 7))
    press(page, "Add an event of your own")
    root.locator("[id$=-what]").focus()
    found["edit"] = cost(chromium, "letter in an entry", page, keys(page, "a word or two, and then another"))
    _fill(root)
    press(page, "Add to the chronology")
    found["add"] = cost(chromium, "an entry added", page, keys(page, ["Enter"] * 2), lambda: _ready_to_add(page, root))
    undo = root.locator(".ap-status").get_by_role("button", name="Undo")
    found["undo"] = cost(chromium, "an entry undone", page, keys(page, ["Enter"] * 2), undo.first.focus)
    limits = {"filter": 50.0, "edit": 36.0, "add": 760.0, "undo": 220.0}
    assert {name: cost for name, cost in found.items() if cost > limits[name]} == {}
    assert page.complaints == []  # type: ignore[attr-defined]


def _fill(root: Locator) -> None:
    """An entry that can be added, in the form that is open."""
    for box, typed in (
        ("when-day", "7"),
        ("when-month", "3"),
        ("when-year", "2010"),
        ("source", "Log"),
        ("what", "New"),
    ):
        root.locator(f"[id$=-{box}]").evaluate(_PASTE, typed)


def _ready_to_add(page: Page, root: Locator) -> None:
    press(page, "Add an event of your own")
    _fill(root)
    root.get_by_role("button", name="Add to the chronology").focus()
