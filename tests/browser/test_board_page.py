"""The facilitator's board in a browser: every phase, the words, the keys, a phone as a second device."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import served
from looking import sideways, unnamed
from playwright.sync_api import Browser, Page, expect

from permanence_lib.content.library import Content
from permanence_lib.store import open_store
from permanence_lib.workshop import moments
from permanence_lib.workshop.room import Room

sys.path.append(str(Path(__file__).parent.parent))
from workshop.conftest import people_who_answer

VOTE, AT_THE_VOTE = "w18s2c", "w18s2.3"
Axe = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A room of the third workshop."""
    running = served.workshop(tmp_path_factory.mktemp("room"), places=1)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def room(workshop: served.Workshop, content: Content) -> Iterator[Room]:
    """The same room, from its store: twenty people are simulated here."""
    store = open_store(str(workshop.store))
    yield Room(store, content, "w18", "Autumn")
    store.close()


def enter(chromium: Browser, workshop: served.Workshop, **options: Any) -> Page:
    """The facilitator on one of her devices, at the board."""
    page = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}).new_page()
    page.set_default_timeout(20_000)
    page.wrong = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.wrong.append(str(error)))  # type: ignore[attr-defined]
    workshop.lead(page)
    page.locator(".ap-board").wait_for(timeout=30_000)
    return page


@pytest.fixture(scope="module")
def board(chromium: Browser, workshop: served.Workshop) -> Iterator[Page]:
    """The board on her laptop, opened once."""
    page = enter(chromium, workshop)
    yield page
    assert page.wrong == []  # type: ignore[attr-defined]
    page.context.close()


def big(page: Page) -> Any:
    """The large button: the one next thing."""
    return page.locator(".ap-board-next button")


def press(page: Page) -> None:
    """The large button, as a person presses it: a second press within 0.6 s of another is one that slipped, and does nothing."""
    page.wait_for_timeout(700)
    big(page).click()


def at_the_vote(board: Page, room: Room) -> None:
    """The room is at the vote; the page has seen it."""
    room.act("go", {"stretch": AT_THE_VOTE})
    expect(board.locator(".ap-board-now h2")).to_have_text("Change of direction vote")


