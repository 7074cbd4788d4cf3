"""Every page of the workbook, empty and filled, in every way people look at it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page
from served import Served

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.store import open_store

WEEKS = ["w02", "w15", "w16"]
CONTROLS = {
    "button",
    "textbox",
    "combobox",
    "radio",
    "checkbox",
    "slider",
    "link",
    "searchbox",
    "spinbutton",
    "switch",
    "image",
}


def fill(server: Served, content: Content) -> None:
    """Everybody's worked example becomes this person's answer."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    me = store.me().id
    for name, exercise in exercises.load(content).items():
        example, before = exercise.example(), store.latest(me, name)
        if example is not None:
            value, question = example.model_dump(mode="json"), exercise.definition.question_hash()
            base = before.revision if before else 0
            store.save(me, name, value, base=base, request_id=f"fill-{name}-{base}", definition_hash=question)
    store.close()


def variants(page: Page) -> Iterator[str]:
    """The page made narrow, dark, zoomed, projected and printed, one after another."""
    yield "1280 px"
    page.set_viewport_size({"width": 320, "height": 800})
    yield "320 px"
    page.set_viewport_size({"width": 320, "height": 225})
    yield "400 %"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Dark").click()
    yield "dark"
    page.get_by_role("button", name="Dark").click()
    page.get_by_role("button", name="Projector").click()
    yield "projector"
    page.get_by_role("button", name="Projector").click()
    page.emulate_media(media="print")
    yield "print"


def unnamed(page: Page) -> list[str]:
    """Controls that a screen reader would announce without a name."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [
        (n.get("role", {}).get("value"), n.get("name", {}).get("value", ""), n) for n in nodes if not n.get("ignored")
    ]
    return [role for role, name, _ in roles if role in CONTROLS and not name.strip()]


def sideways(page: Page) -> bool:
    """Whether the page is wider than the window."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("filled", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize("week", WEEKS)
def test_a_week_is_accessible_in_every_form(
    week: str, filled: bool, server: Served, page: Page, content: Content,
    open_week: Callable[..., Page], axe: Callable[..., list[str]], no_outside: Callable[[Page], None],
) -> None:  # fmt: skip
    """No violation, no unnamed control, no sideways scrolling, nothing asked of another host, no script error."""
    if filled:
        fill(server, content)
    open_week(page, week)
    found = {}
    for variant in variants(page):
        found[variant] = axe(page) + [f"unnamed {role}" for role in unnamed(page)]
        if variant in ("320 px", "400 %") and sideways(page):
            found[variant].append("scrolls sideways")
    assert {variant: problems for variant, problems in found.items() if problems} == {}
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]


def test_home_is_accessible_in_every_form(
    page: Page, server: Served, axe: Callable[..., list[str]], no_outside: Callable[[Page], None]
) -> None:
    """The same for the list of weeks."""
    page.goto(f"{server.base}/")
    found = {variant: axe(page) + [f"unnamed {role}" for role in unnamed(page)] for variant in variants(page)}
    assert {variant: problems for variant, problems in found.items() if problems} == {}
    no_outside(page)


def test_an_error_state_is_accessible(
    page: Page, open_week: Callable[..., Page], axe: Callable[..., list[str]]
) -> None:
    """Dates that are none are marked in words, on every date of every week, and nothing typed is lost."""
    for week in WEEKS:
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


@pytest.mark.parametrize("week", WEEKS)
def test_a_page_holds_few_models(week: str, page: Page, open_week: Callable[..., Page], content: Content) -> None:
    """One for each exercise, one for each kind used, and two that all share."""
    open_week(page, week)
    made = [exercise for name, exercise in exercises.load(content).items() if name.startswith(week)]
    kinds = {exercise.kind.name for exercise in made}
    assert page.evaluate("() => slim.models.size") <= len(made) + len(kinds) + 2


def test_every_exercise_prints_what_was_written(
    server: Served, page: Page, content: Content, open_week: Callable[..., Page]
) -> None:
    """On paper the reports stand open and the controls are gone."""
    fill(server, content)
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
