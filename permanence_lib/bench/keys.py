"""From a key to the painted page in a real browser, beside an empty page in the same minute."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from permanence_lib import exercises
from permanence_lib.bench import browser, processes, visits
from permanence_lib.bench.own_server import OwnServer
from permanence_lib.content.library import current
from permanence_lib.store import open_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: How often the two pages take turns.
_TURNS = 3
_NOTHING = visits.Sort("null", "false")
_EMPTY = "<textarea autofocus></textarea>"
#: Notes when the frame after each key has been painted.
_LISTEN = """() => {
  window.took = [];
  document.addEventListener("keydown", () => {
    const start = performance.now();
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => window.took.push((performance.now() - start) / 1000);
      painted.port2.postMessage(0);
    });
  }, true);
}"""
_PAINTED = (
    "n => new Promise(go => { const look = () => window.took.length >= n ? go() : setTimeout(look, 10); look(); })"
)
#: A box of the exercise that can be typed in, shown if it has to be.
_BOX = """name => {
  const root = document.getElementById(`exercise-${name}`);
  const box = () => [...root.querySelectorAll('.ap-body textarea')].find(x => x.checkVisibility());
  for (const fold of root.querySelectorAll('.ap-body details')) fold.open = true;
  if (!box()) root.querySelector('.ap-body button')?.click();
  return new Promise(go => setTimeout(() => { box()?.focus(); go(!!box()); }, 500));
}"""


def times(name: str, answer: dict[str, Any], keys: int) -> tuple[list[float], list[float]]:
    """So many letters typed into an exercise that holds `answer`, and into an empty page; seconds to the painted frame, each.

    PermanenceError where there is no browser.
    """
    with TemporaryDirectory(prefix="ap-bench-") as folder, browser.opened() as chromium:
        store = Path(folder) / "answers.sqlite"
        _save(store, name, answer)
        with OwnServer.study(store) as server:
            return _by_turns(chromium, server, name, keys)


def _by_turns(chromium: Browser, server: OwnServer, name: str, keys: int) -> tuple[list[float], list[float]]:
    page, empty = visits.enter(chromium, _NOTHING, server.url).new_page(), chromium.new_page()
    page.goto(f"{server.base}/week/{name[:3]}")
    page.locator("body[data-ap-ready]").wait_for()
    empty.set_content(_EMPTY)
    visits.until_at_rest(lambda: round(processes.seconds(processes.family(server.pid)), 1))
    for each in (page, empty):
        each.evaluate(_LISTEN)
    focus = (lambda: page.evaluate(_BOX, name), lambda: empty.locator("textarea").focus())
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(_TURNS):
        for one, into, ready in zip((page, empty), found, focus, strict=True):
            into.extend(_type(one, ready, -(-keys // _TURNS)))
    return found


def _type(page: Page, focus: Callable[[], Any], keys: int) -> list[float]:
    page.bring_to_front()
    focus()
    page.evaluate("() => { window.took.length = 0; }")
    for number in range(1, keys + 1):
        page.keyboard.press("a")
        page.evaluate(_PAINTED, number)
    taken: list[float] = page.evaluate("() => [...window.took]")
    return taken


def _save(path: Path, name: str, answer: dict[str, Any]) -> None:
    question = exercises.find(name, current()).definition.question_hash()
    with closing(open_store(str(path))) as store:
        store.save(store.me().id, name, answer, base=0, request_id="filled", definition_hash=question)
