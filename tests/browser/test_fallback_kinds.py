"""Every kind of exercise in Voila's own front end: shown, saved and read aloud as in ours."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

import fallback
import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect
from ports import free_port
from served import HERE, Served

from permanence_lib import exercises
from permanence_lib.content import shipped
from permanence_lib.content.library import Content
from permanence_lib.store import open_store


@pytest.fixture(scope="module")
def one_of_each(content: Content) -> dict[str, str]:
    """The first exercise of every kind: its id, and its week."""
    found: dict[str, str] = {}
    for name, file in sorted(exercises.files(content).items()):
        if kind := re.search(r"^kind: (\w+)", file.read_text("utf-8"), re.M):
            found.setdefault(kind[1], name)
    assert set(found) == set(exercises.kind_names())
    return {name: name[:3] for name in found.values()}


@pytest.fixture(scope="module")
def server(one_of_each: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A notebook with all of them."""
    folder = tmp_path_factory.mktemp("kinds")
    text = _notebook(one_of_each)
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "kinds.ipynb").write_text(text, "utf-8")
    (folder / "notebooks" / shipped.LIST).write_text(shipped.list_of({"kinds": text}), "utf-8")
    program = [sys.executable, str(HERE / "site_under_test.py"), str(folder), str(free_port())]
    running = Served(program, PERMANENCE_STORE=str(folder / "answers.sqlite"))
    yield running
    running.stop()


def _notebook(wanted: dict[str, str]) -> str:
    cells = [
        nbformat.v4.new_markdown_cell("# One of each\n\n## Exercises"),
        nbformat.v4.new_code_cell("from permanence_lib import Workbook\nbook = Workbook.open()"),
        *(nbformat.v4.new_code_cell(f'book.week("{week}").exercise("{name}")') for name, week in wanted.items()),
    ]
    place = {"week": 2, "week_id": "kinds", "weeks": 28, "module": 1, "lang": "en-GB"}
    return str(nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata={"title": "Kinds", "permanence": place})))


@pytest.fixture(scope="module")
def kinds(chromium: Browser, server: Served) -> Iterator[Page]:
    """The page, in Voila's own front end."""
    with fallback.reader(chromium, server) as page:
        yield fallback.show(page, server, "kinds")


def test_each_is_shown_and_nothing_is_complained_of(
    kinds: Page, one_of_each: dict[str, str], no_outside: Callable[[Page], None]
) -> None:
    for name in one_of_each:
        expect(kinds.locator(f"#exercise-{name} .ap-saved")).to_contain_text("Nothing written yet")
    assert kinds.locator(".ap-broken").count() == 0
    assert kinds.complaints == []  # type: ignore[attr-defined]
    no_outside(kinds)


def test_each_is_free_of_barriers(kinds: Page, axe: Callable[..., list[str]]) -> None:
    assert axe(kinds) == []


def test_each_is_saved(kinds: Page, one_of_each: dict[str, str], server: Served) -> None:
    """By what every exercise has that may be finished."""
    ticks = kinds.get_by_role("checkbox", name="I have finished this exercise")
    for tick in ticks.all():
        tick.check()
    saved = kinds.locator(".ap-saved[data-state=saved]")
    expect(saved).to_have_count(ticks.count(), timeout=20_000)
    store = open_store(server.environment["PERMANENCE_STORE"])
    kept = store.latest_all(store.me().id)
    store.close()
    assert len(kept) == ticks.count() >= len(one_of_each) - 3
    assert all(record.done for record in kept.values()) and set(kept) <= set(one_of_each)


def test_what_a_view_fetches_later_comes_from_the_kernel(kinds: Page) -> None:
    """There are no files there: its text comes in a message, once it is wanted."""
    options = kinds.locator(".om")
    options.get_by_role("button", name="Stress test", exact=True).click()
    expect(options.get_by_role("heading", name="Stress test")).to_be_focused()
    expect(options.get_by_role("heading", name="One fact")).to_be_visible()
    assert kinds.complaints == []  # type: ignore[attr-defined]


def test_each_fits_a_narrow_dark_screen(kinds: Page, axe: Callable[..., list[str]]) -> None:
    """320 pixels, without anything to be moved sideways."""
    kinds.set_viewport_size({"width": 320, "height": 640})
    kinds.evaluate("() => { document.documentElement.dataset.theme = 'dark'; }")
    assert kinds.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert axe(kinds) == []
