"""Words are never lost, and 'Saved' is only said when it is true: real typing, real kills."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable

import pytest
from looking import is_sure, never_tired
from playwright.sync_api import Locator, Page, expect
from served import Served

from permanence_lib.store import open_store

#: A longer form: PERMANENCE_KILLS=100 pytest tests/browser/test_saving.py -k kills
KILLS = int(os.environ.get("PERMANENCE_KILLS", "6"))
SAVED = re.compile(r"Saved at \d\d:\d\d")


def exercise(page: Page, name: str) -> Locator:
    """One exercise on the page."""
    return page.locator(f"#exercise-{name}")


def box(page: Page) -> Locator:
    """A box of the private reflection in week 2."""
    return exercise(page, "w02a4").locator("textarea:visible").first


def status(page: Page) -> Locator:
    """What that exercise says about saving."""
    return exercise(page, "w02a4").locator(".ap-saved")


def stored(server: Served, name: str = "w02a4") -> str:
    """What the store holds, read by a connection of our own."""
    store = open_store(server.environment["PERMANENCE_STORE"])
    try:
        record = store.latest(store.me().id, name)
        return "" if record is None else str(record.value)
    finally:
        store.close()


@pytest.fixture
def week(page: Page, open_week: Callable[..., Page]) -> Page:
    """Week 2, ready to type."""
    open_week(never_tired(page), "w02")
    box(page).wait_for()
    return page


def type_on(page: Page, words: str) -> None:
    """Type at the end of the box."""
    box(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def wait_saved(page: Page, words: str, seconds: float = 40) -> None:
    """Until the page says Saved, with these words in the box."""
    expect(box(page)).to_have_value(re.compile(re.escape(words)), timeout=seconds * 1000)
    expect(status(page)).to_have_attribute("data-state", "saved", timeout=seconds * 1000)


def test_typing_is_saved_and_found_after_a_reload(week: Page, server: Served, open_week: Callable[..., Page]) -> None:
    """Within a moment of the last key, in the store, and on the page again."""
    type_on(week, "I waited for a letter. ")
    wait_saved(week, "I waited for a letter.")
    expect(status(week)).to_contain_text(SAVED)
    assert "I waited for a letter." in stored(server)
    open_week(week, "w02")
    expect(box(week)).to_have_value(re.compile("I waited for a letter"))


def test_undo_and_redo_name_what_they_do(week: Page) -> None:
    """And what was undone can be put back."""
    before = box(week).input_value()
    type_on(week, "A slip. ")
    wait_saved(week, "A slip.")
    exercise(week, "w02a4").get_by_role("button", name=re.compile("^Undo")).click()
    expect(box(week)).to_have_value(before)
    exercise(week, "w02a4").get_by_role("button", name=re.compile("^Redo")).click()
    expect(box(week)).to_have_value(re.compile("A slip"))


def test_finishing_is_the_persons_own_word(week: Page, server: Served) -> None:
    """A tick, kept with the answer, and the list of weeks counts it."""
    type_on(week, "Something. ")
    tick = exercise(week, "w02a4").get_by_role("checkbox", name="I have finished this exercise")
    tick.check()
    wait_saved(week, "Something.")
    week.goto(f"{server.base}/")
    expect(week.locator("main")).to_contain_text("In progress: 1 of 5 core activities done")


def test_a_killed_kernel_costs_nothing(week: Page, server: Served) -> None:
    """The page notices by itself, opens again, and every word is there and saved."""
    type_on(week, "Before the kill. ")
    wait_saved(week, "Before the kill.")
    server.kill_kernels()
    type_on(week, "After the kill. ")
    wait_saved(week, "Before the kill. After the kill.")
    assert "After the kill." in stored(server)


def test_a_killed_server_costs_nothing(week: Page, server: Served) -> None:
    """The page says so within six seconds, keeps the words, and recovers when the server is back."""
    type_on(week, "One. ")
    wait_saved(week, "One.")
    server.kill()
    type_on(week, "Two. ")
    expect(status(week)).to_contain_text("Not saved yet", timeout=6500)
    expect(status(week)).to_contain_text("kept on this computer")
    server.restart()
    wait_saved(week, "One. Two.", seconds=60)
    assert "Two." in stored(server)


def test_a_frozen_server_costs_nothing(week: Page, server: Served) -> None:
    """As with a network that swallows everything: told within six seconds, then saved."""
    type_on(week, "Ice. ")
    wait_saved(week, "Ice.")
    server.freeze()
    try:
        type_on(week, "Water. ")
        expect(status(week)).to_contain_text("Not saved yet", timeout=6500)
    finally:
        server.thaw()
    wait_saved(week, "Ice. Water.", seconds=60)
    assert "Water." in stored(server)


def test_a_frozen_kernel_costs_nothing(week: Page, server: Served) -> None:
    """The server answers but the kernel does not: the page starts again with another."""
    type_on(week, "Still. ")
    wait_saved(week, "Still.")
    frozen = server.kernels
    for kernel in frozen:
        kernel.suspend()
    try:
        type_on(week, "Moving. ")
        wait_saved(week, "Still. Moving.", seconds=60)
    finally:
        server.kill_kernels(frozen)
    assert "Moving." in stored(server)


def test_two_windows_on_one_exercise_lose_neither(week: Page, server: Served, open_week: Callable[..., Page]) -> None:
    """The second is told, shown the other version, and whatever it chooses both stand in the history."""
    other = week.context.new_page()
    box(open_week(other, "w02")).wait_for()
    is_sure(other)
    type_on(week, "From the first window. ")
    wait_saved(week, "From the first window.")
    type_on(other, "From the second window. ")
    choice = exercise(other, "w02a4").get_by_role("alert")
    expect(choice).to_contain_text("also changed in another window")
    choice.get_by_role("button", name="Use the other version").click()
    expect(box(other)).to_have_value(re.compile("From the first window"))
    expect(status(other)).to_have_attribute("data-state", "saved", timeout=20_000)
    store = open_store(server.environment["PERMANENCE_STORE"])
    history = str([record.value for record in store.history(store.me().id, "w02a4")])
    store.close()
    assert "From the second window." in history
    assert "From the first window." in stored(server)


def test_markup_is_words_on_every_page(week: Page, open_week: Callable[..., Page]) -> None:
    """Script typed into every box of the week runs nowhere: not in the box, the report, the copy or after a reload."""
    week.evaluate("() => { window.__ran = false; }")
    hostile = '<img src=x onerror="window.__ran=true"><script>window.__ran=true</script>'
    for place in week.locator(".ap textarea:visible").all():
        place.fill(hostile)
    wait_saved(week, "<img")
    open_week(week, "w02")
    assert week.evaluate("() => window.__ran ?? false") is False
    assert week.locator(".ap img").count() == 0


def test_what_is_too_long_is_refused_in_words_and_kept(week: Page) -> None:
    """600,000 characters and more: not saved, said why, still on the page; shortened, it is saved."""
    box(week).fill("x" * 600_100)
    expect(status(week)).to_contain_text("the most that can be kept is 600,000", timeout=10_000)
    assert len(box(week).input_value()) == 600_100
    box(week).fill("short again")
    wait_saved(week, "short again")


def test_random_kills_lose_nothing_that_was_shown_as_saved(
    new_page: Callable[..., Page], server: Served, open_week: Callable[..., Page]
) -> None:
    """The kernel, the server or the tab is killed at a random moment while somebody types."""
    chance = random.Random(20261121)
    page = open_week(never_tired(new_page()), "w02")
    box(page).fill("")
    shown = ""
    for number in range(KILLS):
        word = f"word{number} "
        type_on(page, word)
        if chance.random() < 0.5:
            wait_saved(page, word.strip())
        else:
            page.wait_for_timeout(chance.uniform(0, 1500))
        if status(page).get_attribute("data-state") == "saved":
            shown = box(page).input_value()
        page = kill_something(chance.choice(["kernel", "server", "tab"]), page, server, open_week)
        expect(box(page)).to_have_value(re.compile(".*" + re.escape(shown.strip()), re.S), timeout=60_000)
    wait_saved(page, shown.strip(), seconds=60)
    assert shown.strip() in stored(server).replace("\\n", "\n")


def kill_something(what: str, page: Page, server: Served, open_week: Callable[..., Page]) -> Page:
    """Kill it, and give back the page to go on with."""
    if what == "tab":
        context = page.context
        page.close(run_before_unload=False)
        return open_week(context.new_page(), "w02")
    page.evaluate("() => { document.documentElement.dataset.old = ''; }")
    if what == "kernel":
        server.kill_kernels()
    else:
        server.kill()
        server.restart()
    type_on(page, "+")  # somebody goes on typing meanwhile
    page.locator("html:not([data-old]) body[data-ap-ready]").wait_for(timeout=60_000)
    return page
