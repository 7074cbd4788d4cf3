"""My progress, my plan and the panel at home, in a browser: empty, half-way, with an error, and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import icalendar
import participant
import pytest
from looking import problems_in_every_form
from playwright.sync_api import Page, expect
from served import Served

from permanence_lib.content.library import Content
from permanence_lib.store import open_store

#: The Monday ten weeks ago: today is in week 11.
START = date.today() - timedelta(days=date.today().weekday(), weeks=10)
Axe = Callable[..., list[str]]


@pytest.fixture(scope="module")
def half_way(server: Served, content: Content) -> None:
    """Weeks 1 to 9 done, without week 6."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    weeks = [f"w{number:02}" for number in range(1, 10) if number != 6]
    participant.study(store, content, weeks).keep("start", {"start": START.isoformat()})
    store.close()


def problems(page: Page) -> dict[str, list[str]]:
    """What is wrong with a page in any of its forms, every fold open."""
    page.evaluate("() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    return problems_in_every_form(page)


def test_before_anything_is_begun(server: Served, page: Page, no_outside: Callable[[Page], None]) -> None:
    """Nine requirements, each with where to begin; nothing for axe to find."""
    page.goto(f"{server.base}/progress")
    expect(page.locator(".ap-task")).to_have_count(9)
    assert problems(page) == {}
    no_outside(page)


@pytest.mark.parametrize("address", ["/", "/progress", "/plan"])
def test_half_way(address: str, half_way: None, server: Served, page: Page, no_outside: Callable[[Page], None]) -> None:
    """With work, dates and something to catch up on, in every form the page takes."""
    page.goto(f"{server.base}{address}")
    expect(page.locator("h1")).to_be_visible()
    assert problems(page) == {}
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]


def test_a_form_that_is_wrong_and_then_right(half_way: None, server: Served, page: Page, axe: Axe) -> None:
    """By keyboard alone: the summary is there, what was typed is there, and the second time it is kept."""
    page.goto(f"{server.base}/progress")
    page.get_by_role("link", name="Workshop one (week 4)").press("Enter")
    page.get_by_label("Yes, I was there").press(" ")
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2026")
    page.get_by_label("Anything to add").fill("I left at four.")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The day must be a real date")
    assert page.title().startswith("Error: ")
    assert axe(page) == []
    expect(page.get_by_label("Anything to add")).to_have_value("I left at four.")
    page.get_by_label("Day", exact=True).fill("4")
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.locator("#requirement-workshops")).to_contain_text("What shows it (1)")


def test_the_calendar_is_downloaded_and_can_be_read(half_way: None, server: Served, page: Page, tmp_path: Path) -> None:
    """From the study time typed on the plan to a file that another program reads."""
    page.goto(f"{server.base}/plan/study-time")
    page.get_by_label("Wednesday").check()
    page.get_by_label("Time", exact=True).fill("9.30")
    page.get_by_label("Minutes a week").fill("150")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Wednesday at 09:30, 2 hours 30 minutes")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the calendar file").click()
    waiting.value.save_as(tmp_path / "dates.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "dates.ics").read_bytes()).walk("VEVENT")
    study = [event for event in events if str(event["uid"]).startswith("w02-study")]
    assert len(events) == 32
    assert study[0]["dtstart"].dt.date() == START + timedelta(days=9)
    assert (study[0]["dtstart"].dt.hour, study[0]["dtstart"].dt.minute) == (9, 30)
