"""A browser, a running server and a page signed in to it; and what every page is held to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import barriers
import made_up_notebooks
import pytest
import served
from looking import note_others
from one_browser import one_browser
from playwright.sync_api import Browser, Page

_WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample || ''}`);
});
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    with one_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The workbook, served with a fresh store; one for each file of tests, begun by itself where time is measured."""
    measured = request.node.get_closest_marker("alone") is not None
    running = served.study(tmp_path_factory.mktemp("answers") / "answers.sqlite", alone=measured)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The server on made-up notebooks, with a home page of every status."""
    running = served.small_site(made_up_notebooks.write(tmp_path_factory.mktemp("site")), alone=False)
    yield running
    running.stop()


@pytest.fixture
def new_page(chromium: Browser, server: served.Served) -> Iterator[Callable[..., Page]]:
    """Makes a page signed in to the server: `new_page(viewport=..., color_scheme='dark')`."""
    pages = []

    def make(**options: Any) -> Page:
        pages.append(_signed_in(chromium, server, **options))
        return pages[-1]

    yield make
    for page in pages:
        page.context.close()


def _signed_in(chromium: Browser, server: served.Served, **options: Any) -> Page:
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(20_000)
    context.request.get(server.url, max_redirects=0)  # the cookie, without making the list of weeks for nobody
    page = context.new_page()
    _watch(page, server.base)
    return page


@pytest.fixture(scope="module")
def week_page(request: pytest.FixtureRequest, chromium: Browser, server: served.Served) -> Iterator[Page]:
    """A week (the parameter) as it is first met, opened once for all that is asked of it."""
    page = _signed_in(chromium, server)
    _open(page, server, request.param)
    yield page
    page.context.close()


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page signed in to the server, and nowhere yet."""
    return new_page()


def _watch(page: Page, base: str) -> None:
    """Note what the page asks of other hosts, what its policy stopped, and what it complained about."""
    page.complaints = []  # type: ignore[attr-defined]
    page.add_init_script(_WATCH)
    note_others(page, base)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)  # type: ignore[attr-defined]


@pytest.fixture
def open_week(server: served.Served) -> Callable[..., Page]:
    """Opens a week and waits until its exercises are there: `open_week(page, 'w02', '?projector=1')`."""

    return lambda page, name, query="": _open(page, server, name, query)


def _open(page: Page, server: served.Served, name: str, query: str = "") -> Page:
    page.goto(f"{server.base}/week/{name}{query}")
    page.locator("body[data-ap-ready]").wait_for(timeout=30_000)
    return page


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Runs axe over a page: what it found against WCAG 2.0 to 2.2 A and AA and its best practices, element by element."""
    return barriers.find


@pytest.fixture(scope="session")
def no_outside() -> Callable[[Page], None]:
    """Fails if a page asked anything of another host, or its policy had to stop something."""

    def check(page: Page) -> None:
        assert page.outside == []  # type: ignore[attr-defined]
        assert page.evaluate("() => window.violations") == []

    return check
