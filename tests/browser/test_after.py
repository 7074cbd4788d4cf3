"""After the day, in a browser: the end, questions for the next workshop, the pack, by keyboard, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import looking
import pytest
import served
import workshop_day
from playwright.sync_api import Browser, Page, expect

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop.room import Room

Axe = Callable[..., list[str]]
QUESTION = "Ring 07700 900123 about the hearing?"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A room being served."""
    running = served.workshop(tmp_path_factory.mktemp("cohort") / "room", places=1)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def room(workshop: served.Workshop, content: Content) -> Iterator[Room]:
    """The same room, reached from outside: the morning is over, twelve people have answered twice."""
    store = open_store(str(workshop.store))
    opened = Room(store, content, "w18", "Autumn")
    for theme in workshop_day.THEMES:
        opened.act("theme-new", {"words": theme})
    for name, again in (("w18s1b", False), ("w18s2c", True), ("w18s4c", False)):
        opened.act("go", {"stretch": "w18s1.1" if name == "w18s1b" else "w18s2.3"})
        workshop_day.exercise(opened, name, 12, again=again)
    opened.act("open", {"exercise": "w18s4a"})
    for words in workshop_day.QUESTIONS:
        opened.act("question-keep", {"words": words})
    opened.act("question-done", {"id": opened.state().questions[1].id})
    yield opened
    store.close()


@pytest.fixture(scope="module")
def page(chromium: Browser, workshop: served.Workshop, room: Room) -> Iterator[Page]:
    """The facilitator's browser."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(30_000)
    yield workshop.lead(context.new_page())
    context.close()


@pytest.fixture
def after(page: Page, workshop: served.Workshop) -> Page:
    """The page for after the day."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="screen")
    page.goto(f"{workshop.base}/after")
    return page


def test_every_form_of_the_page_is_accessible_and_fits(after: Page) -> None:
    """Wide, narrow, zoomed, dark, projected and printed; every control has a name."""
    assert looking.problems_in_every_form(after, may_be_wide=()) == {}


def test_the_pack_is_read_on_the_page(after: Page, axe: Axe) -> None:
    """It is accessible too, and as wide as a phone."""
    after.get_by_role("link", name="Read the pack here first").click()
    expect(after.get_by_role("heading", level=1)).to_have_text(
        "Pack of the day. Workshop three: deciding and defending"
    )
    expect(after.get_by_role("heading", name="One word for the day")).to_be_visible()
    for width in (1280, 320):
        after.set_viewport_size({"width": width, "height": 800})
        assert axe(after) == [] and not looking.sideways(after)
    after.get_by_role("link", name="Back, to take it as a file").first.click()
    expect(after.get_by_role("heading", name="3. Take the pack")).to_be_in_viewport()


def test_the_day_is_ended_by_keyboard_and_taken_back(after: Page, room: Room, axe: Axe) -> None:
    """What was done is said at the top of the page."""
    expect(after.get_by_text("Still open: Contact and case law.")).to_be_visible()
    after.get_by_role("button", name="End the day").focus()
    after.keyboard.press("Enter")
    expect(after.get_by_role("status").filter(has_text="The day is ended.")).to_be_visible()
    assert room.state().ended_at and len(room.store.of_exercise("attended:w18")) == 12
    assert axe(after) == []
    after.get_by_role("button", name="Take the end back").click()
    expect(after.get_by_text("The end is taken back.")).to_be_visible()
    assert not room.state().ended_at


def test_questions_are_left_to_the_next_workshop(after: Page, workshop: served.Workshop) -> None:
    """Open ones are ticked already."""
    boxes = after.get_by_role("group", name="Which questions go to the next workshop?").get_by_role("checkbox")
    assert [box.is_checked() for box in boxes.all()] == [True, True, False]
    boxes.nth(1).uncheck()
    after.get_by_role("button", name="Leave what is ticked").click()
    expect(after.get_by_text("1 question is left to the next workshop.")).to_be_visible()
    (left,) = workshop.folder.parent.glob("questions-autumn-*.json")
    assert workshop_day.QUESTIONS[0] in left.read_text("utf-8") and workshop_day.QUESTIONS[2] not in left.read_text(
        "utf-8"
    )


def test_the_pack_is_taken_once_what_looks_like_a_person_was_asked_about(after: Page, room: Room, axe: Axe) -> None:
    """As a web page, while the room is being served."""
    room.act("question-keep", {"words": QUESTION})
    after.get_by_role("button", name="Make the web page").click()
    expect(after.get_by_text("“07700 900123”")).to_be_visible()
    assert axe(after) == []
    with after.expect_download(timeout=120_000) as coming:
        after.get_by_role("button", name="It is invented or agreed: go on").click(timeout=120_000)
    assert coming.value.suggested_filename == "pack-of-w18.html"
    assert QUESTION in Path(coming.value.path()).read_text("utf-8")
