"""A lid is closed and opened, a tab is put to sleep, a page comes back whole by the back button: no word is lost and the page lives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator

import pytest
import served
from cable import Cable
from one_browser import FLAGS, find_chromium, one_playwright
from playwright.sync_api import Browser, Locator, Page, expect

#: How long a page may take to be well again, in milliseconds.
WELL = 60_000
NOTE_PERSISTED = """
addEventListener('pageshow', (event) => { if (event.persisted) sessionStorage.setItem('came-back-whole', '1'); });
"""


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The workbook, served with a fresh store."""
    running = served.study(tmp_path_factory.mktemp("answers") / "answers.sqlite")
    yield running
    running.stop()


class Reached:
    """The workbook as it is met at the far end of a cable."""

    def __init__(self, near: served.Served, cable: Cable) -> None:
        self.near, self.cable = near, cable
        self.base = f"http://127.0.0.1:{cable.port}"
        self.url = near.url.replace(near.base, self.base)


@pytest.fixture
def server(near: served.Served) -> Iterator[Reached]:
    """The workbook over a cable of this test's own."""
    with Cable(int(near.base.rpartition(":")[2]), rename=True) as cable:
        yield Reached(near, cable)


@pytest.fixture
def week(page: Page, open_week: Callable[..., Page]) -> Page:
    """Week 2, ready to type: what was written before has come."""
    opened = open_week(page, "w02")
    box(opened).wait_for()
    return opened


@pytest.fixture(scope="module")
def remembering() -> Iterator[Browser]:
    """Chromium as people have it, which keeps whole pages for the back button; playwright turns that off."""
    kept = ["--disable-back-forward-cache"]
    with one_playwright() as playwright:
        path = shutil.which("chromium") or find_chromium()  # the whole of it, not a shell of it
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, ignore_default_args=kept)
        yield browser
        browser.close()


def box(page: Page) -> Locator:
    """A box of the private reflection in week 2."""
    return page.locator("#exercise-w02a4 textarea:visible").first


def type_on(page: Page, words: str) -> None:
    """Type at the end of the box."""
    box(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def wait_saved(page: Page, words: str) -> None:
    """Until these words are in the box and the page says Saved."""
    expect(box(page)).to_have_value(re.compile(re.escape(words)), timeout=WELL)
    expect(page.locator("#exercise-w02a4 .ap-saved")).to_have_attribute("data-state", "saved", timeout=WELL)


def test_a_tab_put_to_sleep_goes_on_when_it_is_woken(week: Page, near: served.Served) -> None:
    """Its kernel has gone meanwhile, as overnight."""
    type_on(week, "Before sleep. ")
    wait_saved(week, "Before sleep.")
    lifecycle = week.context.new_cdp_session(week)
    lifecycle.send("Page.setWebLifecycleState", {"state": "frozen"})
    near.kill_kernels()
    lifecycle.send("Page.setWebLifecycleState", {"state": "active"})
    type_on(week, "After sleep. ")
    wait_saved(week, "Before sleep. After sleep.")


@pytest.mark.parametrize("line", ["cut", "swallow"])
def test_a_lid_closed_in_the_middle_of_a_word(week: Page, server: Reached, line: str) -> None:
    """The line is gone before the word is sent, eight hours pass at once, the kernel has ended; the word is kept."""
    week.clock.install()
    type_on(week, f"Half a wo-{line}")
    getattr(server.cable, line)()
    server.near.kill_kernels()
    week.clock.fast_forward("08:00:00")
    expect(week.locator("#ap-notice")).to_contain_text("Your words are kept on this computer", timeout=WELL)
    server.cable.mend()
    week.clock.fast_forward("00:15")
    week.clock.resume()
    wait_saved(week, f"Half a wo-{line}")


def test_a_server_that_sleeps_for_minutes(week: Page, near: served.Served) -> None:
    """Its computer's lid, and the page on another one: told in seconds, minutes pass, and all goes on."""
    week.clock.install()
    near.freeze()
    try:
        type_on(week, "Meanwhile. ")
        expect(week.locator("body")).to_have_attribute("data-slim", "lost", timeout=15_000)
        week.clock.fast_forward("10:00")
        expect(week.locator("#ap-notice")).to_contain_text("Your words are kept on this computer")
    finally:
        near.thaw()
    wait_saved(week, "Meanwhile.")


def test_a_page_that_comes_back_whole_lives(remembering: Browser, near: served.Served) -> None:
    """Typed a moment before it is left; by the back button the words are there, and what is typed next is saved."""
    context = remembering.new_context()
    context.set_default_timeout(30_000)
    context.request.get(near.url, max_redirects=0)
    page = context.new_page()
    page.add_init_script(NOTE_PERSISTED)
    page.goto(f"{near.base}/week/w02")
    page.locator("body[data-ap-ready]").wait_for()
    type_on(page, "Left at once. ")
    page.goto(f"{near.base}/about")
    page.go_back()
    page.locator("body[data-ap-ready]").wait_for()
    wait_saved(page, "Left at once.")
    assert page.evaluate("() => sessionStorage.getItem('came-back-whole')") == "1"
    type_on(page, "And back. ")
    wait_saved(page, "Left at once. And back.")
    context.close()
