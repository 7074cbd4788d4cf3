"""A chronology of five hundred events, worked on in a browser: quick enough not to be noticed, and nothing half done."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

EVENTS, ROUNDS, LIMIT = 500, 20, 100.0
_HERE = "#exercise-w15a2"
#: Acts, waits until the page has been painted, and gives the milliseconds from the act to the first frame after it.
_TIMED = """async ([act, selector, value]) => {
  const root = document.querySelector("#exercise-w15a2");
  const painted = () => new Promise(go => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = go; c.port2.postMessage(0); }));
  const find = () => !selector ? null : selector.startsWith("text:")
    ? [...root.querySelectorAll("button")].find(x => x.textContent.trim().startsWith(selector.slice(5)))
    : root.querySelector(selector);
  const target = find(), started = performance.now();
  if (act === "nothing") { let n = 0; for (let i = 0; i < 2e7; i += 1) n += i % 7; if (n) await painted(); }
  if (act === "click") { target.click(); await painted(); }
  if (act === "type") { target.value = value; target.dispatchEvent(new Event("input", {bubbles: true})); await painted(); }
  return performance.now() - started;
}"""

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


class Clock:
    """Times acts on a page: by the wall, from act to painted frame; and by the work of the page's own thread alone."""

    def __init__(self, page: Page) -> None:
        self.page, self.session = page, page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.wall: dict[str, list[float]] = {}
        self.work: dict[str, list[float]] = {}

    def _worked(self) -> float:
        found = self.session.send("Performance.getMetrics")["metrics"]
        return float(next(x["value"] for x in found if x["name"] == "TaskDuration")) * 1000

    def time(self, name: str, act: str, selector: str = "", value: str = "") -> None:
        """One act, in milliseconds, both ways. What is done to ask is in the work too."""
        self.page.wait_for_timeout(120)  # what was to be saved has been sent
        before = self._worked()
        self.wall.setdefault(name, []).append(float(self.page.evaluate(_TIMED, [act, selector, value])))
        self.work.setdefault(name, []).append(self._worked() - before)

    def words(self) -> str:
        """Every act: median and p95 by the wall, p95 of work."""
        return "; ".join(
            f"{name}: median {statistics.median(found):.0f}, p95 {p95(found):.0f}, work p95 {p95(self.work[name]):.0f} ms"
            for name, found in self.wall.items()
        )


def p95(times: list[float]) -> float:
    """The time that one in twenty goes over."""
    return statistics.quantiles(times, n=20)[18]


@pytest.mark.alone
def test_adding_filtering_editing_and_undoing_take_less_than_a_tenth_of_a_second(long_page: Page) -> None:
    """Each twenty times over with five hundred events: the median, by the wall clock.

    The slowest of twenty tells of the machine: a fixed sum and an empty frame, timed between them, swing by more than
    the limit itself. Both are printed.
    """
    page, clock, root = long_page, Clock(long_page), long_page.locator(_HERE)
    press(page, "Build")
    for n in range(ROUNDS):
        clock.time("nothing", "nothing")
        clock.time("filter", "type", "[id$=-find]", f"number {n * 7}")
        root.locator("[id$=-find]").evaluate(_PASTE, "")
        press(page, "Add an event of your own")
        for box, typed in (("when-day", "7"), ("when-month", "3"), ("when-year", "2010"), ("source", "Log")):
            root.locator(f"[id$=-{box}]").evaluate(_PASTE, typed)
        clock.time("edit", "type", "[id$=-what]", f"A new event, number {n}")
        clock.time("add", "click", "text:Add to the chronology")
        clock.time("undo", "click", "text:Undo")
        press(page, "Redo")
    sys.stdout.write(f"\n{clock.words()}\n")
    acts = ("filter", "edit", "add", "undo")
    assert all(statistics.median(clock.wall[name]) < LIMIT for name in acts), clock.words()
    assert page.complaints == []  # type: ignore[attr-defined]
