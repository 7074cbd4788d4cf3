"""One piece of work flows on, and an exercise may be about either child: as a participant does both."""

from __future__ import annotations

import re
from collections.abc import Callable

from looking import fill
from playwright.sync_api import Locator, Page, expect
from served import Served

from permanence_lib.content.library import Content


def is_saved(exercise: Locator) -> None:
    """Waits until the store has acknowledged."""
    expect(exercise.locator(".ap-saved")).to_have_attribute("data-state", "saved", timeout=15_000)


def test_one_exercise_keeps_an_answer_for_each_child(page: Page, open_week: Callable[..., Page]) -> None:
    """The alias is offered by name; changing over keeps both; a reload comes back to the child last worked on."""
    open_week(page, "w01")
    tracker = page.locator("#exercise-w01a4")
    tracker.get_by_label(re.compile("alias", re.I)).first.fill("Robin")
    is_saved(tracker)
    open_week(page, "w16")
    tracked = page.locator("#exercise-w16a1")
    case, own = (
        tracked.get_by_label(re.compile("Kacper.*fictional")),
        tracked.get_by_label("Robin, the child I follow"),
    )
    box = tracked.locator("textarea").first
    box.fill("About the boy in the file")
    is_saved(tracked)
    own.check()
    expect(box).to_have_value("")
    box.fill("About Robin")
    is_saved(tracked)
    case.check()
    expect(box).to_have_value("About the boy in the file")
    own.check()
    expect(box).to_have_value("About Robin")
    page.reload()
    page.locator("body[data-ap-ready]").wait_for()
    expect(own).to_be_checked()
    expect(box).to_have_value("About Robin")


def test_what_is_told_of_the_case_goes_and_comes_with_it(page: Page, open_week: Callable[..., Page]) -> None:
    """At once, as often as somebody turns from one child to the other."""
    open_week(page, "w02")
    timeline = page.locator("#exercise-w02a2")
    case, own = (
        timeline.get_by_label(re.compile("fictional")),
        timeline.get_by_label(re.compile("the child I follow", re.I)),
    )
    of_the_case = timeline.get_by_role("heading", name=re.compile("^Rowan.s clock"))
    expect(of_the_case).to_be_visible()
    for child, told in ((own, 0), (case, 1), (own, 0), (case, 1)):
        child.check()
        expect(of_the_case).to_have_count(told)


def test_earlier_work_is_ticked_brought_in_and_can_be_undone(
    server: Served, content: Content, page: Page, open_week: Callable[..., Page]
) -> None:
    """By keyboard: the chronology's events come into the options beside what is there, once, and go again."""
    fill(server, content, ["w15", "w16"])
    open_week(page, "w16")
    matrix = page.locator("#exercise-w16a2")
    matrix.get_by_label(re.compile("Kacper.*fictional")).check()
    matrix.get_by_text("Bring in your earlier work").focus()
    page.keyboard.press("Enter")
    source = matrix.get_by_role("group", name="Chronology that speaks")
    source.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    before = source.get_by_role("checkbox").count()
    bring = matrix.get_by_role("button", name="Bring in what I ticked")
    bring.focus()
    page.keyboard.press("Enter")
    expect(source.get_by_role("checkbox")).to_have_count(before - 1)
    expect(matrix.get_by_text("(1 already here)")).to_be_visible()
    is_saved(matrix)
    matrix.get_by_role("button", name=re.compile("^Undo")).click()
    expect(source.get_by_role("checkbox")).to_have_count(before)
    is_saved(matrix)


def test_work_not_begun_is_named_with_the_way_to_it(page: Page, open_week: Callable[..., Page]) -> None:
    """A link to the exercise, in its week."""
    open_week(page, "w13")
    plan = page.locator("#exercise-w13a1")
    plan.get_by_text("Bring in your earlier work").click()
    link = plan.get_by_role("link", name="Relationship map")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "/week/w08#exercise-w08a2"
