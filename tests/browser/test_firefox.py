"""The workbook in Firefox, the other engine that people have: typed, saved, left, come back to, and looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import barriers
import pytest
from looking import SAMPLE, sideways
from one_firefox import one_firefox
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect
from served import Served

WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample || ''}`);
});
"""
PASTE = "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true})); }"
SAVED = re.compile(r"Saved at \d\d:\d\d")


class Sitting:
    """A person with Firefox: one window, and what went wrong in it."""

    def __init__(self, page: Page, server: Served) -> None:
        self.page, self.server = page, server
        self.complaints: list[str] = []
        self.outside: list[str] = []
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._said)
        page.on("request", self._asked)
        page.goto(server.url)

    def week(self, name: str) -> Page:
        """A week, ready to be worked in."""
        self.page.goto(f"{self.server.base}/week/{name}")
        return self.ready()

    def ready(self) -> Page:
        """Wait until the page on the screen is."""
        self.page.locator("body[data-ap-ready]").wait_for(timeout=60_000)
        return self.page

    def exercise(self, name: str) -> Locator:
        """One exercise of the week."""
        return self.page.locator(f"#exercise-{name}")

    def amiss(self) -> list[str]:
        """What the browser complained of, what the page's policy stopped, and what was asked of other hosts, since the last look."""
        found = [*self.complaints, *self.outside, *self.page.evaluate("() => window.violations ?? []")]
        self.complaints.clear()
        self.outside.clear()
        return found

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)

    def _asked(self, asked: Request) -> None:
        if not asked.url.startswith((self.server.base, "data:", "blob:", "about:")):
            self.outside.append(asked.url)


@pytest.fixture(scope="module")
def firefox() -> Iterator[Browser]:
    """The browser."""
    with one_firefox() as browser:
        yield browser


def sit_down(firefox: Browser, server: Served, **options: Any) -> Sitting:
    """A new window, signed in."""
    context = firefox.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(30_000)
    return Sitting(context.new_page(), server)


@pytest.fixture(scope="module")
def one_window(firefox: Browser, server: Served) -> Iterator[Sitting]:
    """The window in which all of this happens."""
    sitting = sit_down(firefox, server)
    yield sitting
    sitting.page.context.close()


@pytest.fixture
def fox(one_window: Sitting) -> Iterator[Sitting]:
    """The window; nothing may have gone wrong in it by the end."""
    one_window.amiss()
    yield one_window
    assert one_window.amiss() == []


def saved(exercise: Locator) -> None:
    """Until an exercise says that it is saved."""
    expect(exercise.locator(".ap-saved")).to_have_attribute("data-state", "saved", timeout=40_000)


def test_this_is_firefox(fox: Sitting) -> None:
    """And not another engine under its name."""
    assert "Gecko/" in fox.page.evaluate("() => navigator.userAgent")


@pytest.mark.parametrize("week", SAMPLE)
def test_every_exercise_of_a_week_is_there(fox: Sitting, week: str) -> None:
    """Shown, in words; nothing complained of, nothing stopped by the policy, nothing wider than the window."""
    page = fox.week(week)
    shown = page.locator(".slim-mount").evaluate_all("(all) => all.map((each) => each.innerText.trim().length)")
    assert shown and all(shown)
    expect(page.locator(".slim-mount .ap-saved").first).to_be_visible()
    expect(page.locator(".ap-broken")).to_have_count(0)
    assert not sideways(page)


@pytest.mark.parametrize("week", ["w02", "w15", "w16"])
def test_no_barrier_is_met(fox: Sitting, week: str) -> None:
    """Asked of this engine too: roles, names and colours are its own reckoning."""
    assert barriers.find(fox.week(week)) == []


def test_a_narrow_window_and_a_dark_one(fox: Sitting) -> None:
    """Nothing to scroll sideways at 320 pixels; dark when asked for, and light again."""
    page = fox.week("w02")
    page.set_viewport_size({"width": 320, "height": 800})
    assert not sideways(page)
    dark = page.get_by_role("button", name="Dark")
    light = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") != light
    assert not sideways(page)
    dark.click()
    page.set_viewport_size({"width": 1280, "height": 900})