def looked_at(page: Page, axe: Axe) -> None:
    """What every phase is held to: no barrier, a name for every control, nothing sideways on a phone."""
    assert axe(page) == []
    assert unnamed(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert not sideways(page)
    page.set_viewport_size({"width": 1280, "height": 900})


def seen_after(board: Page, room: Room, people: int) -> float:
    """How long the board takes to say that so many have answered, once they have, in seconds."""
    people_who_answer(room, VOTE, people, seed=2)
    saved = time.monotonic()
    expect(board.get_by_text(f"{people} of {people} have answered", exact=False)).to_be_visible()
    return time.monotonic() - saved


def test_from_an_empty_room_to_the_first_part_of_the_day(board: Page, room: Room, axe: Axe) -> None:
    """Nobody is here, the code is to be read, and one press begins."""
    expect(board.locator("#board-people")).to_have_text("Nobody is here yet")
    expect(board.locator(".ap-board-join strong")).to_have_text(room.state().code)
    looked_at(board, axe)
    press(board)
    expect(board.locator(".ap-board-now h2")).to_have_text("Check-in")
    assert room.state().stretch == "w18s1.1"


def test_commit_reveal_reconsider_on_the_one_button(board: Page, room: Room, axe: Axe) -> None:
    """Open, answers within a second of their saving, reveal, ask again, before and after, close: zero barriers in each."""
    at_the_vote(board, room)
    looked_at(board, axe)
    press(board)
    expect(big(board)).to_have_text("Reveal: show where the room stands")
    people_who_answer(room, VOTE, 3, seed=1)
    expect(board.get_by_text("3 have answered. Nothing can be shown of fewer than 5.")).to_be_visible()
    assert board.locator(".ap-board-piece").count() == 0
    assert (
        min(seen_after(board, room, people) for people in (18, 19, 20)) < 2
    )  # half a second between looks, and a busy machine
    expect(board.locator(".ap-board-people [data-done]")).to_have_count(20)
    looked_at(board, axe)
    for words, phase in (("Ask for a second answer", "shown"), ("Close the exercise", "shown")):
        press(board)
        if phase == "shown" and words.startswith("Close"):
            expect(board.get_by_text("Open for a second answer")).to_be_visible()
            people_who_answer(room, VOTE, 7, seed=3)
            expect(big(board)).to_have_text("Show before and after")
            looked_at(board, axe)
            press(board)
        expect(big(board)).to_have_text(words)
        looked_at(board, axe)
    press(board)
    expect(big(board)).to_have_text("Next: Lunch")
    assert room.state().standing(VOTE).phase == "closed"


def test_pressed_twice_in_haste_is_done_once(board: Page, room: Room) -> None:
    """The button has become another under the finger: nothing is revealed by accident."""
    room.act("go", {"stretch": "w18s1.2"})
    expect(big(board)).to_have_text("Open the exercise")
    board.wait_for_timeout(700)
    big(board).dblclick()
    board.wait_for_timeout(800)
    assert room.state().standing("w18s1a").phase == "open"
    room.act("close", {"exercise": "w18s1a"})


def test_words_are_chosen_one_by_one_and_focus_stays_in_the_list(board: Page, room: Room) -> None:
    """Without names, as text and never as markup; the next piece is under her finger."""
    at_the_vote(board, room)
    room.act("open", {})
    _write(room, "p_000000000001", "<img src=x onerror=alert(1)>")
    board.get_by_role("button", name="To read").click()
    pieces = board.locator(".ap-board-piece")
    expect(pieces.first).to_be_visible()
    before = pieces.first.locator("blockquote").inner_text()
    pieces.first.get_by_role("button", name="Choose for the room").focus()
    board.keyboard.press("Enter")
    expect(board.get_by_role("button", name="Chosen (1)")).to_be_visible()
    board.wait_for_function("() => document.activeElement.closest('.ap-board-piece')")
    assert any(verdict.shown for verdict in room.state().verdicts.values())
    board.get_by_role("button", name="Chosen (1)").click()
    expect(pieces).to_have_count(1)
    assert pieces.first.locator("blockquote").inner_text() == before
    board.get_by_role("button", name="Put the chosen words on the projector").click()
    expect(board.locator("section", has=board.locator("#board-wall")).get_by_text("Chosen words").first).to_be_visible()
    assert board.locator(".ap-board img[src='x']").count() == 0
    assert "Person 1" not in board.locator("section", has=board.locator("#board-words")).inner_text()
    room.act("close", {"exercise": VOTE})


def test_who_needs_a_moment_is_seen_at_once_and_told_so(board: Page, room: Room, axe: Axe) -> None:
    """With the places to turn; it leaves the top when she has seen it."""
    people_who_answer(room, VOTE, 2, seed=8)
    moments.signal(room, "p_000000000002", True)
    expect(board.get_by_role("region", name="Who needs a moment").get_by_role("alert")).to_contain_text("Person 2")
    board.get_by_role("region", name="Who needs a moment").locator("summary", has_text="Where to turn").click()
    expect(board.get_by_text("Your supervisor or line manager").first).to_be_visible()
    looked_at(board, axe)
    board.get_by_role("button", name="I have seen it").click()
    expect(board.get_by_text("is taking a moment")).to_be_visible()
    moments.signal(room, "p_000000000002", False)
    expect(board.get_by_text("is taking a moment")).to_have_count(0)


def test_everything_can_be_paused_with_words(board: Page, room: Room, axe: Axe) -> None:
    """And goes on where it was."""
    room.act("clock-start", {"minutes": 5})
    board.get_by_role("button", name="Pause everything").click()
    board.locator("#board-pause").fill("A breath of air.")
    board.get_by_role("button", name="Show these words").click()
    expect(board.get_by_role("heading", name="Everything is paused")).to_be_visible()
    served.wait_until(lambda: room.state().pause_words == "A breath of air.")
    looked_at(board, axe)
    press(board)
    expect(board.get_by_role("heading", name="Everything is paused")).to_have_count(0)
    clock = room.state().clock
    assert clock is not None
    assert clock.left is None


def test_what_is_refused_is_said_and_nothing_typed_is_lost(board: Page, axe: Axe) -> None:
    """In her words, at the top, with her question still in its box."""
    board.locator("#board-question").fill("Why? " * 90)
    board.get_by_role("button", name="Keep", exact=True).click()
    expect(board.locator(".ap-board-trouble[role=alert]")).to_contain_text("400 characters or fewer")
    assert len(board.locator("#board-question").input_value()) == 450
    looked_at(board, axe)
    board.locator("#board-question").fill("Who tells Jayden?")
    board.get_by_role("button", name="Keep", exact=True).click()
    expect(board.locator(".ap-board-questions")).to_contain_text("Who tells Jayden?")
    expect(board.locator(".ap-board-trouble")).to_have_count(0)


def test_keys_work_rest_while_typing_and_can_be_switched_off(board: Page, room: Room) -> None:
    """WCAG 2.1.4."""
    board.locator("#board-question").fill("")
    board.locator("#board-question").press_sequentially("pp")
    board.wait_for_timeout(700)
    assert not room.state().paused
    board.locator(".ap-board-now h2").click()
    board.keyboard.press("p")
    expect(board.get_by_role("heading", name="Everything is paused")).to_be_visible()
    board.wait_for_timeout(700)
    board.keyboard.press("p")
    expect(board.get_by_role("heading", name="Everything is paused")).to_have_count(0)
    board.locator("summary", has_text="Keyboard keys").click()
    board.get_by_role("button", name="Keys on").click()
    board.keyboard.press("p")
    board.wait_for_timeout(700)
    assert not room.state().paused
    board.get_by_role("button", name="Keys on").click()


def test_a_phone_is_a_remote(chromium: Browser, workshop: served.Workshop, board: Page, room: Room, axe: Axe) -> None:
    """The same board on 320 px: what is pressed there is seen here."""
    people_who_answer(room, VOTE, 20, seed=11)
    phone = enter(chromium, workshop, viewport={"width": 320, "height": 800}, color_scheme="dark")
    group = phone.get_by_role("group", name="Groups of")
    group.get_by_role("button", name="4").click()
    expect(board.locator(".ap-board-groups > li")).to_have_count(5)
    assert axe(phone) == []
    assert not sideways(phone)
    phone.context.close()


def test_the_day_can_be_ended_and_taken_back(board: Page, room: Room, axe: Axe) -> None:
    """Afterwards is one press away."""
    room.act("end", {})
    expect(board.get_by_role("heading", name="The day has ended")).to_be_visible()
    expect(board.get_by_role("link", name="Go on to afterwards")).to_be_visible()
    looked_at(board, axe)
    board.get_by_role("button", name="It has not ended yet").click()
    expect(board.get_by_role("heading", name="The day has ended")).to_have_count(0)


def _write(room: Room, name: str, words: str) -> None:
    """Somebody types something of their own into a stand they took."""
    before = room.store.latest(name, VOTE)
    assert before is not None
    item, stand = next((x, y) for x, y in before.value["stands"].items() if y["first"])
    changed = {**stand, "first": {**stand["first"], "words": words}}
    value = {**before.value, "stands": {**before.value["stands"], item: changed}}
    room.store.save(
        name, VOTE, value, base=before.revision, request_id=f"write-{name}", definition_hash=before.definition_hash
    )  # fmt: skip
