"""The way into a workshop in a real browser, wide and on a small phone: a code from the QR, mistakes, coming back, being let go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import served
from looking import sideways, unnamed
from playwright.sync_api import Browser, Page, expect

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A workshop of module three."""
    started = served.workshop(tmp_path_factory.mktemp("room"), places=2)
    yield started
    started.stop()


@pytest.fixture
def device(chromium: Browser, running: served.Workshop) -> Iterator[Callable[..., Page]]:
    """Makes a device that has not joined: `device(viewport=...)`."""
    made: list[Page] = []

    def make(**options: Any) -> Page:
        context = chromium.new_context(**{"viewport": {"width": 320, "height": 640}, **options})
        context.set_default_timeout(40_000)
        made.append(context.new_page())
        made[-1].add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective));"
        )
        return made[-1]

    yield make
    for page in made:
        page.context.close()


def send(page: Page, words: str) -> None:
    """Press a form's button."""
    page.get_by_role("button", name=words, exact=True).click()


def clean(page: Page, axe: Callable[..., list[str]]) -> None:
    """No barrier, no control without a name, no sideways scrolling, nothing its policy had to stop."""
    assert axe(page) == []
    assert unnamed(page) == []
    assert not sideways(page)
    assert page.evaluate("() => window.violations") == []


def test_somebody_scans_the_code_makes_mistakes_and_joins(
    device: Callable[..., Page], running: served.Workshop, axe: Callable[..., list[str]]
) -> None:
    """On the smallest phone: the code from the picture is filled in and gone from the address; what is wrong is said and nothing lost."""
    page = device()
    page.goto(f"{running.base}/join#code={running.join_code}")
    expect(page.get_by_label("Join code")).to_have_value(running.join_code)
    expect(page.get_by_label("Your name for the day")).to_be_focused()
    assert page.url == f"{running.base}/join"
    clean(page, axe)
    page.get_by_label("What would make the day easier for you?").fill("Large print")
    send(page, "Join")
    expect(page.get_by_role("alert")).to_contain_text("Type a name for the day")
    assert page.title().startswith("Error: ")
    clean(page, axe)
    expect(page.get_by_label("What would make the day easier for you?")).to_have_value("Large print")
    page.get_by_label("Join code").fill(running.join_code)
    page.get_by_label("Your name for the day").fill("Sam")
    send(page, "Join")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are in, Sam")
    clean(page, axe)
    page.get_by_role("link", name="Go to your place").click()
    page.locator("body[data-ap-ready]").wait_for()
    assert page.url == f"{running.base}/place"


def test_somebody_comes_back_on_another_device_and_leaves_it(
    device: Callable[..., Page], running: served.Workshop, axe: Callable[..., list[str]]
) -> None:
    """With the code they were given; leaving asks first."""
    first, second = device(), device(viewport={"width": 1280, "height": 900})
    first.goto(f"{running.base}/join#code={running.join_code}")
    first.get_by_label("Your name for the day").fill("Kim")
    send(first, "Join")
    code = first.locator(".ap-code").first.inner_text()
    second.goto(running.base)
    second.get_by_label("Your own code").fill(code)
    send(second, "Come back")
    second.wait_for_url("**/place")
    second.get_by_role("link", name="Leave").click()
    clean(second, axe)
    expect(second.locator(".ap-code")).to_have_text(code)
    send(second, "Leave on this device")
    second.wait_for_url("**/join")


def test_the_facilitators_address_opens_the_board_and_her_phone(
    device: Callable[..., Page], running: served.Workshop, axe: Callable[..., list[str]]
) -> None:
    """Without typing; the code is never part of an address that is asked for."""
    page = device(viewport={"width": 1280, "height": 900}, color_scheme="dark")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{running.base}/join#facilitator={running.facilitators_code}")
    page.wait_for_url("**/board")
    assert not any(running.facilitators_code in url.split("#")[0] for url in asked)
    page.goto(f"{running.base}/remote")
    clean(page, axe)
    page.get_by_text("Show the code for my own phone").click()
    assert page.locator("img").evaluate("(image) => image.complete || image.decode().then(() => true)")
    assert page.locator("img").evaluate("(image) => image.naturalWidth") > 100
    clean(page, axe)


def test_whoever_is_taken_out_is_told_on_their_page(device: Callable[..., Page], running: served.Workshop) -> None:
    """Without a reload: what to do, in words."""
    page = device()
    page.goto(f"{running.base}/join#code={running.join_code}")
    page.get_by_label("Your name for the day").fill("Guest")
    send(page, "Join")
    page.goto(f"{running.base}/place")
    page.locator("body[data-ap-ready]").wait_for()
    store = open_store(str(running.store))
    room = Room(store, Content.load(), "w18", "Autumn")
    member = next(each for each in room.members().values() if each.alias == "Guest")
    room.put(Member(**{**member.to_json(), "gone": True}))
    store.close()
    expect(page.locator("#ap-notice")).to_contain_text("no longer in the workshop", timeout=30_000)


def test_too_many_wrong_codes_are_said_to_be(
    device: Callable[..., Page], running: served.Workshop, axe: Callable[..., list[str]]
) -> None:
    """With how long to wait. Last, because it shuts this computer out."""
    page = device()
    page.goto(f"{running.base}/join")
    for _ in range(11):
        page.get_by_label("Your own code").fill("nobody-here-today-11")
        send(page, "Come back")
    expect(page.get_by_role("alert")).to_contain_text("Too many wrong codes")
    expect(page.get_by_role("alert")).to_contain_text("seconds")
    clean(page, axe)