def test_words_are_saved_and_there_again(fox: Sitting) -> None:
    """After a reload, and by way of the back button, where they can be gone on with."""
    page, reflection = fox.week("w02"), fox.exercise("w02a4")
    box = reflection.locator("textarea:visible").first
    box.focus()
    page.keyboard.type("I waited for a letter.")
    saved(reflection)
    expect(reflection.locator(".ap-saved")).to_contain_text(SAVED)
    page.reload()
    fox.ready()
    expect(box).to_have_value("I waited for a letter.")
    page.get_by_role("link", name="Achieving Permanence").first.click()
    expect(page.locator("main")).to_contain_text("Week")
    page.go_back()
    fox.ready()
    box.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" It came.")
    saved(reflection)
    fox.week("w02")
    expect(box).to_have_value("I waited for a letter. It came.")


def test_a_date_on_the_timeline_is_moved_by_keys(fox: Sitting) -> None:
    """The slider moves with the arrows, keeps the focus, says its value, and is saved."""
    page, timeline = fox.week("w02"), fox.exercise("w02a2")
    slider = timeline.get_by_role("slider").first
    slider.focus()
    before = slider.get_attribute("aria-valuetext")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_be_focused()
    expect(slider).not_to_have_attribute("aria-valuetext", before or "")
    moved = slider.get_attribute("aria-valuetext")
    saved(timeline)
    page.reload()
    fox.ready()
    expect(timeline.get_by_role("slider").first).to_have_attribute("aria-valuetext", moved or "")


def test_the_matrix_is_gone_through(fox: Sitting) -> None:
    """From the first leaning to the facts, which are fetched then."""
    fox.week("w16")
    matrix = fox.exercise("w16a2")
    matrix.get_by_label(re.compile("Kacper.*fictional")).check()
    matrix.locator(".om").get_by_role("textbox").first.fill("He asks for her at the gate.")
    matrix.get_by_role("button", name="Go on to the options").click()
    expect(matrix.get_by_role("heading", name="Which options are realistic?")).to_be_focused()
    steps = matrix.get_by_role("group", name="Steps")
    steps.get_by_role("button", name="Facts", exact=True).click()
    expect(matrix.get_by_role("table", name=re.compile("What the law says"))).to_be_visible()
    steps.get_by_role("button", name="First leaning", exact=True).click()
    expect(matrix.locator(".om").get_by_role("textbox").first).to_have_value("He asks for her at the gate.")
    saved(matrix)


def test_the_chronology_takes_what_is_pasted_and_finds_it(fox: Sitting) -> None:
    """Sixty events from a spreadsheet, one of them looked for."""
    fox.week("w15")
    chronology = fox.exercise("w15a2")
    rows = [f"{1 + n % 28}/{1 + n % 12}/{2010 + n // 12}\tEvent number {n}\tCase note" for n in range(60)]
    chronology.get_by_role("button", name="In and out").first.click()
    chronology.get_by_label("Rows to add").evaluate(PASTE, "\n".join(["Date\tWhat happened\tSource", *rows]))
    chronology.get_by_role("button", name="Add 60 entries").first.click()
    expect(chronology.get_by_text("60 entries added.").first).to_be_visible()
    saved(chronology)
    chronology.get_by_role("button", name="Build").first.click()
    chronology.locator("[id$=-find]").fill("number 59")
    expect(chronology.get_by_text("Event number 59").first).to_be_visible()
    expect(chronology.get_by_text("Event number 12")).to_have_count(0)


def test_a_killed_kernel_costs_nothing(firefox: Browser, server: Served) -> None:
    """The page notices by itself, opens again, and every word is there and saved."""
    sitting = sit_down(firefox, server)
    page, reflection = sitting.week("w03"), sitting.page.locator(".slim-mount:has(textarea:visible)").first
    box = reflection.locator("textarea:visible").first
    box.focus()
    page.keyboard.type("Before.")
    saved(reflection)
    server.kill_kernels()
    page.keyboard.type(" After.")
    expect(page.locator("#ap-news")).to_contain_text("What you wrote is kept", timeout=60_000)
    expect(box).to_have_value("Before. After.", timeout=40_000)
    saved(reflection)
    page.context.close()


def test_a_frozen_server_is_told_of_and_waited_for(firefox: Browser, server: Served) -> None:
    """Nothing is claimed while nothing is heard; afterwards the page goes on by itself."""
    sitting = sit_down(firefox, server)
    page = sitting.week("w03")
    server.freeze()
    try:
        expect(page.locator("#ap-notice")).to_contain_text("Your words are kept on this computer", timeout=15_000)
    finally:
        server.thaw()
    page.locator("body[data-slim=ready]").wait_for()
    page.context.close()
