"""Three whole journeys in a real browser, the same in every way the workbook is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from ways import COHORT, Way, with_all
from workshop_day import people_who_answer

from permanence_lib.content.library import Content
from permanence_lib.workshop.room import Room

pytestmark = pytest.mark.slow
SLOWLY = 60_000
WEEK, OTHERS = "w18", 5
VOTE, AT_THE_VOTE = "w18s2c", "Change of direction vote"
WORDS = {
    "w02a1": "Slow, and then at once",
    "w02a3": "That a child can have two families and lose neither.",
    "w02a4": "I waited for a letter that had been lost for a month.",
}
REASON = "They broke the driving and not the plan."


def exercise(page: Page, name: str) -> Locator:
    """One exercise of the week."""
    return page.locator(f"#exercise-{name}")


def saved(work: Locator) -> None:
    """Waits until the store has acknowledged."""
    expect(work.locator(".ap-saved").first).to_have_attribute("data-state", "saved", timeout=SLOWLY)


def type_in(page: Page, name: str) -> None:
    """Words into the first box of an exercise, by its kind as it comes; until they are kept."""
    work = exercise(page, name)
    if work.locator("input[type=radio]:visible").count():
        work.locator("input[type=radio]:visible").first.check()
    work.locator("textarea:visible, input[type=text]:visible").first.fill(WORDS[name])
    saved(work)


def shows(page: Page, name: str) -> None:
    """What was typed stands in its box."""
    expect(exercise(page, name).locator("textarea:visible, input[type=text]:visible").first).to_have_value(WORDS[name])


def test_study(way: Way) -> None:
    """Open, type in three kinds of exercise, reload, close, come back another day: every word, and the home page knows."""
    page = way.study("ann")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    way.open(page, "/week/w02")
    for name in WORDS:
        type_in(page, name)
    page.reload()
    page.locator("body[data-ap-ready]").wait_for()
    for name in WORDS:
        shows(page, name)
    exercise(page, "w02a4").get_by_role("checkbox", name="I have finished this exercise").check()
    saved(exercise(page, "w02a4"))
    with_all(page)
    way.leave(page)

    again = way.study("ann")
    expect(again.locator("main")).to_contain_text("In progress: 1 of 5 core activities done")
    way.open(again, "/week/w02")
    for name in WORDS:
        shows(again, name)
    held = {each.exercise: str(each.value) for each in way.kept("ann")}
    assert all(words in held[name] for name, words in WORDS.items())
    with_all(again)
    again.context.close()


def test_workshop(way: Way, content: Content, tmp_path: Path) -> None:
    """Join, answer, be counted with five others, see where the room stands, take the work home into one's own workbook."""
    board, place = way.lead(), way.join("ann")
    expect(board.get_by_text("ann").first).to_be_visible(timeout=SLOWLY)
    go_to_the_vote(board)
    work = place.locator(".ap-work:not([hidden])")
    work.get_by_label("Keep it").check()
    work.locator("textarea").first.fill(REASON)
    work.get_by_role("button", name="Keep my answer").click()
    saved(work)
    expect(board.get_by_text("1 of 1 have answered")).to_be_visible(timeout=SLOWLY)
    with way.room_store() as store:
        people_who_answer(Room(store, content, WEEK, COHORT), VOTE, OTHERS)
    expect(board.get_by_text(f"{OTHERS + 1} of {OTHERS + 1} have answered")).to_be_visible(timeout=SLOWLY)
    board.get_by_role("group", name="This exercise").get_by_role("button", name="Reveal").click()
    expect(place.get_by_role("heading", name="What the room sees")).to_be_visible(timeout=SLOWLY)
    expect(place.locator(".ap-room-sees svg").first).to_be_visible(timeout=SLOWLY)
    home = take_home(way, place, tmp_path)
    bring_in(way, "ann", home)
    assert REASON in str([each.value for each in way.kept("ann") if each.exercise == VOTE])
    for page in (board, place):
        with_all(page)
        page.context.close()


def test_portfolio(way: Way, tmp_path: Path) -> None:
    """Choose a piece of work, tie it to the standard, take everything away, and bring it in on another computer."""
    page = way.study("bob")
    way.open(page, "/week/w02")
    type_in(page, "w02a4")
    way.open(page, "/portfolio/w02a4")
    page.get_by_label("Why it matters").fill("I say what the waiting did.")
    page.get_by_role("button", name="Put version").click()
    expect(page.get_by_text("Saved. This version is in your portfolio.")).to_be_visible()
    way.open(page, "/evidence/4.4b/w02a4")
    page.get_by_label("What in this piece shows 4.4b?").fill("The month is named.")
    page.get_by_label("It shows part of it").check()
    page.get_by_role("button", name="Tie this version").click()
    expect(page.get_by_text("Saved. This piece is tied to 4.4b.")).to_be_visible()
    file = taken(way.open(page, "/take-away"), "Make the whole-workbook file", tmp_path)
    with_all(page)
    way.leave(page)

    bring_in(way, "cat", file)
    other = way.study("cat")
    way.open(other, "/portfolio")
    expect(other.get_by_text("I say what the waiting did.").first).to_be_visible()
    way.open(other, "/evidence?section=4")
    expect(other.get_by_text("The month is named.").first).to_be_visible()
    with_all(other)
    way.leave(other)
    told = [[(each.exercise, each.revision, each.value) for each in way.kept(who)] for who in ("bob", "cat")]
    assert told[0] == told[1] != []


def go_to_the_vote(board: Page) -> None:
    """The facilitator goes to the exercise in the day, and opens it."""
    board.get_by_text("The whole day").click()
    row = board.get_by_role("listitem").filter(has_text=AT_THE_VOTE)
    row.get_by_role("button").first.click()
    board.get_by_role("group", name="This exercise").get_by_role("button", name=re.compile("^Open")).first.click()


def take_home(way: Way, place: Page, folder: Path) -> Path:
    """A participant's own file of the day."""
    return taken(way.open(place, "/mine"), "Make the file for my workbook", folder)


def taken(page: Page, button: str, folder: Path) -> Path:
    """Press the button and keep the file."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    file = folder / "taken.zip"
    file.write_bytes(Path(coming.value.path()).read_bytes())
    return file


def bring_in(way: Way, who: str, file: Path) -> None:
    """Into the workbook of somebody, by its page: shown first, then done."""
    page = way.study(who)
    way.open(page, "/take-away")
    page.get_by_label("The file with your whole workbook").set_input_files(file)
    page.get_by_role("button", name="Show me what is in it").click()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("status").filter(has_text="brought in")).to_be_visible()
    with_all(page)
    page.context.close()
