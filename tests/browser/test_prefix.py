"""The workbook behind a Hub, in a browser: everything works under `/user/ann/`, and nothing is asked of anything outside it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect
from served import wait_until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))

from hub_stand_in import HubServer, HubStandIn

RIGHT, BASE = "access:servers!server=ann/", "/user/ann/"


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    """A stand-in, and Ann."""
    running = HubStandIn({"ann": []})
    yield running
    running.stop()


@pytest.fixture(scope="module")
def workbook(hub: HubStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubServer]:
    """Ann's."""
    folder = tmp_path_factory.mktemp("home")
    store = str(folder / "answers.sqlite")
    running = HubServer(
        hub, ["study", "--hub"], BASE, RIGHT, JUPYTERHUB_USER="ann", XDG_DATA_HOME=str(folder), PERMANENCE_STORE=store
    )
    yield running
    running.stop()


class Noted:
    """What a browser asks for outside the prefix, and what it complains of."""

    def __init__(self, inside: str) -> None:
        self.inside = (inside, "data:", "blob:")
        self.outside: list[str] = []
        self.complaints: list[str] = []

    def asked(self, asked: Request) -> None:
        """A request."""
        if not asked.url.startswith(self.inside):
            self.outside.append(asked.url)

    def broke(self, error: Error) -> None:
        """A script that failed."""
        self.complaints.append(str(error))

    def said(self, said: ConsoleMessage) -> None:
        """A line of its console."""
        if said.type == "error":
            self.complaints.append(said.text)


@pytest.fixture(scope="module")
def ann(chromium: Browser, hub: HubStandIn, workbook: HubServer) -> Iterator[Page]:
    """Her browser, signed in by way of the Hub, which notes what it asks for outside the prefix."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    noted = Noted(f"{hub.base}{BASE}")
    page.noted = noted  # type: ignore[attr-defined]
    page.goto(f"{hub.base}/hub/login?as=ann&next={BASE}")
    expect(page).to_have_url(f"{hub.base}{BASE}")
    page.on("request", noted.asked)
    page.on("pageerror", noted.broke)
    page.on("console", noted.said)
    yield page
    context.close()


@pytest.fixture(autouse=True)
def nothing_amiss(ann: Page) -> Iterator[None]:
    """After each test: nothing asked outside the prefix, nothing complained of."""
    yield
    noted: Noted = ann.noted  # type: ignore[attr-defined]
    outside, complaints = noted.outside[:], noted.complaints[:]
    noted.outside.clear()
    noted.complaints.clear()
    assert (outside, complaints) == ([], [])


def test_home_and_the_pages_of_ones_own(ann: Page, workbook: HubServer, axe: Callable[..., list[str]]) -> None:
    ann.goto(f"{workbook.base}/")
    assert axe(ann) == []
    ann.get_by_role("navigation", name="Workbook").get_by_role("link", name="Portfolio").click()
    expect(ann).to_have_url(f"{workbook.base}/portfolio")
    assert axe(ann) == []
    ann.get_by_role("link", name="Achieving Permanence").click()
    expect(ann).to_have_url(f"{workbook.base}/")


def test_a_form_is_sent_and_leads_back_under_the_prefix(ann: Page, workbook: HubServer) -> None:
    ann.goto(f"{workbook.base}/")
    for box, value in (("Day", "12"), ("Month", "1"), ("Year", "2026")):
        ann.get_by_label(box, exact=True).fill(value)
    ann.get_by_role("button", name="Save the date").click()
    expect(ann.get_by_text("Your programme starts on")).to_contain_text("12 January 2026")
    expect(ann).to_have_url(f"{workbook.base}/")


def test_a_week_is_typed_saved_and_found_again(ann: Page, workbook: HubServer, axe: Callable[..., list[str]]) -> None:
    ann.goto(f"{workbook.base}/week/w01")
    ann.locator("body[data-ap-ready]").wait_for()
    assert axe(ann) == []
    box = ann.locator(".slim-mount textarea").first
    box.fill("A home to come back to.")
    expect(ann.get_by_text(re.compile(r"Saved at \d\d:\d\d")).first).to_be_visible(timeout=30_000)
    ann.reload()
    ann.locator("body[data-ap-ready]").wait_for()
    expect(ann.locator(".slim-mount textarea").first).to_have_value("A home to come back to.")


def test_a_kernel_ends_when_its_page_is_left(ann: Page, workbook: HubServer) -> None:
    ann.goto(f"{workbook.base}/week/w01")
    ann.locator("body[data-ap-ready]").wait_for()
    kernel = ann.evaluate("() => slim.kernel.config.kernelId")
    ann.goto(f"{workbook.base}/progress")
    asked = f"{workbook.base}/api/kernels/{kernel}"
    assert wait_until(lambda: ann.context.request.get(asked).status == 404, 30)


def test_the_figures_work_and_their_links_lead_into_the_workbook(ann: Page, workbook: HubServer) -> None:
    ann.goto(f"{workbook.base}/figures#time-to-home")
    ann.locator("body[data-ap-ready]").wait_for()
    weeks = ann.locator(".ap-fig-weeks a")
    expect(weeks.first).to_be_visible()
    hrefs = [link.get_attribute("href") or "" for link in weeks.all()]
    assert hrefs and all(href.startswith(f"{BASE}week/") for href in hrefs)


def test_no_link_of_any_page_leads_out_of_the_prefix(ann: Page, workbook: HubServer) -> None:
    """Every page that any page leads to, asked for once; weeks stand for one another."""
    inside, wanted, seen = f"{workbook.base}/", [f"{workbook.base}/"], set[str]()
    host, outside = workbook.base.removesuffix("/user/ann"), list[str]()
    while wanted:
        address = wanted.pop()
        if address in seen or re.search(r"/week/w(?!01)\d\d|\?|/(?:print|file)\b", address):
            continue
        seen.add(address)
        answer = ann.context.request.get(address)
        assert answer.status == 200, address
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        for how, where in re.findall(r'(href|src|action|formaction)="([^"]+)"', answer.text()):
            found = urldefrag(urljoin(address, where.replace("&amp;", "&"))).url
            if found.startswith(inside) and how in ("href", "src"):  # what a form leads to is not for asking
                wanted.append(found)
            elif found.startswith(host) and not found.startswith(inside):
                outside.append(f"{address} -> {where}")
    assert outside == []
    assert len(seen) > 30
