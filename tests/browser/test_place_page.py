"""A participant's place in a real browser, on a telephone and wide: every phase looked at, nothing typed is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
import served
from looking import sideways, unnamed
from playwright.sync_api import Browser, Locator, Page, expect

from permanence_lib.content.library import Content
from permanence_lib.portfolio import archive
from permanence_lib.store import open_store
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.variety import varied

SORT, CLINIC, VOTE = "w18s1a", "w18s1b", "w18s2c"
PHONE = {"width": 320, "height": 640}
Looked = Callable[[Page], None]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """One room for all of these tests."""
    running = served.workshop(tmp_path_factory.mktemp("room"), places=2)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def room(workshop: served.Workshop, content: Content) -> Iterator[Room]:
    """The room as the facilitator's board has it in hand."""
    store = open_store(str(workshop.store))
    yield Room(store, content, "w18", "Autumn")
    store.close()


@pytest.fixture(scope="module")
def phone(chromium: Browser, workshop: served.Workshop) -> Iterator[Page]:
    """Amina's telephone, with her place open; opened once and used through the day."""
    page = _joined(chromium, workshop, "Amina", viewport=PHONE)
    yield page
    page.context.close()


def _joined(chromium: Browser, workshop: served.Workshop, alias: str, **options: Any) -> Page:
    context = chromium.new_context(**options)
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.goto(f"{workshop.base}/join")
    page.fill("#code", workshop.join_code)
    page.fill("#alias", alias)
    page.locator("form:has(#alias) button[type=submit]").click()
    page.wait_for_url(re.compile("/joined|/place"))
    page.goto(f"{workshop.base}/place")
    page.locator(".ap-doing").wait_for(timeout=60_000)
    return page


