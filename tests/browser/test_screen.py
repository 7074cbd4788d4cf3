"""The projector of a workshop: read from the back of a room, in every phase, and never before it is time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import served
from playwright.sync_api import Browser, Page, expect

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop import voices
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room

sys.path.append(str(Path(__file__).parent.parent))
from workshop.conftest import people_who_answer

VOTE, SORT, SCRIPT = "w18s2c", "w18s1a", "w18s4b"
STANDS, TWICE = "Where the room stands", "First answers, and answers now"
#: A wall as most projectors throw it.
WALL = {"width": 1280, "height": 720}


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, chromium: Browser, content: Content) -> Iterator[SimpleNamespace]:
    """A workshop with twenty people who have answered, and its projector: `room` and `page`."""
    running = served.workshop(tmp_path_factory.mktemp("workshop"), places=1)
    store = open_store(str(running.store))
    room = Room(store, content, "w18", "Autumn")
    page = _projector(chromium, running)
    for name in (VOTE, SORT, SCRIPT):
        people_who_answer(room, name, 20)
    yield SimpleNamespace(room=room, page=page)
    page.context.close()
    store.close()
    running.stop()


def _projector(chromium: Browser, running: served.Workshop) -> Page:
    """The facilitator's way in, as she takes it."""
    page = chromium.new_context(viewport=WALL).new_page()  # type: ignore[arg-type]
    page.outside, page.complaints = [], []  # type: ignore[attr-defined]
    page.add_init_script(
        "window.violations = []; document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective));"
    )
    page.on(
        "request",
        lambda one: None if one.url.startswith((running.base, "blob:", "data:")) else page.outside.append(one.url),
    )  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    running.lead(page)
    page.goto(f"{running.base}/screen")
    page.locator(".ap-wall").wait_for(timeout=30_000)
    return page


def look(page: Page) -> None:
    """Nothing runs over the edge of the wall, and the smallest letters of what matters can be read at the back."""
    body = page.locator(".ap-wall-body")
    over = body.evaluate("(box) => box.scrollHeight > box.clientHeight + 1")
    sideways = page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
    size = body.evaluate("(box) => parseFloat(getComputedStyle(box).fontSize)")
    assert (over, sideways) == (False, False)
    assert size >= 18, f"letters of {size} px"


def go(day: SimpleNamespace, heading: str, *acts: str | tuple[str, dict[str, Any]]) -> Page:
    """The facilitator does this elsewhere, and within moments it is on the wall; words among the acts stand above it."""
    page: Page = day.page
    for act in acts:
        if not isinstance(act, str):
            day.room.act(*act)
    for above in (act for act in acts if isinstance(act, str)):
        expect(page.locator(".ap-wall-kicker")).to_have_text(above, timeout=5_000)
    expect(page.get_by_role("heading", level=2, name=heading)).to_be_visible(timeout=5_000)
    return page


def test_the_welcome_can_be_read_and_scanned(day: SimpleNamespace, axe: Callable[..., list[str]]) -> None:
    page = go(day, "Workshop three: deciding and defending", ("show", {"what": "welcome"}))
    expect(page.locator(".ap-wall-code")).to_have_text(day.room.state().code)
    code = page.get_by_role("img", name="QR code")
    assert code.evaluate("(image) => image.complete && image.naturalWidth > 0")
    assert code.bounding_box()["width"] >= 380  # type: ignore[index]
    look(page)
    assert axe(page) == []


def test_the_agenda_a_question_a_picture_and_a_second_look(day: SimpleNamespace, axe: Callable[..., list[str]]) -> None:
    """One exercise through its phases; each can be read and is clean."""
    page = go(day, "Today", ("go", {"stretch": "w18s1.2"}), ("show", {"what": "agenda"}))
    expect(page.locator(".ap-when-now").last).to_contain_text("Card sort in two versions")
    look(page)
    assert axe(page) == []
    page = go(day, "Card sort in two versions", ("open", {"exercise": SORT}))
    expect(page.get_by_role("heading", name="Before you begin")).to_be_visible()
    expect(page.locator(".ap-wall-phase")).to_contain_text("20 answers so far.")
    look(page)
    assert axe(page) == []
    assert page.locator("figure").count() == 0

    page = go(
        day,
        "Change of direction vote",
        STANDS,
        ("open", {"exercise": VOTE}),
        ("reveal", {"exercise": VOTE}),
    )
    bars = page.locator(".ap-bar-row")
    assert bars.count() == 3
    counted = [
        int(words.split(" of ")[0].split("then ")[-1]) for words in page.locator(".ap-bar-words").all_inner_texts()
    ]
    assert sum(counted) == 20
    widths = [float(bar.get_attribute("width") or 0) for bar in page.locator(".ap-bar-row .ap-bar").all()]
    assert widths.index(max(widths)) == counted.index(max(counted))
    look(page)
    assert axe(page) == []

    day.room.act("again", {"exercise": VOTE})
    people_who_answer(day.room, VOTE, 20, seed=2)
    page = go(day, "Change of direction vote", TWICE, ("reveal", {"exercise": VOTE}))
    expect(page.locator(".ap-bars-key")).to_contain_text("First answers")
    assert page.locator(".ap-bar-was").count() >= 1
    look(page)
    assert axe(page) == []


