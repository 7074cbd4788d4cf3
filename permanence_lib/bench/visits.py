"""A page visited in a real browser: from asking for it to an answered click by the page's own clock, and what it took."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from permanence_lib.bench import processes
from permanence_lib.errors import PermanenceError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

#: How long a page may take, in milliseconds.
PATIENCE = 120_000
#: How long it is left to itself first, in seconds.
_UNDISTURBED = 1.0
#: A page is at rest when nothing has travelled for so long, in seconds; and how long that is waited for.
_REST, _AT_LONGEST = 0.7, 6.0
#: Looks after every change of the page whether there is something to click, clicks it at once, and notes when it is answered.
_WATCH = """(() => {
  if (window !== top) return;
  const marks = window.measured = {};
  let clicked = null;
  const now = name => { marks[name] ??= performance.now(); };
  const look = () => {
    if (document.body?.dataset.apReady) now('mounted');
    if (!clicked) { clicked = %(find)s; if (clicked) { now('shown'); clicked.click(); } }
    if (clicked && marks.answered === undefined && (() => %(answered)s)()) now('answered');
  };
  new MutationObserver(look).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
})()"""


@dataclass(frozen=True)
class Sort:
    """A sort of page: what is clicked in it, and how it is known that the click was answered, both as JavaScript."""

    find: str
    answered: str

    @property
    def watch(self) -> str:
        """The script that does both."""
        return _WATCH % {"find": self.find, "answered": self.answered}


#: A week: its worked example is asked of the kernel; and the answers that were saved are there.
WEEK = Sort(
    "[...document.querySelectorAll('details > summary')].find(x => x.textContent.startsWith('See a worked example'))",
    "clicked.parentElement.querySelector('.ap-report > div') && document.querySelector('.ap-saved[data-state=saved]')",
)
#: A week in which nothing is asked for: what it takes to be there with the answers that were saved.
WEEK_THERE = Sort("document.body?.dataset.apReady && document.querySelector('.ap-saved[data-state=saved]')", "true")
VOILA = Sort("document.querySelector('button.jupyter-button')", "clicked.classList.contains('mod-success')")
STATIC = Sort(
    "document.body?.dataset.ready && document.getElementById('go')",
    "document.getElementById('said').textContent",
)


@dataclass
class Seen:
    """When, in one visit, in seconds from asking for the page: every exercise was there, and a click was answered."""

    mounted: float | None
    answered: float


@dataclass
class Counted:
    """What one visit took; bytes before compression of the websocket."""

    requests: list[str]
    said_by_socket: int
    models: int | None


def enter(browser: Browser, sort: Sort, url: str = "") -> BrowserContext:
    """A browser with an empty cache that is signed in, if there is an address for that."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    if url:
        context.request.get(url, max_redirects=0)
    context.add_init_script(sort.watch)
    return context


def sit_down(context: BrowserContext) -> Page:
    """An empty page in a window that is there: opening one takes Chromium a second, and people go on in the one they have."""
    page = context.new_page()
    until_at_rest(lambda: round(processes.seconds(processes.family(os.getpid())), 1))
    return page


def visit(page: Page, address: str) -> Seen:
    """Go there, and stay until the click is answered. Nobody asks the page how far it is meanwhile: it would have to stop for that."""
    page.goto(address, wait_until="commit")
    time.sleep(_UNDISTURBED)
    _until_answered(page, address)
    marks: dict[str, float] = page.evaluate("() => window.measured")
    mounted = marks.get("mounted")
    return Seen(mounted / 1000 if mounted else None, marks["answered"] / 1000)


def count(page: Page, address: str) -> Counted:
    """The same, and what it took; telling that of every request and frame takes the browser time of its own."""
    requests: list[str] = []
    heard = [0]

    def note(request: Any) -> None:
        if request.url.startswith("http"):
            requests.append(request.url)

    def listen(socket: Any) -> None:
        requests.append(socket.url)
        socket.on("framereceived", lambda frame: heard.__setitem__(0, heard[0] + len(frame)))

    page.on("request", note)
    page.on("websocket", listen)
    visit(page, address)
    models: int | None = page.evaluate("() => window.slim?.models?.size ?? null")
    page.remove_listener("request", note)
    page.remove_listener("websocket", listen)
    return Counted(requests, heard[0], models)


def _until_answered(page: Page, address: str) -> None:
    from playwright.sync_api import Error

    try:
        page.wait_for_function("() => window.measured?.answered !== undefined")
    except Error as trouble:
        seen = page.evaluate("() => [window.measured, document.body?.innerText.slice(0, 300)]")
        raise PermanenceError(f"No click was answered at {address}: {trouble.message} {seen}") from None


def until_at_rest(counted: Callable[[], float]) -> None:
    """Until a count has stood still for a while."""
    end, last, since = time.monotonic() + _AT_LONGEST, counted(), time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < _REST:
        time.sleep(0.05)
        if (now := counted()) != last:
            last, since = now, time.monotonic()
