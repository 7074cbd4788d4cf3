"""The board and a participant's place in two real browsers, with others over the wire, while line and server go: nothing is lost."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from typing import Any

import pytest
import served
from playwright.sync_api import Browser, Page, expect

from permanence_lib import exercises
from permanence_lib.bench.client import Person
from permanence_lib.bench.writer import Writer
from permanence_lib.content.library import current
from permanence_lib.store import open_store
from permanence_lib.workshop.variety import varied

pytestmark = [pytest.mark.slow, pytest.mark.alone]
CHALLENGE, AT_THE_CHALLENGE = "w18s4b", "w18s4.2"
#: As long as an alias may be, and a script all the same.
SCRIPT = "<img src=x onerror=document.title='owned'>"[:40]
NEEDS = "<script>document.title='owned'</script>"
OTHERS = 4
WORDS = "I have never been asked to account for a visit that I made."
LATER = " I said so while the server was gone."
SLOWLY = 60_000


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Workshop]:
    """A room that will be killed and started again."""
    running = served.workshop(tmp_path_factory.mktemp("room") / "room", places=OTHERS + 2)
    yield running
    running.kill()


def enter(chromium: Browser, workshop: served.Workshop, box: str, code: str, alias: str = "") -> Page:
    """Through the form, as a person does."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(SLOWLY)
    page.complaints = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
    page.goto(f"{workshop.base}/join")
    if box == "lead":
        page.locator("details:has(#lead) summary").click()
    else:
        page.fill("#alias", alias)
    page.fill(f"#{box}", code)
    page.locator(f"form:has(#{box}) button[type=submit]").click()
    page.wait_for_url(re.compile("/board|/joined|/place"))
    if box == "code":
        page.goto(f"{workshop.base}/place")
    return page


class Others:
    """Those who are in the room with other devices; each answers, and answers once more when the server is back."""

    def __init__(self, workshop: served.Workshop) -> None:
        self.workshop = workshop
        self.again = asyncio.Event()
        self.kept: dict[str, dict[str, Any]] = {}
        self.loop = asyncio.new_event_loop()
        self.thread = ThreadPoolExecutor(1)
        self.work: Future[None] = self.thread.submit(self.loop.run_until_complete, self._all())

    def come_back(self) -> None:
        """The server is there again."""
        self.loop.call_soon_threadsafe(self.again.set)

    async def _all(self) -> None:
        await asyncio.gather(*(self._one(number) for number in range(OTHERS)))

    async def _one(self, number: int) -> None:
        alias = SCRIPT if number == 0 else f"Other {number}"
        person, chance = Person(self.workshop.base), Random(number)
        await person.join(self.workshop.join_code, alias, NEEDS if number == 0 else "")
        writer = Writer(person)
        await (await writer.here()).until(lambda seen: _phase(seen) == "open", 300)
        await self._answer(writer, alias, chance)
        await asyncio.wait_for(self.again.wait(), 300)
        await self._answer(writer, alias, chance)

    async def _answer(self, writer: Writer, alias: str, chance: Random) -> None:
        answer = varied(exercises.find(CHALLENGE, current()), chance)
        assert answer
        value = answer.model_dump(mode="json")
        await writer.answer(CHALLENGE, value)
        self.kept[alias] = value


def _phase(seen: dict[str, Any]) -> str:
    return next(str(each["phase"]) for each in seen["exercises"] if each["id"] == CHALLENGE)


def answers(workshop: served.Workshop) -> dict[str, dict[str, Any]]:
    """The newest answer of each, by alias."""
    store = open_store(str(workshop.store))
    members = {pid: each.value["alias"] for pid, each in store.of_exercise("room:member").items()}
    found = {str(members[pid]): dict(each.value) for pid, each in store.of_exercise(CHALLENGE).items()}
    store.close()
    return found


def the_facilitator(workshop: served.Workshop, what: str, **given: Any) -> None:
    """One act from her second device."""

    async def act() -> None:
        writer = Writer(Person(workshop.base), "/board")
        await writer.person.lead(workshop.facilitators_code)
        await (await writer.act(what, given)).leave()

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, act()).result(120)


def test_two_browsers_through_a_lost_line_and_a_killed_server(chromium: Browser, workshop: served.Workshop) -> None:
    """The board counts to the last answer, every acknowledged word is kept, and a script in a name stays a name."""
    board = enter(chromium, workshop, "lead", workshop.facilitators_code)
    place = enter(chromium, workshop, "code", workshop.join_code, "Amina")
    others = Others(workshop)
    expect(board.get_by_text(SCRIPT).first).to_be_visible(timeout=SLOWLY)
    title = board.title()

    the_facilitator(workshop, "go", stretch=AT_THE_CHALLENGE)
    board.get_by_role("group", name="This exercise").get_by_role("button", name=re.compile("^Open")).first.click()
    place.get_by_role("button", name="Open the exercise").click()
    exercise = place.locator(".ap-work:not([hidden])")
    exercise.locator("textarea").first.fill(WORDS)
    expect(exercise.locator(".ap-saved[data-state=saved]").first).to_be_visible(timeout=SLOWLY)
    expect(board.get_by_text(f"{OTHERS + 1} of {OTHERS + 1} have answered")).to_be_visible(timeout=SLOWLY)

    place.context.set_offline(True)
    exercise.locator("textarea").first.press("End")
    place.keyboard.type(" More, without a line.")
    place.context.set_offline(False)

    workshop.kill()
    exercise.locator("textarea").first.press("End")
    place.keyboard.type(LATER)
    workshop.restart()
    others.come_back()
    others.work.result(240)

    expect(place.locator(".ap-saved[data-state=saved]").first).to_be_visible(timeout=2 * SLOWLY)
    assert served.wait_until(lambda: LATER.strip() in str(answers(workshop).get("Amina")), 60)
    found = answers(workshop)
    assert WORDS in str(found["Amina"])
    assert {alias: found[alias] for alias in others.kept} == others.kept
    expect(board.get_by_text(f"{OTHERS + 1} of {OTHERS + 1} have answered")).to_be_visible(timeout=2 * SLOWLY)
    assert board.title() == title
    assert board.locator("img[src=x]").count() == 0
    assert board.complaints == place.complaints == []  # type: ignore[attr-defined]
    for page in (board, place):
        page.context.close()
