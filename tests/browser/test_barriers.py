"""Measuring one element of each look finds what measuring every element finds."""

from __future__ import annotations

from collections.abc import Iterator

import barriers
import pytest
from playwright.sync_api import Browser, Page

#: Text that can be read, and beside it: pale ink, a dark ground two levels up, faded by an ancestor, over a picture of one colour,
#: laid over something else, small and pale, a field, a disabled button (which may be pale).
_PAGE = """<!doctype html><html lang="en"><title>Looks</title><main><h1>Looks</h1>
<p>Fine.</p><p>Fine as well.</p><p style="color: #bbb">Pale.</p>
<section style="background: #333"><div><p>Black on dark.</p></div></section>
<div style="opacity: .3"><p>Faded.</p></div>
<div style="position: relative; height: 3em"><div style="position: absolute; inset: 0; background: #222"></div>
<p style="position: absolute">Laid over.</p></div>
<p style="color: #767676">Just enough.</p><small style="color: #777; font-size: 9px">Small and not quite.</small>
<label>Field <input value="pale" style="color: #ccc; background: #fff"></label>
<button disabled style="color: #ccc; background: #fff">Not now</button>
</main></html>"""


@pytest.fixture
def looks(chromium: Browser) -> Iterator[Page]:
    """A page of text in many looks."""
    page = chromium.new_page()
    page.set_content(_PAGE)
    yield page
    page.close()


def test_one_of_each_look_is_enough(looks: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same elements, whichever way."""
    monkeypatch.setattr(barriers, "THOROUGH", False)
    quick = barriers.find(looks, asked=(barriers.CONTRAST,))
    monkeypatch.setattr(barriers, "THOROUGH", True)
    assert sorted(quick) == sorted(barriers.find(looks, asked=(barriers.CONTRAST,)))
    for words in ("Pale.", "Black on dark.", "Faded.", "Laid over.", "Small and not quite.", "pale"):
        assert any(words in each for each in quick), words
    assert not any(words in each for each in quick for words in ("Fine", "Just enough", "Not now"))


def test_a_form_is_asked_what_it_may_differ_in(looks: Page) -> None:
    """Names and roles without ink, and the other way about."""
    looks.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><img src=x>')"
    )
    structure = barriers.find(looks, asked=(barriers.STRUCTURE,))
    assert {each.partition(":")[0] for each in structure} >= {"button-name", "image-alt"}
    assert not any(each.startswith("color-contrast") for each in structure)
    ink = barriers.find(looks, asked=(barriers.CONTRAST,))
    assert {each.partition(":")[0] for each in ink} == {"color-contrast"}
