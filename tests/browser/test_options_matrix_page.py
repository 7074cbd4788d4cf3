"""The options matrix in a browser: calm to start, and its draft leads back to its entries."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from served import Served

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.kinds.options_matrix.model import BOXES
from permanence_lib.store import open_store

STEPS = ("First leaning", "Options", "Factors", "Facts", "Balance sheet", "Reasoning", "Stress test", "Draft")
SENTENCE = "He asks for her by name at the gate. "


def full(content: Content) -> dict[str, Any]:
    """Eight options under ten factors, every box of every cell with something in it."""
    exercise = exercises.find("w16a2", content)
    example = exercise.example()
    assert example is not None
    value: dict[str, Any] = example.model_dump(mode="json")
    value["added"] = [{"id": "own-1", "label": "Two of these side by side until March"}]
    value["sifted"] = {}
    value["own_factors"] = [{"id": f"need-{n}", "label": f"Need {n}", "covers": []} for n in range(1, 5)]
    options = [*(x.id for x in exercise.definition.compare), "own-1"]  # type: ignore[attr-defined]
    factors = [*(x.id for x in exercise.definition.factors), *(x["id"] for x in value["own_factors"])]  # type: ignore[attr-defined]
    piece = {"id": "i1", "words": SENTENCE, "side": "may_help", "sort": "record", "source": "e19", "limits": ""}
    cell = dict.fromkeys((*BOXES, "voice"), SENTENCE * 3) | {"items": [piece], "sure": "fair"}
    assert (len(options), len(factors)) == (8, 10)
    return value | {"cells": {f: {o: dict(cell) for o in options} for f in factors}, "conclusion": "carers"}


def keep(server: Served, content: Content, value: dict[str, Any]) -> None:
    """Save an answer as if the participant had."""
    exercise = exercises.find("w16a2", content)
    store = open_store(server.environment["PERMANENCE_STORE"])
    me, question = store.me().id, exercise.definition.question_hash()
    before = store.latest(me, "w16a2")
    base = before.revision if before else 0
    store.save(me, "w16a2", value, base=base, request_id=f"full-{base}", definition_hash=question)
    store.close()


@pytest.fixture
def empty(page: Page, open_week: Callable[..., Page]) -> Locator:
    """The matrix nobody has begun; the other exercises of its week stay as they are."""
    return matrix_on(open_week(page, "w16"))


@pytest.fixture
def filled(server: Served, content: Content, page: Page, open_week: Callable[..., Page]) -> Locator:
    """The matrix with every cell filled."""
    keep(server, content, full(content))
    return matrix_on(open_week(page, "w16"))


@pytest.fixture
def begun(server: Served, content: Content, page: Page, open_week: Callable[..., Page]) -> Locator:
    """The matrix with its worked example."""
    example = exercises.find("w16a2", content).example()
    assert example is not None
    keep(server, content, example.model_dump(mode="json"))
    return matrix_on(open_week(page, "w16"))


def matrix_on(page: Page) -> Locator:
    matrix = page.locator("#exercise-w16a2")
    matrix.get_by_label(re.compile("Kacper.*fictional")).check()
    expect(matrix.locator(".ap-saved")).to_be_visible()
    return matrix


def step(matrix: Locator, name: str) -> None:
    matrix.get_by_role("group", name="Steps").get_by_role("button", name=name, exact=True).click()


def test_the_first_screen_asks_one_thing_and_the_facts_come_later(empty: Locator) -> None:
    """Where do you lean: one choice, one sentence, who sees it. The law is fetched once it is touched."""
    body = empty.locator(".om")
    expect(body.get_by_role("heading", name=re.compile("which way do you lean"))).to_be_visible()
    assert body.get_by_role("textbox").count() == 1
    assert body.get_by_role("combobox").count() == 1
    expect(body.get_by_role("checkbox")).not_to_be_checked()
    body.get_by_role("button", name="Go on to the options").click()
    expect(body.get_by_role("heading", name="Which options are realistic?")).to_be_focused()
    step(empty, "Facts")
    table = empty.get_by_role("table", name=re.compile("What the law says"))
    expect(table).to_be_visible()
    expect(table.get_by_text("as at").first).to_be_visible()
    assert empty.get_by_role("group", name=re.compile("Which to set")).get_by_role("checkbox").count() == 17


def later_parts(page: Page) -> list[str]:
    """What a touch of the comparison brings, by the names asked for since the page was opened."""
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(each => each.name.split('/').at(-1))")
    return sorted({name.partition(".")[0] for name in asked if re.match(r"(more|facts)-", name)})


def test_looking_on_brings_no_more_than_is_shown_and_a_touch_brings_the_rest(begun: Locator) -> None:
    """From then on every step is there, whatever becomes of the line."""
    page = begun.page
    expect(begun.get_by_role("heading", name="Which options are realistic?")).to_be_visible()
    expect(begun.locator("summary", has_text=re.compile("^Research beside this option,")).first).to_be_visible()
    assert later_parts(page) == []
    begun.locator(".om textarea").first.focus()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(each => each.name.includes('/facts-w16a2'))"
    )
    page.wait_for_load_state("networkidle")
    assert later_parts(page) == ["facts-w16a2", "more-options_matrix"]
    expect(begun.locator("summary", has_text=re.compile(r"^Research beside this option \(\d+\)")).first).to_be_visible()
    page.context.set_offline(True)
    for name in STEPS[2:]:
        step(begun, name)
        expect(begun.get_by_role("group", name=name, exact=True).locator("[data-om-title]")).to_be_focused()
        expect(begun.get_by_text("on its way")).to_have_count(0)
    page.context.set_offline(False)


def test_a_step_that_does_not_come_says_so_and_comes_when_it_can(begun: Locator) -> None:
    """The line broke at the first touch. What is typed meanwhile is kept, and the step takes the focus that waited for it."""
    page = begun.page
    page.route("**/made/more-*", lambda route: route.abort("connectionreset"))
    step(begun, "Reasoning")
    expect(begun.get_by_role("heading", name="Reasoning")).to_be_focused()
    expect(begun.get_by_text("This step has not come yet")).to_be_visible(timeout=15_000)
    step(begun, "Options")
    box = begun.locator(".om textarea").first
    box.fill("Typed while the line was down.")
    expect(begun.locator(".ap-saved[data-state=saved]")).to_be_visible()
    step(begun, "Reasoning")
    page.unroute("**/made/more-*")
    expect(begun.get_by_role("heading", name="Your reasoning")).to_be_focused(timeout=15_000)
    step(begun, "Options")
    expect(box).to_have_value("Typed while the line was down.")


def test_a_route_is_taken_in_or_left_with_a_reason(empty: Locator) -> None:
    """Six stand in a list; one taken in joins the options, one left keeps its line and is asked about when thin."""
    step(empty, "Options")
    empty.get_by_text("The other options and routes in England").click()
    taken = empty.get_by_role("group", name=re.compile("Section 20 accommodation"))
    taken.get_by_label("Take it in").click()
    expect(empty.locator(".om-option").filter(has_text="Section 20 accommodation")).to_have_count(1)
    empty.get_by_role("group", name=re.compile("Wardship")).get_by_label("Leave it out").check()
    empty.get_by_label(re.compile("Why not.*Wardship")).fill("No.")
    expect(empty.get_by_text("That is a short reason. Was anybody asked?")).to_be_visible()


@pytest.mark.parametrize("state", ["empty", "begun"])
def test_every_step_is_accessible(state: str, request: pytest.FixtureRequest, axe: Callable[..., list[str]]) -> None:
    """Nothing for axe to find in any step, empty or begun, with every fold open; and no step wider than a telephone."""
    matrix: Locator = request.getfixturevalue(state)
    page = matrix.page
    for name in STEPS if state == "begun" else ("First leaning", "Options"):
        step(matrix, name)
        matrix.evaluate("el => el.querySelectorAll('.om [role=group] details').forEach(d => { d.open = true; })")
        assert axe(page, "#exercise-w16a2") == [], name
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("() => document.documentElement.scrollWidth <= 320"), name
        page.set_viewport_size({"width": 1280, "height": 900})


def test_a_gap_leads_to_its_place_and_the_stress_test_to_another_order(filled: Locator) -> None:
    """By keyboard: to the box it is about; and a written disagreement takes it off the list and is kept."""
    step(filled, "Balance sheet")
    rule = filled.get_by_text("Support is not costed")
    rule.focus()
    filled.page.keyboard.press("Enter")
    filled.get_by_role("button", name=re.compile("^Stay with Suri and Tom.*support is not costed$")).first.press(
        "Enter"
    )
    expect(filled.get_by_label(re.compile("What would it cost.*Stay with Suri"))).to_be_focused()
    step(filled, "Balance sheet")
    filled.get_by_text("Support is not costed").click()
    filled.get_by_role("button", name=re.compile("see this differently.*Residential care.*not costed")).click()
    filled.get_by_label(re.compile("How do you see it.*Residential")).fill("Nobody proposes it.")
    step(filled, "Balance sheet")
    expect(filled.get_by_text(re.compile("You see .* differently"))).to_be_visible()
    stress_test_reads_in_another_order(filled)


def test_a_reworded_sentence_is_kept_when_its_entry_changes(filled: Locator) -> None:
    """The draft says so, offers the new sentence, and writes over nothing."""
    step(filled, "Draft")
    row = filled.get_by_role("listitem").filter(has_text="The analysis arrives at: Stay with Suri and Tom")
    row.get_by_role("button", name="Reword").click()
    row = filled.get_by_role("listitem").filter(has=filled.page.get_by_label(re.compile("In your words")))
    row.get_by_label(re.compile("In your words")).fill("He should stay where he is.")
    row.get_by_role("button", name="To the entry").click()
    choice = filled.get_by_label("Where does your reasoning arrive, for now?")
    expect(choice).to_be_focused()
    choice.select_option("return-ewa")
    step(filled, "Draft")
    expect(filled.get_by_text("He should stay where he is.", exact=True)).to_be_visible()
    expect(filled.get_by_text("Its entry has changed since you reworded it")).to_be_visible()
    filled.get_by_role("button", name="Use the new sentence").click()
    expect(filled.get_by_text("The analysis arrives at: Home to Ewa").first).to_be_visible()


def stress_test_reads_in_another_order(filled: Locator) -> None:
    """The factor held to matter twice is read first; there is no number anywhere in the table."""
    step(filled, "Stress test")
    filled.get_by_label("Which factor?").select_option("research")
    table = filled.get_by_role("table", name=re.compile("assessed"))
    expect(table.get_by_role("rowheader").first).to_contain_text("What research says")
    expect(filled.get_by_label("Reading it in this order, what would you say differently?")).to_be_visible()
