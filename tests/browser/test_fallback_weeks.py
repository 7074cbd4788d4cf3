"""Weeks as they ship, shown by Voila's own front end: found, typed in, saved, walked by keyboard, and left."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import fallback
import pytest
from playwright.sync_api import Browser, Page, expect
from served import Served, wait_until

from permanence_lib.store import open_store

#: A week of study, a long one, one of the day itself, the last; and what of them must be there.
SAMPLE = {"w15": "#exercise-w15a2", "w16": "#exercise-w16a2", "w18": "#exercise-w18s2c", "w28": ".ap-saved"}


@pytest.fixture(scope="module")
def week(chromium: Browser, server: Served) -> Iterator[Page]:
    """Week 2, with somebody in front of it."""
    with fallback.reader(chromium, server) as page:
        yield fallback.show(page, server, "w02")


def kept(server: Served, name: str) -> str:
    """What the store holds of an exercise."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    record = store.latest(store.me().id, name)
    store.close()
    return str(record and record.value)


def test_it_is_voilas_own_front_end_and_asks_no_other_host(week: Page, no_outside: Callable[[Page], None]) -> None:
    assert week.evaluate("() => performance.getEntriesByType('resource').some(({name}) => name.endsWith('/voila.js'))")
    expect(week.locator("body")).to_have_attribute("data-slim", "ready")
    assert week.complaints == []  # type: ignore[attr-defined]
    no_outside(week)


def test_the_page_is_free_of_barriers(week: Page, axe: Callable[..., list[str]]) -> None:
    assert axe(week) == []


def test_a_slider_is_moved_by_key_and_the_move_is_kept(week: Page, server: Served) -> None:
    slider = week.locator("#exercise-w02a2 [role=slider]").first
    before = slider.get_attribute("aria-valuenow") or ""
    slider.focus()
    week.keyboard.press("ArrowRight")
    expect(slider).not_to_have_attribute("aria-valuenow", before)
    expect(week.locator("#exercise-w02a2 .ap-saved")).to_have_attribute("data-state", "saved")
    assert kept(server, "w02a2") != "None"


def test_words_are_saved_undone_put_back_and_found_again(week: Page, server: Served) -> None:
    box = week.locator("#exercise-w02a4 textarea:visible").first
    saved = week.locator("#exercise-w02a4 .ap-saved")
    box.focus()
    week.keyboard.type("I waited for a letter.")
    expect(saved).to_have_attribute("data-state", "saved")
    week.locator("#exercise-w02a4").get_by_role("button", name="Undo").click()
    expect(box).to_have_value("")
    week.locator("#exercise-w02a4").get_by_role("button", name="Redo").click()
    expect(box).to_have_value("I waited for a letter.")
    expect(saved).to_have_attribute("data-state", "saved")
    fallback.show(week, server, "w02")
    expect(box).to_have_value("I waited for a letter.")
    assert "I waited for a letter." in kept(server, "w02a4")


def test_a_worked_example_and_the_answer_as_a_file_come_from_the_kernel(week: Page) -> None:
    exercise = week.locator("#exercise-w02a4")
    exercise.locator("summary", has_text="See a worked example").click()
    expect(exercise.locator("details[open] .ap-report").last).not_to_contain_text("One moment")


@pytest.mark.parametrize(("name", "found"), SAMPLE.items())
def test_the_other_weeks_are_shown(
    week: Page, server: Served, no_outside: Callable[[Page], None], name: str, found: str
) -> None:
    fallback.show(week, server, name)
    expect(week.locator(found).first).to_be_visible()
    expect(week.locator(".ap-saved[data-state=opening]")).to_have_count(0)
    assert week.locator(".ap-broken").count() == 0
    assert week.complaints == []  # type: ignore[attr-defined]
    no_outside(week)


def test_the_national_figures_are_explored(week: Page, server: Served) -> None:
    week.goto(f"{server.base}/figures?front=full", timeout=fallback.READY)
    week.get_by_role("link", name="How long do children wait").first.click(timeout=fallback.READY)
    expect(week.locator(".ap-chart-sentence")).to_be_visible()
    assert week.evaluate("() => document.body.dataset.front") == "full"
    assert week.complaints == []  # type: ignore[attr-defined]


def test_back_and_forward_find_the_page_alive(week: Page, server: Served) -> None:
    fallback.show(week, server, "w02")
    week.goto(f"{server.base}/")
    week.go_back()
    week.locator("body[data-ap-ready]").wait_for(timeout=fallback.READY)
    expect(week.locator("#exercise-w02a4 textarea:visible").first).to_have_value("I waited for a letter.")


def test_whoever_runs_it_may_choose_it_for_every_week(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address that says so."""
    from types import SimpleNamespace
    from typing import Any

    from permanence_lib.server import front

    def page(asked: str) -> Any:
        return SimpleNamespace(get_query_argument=lambda name, default: asked or default)

    assert (front.wanted(page("full")), front.wanted(page("")), front.wanted(page("other"))) == ("full", None, None)
    monkeypatch.setenv(front.SETTING, "full")
    assert front.wanted(page("")) == "full"


def test_a_page_that_is_left_gives_its_kernel_back(week: Page, server: Served) -> None:
    week.goto("about:blank")
    assert wait_until(lambda: len(server.kernels) <= 1), "Only the one in reserve goes on."