@pytest.fixture
def looked(axe: Callable[..., list[str]]) -> Looked:
    """Holds a page to what every page is held to, narrow and wide."""

    def look(page: Page) -> None:
        for size in ({"width": 1280, "height": 900}, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.evaluate("() => scrollTo(0, 0)")
            assert axe(page) == []
            assert not sideways(page)
        assert unnamed(page) == []
        assert page.complaints == []  # type: ignore[attr-defined]

    return look


def moment_says(page: Page, words: str) -> Locator:
    """Beside the button; the same words are read out from elsewhere."""
    return page.locator(".ap-moment-says", has_text=words)


def shows(page: Page, title: str, words: str) -> None:
    """The heading and the sentence on what the room is doing."""
    doing = page.locator(".ap-doing")
    expect(doing.get_by_role("heading", name=title)).to_be_visible(timeout=6000)
    expect(doing).to_contain_text(words, timeout=6000)


def work(page: Page) -> Any:
    """The exercise in front of somebody."""
    return page.locator(".ap-work:not([hidden])")


def everybody_answers(room: Room, exercise: str, number: int) -> None:
    """So many others join and answer, each in their own way."""
    found, chance = room.live[exercise], Random(1)
    for n in range(number):
        pid, answer = f"p_{n:012x}", varied(found, chance)
        assert answer is not None
        room.put(Member(pid, f"Person {n}", "2026-11-18T09:30:00.000+00:00"))
        room.store.save(
            pid, exercise, answer.model_dump(mode="json"), base=0, request_id=f"fill-{n}",
            definition_hash=found.definition.question_hash(),
        )  # fmt: skip


def test_the_morning(phone: Page, room: Room, looked: Looked) -> None:
    """In the room, nothing open yet, a note before an exercise that needs one, and the exercise behind its door."""
    shows(phone, "You are in", "has not begun")
    looked(phone)
    room.act("go", {"stretch": "w18s1.2"})
    shows(phone, "Card sort in two versions", "Not open yet")
    expect(phone.get_by_text("violence from a former partner")).to_be_visible()
    assert phone.get_by_role("button", name="Open the exercise").count() == 0
    room.act("open", {"exercise": SORT})
    shows(phone, "Card sort in two versions", "Answer for yourself")
    looked(phone)
    phone.get_by_role("button", name="Open the exercise").click()
    expect(work(phone).get_by_role("heading", name="Card sort in two versions")).to_be_visible()
    looked(phone)


def test_the_page_does_not_move_on_in_the_middle_of_a_word(phone: Page, room: Room, looked: Looked) -> None:
    """The room goes on; the words stay under the hand, and one button leads after the others. They are kept on the way back."""
    room.act("go", {"stretch": "w18s1.3"})
    room.act("open", {"exercise": CLINIC})
    phone.get_by_role("button", name="Open the exercise").click()
    box = work(phone).locator("textarea").first
    work(phone).locator("input[type=radio]").first.check()
    box.fill("I have never been asked to account for a visit")
    room.act("go", {"stretch": "w18s2.3"})
    room.act("open", {"exercise": VOTE})
    shows(phone, "Change of direction vote", "Answer for yourself")
    expect(box).to_be_visible()
    expect(box).to_have_value("I have never been asked to account for a visit")
    phone.get_by_role("button", name="Go to what the room is doing").click()
    expect(work(phone).get_by_role("heading", name="Change of direction vote")).to_be_visible()
    phone.get_by_text("The day’s exercises so far").click()
    phone.get_by_role("button", name="Go back to it Risk aversion clinic").click()
    expect(box).to_have_value("I have never been asked to account for a visit")
    expect(work(phone).get_by_text("Saved at")).to_be_visible()
    looked(phone)
    phone.get_by_role("button", name="Back to what the room is doing").click()
    expect(work(phone).get_by_role("heading", name="Change of direction vote")).to_be_visible()
    phone.get_by_text("The day’s exercises so far").click()


def test_commit_reveal_reconsider(phone: Page, room: Room, looked: Looked) -> None:
    """A first answer, what the room sees, a second with the first beside it."""
    work(phone).get_by_label("Keep it").check()
    work(phone).locator("textarea").first.fill("They broke the driving and not the plan.")
    work(phone).get_by_role("button", name="Keep my answer").click()
    expect(work(phone).get_by_text("Saved at")).to_be_visible()
    assert phone.locator(".ap-room-sees").count() == 0
    everybody_answers(room, VOTE, 20)
    room.act("hold", {"exercise": VOTE})
    shows(phone, "Change of direction vote", "Closed for the moment")
    room.act("reveal", {"exercise": VOTE})
    expect(phone.get_by_role("heading", name="What the room sees")).to_be_visible(timeout=6000)
    expect(phone.locator(".ap-room-sees svg").first).to_be_visible()
    looked(phone)
    room.act("again", {"exercise": VOTE})
    shows(phone, "Change of direction vote", "second answer")
    phone.set_viewport_size({"width": 1280, "height": 900})
    phone.locator(".ap-first summary").click()
    expect(phone.locator(".ap-first")).to_contain_text("They broke the driving and not the plan.")
    looked(phone)


def test_a_pause_rests_the_page_and_keeps_the_words(phone: Page, room: Room, looked: Looked) -> None:
    """Words, and who is there; the exercise is out of sight, and afterwards as it was."""
    room.act("pause", {"words": "Ten minutes. There is water outside."})
    shows(phone, "We have paused", "There is water outside.")
    expect(work(phone)).to_have_count(0)
    assert phone.get_by_role("timer").count() == 0
    looked(phone)
    phone.get_by_text("Where you can turn").click()
    expect(phone.get_by_role("link", name="Call 116 123")).to_have_attribute("href", "tel:116123")
    looked(phone)
    room.act("go-on", {})
    shows(phone, "Change of direction vote", "second answer")
    expect(work(phone).get_by_text("They broke the driving and not the plan.").first).to_be_visible()


def test_i_need_a_moment(phone: Page, room: Room, looked: Looked) -> None:
    """One tap; it says that it was told, that it was seen, and one tap takes it back. In reach wherever one has read to."""
    phone.evaluate("() => scrollTo(0, 900)")
    button = phone.get_by_role("button", name="I need a moment")
    expect(button).to_be_in_viewport()
    button.click()
    expect(moment_says(phone, "has been told, and nobody else")).to_be_visible(timeout=6000)
    looked(phone)
    (me,) = room.moments()
    room.act("heard", {"member": me})
    expect(moment_says(phone, "has seen it")).to_be_visible(timeout=6000)
    phone.get_by_role("button", name="I am all right again").click()
    expect(button).to_be_visible()
    assert served.wait_until(lambda: not room.moments())


def test_ones_group_and_ones_code(phone: Page, room: Room, workshop: served.Workshop, looked: Looked) -> None:
    """With whom one sits; and the code to come back, only when it is asked for."""
    room.act("group", {"size": 4})
    expect(phone.locator(".ap-group")).to_contain_text(re.compile(r"Group \d, with "))
    phone.get_by_text("My code to come back").click()
    code = phone.locator(".ap-code").inner_text()
    assert code not in workshop.said
    looked(phone)


def test_at_ones_own_pace_in_the_dark_and_enlarged(phone: Page, room: Room, axe: Callable[..., list[str]]) -> None:
    """Everything of the day can be opened; and nothing lies over the words where the window is low."""
    room.act("pace", {"pace": "free"})
    expect(phone.get_by_text("at your own pace")).to_be_visible(timeout=6000)
    for button in ("Dark", "Projector"):
        phone.get_by_role("button", name=button).click()
        assert axe(phone) == [] and not sideways(phone)
        phone.get_by_role("button", name=button).click()
    phone.set_viewport_size({"width": 320, "height": 225})
    assert phone.locator(".ap-moment").evaluate("(bar) => getComputedStyle(bar).position") == "static"
    assert axe(phone) == [] and not sideways(phone)
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_what_is_tapped_and_typed_while_the_server_is_away_is_not_lost(
    phone: Page, room: Room, workshop: served.Workshop
) -> None:
    """A signal waits on the telephone and is passed on by itself; and so do words."""
    room.act("pace", {"pace": "together"})
    box = work(phone).locator("textarea").first
    box.wait_for()
    workshop.kill()
    box.fill("Typed into the dark.")
    phone.get_by_role("button", name="I need a moment").click()
    expect(moment_says(phone, "Passing it on")).to_be_visible()
    workshop.restart()
    expect(moment_says(phone, "has been told, and nobody else")).to_be_visible(timeout=60_000)
    assert served.wait_until(lambda: len(room.moments()) == 1)
    expect(work(phone).locator("textarea").first).to_have_value("Typed into the dark.", timeout=20_000)
    phone.get_by_role("button", name="I am all right again").click()
    assert served.wait_until(lambda: not room.moments())


def test_the_end_and_the_file(phone: Page, room: Room, looked: Looked) -> None:
    """The day has ended; the file is made, and a workbook reads it."""
    room.act("end", {})
    shows(phone, "The day has ended", "Take your work with you")
    looked(phone)
    phone.get_by_role("link", name="Take my work with me").click()
    expect(phone.get_by_role("heading", name="Take my work with me")).to_be_visible()
    looked(phone)
    with phone.expect_download() as coming:
        phone.get_by_role("button", name="Make the file for my workbook").click()
    found = archive.read(coming.value.path().read_bytes(), "everything")
    assert VOTE in found.histories() and CLINIC in found.histories()


def test_a_latecomer_after_a_reload_finds_everything(chromium: Browser, workshop: served.Workshop, room: Room) -> None:
    """Joined when most is over: what was opened is there to go back to, and is open for reading and writing."""
    room.act("end", {"undo": True})
    room.act("pace", {"pace": "together"})
    page = _joined(chromium, workshop, "Zora", viewport=PHONE)
    page.reload()
    expect(page.get_by_text("The day’s exercises so far")).to_be_visible()
    page.get_by_text("The day’s exercises so far").click()
    page.get_by_role("button", name="Open it Card sort in two versions").click()
    page.get_by_role("button", name="Open the exercise").click()
    expect(work(page).get_by_role("heading", name="Card sort in two versions")).to_be_visible()
    page.context.close()
