"""Every page of the workbook, empty and filled, in every way people look at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from looking import SAMPLE, fill, forms, sideways, unnamed
from playwright.sync_api import Page
from served import Served

from permanence_lib import exercises
from permanence_lib.content.library import Content


def test_the_sample_holds_every_kind(content: Content) -> None:
    """A kind that is added stands in a week of the sample, or the sample grows."""
    kinds = {exercise.kind.name for name, exercise in exercises.load(content).items() if name[:3] in SAMPLE}
    assert kinds >= {exercise.kind.name for exercise in exercises.load(content).values()}


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize("week", SAMPLE)
def test_a_week_is_accessible_in_every_form(
    week: str, filled: bool, server: Served, page: Page, content: Content,
    open_week: Callable[..., Page], axe: Callable[..., list[str]], no_outside: Callable[[Page], None],
) -> None:  # fmt: skip
    """No violation, no unnamed control, no sideways scrolling, nothing asked of another host, no script error."""
    if filled:
        fill(server, content, [week])
    open_week(page, week)
    assert problems_in_every_form(page, axe) == {}
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]


def problems_in_every_form(page: Page, axe: Callable[..., list[str]]) -> dict[str, list[str]]:
    """What is wrong with a page, form by form."""
    found = {}
    for form in forms(page):
        wide = sideways(page) and form != "projector"
        found[form] = axe(page) + [f"unnamed {role}" for role in unnamed(page)] + ["scrolls sideways"] * wide
    return {form: problems for form, problems in found.items() if problems}


@pytest.mark.parametrize("address", ["/", "/standard", "/route/planning-in-a-day"])
def test_a_page_without_exercises_is_accessible_in_every_form(
    address: str, page: Page, server: Served, axe: Callable[..., list[str]], no_outside: Callable[[Page], None]
) -> None:
    """The list of weeks, the standard, and a shorter way."""
    page.goto(f"{server.base}{address}")
    assert problems_in_every_form(page, axe) == {}
    no_outside(page)


def test_an_error_state_is_accessible(
    page: Page, open_week: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    """Dates that are none are marked in words, on every date of three weeks, and nothing typed is lost."""
    for week in ("w02", "w15", "w16"):
        open_week(page, week)
        open_everything(page)
        days = page.locator(".ap-date-day")
        for place in range(days.count()):
            group = page.locator(".ap-date").nth(place)
            for box, typed in zip(group.locator("input").all(), ("31", "2", "2024"), strict=True):
                box.fill(typed)
            group.locator("input").last.blur()
        if days.count():
            page.locator(".ap-error").first.wait_for()
            assert days.first.input_value() == "31"
        assert axe(page) == []


def open_everything(page: Page) -> None:
    """Every fold on the page."""
    page.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true; }")


def test_every_exercise_prints_what_was_written(
    server: Served, page: Page, content: Content, open_week: Callable[..., Page]
) -> None:
    """On paper the reports stand open and the controls are gone."""
    fill(server, content, ["w02"])
    open_week(page, "w02")
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.printed")
    page.emulate_media(media="print")
    printed = page.locator("main").inner_text()
    assert "I have finished this exercise" not in printed
    for name, exercise in exercises.load(content).items():
        if name.startswith("w02"):
            assert exercise.definition.title in printed
    assert not page.locator(".ap textarea").first.is_visible()


def test_the_week_leads_on(page: Page, open_week: Callable[..., Page]) -> None:
    """Its parts, the list of weeks and the weeks beside it are links that lead somewhere."""
    open_week(page, "w16")
    for link in page.locator("nav a").all():
        target = link.get_attribute("href") or ""
        if target.startswith("#"):
            assert page.locator(f'[id="{unquote(target[1:])}"]').count() == 1
        else:
            assert re.match(r"/(week/w\d\d)?$", target), target
