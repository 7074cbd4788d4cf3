"""The line between browser and server is cut, swallows everything, flickers: nothing is lost, nothing kept twice, and the
page says how things stand. A killed server and a killed kernel are tried in test_saving."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import served
from cable import Cable
from looking import never_tired
from playwright.sync_api import Locator, Page, expect

from permanence_lib.store import Record, open_store

#: When a page says at the latest that something is not saved yet, in milliseconds; 6 seconds are promised.
TOLD = 6500
#: How long a page may take to be well again after the line is, in milliseconds.
WELL = 60_000


@dataclass
class Reached:
    """A server as it is met at the far end of a cable."""

    server: served.Served
    cable: Cable

    @property
    def base(self) -> str:
        """The site, by the cable's port."""
        return re.sub(r":\d+$", f":{self.cable.port}", self.server.base)

    @property
    def url(self) -> str:
        """What signs a browser in."""
        return self.server.url.replace(self.server.base, self.base)

    def kept(self, name: str = "w02a4") -> list[Record]:
        """Every saved answer to an exercise, oldest first; read from the file."""
        store = open_store(self.server.environment["PERMANENCE_STORE"])
        try:
            return store.history(store.me().id, name)
        finally:
            store.close()


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The workbook, served with a fresh store."""
    running = served.study(tmp_path_factory.mktemp("answers") / "answers.sqlite")
    yield running
    running.stop()


def at_the_end_of_a_cable(running: served.Served) -> Iterator[Reached]:
    """The server's own address is what it answers to, so the cable renames itself on the way."""
    with Cable(int(running.base.rpartition(":")[2]), rename=True) as cable:
        yield Reached(running, cable)


@pytest.fixture
def server(near: served.Served) -> Iterator[Reached]:
    """The same server over a cable of this test's own."""
    yield from at_the_end_of_a_cable(near)


@pytest.fixture
def another_way(near: served.Served) -> Iterator[Reached]:
    """The same server over a second cable: another computer of the same person's."""
    yield from at_the_end_of_a_cable(near)


@pytest.fixture
def week(page: Page, open_week: Callable[..., Page]) -> Page:
    """Week 2, ready to type: what was written before has come."""
    opened = open_week(never_tired(page), "w02")
    box(opened).wait_for()
    return opened


def box(page: Page) -> Locator:
    """A box of the private reflection in week 2."""
    return page.locator("#exercise-w02a4 textarea:visible").first


def status(page: Page) -> Locator:
    """What that exercise says about saving."""
    return page.locator("#exercise-w02a4 .ap-saved")


def to_the_end(page: Page) -> None:
    """To the end of the box."""
    box(page).focus()
    page.keyboard.press("Control+End")


def type_on(page: Page, words: str) -> None:
    """Type at the end of the box."""
    to_the_end(page)
    page.keyboard.type(words)


def wait_saved(page: Page, words: str) -> None:
    """Until these words are in the box and the page says Saved."""
    expect(box(page)).to_have_value(re.compile(re.escape(words)), timeout=WELL)
    expect(status(page)).to_have_attribute("data-state", "saved", timeout=WELL)


def said_not_saved(page: Page) -> None:
    """In time, with where the words are meanwhile."""
    expect(status(page)).to_contain_text("Not saved yet", timeout=TOLD)
    expect(status(page)).to_contain_text("kept on this computer")


def newest(server: Reached) -> str:
    """What is kept last."""
    kept = server.kept()
    return str(kept[-1].value) if kept else ""


def assert_nothing_twice(server: Reached) -> None:
    """No gap and no request twice. (The same words may stand twice: put back from a draft they are a new wish to save.)"""
    kept = server.kept()
    assert [record.revision for record in kept] == list(range(1, len(kept) + 1))
    assert len({record.request_id for record in kept}) == len(kept)


