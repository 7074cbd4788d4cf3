"""Two clocks in a real browser: dates moved by keys, two plans, rows of the return, and a repaint nobody waits for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_options_matrix_page import later_parts
from work import cost, keys

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline import KIND
from permanence_lib.kinds.delay_timeline.model import Clocks, Definition, Response
from permanence_lib.screen.modules import kit_module, more_module, read, view_module, view_style
from permanence_lib.workbook.framing import asked

#: The view alone with the real kit, and an answer kept on the page; `window.rows` plays the workbook that reads a file.
PAGE = """<!DOCTYPE html><html lang="en-GB"><title>Two clocks</title><style>%s</style><main><h1>Week</h1><h2>Two clocks</h2><h3>Exercise</h3><div class="ap" id="here"></div></main>
<script type="module">
const module = text => import(URL.createObjectURL(new Blob([text], {type: "text/javascript"})));
const [kit, own] = [await module(%s), await module(%s)], View = own.view(kit, () => module(%s)), {html, render} = kit, told = %s;
window.said = [];
const draw = () => render(html`<${View} definition=${told.definition} material=${told.material} value=${window.value} change=${change} say=${words => window.said.push(words)} id="x"
  readFile=${async file => JSON.parse(await window.read(await file.text()))} />`, document.getElementById("here"));
