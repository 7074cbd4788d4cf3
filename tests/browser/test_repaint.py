"""What a key changes on a page, counted, and what it costs the page's own thread, whatever else the machine is doing.

The limits of cost (hundredths of the piece of work in `work`) are about twice what was measured, so that a repaint which
becomes three times as costly is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page
from test_chronology_page import EVENTS, press, rows
from test_options_matrix_page import full, keep, matrix_on, step
from work import cost, keys

from permanence_lib.content.library import Content

#: Every change of the document from now on: a letter typed, an attribute written, an element put in or taken out.
_WATCH = """exercise => {
  window.changes = [];
  new MutationObserver(found => window.changes.push(...found.map(x => `${x.type} ${x.target.localName ?? "text"} ${x.attributeName ?? ""}`)))
    .observe(document.querySelector(exercise), {subtree: true, childList: true, attributes: true, characterData: true});
}"""
_PASTE = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }"


def changes_of(page: Page, exercise: str, keys: list[str]) -> list[str]:
    """What these keys change in an exercise, from the first to the last frame."""
    page.evaluate(_WATCH, f"#exercise-{exercise}")
    for key in keys:
        page.keyboard.press(key)
        page.evaluate("() => new Promise(go => requestAnimationFrame(() => setTimeout(go)))")
    return list(page.evaluate("() => window.changes"))


def test_a_decision_moves_and_the_record_stands_still(page: Page, open_week: Callable[..., Page]) -> None:
    """Ten keys on a handle of week 2: what is said of the decisions changes, and nothing of the record's own clock."""
    open_week(page, "w02")
    exercise = page.locator("#exercise-w02a2")
    exercise.locator("[role=slider]").first.focus()
    page.keyboard.press("ArrowRight")
    clock = exercise.locator(".dt-chart").first.inner_html()
    found = changes_of(page, "w02a2", ["ArrowRight"] * 10)
    assert len(found) <= 10 * 60, sorted(found)
    assert not [one for one in found if " option" in one or " textarea" in one]
    assert exercise.locator(".dt-chart").first.inner_html() == clock


@pytest.fixture
def open_cells(server: object, content: Content, page: Page, open_week: Callable[..., Page]) -> Locator:
    """Every option of a full matrix open under one factor."""
    keep(server, content, full(content))  # type: ignore[arg-type]
    matrix = matrix_on(open_week(page, "w16"))
    step(matrix, "Factors")
    matrix.get_by_role("button", name="Needs now and through life", exact=True).click()
    matrix.get_by_role("button", name="All options open").click()
    return matrix


def test_a_letter_in_one_of_eighty_cells_changes_that_cell(open_cells: Locator) -> None:
    """The lists beside it, of the record's entries and of the studies, are not written again."""
    open_cells.get_by_label(re.compile("^What may help")).first.focus()
    found = changes_of(open_cells.page, "w16a2", list("ten letter"))
    assert len(found) <= 10 * 4, sorted(found)
    assert not [one for one in found if " option" in one]


def test_a_letter_beside_five_hundred_events_changes_one_box(page: Page, open_week: Callable[..., Page]) -> None:
    """In the form of an entry; the list of entries stands behind it."""
    chronology = open_week(page, "w15").locator("#exercise-w15a2")
    press(page, "In and out")
    chronology.get_by_label("Rows to add").evaluate(_PASTE, rows(EVENTS))
    press(page, f"Add {EVENTS} entries")
    chronology.get_by_text(f"{EVENTS} entries added.").first.wait_for()
    press(page, "Build")
    press(page, "Add an event of your own")
    chronology.locator("[id$=-what]").focus()
    found = changes_of(page, "w15a2", list("ten letter"))
    assert len(found) <= 10 * 4, sorted(found)


def test_moving_a_decision_costs_little(chromium: Browser, page: Page, open_week: Callable[..., Page]) -> None:
    """A key on a handle of week 2, saving meanwhile."""
    open_week(page, "w02")
    page.locator("#exercise-w02a2 [role=slider]").first.focus()
    assert cost(chromium, "moved", page, keys(page, ["ArrowRight", "ArrowLeft"] * 15)) <= 70


@pytest.mark.parametrize(("name", "limit"), [("w02a1", 26), ("w02a4", 28), ("w15a3", 26), ("w16a1", 34)])
def test_a_letter_costs_little(
    name: str, limit: float, chromium: Browser, page: Page, open_week: Callable[..., Page]
) -> None:
    """In a box of an exercise, beside all the others of its week."""
    open_week(page, name[:3])
    exercise = page.locator(f"#exercise-{name}")
    page.evaluate("() => { for (const fold of document.querySelectorAll('.ap-body details')) fold.open = true; }")
    if not exercise.locator("textarea:visible").count():
        exercise.locator(".ap-body button").first.click()
    exercise.locator("textarea:visible").first.focus()
    assert cost(chromium, f"letter in {name}", page, keys(page, "a word or two, and then another")) <= limit


def test_a_letter_and_a_choice_in_a_full_matrix_cost_little(chromium: Browser, open_cells: Locator) -> None:
    """With all eight options of a factor open, each box of them filled: a note, a weight, and a sentence of the draft."""
    page, words = open_cells.page, "a word or two, and then another"
    open_cells.get_by_label(re.compile("^What may help")).first.focus()
    note = cost(chromium, "letter in a cell", page, keys(page, words))
    open_cells.get_by_role("radio", name="High", exact=True).check()
    weight = cost(chromium, "weight", page, keys(page, ["ArrowRight", "ArrowLeft"] * 15))
    step(open_cells, "Draft")
    open_cells.get_by_role("button", name=re.compile("^Reword.*The analysis arrives")).click()
    open_cells.get_by_label(re.compile("In your words")).focus()
    sentence = cost(chromium, "letter in the draft", page, keys(page, words))
    assert (note <= 50, weight <= 28, sentence <= 90) == (True, True, True)
