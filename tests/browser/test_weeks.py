"""What the weeks share: the sample, an error state, print, links; and the pages that lead to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from looking import SAMPLE, fill, problems_in_every_form
from playwright.sync_api import Page
from served import Served

from permanence_lib import exercises
from permanence_lib.content.library import Content


def test_the_sample_holds_every_kind(content: Content) -> None:
    """A kind that is added stands in a week of the sample, or the sample grows."""
    made = list(exercises.readable(content))
    kinds = {exercise.kind.name for exercise in made if exercise.id[:3] in SAMPLE}
    assert kinds >= {exercise.kind.name for exercise in made}


@pytest.mark.parametrize("address", ["/", "/standard", "/route/planning-in-a-day"])
def test_a_page_without_exercises_is_accessible_in_every_form(
    address: str, page: Page, server: Served, no_outside: Callable[[Page], None]
) -> None:
    """The list of weeks, the standard, and a shorter way."""
    page.goto(f"{server.base}{address}")
    assert problems_in_every_form(page) == {}
    no_outside(page)


@pytest.mark.parametrize("week", ["w02", "w15", "w16"])
def test_an_error_state_is_accessible(
    week: str, page: Page, open_week: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    """Dates that are none are marked in words, on every date of three weeks, and nothing typed is lost."""
    open_week(page, week)
    open_everything(page)
    groups = page.locator(".ap-date").all()
    for group in groups:
        for box, typed in zip(group.locator("input").all(), ("31", "2", "2024"), strict=True):
            box.fill(typed)
        group.locator("input").last.blur()
    if groups:
        page.locator(".ap-error").first.wait_for()
        assert groups[0].locator(".ap-date-day").input_value() == "31"
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
    for exercise in exercises.readable(content, "w02"):
        assert exercise.definition.title in printed
    assert not page.locator(".ap textarea").first.is_visible()


def test_the_week_leads_on(page: Page, open_week: Callable[..., Page]) -> None:
    """Its parts, the list of weeks and the weeks beside it are links that lead somewhere."""
    open_week(page, "w16")
    found = page.locator("nav a").evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
    for target in found:
        if target.startswith("#"):
            assert page.locator(f'[id="{unquote(target[1:])}"]').count() == 1
        else:
            assert re.match(r"/(week/w\d\d)?$", target), target
