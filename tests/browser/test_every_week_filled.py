"""Every week with everything in it: the authors' examples as answers, on a narrow page; the sample in every other form too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from barriers import EVERYTHING, THOROUGH
from looking import ALL_WEEKS, SAMPLE, Form, fill, forms, problems
from playwright.sync_api import Page
from served import Served

from permanence_lib.content.library import Content

NARROW = "320 px"


@pytest.fixture(scope="module")
def filled(server: Served, content: Content) -> Served:
    """A store in which every exercise is answered."""
    fill(server, content)
    return server


@pytest.mark.parametrize("week", ALL_WEEKS)
def test_a_filled_week_is_accessible(
    week: str, filled: Served, page: Page, open_week: Callable[..., Page], no_outside: Callable[[Page], None]
) -> None:
    """No violation, no unnamed control, no sideways scrolling, no script error; at 320 pixels everything is asked."""
    page.set_viewport_size({"width": 320, "height": 800})
    open_week(page, week)
    found = {NARROW: problems(page, Form(NARROW, EVERYTHING))}
    if THOROUGH or week in SAMPLE:
        found |= {form.name: problems(page, form) for form in forms(page) if form.name != NARROW}
    assert {form: wrong for form, wrong in found.items() if wrong} == {}
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]