def test_parts_are_turned_by_the_walls_own_keys(day: SimpleNamespace) -> None:
    page = go(day, "Card sort in two versions", STANDS, ("reveal", {"exercise": SORT}))
    first = page.locator("figcaption").first.inner_text()
    page.get_by_role("button", name="Next part").click()
    expect(page.locator("figcaption").first).not_to_have_text(first)
    assert day.room.state().screen.part == 1
    look(page)


def test_words_come_without_names_and_as_words(day: SimpleNamespace, axe: Callable[..., list[str]]) -> None:
    """What somebody typed is text on the wall, whatever it looks like."""
    room, evil = day.room, "<img src=x onerror=alert(1)>"
    room.put(Member("p_evil", evil, "2026-11-18T09:59:00.000+00:00"))
    example = room.live[SCRIPT].example().model_dump(mode="json")
    field = next(name for name, value in example["answers"].items() if isinstance(value, str) and " " in value)
    asked = room.live[SCRIPT].definition.question_hash()
    room.store.save("p_evil", SCRIPT, {**example, "answers": {**example["answers"], field: evil}}, base=0, request_id="evil-1", definition_hash=asked)  # fmt: skip
    room.act("open", {"exercise": SCRIPT})
    for one in [each for each in voices.said(room, SCRIPT) if each.text == evil]:
        room.act("approve", {"key": one.key, "theme": ""})
    page = go(day, "Challenge script", ("show", {"what": "words", "exercise": SCRIPT}))
    expect(page.locator("blockquote")).to_have_text([evil])
    assert page.locator(".ap-wall-body img").count() == 0
    assert "Person" not in page.locator(".ap-wall-body").inner_text()
    look(page)
    assert axe(page) == []


def test_break_pause_and_end_are_calm(day: SimpleNamespace, axe: Callable[..., list[str]]) -> None:
    page = go(day, "Break", ("go", {"stretch": "break.1"}))
    expect(page.locator(".ap-wall-back")).to_contain_text("Back at")
    expect(page.get_by_role("timer")).to_contain_text(":")
    look(page)
    assert axe(page) == []
    page = go(day, "We have paused", ("pause", {"words": "Ten minutes. There is tea."}))
    expect(page.locator(".ap-wall-body")).to_contain_text("Ten minutes. There is tea.")
    look(page)
    assert axe(page) == []
    page = go(day, "Thank you", ("go-on", {}), ("end", {}))
    look(page)
    assert axe(page) == []
    go(day, "Break", ("end", {"undo": True}), ("show", {"what": "rest"}))


def test_light_small_and_at_four_hundred_per_cent(day: SimpleNamespace, axe: Callable[..., list[str]]) -> None:
    """On a bright wall, and on a phone that looks at what is shown; the choice of light is kept."""
    page = go(day, "Change of direction vote", STANDS, ("show", {"what": "picture", "exercise": VOTE}))
    page.mouse.move(200, 200)
    page.get_by_role("button", name="Light").click()
    expect(page.locator("html")).to_have_attribute("data-wall", "light")
    assert axe(page) == []
    page.reload()
    page.locator(".ap-wall").wait_for(timeout=30_000)
    expect(page.locator("html")).to_have_attribute("data-wall", "light")
    for size in ({"width": 320, "height": 700}, {"width": 320, "height": 225}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert not page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert axe(page) == []
        expect(page.get_by_role("link", name="Board")).to_be_visible()
    page.set_viewport_size(WALL)  # type: ignore[arg-type]


def test_nothing_leaves_and_nothing_breaks(day: SimpleNamespace, no_outside: Callable[[Page], None]) -> None:
    """After all of it: no other host was asked, no policy was broken, nothing was thrown."""
    no_outside(day.page)
    assert day.page.complaints == []
