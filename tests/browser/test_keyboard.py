"""Each exercise by keyboard alone: everything is reached, seen when reached, and left again; and words can be given and kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from permanence_lib import exercises
from permanence_lib.content.library import Content

WEEKS = ["w02", "w15", "w16"]

#: What Tab should come to within exercises. Of a group of radio buttons it comes to one.
_REACHABLE = """() => {
  const places = [...document.querySelectorAll(
    '.ap a[href], .ap button, .ap input, .ap select, .ap textarea, .ap summary, .ap [tabindex="0"]')];
  const seen = places.filter((e) => e.checkVisibility({visibilityProperty: true}));
  seen.forEach((e, n) => { e.dataset.place = e.type === 'radio' ? `group ${e.name}` : `place ${n}`; });
  return [...new Set(seen.map((e) => e.dataset.place))];
}"""

_HERE = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  return {place: e.dataset.place ?? null, ring, end: !!e.closest('footer'), what: e.outerHTML.slice(0, 120)};
}"""


@pytest.mark.parametrize("week", WEEKS)
def test_tab_reaches_everything_shows_where_it_is_and_gets_out(
    week: str, page: Page, open_week: Callable[..., Page]
) -> None:
    """From the top of the page to its foot: no control left out, no focus unseen, no trap."""
    open_week(page, week)
    wanted, reached, unseen = set(page.evaluate(_REACHABLE)), set(), []
    for _ in range(900):
        page.keyboard.press("Tab")
        here = page.evaluate(_HERE)
        if here["end"]:
            break
        if here["place"]:
            reached.add(here["place"])
            if not here["ring"]:
                unseen.append(here["what"])
    else:
        pytest.fail("The foot of the page was never reached.")
    assert wanted - reached == set()
    assert unseen == []


@pytest.mark.parametrize("week", WEEKS)
def test_every_exercise_is_marked_finished_and_undone_by_keyboard(
    week: str, page: Page, open_week: Callable[..., Page], content: Content
) -> None:
    """Space on the tick is an answer, saved like any other."""
    open_week(page, week)
    for name in exercises.files(content):
        if name.startswith(week):
            exercise = page.locator(f"#exercise-{name}")
            exercise.get_by_role("checkbox", name="I have finished this exercise").focus()
            page.keyboard.press("Space")
            expect(exercise.locator(".ap-saved")).to_have_attribute("data-state", "saved", timeout=15_000)
            page.keyboard.press("Space")
            expect(exercise.get_by_role("checkbox", name="I have finished this exercise")).not_to_be_checked()
