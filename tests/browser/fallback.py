"""A week in Voila's own front end, and whatever goes wrong on it noted; used by the tests of the fallback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from looking import note_others
from playwright.sync_api import Browser, Page
from served import Served

_WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample || ''}`);
});
"""
#: Voila 0.5 ships an older JupyterLab than the widgets' package was built with, and says so; it works.
_KNOWN = re.compile(r"shared (singleton )?module")
#: How long such a page may take, in milliseconds: it loads all of JupyterLab's scripts.
READY = 60_000


@contextmanager
def reader(chromium: Browser, server: Served, over: str = "", **options: Any) -> Iterator[Page]:
    """Somebody signed in, with `outside` and `complaints` of their page; `over` is the site as they reach it."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(READY)
    context.request.get(server.url.replace(server.base, over or server.base), max_redirects=0)
    page = context.new_page()
    _watch(page, over or server.base)
    yield page
    context.close()


def show(page: Page, server: Served, name: str, over: str = "") -> Page:
    """A week, asked for in Voila's own front end, when its exercises are there."""
    page.goto(f"{over or server.base}/week/{name}?front=full", timeout=READY)
    page.locator("body[data-ap-ready][data-front=full]").wait_for(timeout=READY)
    return page


def _watch(page: Page, base: str) -> None:
    page.complaints = []  # type: ignore[attr-defined]

    def note(words: str) -> None:
        if not _KNOWN.search(words):
            page.complaints.append(words)  # type: ignore[attr-defined]

    page.add_init_script(_WATCH)
    note_others(page, base)
    page.on("pageerror", lambda error: note(str(error)))
    page.on("console", lambda said: note(said.text) if said.type == "error" else None)
