"""The pages about the workbook, and work sent to a manager who signs in too: in a browser, in every form, by keyboard."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import participant
import pytest
from looking import problems_in_every_form
from playwright.sync_api import Browser, Page
from ports import free_port
from served import Served

from permanence_lib import exercises
from permanence_lib.content import trust
from permanence_lib.content.library import Content
from permanence_lib.identity import SERVED_AS
from permanence_lib.store import open_store

_PROGRAM = (
    "import sys; from permanence_lib.server import study; "
    "study(port=int(sys.argv[1]), open_browser=False, store=sys.argv[2])"
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    """One store for two people; Ann has written weeks 6 and 7."""
    file = tmp_path_factory.mktemp("shared") / "answers.sqlite"
    store = open_store(str(file))
    for exercise in exercises.readable(content):
        if exercise.id[:3] in ("w06", "w07"):
            participant.answer(store, "ann", exercise, exercise.id)
    store.close()
    return file


@pytest.fixture(scope="module")
def ann(answers: Path) -> Iterator[Served]:
    """The participant's own server."""
    running = _server(answers, "ann")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def fay(answers: Path) -> Iterator[Served]:
    """Her manager's."""
    running = _server(answers, "fay")
    yield running
    running.stop()


def _server(store: Path, name: str) -> Served:
    """A person's own server as it runs where several sign in: the person is said from outside."""
    command = [sys.executable, "-c", _PROGRAM, str(free_port()), str(store)]
    who = json.dumps({"pid": name, "role": "participant"})
    return Served(command, PERMANENCE_STORE=str(store), **{SERVED_AS: who})


def _page(chromium: Browser, server: Served) -> Page:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    context.request.get(server.url, max_redirects=0)  # the cookie, without making the list of weeks for nobody
    return context.new_page()


@pytest.mark.parametrize("name", ["", *(f"/{name}" for name in (*trust.FOR_EVERYBODY, *trust.FOR_THE_OPERATOR))])
def test_a_page_about_the_workbook_is_accessible_in_every_form(
    name: str, page: Page, server: Served, no_outside: Callable[[Page], None]
) -> None:
    page.goto(f"{server.base}/about{name}")
    assert page.locator("h1").count() == 1
    assert problems_in_every_form(page) == {}
    no_outside(page)


def test_every_page_leads_there_by_its_foot(page: Page, server: Served) -> None:
    """From the list of weeks and from a week, by keyboard."""
    for address in ("/", "/week/w01", "/portfolio"):
        page.goto(f"{server.base}{address}")
        page.locator("footer").get_by_role("link", name="About, privacy and accessibility").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/about")


def test_work_is_sent_read_answered_and_taken_over(ann: Served, fay: Served, chromium: Browser) -> None:
    """Two people, two browsers, one store; each step looked at in every form."""
    hers, managers = _page(chromium, ann), _page(chromium, fay)
    hers.goto(f"{ann.base}/sharing/w07/make")
    hers.get_by_label("Plan repair").check()
    hers.get_by_label("Send it here").fill("Fay")
    assert problems_in_every_form(hers) == {}
    hers.get_by_role("button", name="Look through it").click()
    assert problems_in_every_form(hers) == {}
    hers.get_by_role("button", name="Send it to Fay").click()
    if hers.get_by_role(
        "heading", name="Before this leaves"
    ).count():  # the example's words hold what looks like a person
        hers.get_by_role("button").last.click()
    hers.get_by_text("It was sent to Fay.").wait_for()

    managers.goto(f"{fay.base}/submitted")
    assert problems_in_every_form(managers) == {}
    managers.get_by_role("link", name="After module 1").click()
    assert problems_in_every_form(managers) == {}
    assert managers.locator("article h3").inner_text() == "Plan repair"
    _answer(managers)

    hers.goto(f"{ann.base}/sharing")
    hers.get_by_role("link", name="After module 1, from Fay").click()
    assert problems_in_every_form(hers) == {}
    hers.get_by_role("button", name="Take it over").click()
    hers.get_by_text("Everything confirmed. Team manager").wait_for()


def _answer(page: Page) -> None:
    """Wrong first, then half-typed words that survive the page, then right, with the keyboard."""
    page.get_by_role("button", name="Check your answers").press("Enter")
    page.locator(".ap-error-summary:focus").wait_for()
    assert page.title().startswith("Error: ")
    assert problems_in_every_form(page) == {}
    for verdict in page.get_by_label("I confirm this").all():
        verdict.press("Space")
    page.get_by_label("In a few words").first.press_sequentially("I read the plan with her.")
    address = page.url
    page.goto(address)
    assert page.get_by_label("In a few words").first.input_value() == "I read the plan with her."
    page.get_by_label("Your role").fill("Team manager")
    page.get_by_role("button", name="Check your answers").press("Enter")
    page.get_by_role("heading", name="Check your answers").wait_for()
    assert problems_in_every_form(page) == {}
    page.get_by_role("button", name="Send the answer").press("Enter")
    page.get_by_text("Your answer was sent.").wait_for()
