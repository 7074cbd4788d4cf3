"""A workshop in Firefox: the facilitator at the board and the projector, a participant on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

import barriers
import pytest
import served
from looking import sideways
from one_firefox import one_firefox
from playwright.sync_api import Browser, Page, expect
from workshop.conftest import people_who_answer

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop.room import Room

AT_THE_VOTE, VOTE = "w18s2.3", "w18s2c"


@pytest.fixture(scope="module")
def firefox() -> Iterator[Browser]:
    """The browser."""
    with one_firefox() as browser:
        yield browser


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A room of the third workshop."""
    running = served.workshop(tmp_path_factory.mktemp("room"), places=2)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def room(workshop: served.Workshop, content: Content) -> Iterator[Room]:
    """The same room, from its store."""
    store = open_store(str(workshop.store))
    yield Room(store, content, "w18", "Autumn")
    store.close()


def window(firefox: Browser, width: int) -> Page:
    """A new one; what its scripts complain of is noted."""
    page = firefox.new_context(viewport={"width": width, "height": 900}).new_page()
    page.set_default_timeout(30_000)
    page.wrong = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.wrong.append(str(error)))  # type: ignore[attr-defined]
    return page


def joined(page: Page, workshop: served.Workshop) -> Page:
    """A participant, by the code on the screen."""
    page.goto(f"{workshop.base}/join")
    page.fill("#code", workshop.join_code)
    page.fill("#alias", "Amina")
    page.locator("form:has(#alias) button[type=submit]").click()
    page.wait_for_url(re.compile("/joined|/place"))
    page.goto(f"{workshop.base}/place")
    page.locator(".ap-doing").wait_for(timeout=60_000)
    return page


def fine(page: Page) -> None:
    """No barrier, nothing sideways, nothing complained of."""
    assert barriers.find(page) == []
    assert not sideways(page)
    assert page.wrong == []  # type: ignore[attr-defined]


def test_a_vote_from_its_opening_to_the_projector(firefox: Browser, workshop: served.Workshop, room: Room) -> None:
    """Opened at the board, answered in a place, revealed to everybody."""
    board = workshop.lead(window(firefox, 1280))
    board.locator(".ap-board").wait_for(timeout=60_000)
    place = joined(window(firefox, 320), workshop)
    room.act("go", {"stretch": AT_THE_VOTE})
    expect(board.locator(".ap-board-now h2")).to_have_text("Change of direction vote")
    fine(board)
    board.locator(".ap-board-next button").click()
    work = place.locator(".ap-work:not([hidden])")
    work.get_by_label("Keep it").check()
    work.get_by_role("button", name="Keep my answer").click()
    expect(work.get_by_text("Saved at")).to_be_visible()
    fine(place)
    people_who_answer(room, VOTE, 8)
    expect(board.get_by_text("9 of 9 have answered", exact=False)).to_be_visible()
    board.locator(".ap-board-next button").click()
    expect(place.get_by_role("heading", name="What the room sees")).to_be_visible()
    expect(place.locator(".ap-room-sees svg").first).to_be_visible()
    fine(place)
    fine(board)
    screen = board.context.new_page()
    screen.goto(f"{workshop.base}/screen")
    expect(screen.get_by_text("Change of direction vote").first).to_be_visible(timeout=30_000)
    assert barriers.find(screen) == []
    for page in (board, place):
        page.context.close()