@pytest.mark.parametrize("fault", ["cut", "swallow"])
def test_typing_through_a_fault(week: Page, server: Reached, fault: str) -> None:
    """Before, during and after, whether connections break or only fall silent: all of it is kept, and in order."""
    type_on(week, f"AAAA-{fault} ")
    wait_saved(week, f"AAAA-{fault}")
    getattr(server.cable, fault)()
    type_on(week, f"BBBB-{fault} ")
    said_not_saved(week)
    assert f"BBBB-{fault}" not in newest(server)
    server.cable.mend()
    wait_saved(week, f"AAAA-{fault} BBBB-{fault}")
    type_on(week, "CCCC ")
    wait_saved(week, f"AAAA-{fault} BBBB-{fault} CCCC")
    assert f"AAAA-{fault} BBBB-{fault} CCCC" in newest(server)
    assert_nothing_twice(server)


def test_an_acknowledgement_that_is_lost_on_the_way(week: Page, server: Reached) -> None:
    """The words are kept and the page never hears of it: it does not say Saved, asks again, and they are kept once."""
    type_on(week, "Before. ")
    wait_saved(week, "Before.")
    server.cable.swallow(forth=False)
    to_the_end(week)
    week.keyboard.insert_text(
        "Unheard. "
    )  # all at once: letter by letter, half of it could be on its way, and the rest waits for the answer
    assert served.wait_until(lambda: "Unheard." in newest(server)), (
        "it never reached the store: this test proved nothing"
    )
    said_not_saved(week)
    server.cable.cut()
    server.cable.mend()
    wait_saved(week, "Before. Unheard.")
    assert newest(server).count("Unheard.") == 1
    assert_nothing_twice(server)


def test_a_line_that_flickers(week: Page, server: Reached) -> None:
    """Ten times gone and back while somebody types: every word is kept."""
    words = [f"flicker{number}" for number in range(10)]
    for number, word in enumerate(words):
        (server.cable.cut if number % 3 else server.cable.swallow)()
        type_on(week, word + " ")
        week.wait_for_timeout(150 * (number % 4))
        server.cable.mend()
    wait_saved(week, words[-1])
    for word in words:
        assert newest(server).count(f"{word} ") == 1
    assert_nothing_twice(server)


def test_a_tab_closed_while_the_line_is_gone(week: Page, server: Reached, open_week: Callable[..., Page]) -> None:
    """The words wait on the computer, and are saved when the week is opened again."""
    type_on(week, "Seen. ")
    wait_saved(week, "Seen.")
    server.cable.cut()
    type_on(week, "Closed upon. ")
    said_not_saved(week)
    context = week.context
    week.close(run_before_unload=False)
    server.cable.mend()
    again = open_week(context.new_page(), "w02")
    wait_saved(again, "Seen. Closed upon.")
    assert "Seen. Closed upon." in newest(server)


def test_two_tabs_and_the_line_of_one_gone(
    week: Page, server: Reached, another_way: Reached, new_page: Callable[..., Page], open_week: Callable[..., Page]
) -> None:
    """One is cut off and typed in, the other saves meanwhile: the first is told, and both stand in the history."""
    type_on(week, "Both know. ")
    wait_saved(week, "Both know.")
    other = new_page()
    other.context.request.get(another_way.url, max_redirects=0)
    other.goto(f"{another_way.base}/week/w02")
    other.locator("body[data-ap-ready]").wait_for()
    box(other).wait_for()
    server.cable.swallow()
    type_on(week, "Typed in the dark. ")
    said_not_saved(week)
    type_on(other, "Saved meanwhile. ")
    wait_saved(other, "Both know. Saved meanwhile.")
    server.cable.mend()
    choice = week.locator("#exercise-w02a4").get_by_role("alert")
    expect(choice).to_contain_text("also changed in another window", timeout=WELL)
    choice.get_by_role("button", name="Use the other version").click()
    wait_saved(week, "Saved meanwhile.")
    history = str([record.value for record in server.kept()])
    assert "Typed in the dark." in history and "Saved meanwhile." in newest(server)
    assert_nothing_twice(server)
