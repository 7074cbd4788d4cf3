"""How little travels: what is the same for everybody comes as files that a browser keeps, and only what is this person's from the kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from relay import Counting
from served import Served

#: Bytes in both directions, frames and headers too: at the first visit to each week, and at every later one.
#: A first visit has room for three looks whether the server is still there, as a slow computer takes them.
FIRST, LATER = {"w02": 120_000, "w08": 119_000, "w15": 120_000, "w16": 113_000}, 15_000
REQUESTS = 15


@pytest.fixture
def visitor(chromium: Browser, server: Served) -> Iterator[tuple[Page, Counting]]:
    """Somebody signed in whose browser keeps nothing yet, behind a counting relay."""
    relay = Counting(int(server.base.rsplit(":", 1)[1]))
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{relay.port}/?{server.url.split('?')[1]}")
    page.goto("about:blank")
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    yield page, relay
    context.close()


def visit(page: Page, relay: Counting, week: str) -> int:
    """The bytes that it takes until every exercise shows its answer."""
    page.goto("about:blank")
    relay.bytes = 0
    page.goto(f"http://127.0.0.1:{relay.port}/week/{week}")
    page.locator("body[data-ap-ready]").wait_for(timeout=30_000)
    for shown in page.locator(".slim-mount").all():
        shown.locator(".ap-saved").wait_for()
    return relay.bytes


@pytest.mark.parametrize("week", FIRST)
def test_a_visit_is_small_and_the_next_one_tiny(week: str, visitor: tuple[Page, Counting]) -> None:
    """The weeks with the largest exercises, with an empty cache and then with what the first visit left in it."""
    page, relay = visitor
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith("http") else None)
    first = visit(page, relay, week)
    assert len(asked) <= REQUESTS, asked
    second = visit(page, relay, week)
    assert (first <= FIRST[week], second <= LATER) == (True, True), (first, second)


def test_what_the_server_has_no_more_comes_from_the_kernel(page: Page, open_week: Callable[..., Page]) -> None:
    """What is taught was changed after this page's kernel had read it."""
    page.route("**/made/w*.json", lambda route: route.fulfill(status=404, body="There is no such file."))
    week = open_week(page, "w03")
    expect(week.locator(".slim-mount .ap-saved")).to_have_count(week.locator(".slim-mount").count())


def test_a_module_that_did_not_come_is_asked_for_again(page: Page, open_week: Callable[..., Page]) -> None:
    """The line broke while the page was being opened."""
    lost: list[str] = []

    def break_once(route: Route) -> None:
        if route.request.url in lost:
            route.continue_()
        else:
            lost.append(route.request.url)
            route.abort("connectionreset")

    page.route("**/made/*.js*", break_once)
    week = open_week(page, "w03")
    assert len(lost) >= 3
    expect(week.locator(".slim-mount .ap-saved")).to_have_count(week.locator(".slim-mount").count())


def test_no_text_is_run_as_a_script(page: Page, open_week: Callable[..., Page]) -> None:
    """The policy of a week names the server alone: neither text from a kernel nor a `blob:` of it."""
    answers: list[str] = []
    page.on(
        "response",
        lambda one: answers.append(one.headers.get("content-security-policy", "")) if "/week/w03" in one.url else None,
    )
    week = open_week(page, "w03")
    assert "script-src 'self';" in answers[0] and "blob:" not in answers[0]
    refused = week.evaluate(
        "() => import(URL.createObjectURL(new Blob(['export default 1'], {type: 'text/javascript'}))).then(() => 'run', () => 'refused')"
    )
    assert refused == "refused"
