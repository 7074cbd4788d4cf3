"""Every week with everything in it: the authors' examples as answers, on a narrow page. The sample is looked at in every form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from looking import ALL_WEEKS, fill, sideways, unnamed
from playwright.sync_api import Page
from served import Served

from permanence_lib.content.library import Content


@pytest.fixture(scope="module")
def filled(server: Served, content: Content) -> Served:
    """A store in which every exercise is answered."""
    fill(server, content)
    return server


@pytest.mark.parametrize("week", ALL_WEEKS)
def test_a_filled_week_is_accessible(
    week: str, filled: Served, page: Page, open_week: Callable[..., Page],
    axe: Callable[..., list[str]], no_outside: Callable[[Page], None],
) -> None:  # fmt: skip
    """At 320 pixels: no violation, no unnamed control, no sideways scrolling, no script error."""
    page.set_viewport_size({"width": 320, "height": 800})
    open_week(page, week)
    found = axe(page) + [f"unnamed {role}" for role in unnamed(page)] + ["scrolls sideways"] * sideways(page)
    assert found == []
    no_outside(page)
    assert page.complaints == []  # type: ignore[attr-defined]
