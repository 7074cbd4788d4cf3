"""Faults under Voila's own front end: whatever is killed, frozen or cut, the page says so, comes back by itself, and keeps every word."""

from __future__ import annotations

import re
from collections.abc import Iterator

import fallback
import pytest
import served
from cable import Cable
from looking import never_tired
from playwright.sync_api import Browser, Locator, Page, expect

from permanence_lib.store import Record, open_store

#: When a page says at the latest that something is wrong: six seconds are promised.
TOLD = 6500
WELL = 60_000


@pytest.fixture(scope="module")
def week(chromium: Browser, server: served.Served) -> Iterator[Page]:
    """Week 2, with somebody in front of it through all that happens."""
    with fallback.reader(chromium, server) as page:
        yield fallback.show(never_tired(page), server, "w02")


def box(page: Page) -> Locator:
    """A box of the private reflection in week 2."""
    return page.locator("#exercise-w02a4 textarea:visible").first


def status(page: Page) -> Locator:
    """What that exercise says about saving."""
    return page.locator("#exercise-w02a4 .ap-saved")


def type_on(page: Page, words: str) -> None:
    """Type at the end of the box."""
    box(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def wait_saved(page: Page, words: str) -> None:
    """Until these words are in the box and the page says Saved."""
    expect(box(page)).to_have_value(re.compile(re.escape(words)), timeout=WELL)
    expect(status(page)).to_have_attribute("data-state", "saved", timeout=WELL)


def told_lost(page: Page) -> None:
    """By the page and by the exercise, in time."""
    expect(page.locator("#ap-notice")).to_contain_text("Connection lost. Your words are kept", timeout=TOLD + 1000)
    expect(status(page)).to_contain_text("Not saved yet", timeout=TOLD)


def history(server: served.Served) -> list[Record]:
    """Every saved version, oldest first."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    found = store.history(store.me().id, "w02a4")
    store.close()
    return found


def newest(server: served.Served) -> str:
    """What is kept last; every version once, without a gap."""
    found = history(server)
    assert [record.revision for record in found] == list(range(1, len(found) + 1))
    assert len({record.request_id for record in found}) == len(found)
    return str(found[-1].value)


def test_a_killed_kernel_is_noticed_though_nobody_types(week: Page, server: served.Served) -> None:
    type_on(week, "One. ")
    wait_saved(week, "One.")
    week.evaluate("() => { document.documentElement.dataset.old = ''; }")
    server.kill_kernels()
    week.locator("html:not([data-old]) body[data-ap-ready]").wait_for(timeout=WELL)
    type_on(week, "Two. ")
    wait_saved(week, "One. Two.")


def test_a_frozen_kernel_is_left_behind(week: Page, server: served.Served) -> None:
    frozen = server.kernels
    for kernel in frozen:
        kernel.suspend()
    try:
        type_on(week, "Three. ")
        wait_saved(week, "Two. Three.")
    finally:
        server.kill_kernels(frozen)
    assert "Two. Three." in newest(server)


def test_a_frozen_server_is_told_and_carried_on_from(week: Page, server: served.Served) -> None:
    server.freeze()
    try:
        type_on(week, "Four. ")
        told_lost(week)
    finally:
        server.thaw()
    wait_saved(week, "Three. Four.")
    expect(week.locator("#ap-notice")).to_be_empty(timeout=WELL)
    assert "Three. Four." in newest(server)


def test_a_killed_server_is_waited_for(week: Page, server: served.Served) -> None:
    server.kill()
    type_on(week, "Five. ")
    told_lost(week)
    server.restart()
    wait_saved(week, "Four. Five.")
    assert "Four. Five." in newest(server)


def test_a_line_that_was_cut_is_used_again(chromium: Browser, server: served.Served) -> None:
    """Between this browser and the server; the kernel and its page outlive it."""
    with Cable(int(server.base.rpartition(":")[2]), rename=True) as cable:
        far = re.sub(r":\d+", f":{cable.port}", server.base)
        with fallback.reader(chromium, server, over=far) as page:
            fallback.show(page, server, "w02", over=far)
            type_on(page, "Six. ")
            wait_saved(page, "Six.")
            cable.cut()
            type_on(page, "Seven. ")
            told_lost(page)
            cable.mend()
            wait_saved(page, "Six. Seven.")
    assert "Six. Seven." in newest(server)


def test_two_windows_lose_neither(week: Page, server: served.Served) -> None:
    fallback.show(week, server, "w02")
    other = week.context.new_page()
    box(fallback.show(other, server, "w02")).wait_for()  # with what is stored now, before the first says more
    type_on(week, "Eight. ")
    wait_saved(week, "Eight.")
    type_on(other, "Nine. ")
    choice = other.locator("#exercise-w02a4").get_by_role("alert")
    expect(choice).to_contain_text("also changed in another window")
    choice.get_by_role("button", name="Go on with what is on this page").click()
    expect(status(other)).to_have_attribute("data-state", "saved", timeout=WELL)
    assert "Nine." in newest(server)
    assert any("Eight." in str(record.value) for record in history(server))
    other.close()