function change(label, recipe) { const next = structuredClone(window.value); window.value = recipe(next) ?? next; draw(); }
window.value = told.value; draw();
document.body.dataset.ready = "1";
</script></html>"""


def page_of(chromium: Browser, exercise: Exercise, answer: Any, material: Material) -> Page:
    """A page with the view and nothing else."""
    decoded: Callable[[str], str] = lambda text: json.dumps(  # noqa: E731
        {"result": KIND.read_file(exercise.definition, material, "x.csv", text.encode())}  # type: ignore[misc, arg-type]
    )
    told = {
        "definition": asked(exercise.definition),
        "material": material.to_json(),
        "value": answer.model_dump(mode="json"),
    }
    safe = lambda x: json.dumps(x).replace("<", "\\u003c")  # noqa: E731
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(10_000)
    page.faults = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
    page.expose_function("read", decoded)
    html = PAGE % (
        read("kit.css") + view_style("delay_timeline"),
        safe(kit_module()),
        safe(view_module("delay_timeline")),
        safe(more_module("delay_timeline")),
        safe(told),
    )
    page.route("http://clocks.test/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("http://clocks.test/")
    page.wait_for_selector("body[data-ready]")
    return page


@pytest.fixture(scope="module")
def rowan() -> Exercise:
    """The exercise of week 2."""
    return exercises.find("w02a2", Content.load())


def faults(page: Page) -> list[str]:
    """What axe finds, and what broke."""
    found = Axe().run(page).response["violations"]
    return [violation["id"] for violation in found] + page.faults  # type: ignore[attr-defined, no-any-return]


def long_record(rowan: Exercise) -> tuple[Exercise, Clocks]:
    """200 entries over three years, the whole timetable, and reviews and visits that come round."""
    content = Content.load()
    first = date(2023, 1, 2)
    given = [
        {"id": f"x{n}", "date": (first + timedelta(days=6 * n)).isoformat(), "text": f"Entry {n}"} for n in range(200)
    ]
    visits = [{"event": f"x{n}"} for n in range(3, 60, 5)]
    triggers: dict[str, Any] = {
        "entered-care": {"event": "x1"}, "placement-started": [{"event": "x1"}, {"event": "x40"}, {"event": "x90"}],
        "visit": visits, "first-review": {"event": "x4"}, "second-review": {"event": "x18"},
        "later-review": [{"event": "x45"}, {"event": "x80"}], "proceedings-issued": {"event": "x2"},
        "letter-before-proceedings": {"event": "x0"}, "final-order": {"decision": "d0"}, "extension-granted": {"event": "x30"},
        "agency-decision": {"decision": "d1"}, "match-approved": {"decision": "d2"}, "adoptive-placement": {"decision": "d3"},
        "placement-order": {"event": "x60"},
    }  # fmt: skip
    decisions = [
        {
            "id": f"d{n}",
            "label": f"Decision {n}",
            "planned": {"event": f"x{50 + 30 * n}"},
            "depends_on": f"d{n - 1}" if n else None,
        }
        for n in range(4)
    ]
    law = [fact.id for fact in content.law.values() if fact.clock]
    written = {
        "kind": "delay_timeline", "title": "Long", "purpose": "P", "prompt": "Q", "minutes": 5, "name": "Sam", "born": "2022-12-01",
        "given": given, "timetable": "all", "triggers": triggers, "decisions": decisions, "law": law,
        "waiting": {"since": {"event": "x1"}, "words": "in care"},
        "stretches": [{"id": "s", "label": "S", "start": {"event": "x2"}, "end": {"event": "x60"}}],
    }  # fmt: skip
    definition = Definition.model_validate(written)
    exercise = exercises.place("w99a1", rowan.file, KIND, definition, content)
    return exercise, Clocks(definition, Response(two_plans=True), exercise.material)


def test_a_date_moves_at_little_cost(chromium: Browser, rowan: Exercise) -> None:
    """200 entries and 60 steps or more, two plans: a key on a handle, in hundredths of the piece of work in `work`."""
    exercise, clocks = long_record(rowan)
    assert len(clocks.entries) == 200
    assert len(clocks.expected()) >= 60
    page = page_of(chromium, exercise, Response(two_plans=True), exercise.material)
    page.get_by_role("slider").first.focus()
    assert cost(chromium, "moved beside 200 entries", page, keys(page, ["ArrowRight", "ArrowLeft"] * 15)) <= 80
    assert page.evaluate("JSON.stringify(window.value.moved)") != "{}"


def test_two_plans_are_moved_by_keys_and_told_side_by_side(chromium: Browser, rowan: Exercise) -> None:
    """Each plan has its own dates; what waits for a date follows; copying makes them the same; axe is content."""
    page = page_of(chromium, rowan, Response(), rowan.material)
    page.get_by_role("button", name="Make a second plan").click()
    page.get_by_role("slider", name="Marlon is found").focus()
    page.keyboard.press("PageDown")
    page.keyboard.press("Shift+ArrowLeft")
    assert page.evaluate("window.value.moved") == {}
    assert page.evaluate("window.value.moved_b.father") == {"day": "28", "month": "7", "year": "2025"}
    table = page.get_by_role("table", name="Two plans side by side")
    assert "4 weeks and 1 day earlier in plan B" in table.inner_text()
    assert "late by 5 weeks and 5 days" in table.get_by_role("row", name="Final order").inner_text()
    assert "“" not in page.evaluate("window.said.at(-1)")
    assert faults(page) == []
    page.get_by_role("button", name="Copy plan B to plan A").click()
    assert table.inner_text().count("The same day in both") == 4
    page.get_by_role("button", name="Go back to one plan").click()
    assert page.evaluate("[window.value.two_plans, Object.keys(window.value.moved_b).length]") == [False, 1]


def test_the_timetable_opens_stage_by_stage_without_a_mouse(chromium: Browser, rowan: Exercise) -> None:
    """Folded under a line each; opened by keyboard; what nobody has checked says so and has no date."""
    page = page_of(chromium, rowan, Response(), rowan.material)
    stages = page.locator(".dt-stages > details > summary")
    assert stages.count() == 3
    assert stages.last.inner_text().startswith("The court case. Late: Final order; Extension.")
    court = page.locator(".dt-stages > details", has=page.get_by_text("The court case."))
    court.locator("> summary").focus()
    page.keyboard.press("Enter")
    court.get_by_role("row", name="F. Final order").wait_for()  # fetched at the first touch
    court.get_by_text("without a date").click()
    assert "this limit has not yet been checked" in court.inner_text()
    assert faults(page) == []


def test_rows_of_the_return_are_seen_before_they_are_added(chromium: Browser, rowan: Exercise) -> None:
    """Pasted, decoded, shown with the bad row and its reason, added as one step; the timetable counts from them."""
    material = replace(rowan.material, case=None, followed="Wren")
    page = page_of(chromium, rowan, Response(), material)
    page.get_by_text("Bring in rows of the yearly return").click()
    page.get_by_label("Or paste the rows").fill(
        "CHILD,DECOM,RNE,LS,PLACE,PL_POST\nA1,15/01/2024,S,C1,U6,AB1 2CD\nA1,31/02/2024,P,C1,U4,AB1 2CD"
    )
    page.get_by_role("button", name="Read these rows").click()
    page.get_by_role("button", name="Add these 2 dates").wait_for()
    assert page.evaluate("window.value.points.length") == 0
    assert "31/02/2024" in page.get_by_role("table", name="Rows that could not be read").inner_text()
    assert faults(page) == []
    page.get_by_role("button", name="Add these 2 dates").click()
    assert [p["means"] for p in page.evaluate("window.value.points")] == ["entered-care", "placement-started"]
    assert "AB1" not in json.dumps(page.evaluate("window.value"))
    page.locator(".dt-stages summary", has_text="Care: plans").first.click()
    assert page.get_by_role("row", name="First looked-after review").get_by_text("12 February 2024").is_visible()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_folded_away_comes_at_the_first_touch(page: Page, open_week: Callable[..., Page]) -> None:
    """Reading brings nothing more; from the first touch on all of it is there, whatever becomes of the line."""
    timeline = open_week(page, "w02").locator("#exercise-w02a2")
    expect(timeline.get_by_role("slider").first).to_be_visible()
    assert later_parts(page) == []
    timeline.get_by_role("slider").first.focus()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource').some(each => each.name.includes('/more-delay_timeline'))"
    )
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    timeline.get_by_text("Every date as a table").click()
    expect(timeline.get_by_role("table", name="Every entry")).to_be_visible()
    timeline.get_by_role("button", name="Add a date of your own").click()
    expect(timeline.get_by_label("What belongs here")).to_be_focused()
    page.context.set_offline(False)


def test_a_date_of_ones_own_waits_for_its_boxes(page: Page, open_week: Callable[..., Page]) -> None:
    """The line broke at the first touch: it says so, and the box takes the focus that waited for it."""
    page.route("**/made/more-*", lambda route: route.abort("connectionreset"))
    timeline = open_week(page, "w02").locator("#exercise-w02a2")
    timeline.get_by_role("button", name="Add a date of your own").click()
    expect(timeline.get_by_text("has not come yet").first).to_be_attached(timeout=15_000)
    page.unroute("**/made/more-*")
    expect(timeline.get_by_label("What belongs here").last).to_be_focused(timeout=15_000)
