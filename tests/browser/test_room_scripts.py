"""Scripts typed into everything that a room shows: on every page of everybody they are words, and nothing runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import served
from playwright.sync_api import Browser, BrowserContext, Page, expect

from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.store import open_store
from permanence_lib.workshop import voices
from permanence_lib.workshop.members import FACILITATOR, Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.views.screen import View

MARK = "Sleep well"
SCRIPT = f"<img src=x onerror=window.ran=1><script>window.ran=1</script><b id=made>{MARK}</b></template>"
_WATCH = "document.addEventListener('securitypolicyviolation', (e) => { window.stopped = (window.stopped ?? 0) + 1; });"
#: Every picture the projector has, and pages of the facilitator that hold somebody's words.
WALLS = ["welcome", "agenda", "question", "picture", "before-after", "words", "clock", "rest"]
PAGES = [
    "/board",
    "/screen",
    "/after",
    "/after/read",
    "/cohort",
    "/entry",
    "/paper",
    "/remote",
    "/guide",
    "/law",
    "/research",
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Iterator[tuple[served.Workshop, Room]]:
    """Eight people whose names, needs and every written word are a script; all exercises shown and answered again."""
    running = served.workshop(tmp_path_factory.mktemp("scripts") / "room", places=2)
    store = open_store(str(running.store))
    room = Room(store, content, "w18", "Autumn")
    for number in range(8):
        room.put(Member(f"p_{number}", f"{SCRIPT} {number}", f"2026-11-18T09:0{number}:00+00:00", needs=SCRIPT))
        room.keep(f"p_{number}", "room:moment", {"wanted": True}, 0)
    room.act("theme-new", {"words": SCRIPT[:60]})
    room.act("question-keep", {"words": SCRIPT})
    for name in room.live:
        room.act("open", {"exercise": name})
        _answer(room, name, 0)
        room.act("reveal", {"exercise": name})
        room.act("again", {"exercise": name})
        _answer(room, name, 1)
        room.act("reveal", {"exercise": name})
        for each in voices.said(room, name):
            room.act("approve", {"key": each.key, "theme": SCRIPT[:60]})
    room.act("group", {"size": 4})
    yield running, room
    store.close()
    running.stop()


def _answer(room: Room, name: str, base: int) -> None:
    example = room.live[name].example()
    assert example is not None
    for number in range(8):
        room.keep(f"p_{number}", name, _script(example.model_dump(mode="json")), base)


def _script(value: Any) -> Any:
    """Everything that was written becomes a script; what was chosen stays chosen."""
    if isinstance(value, dict):
        return {name: _script(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_script(inner) for inner in value]
    return SCRIPT if isinstance(value, str) and " " in value else value


@pytest.fixture(scope="module")
def leading(attacked: tuple[served.Workshop, Room], chromium: Browser) -> Iterator[BrowserContext]:
    """The facilitator's browser."""
    running, _ = attacked
    context = chromium.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(_WATCH)
    context.set_default_timeout(30_000)
    running.lead(context.new_page()).close()
    yield context
    context.close()


def nothing_ran(page: Page) -> None:
    """No script, no element made of somebody's words, and nothing that only the policy had to stop."""
    assert page.evaluate("() => [window.ran, document.getElementById('made'), window.stopped]") == [None, None, None]


def wall_of(room: Room) -> dict[str, Any]:
    """What the wall is told."""
    return View(room, Identity(FACILITATOR, role=FACILITATOR)).seen()


def shown(page: Page, told: dict[str, Any]) -> None:
    """Until the wall shows what it was told last."""
    expect(page.locator(".ap-wall")).to_have_attribute("data-what", told["what"])
    if "title" in told:
        expect(page.locator(".ap-wall h2").first).to_have_text(told["title"])


def test_the_projector_shows_words(attacked: tuple[served.Workshop, Room], leading: BrowserContext) -> None:
    """Every picture of it, of every exercise."""
    running, room = attacked
    page = leading.new_page()
    page.goto(f"{running.base}/screen")
    page.locator(".ap-wall").wait_for()
    seen, told = "", []
    for name in room.live:
        if room.live[name].definition.sharing == "private":
            continue
        for what in WALLS:
            room.act("show", {"what": what, "exercise": name})
            if (wall := wall_of(room)) in told:
                continue  # it has nothing of this exercise
            told.append(wall)
            shown(page, wall)
            nothing_ran(page)
            seen += page.locator(".ap-wall").inner_text()
    page.wait_for_timeout(650)  # a script that an image starts runs a moment later
    nothing_ran(page)
    assert f"<b id=made>{MARK}</b>" in seen, "the words themselves are there to be read"
    page.close()


def test_the_facilitators_pages_show_words(attacked: tuple[served.Workshop, Room], leading: BrowserContext) -> None:
    """Board, pack, cohort, paper."""
    running, room = attacked
    room.act("show", {"what": "words", "exercise": "w18s4b"})
    page = leading.new_page()
    read = ""
    for path in PAGES:
        page.goto(f"{running.base}{path}")
        if path in ("/board", "/screen"):
            page.locator("body[data-ap-ready]").wait_for()
            page.locator(".ap-live h2, .ap-wall").first.wait_for()
        nothing_ran(page)
        read += page.locator("main").inner_text()
    assert "<img src=x" in read
    page.close()


def test_a_participants_page_shows_words(attacked: tuple[served.Workshop, Room], chromium: Browser) -> None:
    """What the room sees, and one's own name."""
    running, room = attacked
    context = chromium.new_context(viewport={"width": 320, "height": 700})
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(f"{running.base}/join")
    page.get_by_label("Join code").fill(running.join_code)
    page.get_by_label("Your name for the day").fill("<img src=x onerror=window.ran=1>")
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_url("**/joined")
    nothing_ran(page)
    page.goto(f"{running.base}/place")
    page.locator("body[data-ap-ready]").wait_for()
    room.act("go", {"stretch": "w18s4.2"})
    room.act("show", {"what": "words", "exercise": "w18s4b"})
    page.get_by_text(MARK).first.wait_for()
    nothing_ran(page)
    page.goto(f"{running.base}/mine")
    nothing_ran(page)
    context.close()
