"""Every week as it is first met: looked at wide, the sample in the dark too and walked through by keyboard alone.

With the weeks filled (test_every_week_filled) this covers every week in both states and every kind in every form.
PERMANENCE_THOROUGH=1 looks at every week in every form, in both states.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from barriers import THOROUGH
from looking import ALL_WEEKS, SAMPLE, forms, problems
from playwright.sync_api import Page, expect

from permanence_lib import exercises
from permanence_lib.content.library import Content

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
  return {place: e.dataset.place ?? null, ring, end: !!e.closest('footer'), finish: e.id.endsWith('-done'), what: e.outerHTML.slice(0, 120)};
}"""


#: The forms of a page that are looked at here: the first for every week, both for the sample.
WANTED = ("1280 px", "dark")
every_week = pytest.mark.parametrize("week_page", ALL_WEEKS, indirect=True)


@every_week
def test_a_week_can_be_met_by_anybody(week_page: Page, no_outside: Callable[[Page], None]) -> None:
    """No violation, no unnamed control, no sideways scrolling, nothing asked of another host, no script error."""
    taken = forms(week_page) if THOROUGH or week_page.url[-3:] in SAMPLE else islice(forms(week_page), 1)
    looked_at = {form.name: problems(week_page, form) for form in taken if THOROUGH or form.name in WANTED}
    assert {form: wrong for form, wrong in looked_at.items() if wrong} == {}
    no_outside(week_page)
    assert week_page.complaints == []  # type: ignore[attr-defined]


@every_week
def test_a_page_holds_few_models(week_page: Page, content: Content) -> None:
    """One for each exercise, one for each kind used, and two that all share."""
    week = week_page.url[-3:]
    made = list(exercises.readable(content, week))
    kinds = {exercise.kind.name for exercise in made}
    assert week_page.evaluate("() => slim.models.size") <= len(made) + len(kinds) + 2


@pytest.mark.parametrize("week_page", SAMPLE, indirect=True)
def test_every_kind_is_worked_by_keyboard_alone(week_page: Page) -> None:
    """The sample holds every kind."""
    walk(week_page)


def walk(page: Page) -> None:
    """Tab from the top to the foot: no control left out, no focus unseen, no trap; each exercise is finished on the way."""
    wanted: set[str] = set(page.evaluate(_REACHABLE))
    reached: set[str] = set()
    unseen = []
    for _ in range(1500):
        page.keyboard.press("Tab")
        here: dict[str, Any] = page.evaluate(_HERE)
        if here["end"]:
            break
        if here["finish"]:
            page.keyboard.press("Space")
        if here["place"]:
            reached.add(here["place"])
            if not here["ring"]:
                unseen.append(here["what"])
    else:
        pytest.fail("The foot of the page was never reached.")
    assert wanted - reached == set()
    assert unseen == []
    for saved in page.locator(".ap-status").all():
        expect(saved.get_by_role("checkbox", name="I have finished this exercise")).to_be_checked()
        expect(saved.locator(".ap-saved")).to_have_attribute("data-state", "saved", timeout=15_000)
