"""The authority's report and single records in a browser: files in, report out, one child opened, and nothing left behind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import served
from playwright.sync_api import Page, expect

from permanence_lib.content.library import Content
from permanence_lib.laboratory import synthetic
from permanence_lib.server.large import MOST

#: How long a report may take on a computer that is busy with other things, in milliseconds.
PATIENCE = 120_000


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory, content: Content) -> list[Path]:
    """Forty invented children as files, and one file that is no table."""
    folder = tmp_path_factory.mktemp("extract")
    for name, data in synthetic.invent(40, 2, content.ssda903, errors=True).files.items():
        (folder / name).write_bytes(data)
    (folder / "summary.xls").write_bytes(b"no table")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def cookie(server: served.Served) -> str:
    """What signs a request in that no browser makes."""
    place = urlsplit(server.url)
    asking = HTTPConnection(place.netloc)
    asking.request("GET", f"{place.path}?{place.query}")
    said = asking.getresponse().headers["Set-Cookie"]
    return str(said.split(";")[0])


def send(server: served.Served, cookie: str, size: int) -> tuple[int, str]:
    """A form with one file of so many bytes and no token: the status, and the page."""
    head = b'--x\r\nContent-Disposition: form-data; name="tables"; filename="big.csv"\r\n\r\n'
    asking = HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    asking.putrequest("POST", "/authority")
    for name, value in {
        "Cookie": cookie, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(len(head) + size + 9),
    }.items():  # fmt: skip
        asking.putheader(name, value)
    asking.endheaders()
    asking.send(head)
    for _ in range(size // 1_000_000):
        asking.send(b"0" * 1_000_000)
    asking.send(b"0" * (size % 1_000_000) + b"\r\n--x--\r\n")
    answer = asking.getresponse()
    return answer.status, answer.read().decode()


def test_nothing_chosen_is_said_at_the_box(page: Page, server: served.Served, axe: Callable[..., list[str]]) -> None:
    """The summary has the focus and leads to the box."""
    page.goto(f"{server.base}/authority")
    page.get_by_role("button", name="Read the files and make the report").click()
    expect(page.locator(".ap-error-summary")).to_be_focused()
    assert axe(page) == []


def test_files_become_a_report_that_can_be_forgotten(
    page: Page,
    server: served.Served,
    extract: list[Path],
    axe: Callable[..., list[str]],
    no_outside: Callable[[Page], None],
) -> None:
    """Chosen, read, told row by row, downloaded, forgotten; clean at every step."""
    page.goto(f"{server.base}/authority")
    assert axe(page) == []
    page.get_by_label("The tables of the return").set_input_files(extract)
    page.route("**/authority/wait*", lambda route: route.fulfill(status=204))  # stay, to look at the page that waits
    page.get_by_role("button", name="Read the files and make the report").click()
    expect(page.get_by_role("button", name="Stop and keep nothing")).to_be_visible()
    assert axe(page) == []
    page.unroute("**/authority/wait*")
    page.get_by_role("link", name="Look again now").click()
    expect(page.get_by_role("heading", name="The report", exact=True)).to_be_visible(timeout=PATIENCE)
    assert axe(page) == []
    expect(page.get_by_role("strong").filter(has_text="summary.xls")).to_be_visible()
    page.get_by_text("Rows that were not used, and why").first.click()
    expect(page.locator("#not-used tbody tr").first).to_be_visible()
    page.get_by_role("button", name="Dark").click()
    letters = page.locator(".ap-report figure svg text").first
    assert letters.evaluate("(one) => getComputedStyle(one).fill === getComputedStyle(document.body).color")
    page.get_by_role("button", name="Dark").click()
    with page.expect_download() as given:
        page.get_by_role("link", name="Download the report (Word)").click()
    assert Path(given.value.path()).read_bytes().startswith(b"PK")
    page.get_by_role("button", name="Forget this report").click()
    expect(page.get_by_label("The tables of the return")).to_be_visible()
    no_outside(page)


def test_too_large_is_said_in_words(server: served.Served, cookie: str) -> None:
    """More than can be kept is let go by, and the page says so; a form without its token is not used."""
    status, said = send(server, cookie, MOST + 1_000_000)
    assert status == 200 and "larger than 80 MB" in said
    status, said = send(server, cookie, 20_000_000)  # more than any other page would take
    assert status == 403 and "Please send that again" in said


@pytest.mark.parametrize("opening", ["Open in the chronology", "Open in the delay timeline"])
def test_a_record_opens_and_is_kept_nowhere(
    opening: str, page: Page, server: served.Served, axe: Callable[..., list[str]], no_outside: Callable[[Page], None]
) -> None:
    """Under a policy of its own: filled, worked with, saved as a file, and gone after the page is loaded again."""
    page.goto(f"{server.base}/records")
    assert axe(page) == []
    page.get_by_role("link", name="Many moves").click()
    expect(page.get_by_role("heading", name="The rows, in words")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name=opening).click()
    status = page.locator(".ap-saved")
    expect(status).to_contain_text("Held on this page only")
    expect(page.locator("#ap-exercise")).to_contain_text("12 March 2021")
    assert axe(page) == []
    page.get_by_label("I have finished this exercise").check()
    expect(status).to_contain_text("Held on this page only")
    stored = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => key !== 'permanence:window')"
    assert page.evaluate(stored) == []
    page.locator(".ap-save-as summary").click()
    with page.expect_download() as given:
        page.get_by_role("button", name="Answer file, to open").click()
    held = json.loads(Path(given.value.path()).read_text("utf-8"))
    assert held["value"]["alias"] == "Gale"
    page.on("dialog", lambda asking: asking.accept())  # the browser asks before it lets the words go
    page.reload()
    expect(page.get_by_label("I have finished this exercise")).not_to_be_checked()
    no_outside(page)


def test_a_child_of_one_s_own_under_an_alias(
    page: Page,
    server: served.Served,
    extract: list[Path],
    axe: Callable[..., list[str]],
    no_outside: Callable[[Page], None],
) -> None:
    """Read, narrowed down, named, opened, forgotten; no code is ever on the screen."""
    page.goto(f"{server.base}/records/own")
    assert axe(page) == []
    page.get_by_label("The tables of the return").set_input_files(extract)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_role("heading", name="Records", exact=True)).to_be_visible(timeout=PATIENCE)
    assert axe(page) == []
    page.get_by_label("How it ended").select_option("Still in care")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".ap-stories li").first).to_contain_text("Still in care")
    assert not re.search(r"INV\d", page.content())
    page.locator(".ap-stories a").first.click()
    page.get_by_label("Alias").fill("INV000001")
    page.get_by_role("button", name="Use this alias").click()
    expect(page.locator(".ap-error-summary")).to_contain_text("looks like a child’s number")
    assert axe(page) == []
    page.get_by_label("Alias").fill("Willow")
    page.get_by_role("button", name="Use this alias").click()
    expect(page.get_by_role("heading", name="Willow’s record")).to_be_visible()
    page.get_by_role("link", name="Open in the chronology").click()
    expect(page.get_by_role("heading", name="Willow: practice material")).to_be_visible()
    expect(page.locator(".ap-saved")).to_contain_text("Held on this page only")
    assert not re.search(r"INV\d", page.content())
    page.goto(f"{server.base}/records/own")
    page.get_by_role("button", name="Forget these records").click()
    expect(page.get_by_role("heading", name="Records for practice")).to_be_visible()
    no_outside(page)


@pytest.mark.parametrize("address", ["authority", "records", "records/late-decision", "records/own"])
def test_narrow_and_dark(
    address: str, new_page: Callable[..., Page], server: served.Served, axe: Callable[..., list[str]]
) -> None:
    """At 320 pixels nothing runs out of the page, and in the dark everything can still be read."""
    narrow = new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
    narrow.goto(f"{server.base}/{address}")
    expect(narrow.locator("html")).to_have_attribute("data-theme", "dark")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(narrow) == []


def test_an_opened_record_is_narrow_and_dark_too(
    new_page: Callable[..., Page], server: served.Served, axe: Callable[..., list[str]]
) -> None:
    """The page outside the workbook's frame as well."""
    narrow = new_page(viewport={"width": 320, "height": 700}, color_scheme="dark")
    narrow.goto(f"{server.base}/records/home-soon/chronology")
    expect(narrow.locator(".ap-saved")).to_contain_text("Held on this page only")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe(narrow) == []
