"""Plain `voila notebooks/`, for whoever only wants to show a week: our template, nothing of another host, a kernel that answers."""

from __future__ import annotations

import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from looking import note_others
from playwright.sync_api import Browser, Page
from ports import free_port
from served import PATIENCE, REPOSITORY, Served

from permanence_lib.store import open_store

EXERCISE = "w18s2c"


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The shipped notebooks under stock Voila, which finds our template where an installation puts it."""
    folder, port = tmp_path_factory.mktemp("voila"), free_port()
    templates = folder / "share" / "voila" / "templates"
    templates.mkdir(parents=True)
    (templates / "permanence").symlink_to(REPOSITORY / "permanence_lib" / "screen" / "template")
    program = (
        "import sys; print(f'http://127.0.0.1:{sys.argv[1]}/?token=none', flush=True); from voila.app import main; "
        "sys.argv[1:] = [sys.argv[2], '--port', sys.argv[1], '--no-browser']; main()"
    )
    running = Served(
        [sys.executable, "-c", program, str(port), str(REPOSITORY / "notebooks")],
        PERMANENCE_STORE=str(folder / "answers.sqlite"),
        JUPYTER_PATH=os.pathsep.join([str(folder / "share"), os.environ.get("JUPYTER_PATH", "")]).rstrip(os.pathsep),
    )
    _wait(running)
    yield running
    running.kill()


def _wait(running: Served) -> None:
    """Voila gives no sign when it listens: ask until it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(running.base, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"Voila did not answer:\n{running.said}")


@pytest.fixture(scope="module")
def visitor(chromium: Browser, voila: Served) -> Iterator[Page]:
    """Somebody at a browser; what is asked of Voila, and of any other host, is noted."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.asked = []  # type: ignore[attr-defined]

    page.add_init_script("window.violations = []")
    note_others(page, voila.base)
    page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def week(visitor: Page, voila: Served) -> Page:
    """The week of the third workshop, ready."""
    visitor.asked.clear()  # type: ignore[attr-defined]
    visitor.goto(f"{voila.base}/voila/render/w18.ipynb")
    visitor.locator("body[data-ap-ready]").wait_for()
    return visitor


def test_the_list_of_notebooks_is_ours_too_and_asks_no_other_host(
    visitor: Page, voila: Served, axe: Callable[..., list[str]], no_outside: Callable[[Page], None]
) -> None:
    visitor.goto(voila.base)
    assert visitor.locator("html").get_attribute("lang") == "en-GB"
    assert visitor.locator("a[href*='w18.ipynb']").count() == 1
    assert axe(visitor) == []
    no_outside(visitor)


def test_a_week_is_our_slim_page(week: Page, no_outside: Callable[[Page], None]) -> None:
    assert week.title() == "Week 18: Workshop three: deciding and defending - Achieving Permanence"
    assert week.locator(f"#exercise-{EXERCISE}").is_visible()
    asked = [url for url in week.asked if "/voila/static/" in url or "labextensions" in url]  # type: ignore[attr-defined]
    assert not asked, "No front end but our own is loaded."
    no_outside(week)


def test_it_leads_to_nothing_that_only_our_own_server_has(week: Page) -> None:
    assert week.locator("a[href^='/before'], a[href^='/guide'], a[href^='/progress']").count() == 0


def test_the_page_has_no_axe_violations(week: Page, axe: Callable[..., list[str]]) -> None:
    assert axe(week) == []


def test_what_is_typed_is_saved_by_a_kernel(week: Page, voila: Served) -> None:
    exercise = week.locator(f"#exercise-{EXERCISE}")
    exercise.get_by_role("radio", name="Keep it").first.check()
    exercise.locator(".ap-saved[data-state=saved]").wait_for()
    store = open_store(voila.environment["PERMANENCE_STORE"])
    kept = store.latest(store.me().id, EXERCISE)
    store.close()
    assert kept is not None
    assert '"keep"' in str(kept.value).replace("'", '"')


def test_the_national_figures_can_be_explored(visitor: Page, voila: Served, no_outside: Callable[[Page], None]) -> None:
    """From the address that a week names, and back to a week; nothing leads to what only our own server has."""
    visitor.goto(f"{voila.base}/voila/render/figures.ipynb#stability")
    visitor.locator(".ap-chart-sentence").wait_for()
    hrefs = [link.get_attribute("href") or "" for link in visitor.locator(".ap-fig-know a").all()]
    assert "w22.ipynb" in hrefs
    assert not [href for href in hrefs if href.startswith("/")]
    no_outside(visitor)


def test_pages_of_a_room_say_that_there_is_none(visitor: Page, voila: Served) -> None:
    visitor.goto(f"{voila.base}/voila/render/board.ipynb")
    visitor.locator("main .ap-inset").wait_for()
    assert "permanence workshop" in visitor.inner_text("main")


def test_a_clone_and_an_installation_name_the_same_template() -> None:
    assert '"template": "permanence"' in Path(REPOSITORY / "notebooks" / "w18.ipynb").read_text("utf-8")
