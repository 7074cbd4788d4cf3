"""From a key to the painted page in a real browser: where the most stands beside what the key changes, and on an empty page in the same minute."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from permanence_lib import exercises
from permanence_lib.bench import browser, processes, visits
from permanence_lib.bench.own_server import OwnServer
from permanence_lib.content.library import current
from permanence_lib.errors import PermanenceError
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
#: Brings the focus to where the keys go, and says whether it is there. `press` looks for a button by its first words.
_READY = """async name => {
  const root = document.getElementById(`exercise-${name}`), all = css => [...root.querySelectorAll(`.ap-body ${css}`)];
  const first = css => all(css).find(x => x.checkVisibility()), pause = () => new Promise(go => setTimeout(go, 100));
  const seen = async css => { for (let n = 0; n < 100 && !first(css); n += 1) await pause(); return first(css); };
  const press = async words => { all("button").find(x => x.textContent.trim().startsWith(words))?.click(); await pause(); };
  const at = %s;
  at?.focus();
  await pause();
  return !!at && document.activeElement === at;
}"""


@dataclass(frozen=True)
class Scene:
    """An exercise with an answer in it, the way to what has the focus, and the keys that are pressed there by turns."""

    exercise: str
    answer: dict[str, Any]
    way: str
    keys: tuple[str, ...] = ("a",)


def timeline() -> Scene:
    """The timeline of week 2 as it ships: a decision is moved to and fro."""
    return Scene("w02a2", {}, "await seen('[role=slider]')", ("ArrowRight", "ArrowLeft"))


def matrix() -> Scene:
    """The matrix of week 16, its example in it, with every option open under a factor: a note is typed into a cell."""
    example = exercises.find("w16a2", current()).example()
    answer = example.model_dump(mode="json") if example else {}
    way = """first(".om-panel textarea") ?? (await press("Factors"), (await seen("[data-om-factor]"))?.click(),
    await seen(".om-panel"), await press("All options open"), await seen(".om-panel textarea"))"""
    return Scene("w16a2", answer, way)


def chronology(answer: dict[str, Any]) -> Scene:
    """A chronology of week 15: an entry is written beside all those there are."""
    way = "first('[id$=-what]') ?? (await press('Build'), await press('Add an event of your own'), await seen('[id$=-what]'))"
    return Scene("w15a2", answer, way)


def times(scenes: dict[str, Scene], keys: int) -> dict[str, list[float]]:
    """So many keys pressed in each scene, and letters on an empty page (""), by turns; seconds to the painted frame, each.

    PermanenceError where there is no browser, or where a scene is not what it was.
    """
    with TemporaryDirectory(prefix="ap-bench-") as folder, browser.opened() as chromium:
        store = Path(folder) / "answers.sqlite"
        for scene in scenes.values():
            if scene.answer:
                _save(store, scene.exercise, scene.answer)
        with OwnServer.study(store) as server:
            return _by_turns(chromium, server, scenes, keys)


def _by_turns(chromium: Browser, server: OwnServer, scenes: dict[str, Scene], keys: int) -> dict[str, list[float]]:
    context, empty = visits.enter(chromium, _NOTHING, server.url), chromium.new_page()
    empty.set_content(_EMPTY)
    pages = {name: _opened(context.new_page(), server, scene) for name, scene in scenes.items()}
    visits.until_at_rest(lambda: round(processes.seconds(processes.family(server.pid)), 1))
    for each in (*pages.values(), empty):
        each.evaluate(_LISTEN)
    found: dict[str, list[float]] = {name: [] for name in (*scenes, "")}
    for _ in range(_TURNS):
        for name, scene in scenes.items():
            found[name] += _type(pages[name], partial(_ready, pages[name], scene), scene.keys, -(-keys // _TURNS))
        found[""] += _type(empty, empty.locator("textarea").focus, ("a",), -(-keys // _TURNS))
    return found


def _opened(page: Page, server: OwnServer, scene: Scene) -> Page:
    page.goto(f"{server.base}/week/{scene.exercise[:3]}")
    page.locator("body[data-ap-ready]").wait_for()
    page.locator(f"#exercise-{scene.exercise} .ap-saved").wait_for()
    return page


def _ready(page: Page, scene: Scene) -> None:
    if not page.evaluate(_READY % scene.way, scene.exercise):
        raise PermanenceError(f"There was nothing to type into in {scene.exercise}: its page is not what it was.")


def _type(page: Page, focus: Callable[[], object], pressed: tuple[str, ...], keys: int) -> list[float]:
    page.bring_to_front()
    focus()
    page.evaluate("() => { window.took.length = 0; }")
    for number in range(keys):
        page.keyboard.press(pressed[number % len(pressed)])
        page.evaluate(_PAINTED, number + 1)
    taken: list[float] = page.evaluate("() => [...window.took]")
    return taken


def _save(path: Path, name: str, answer: dict[str, Any]) -> None:
    question = exercises.find(name, current()).definition.question_hash()
    with closing(open_store(str(path))) as store:
        store.save(store.me().id, name, answer, base=0, request_id=f"filled-{name}", definition_hash=question)
