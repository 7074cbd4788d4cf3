"""The workbook and a room as an authority has them: behind a Hub, and that behind nginx with TLS, set up by the file that ships."""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from front_nginx import Nginx
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))

from hub_stand_in import HubServer, HubStandIn

STUDY, ROOM, OTHER = "/user/ann/", "/services/autumn-3/", "/services/other/"
GROUPS = {"ann": ["cohort-autumn"], "fay": ["facilitators"]}
RIGHTS = ["access:servers!server=ann/", "access:services!service=autumn-3"]
ROOM_COMMAND = ["--module", "3", "--cohort", "Autumn", "--group", "cohort-autumn", "--leads", "facilitators"]
SAVED = re.compile(r"Saved at \d\d:\d\d")


class Other(BaseHTTPRequestHandler):
    """A server of somebody's own behind the same Hub, that does as a test asks."""

    protocol_version = "HTTP/1.1"
    #: Set when it may go on.
    go_on = threading.Event()

    def do_GET(self) -> None:
        """Pieces: one at once, one when it may. Heard: the headers it got. Anything else: a long text, not compressed."""
        if self.path.endswith("/pieces"):
            self._start("text/plain", {"Transfer-Encoding": "chunked"})
            self._piece(b"first")
            self.go_on.wait(20)
            self._piece(b"second")
            self._piece(b"")
        elif self.path.endswith("/heard"):
            self._whole("application/json", json.dumps([list(each) for each in self.headers.items()]).encode())
        else:
            self._whole("text/css", b"p { color: black }\n" * 1000)

    def do_POST(self) -> None:
        """How much came."""
        size = int(self.headers["Content-Length"])
        came = 0
        while came < size:
            came += len(self.rfile.read(min(65536, size - came)))
        self._whole("text/plain", str(came).encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is said."""

    def _start(self, sort: str, more: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": sort, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _whole(self, sort: str, body: bytes) -> None:
        self._start(sort, {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def _piece(self, piece: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))


@pytest.fixture(scope="module")
def hub() -> Iterator[HubStandIn]:
    """A stand-in for the Hub and its proxy, with Ann who takes part and Fay who leads."""
    running = HubStandIn({name: list(groups) for name, groups in GROUPS.items()})
    running.rights = {name: list(RIGHTS) for name in GROUPS}
    yield running
    running.stop()


@pytest.fixture(scope="module")
def nginx(hub: HubStandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """nginx before it."""
    running = Nginx(tmp_path_factory.mktemp("nginx"), hub.port)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def workbook(hub: HubStandIn, nginx: Nginx, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubServer]:
    """Ann's."""
    folder = tmp_path_factory.mktemp("home")
    told = {"JUPYTERHUB_USER": "ann", "JUPYTERHUB_PUBLIC_URL": f"{nginx.base}{STUDY}", "XDG_DATA_HOME": str(folder)}
    running = HubServer(
        hub, ["study", "--hub"], STUDY, RIGHTS[0], PERMANENCE_STORE=str(folder / "answers.sqlite"), **told
    )
    yield running
    running.stop()


@pytest.fixture(scope="module")
def room(hub: HubStandIn, nginx: Nginx, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubServer]:
    """A workshop."""
    folder = tmp_path_factory.mktemp("service")
    told = {"JUPYTERHUB_PUBLIC_URL": f"{nginx.base}{ROOM}", "XDG_DATA_HOME": str(folder)}
    running = HubServer(hub, ["workshop", "--hub", *ROOM_COMMAND, "--places", "1"], ROOM, RIGHTS[1], **told)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def other(hub: HubStandIn) -> Iterator[None]:
    """The server that does as asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hub.routes[OTHER] = server.server_address[1]
    yield
    server.shutdown()
    server.server_close()


class Window:
    """A browser's window at nginx, and what it complained of."""

    def __init__(self, chromium: Browser, nginx: Nginx) -> None:
        self.context = chromium.new_context(viewport={"width": 1280, "height": 900}, ignore_https_errors=True)
        self.context.set_default_timeout(60_000)
        self.page, self.nginx = self.context.new_page(), nginx
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)

    def sign_in(self, name: str, to: str) -> Page:
        """At the Hub, and on to one of its servers."""
        self.page.goto(f"{self.nginx.base}/hub/login?as={name}&next={to}")
        return self.page

    def week(self, name: str) -> Page:
        """A week of Ann's, ready."""
        self.page.goto(f"{self.nginx.base}{STUDY}week/{name}")
        self.page.locator("body[data-ap-ready]").wait_for()
        return self.page

    def _said(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"{said.text} {said.location.get('url')}")


@pytest.fixture(scope="module")
def ann(chromium: Browser, nginx: Nginx, workbook: HubServer) -> Iterator[Window]:
    """Ann's window, at home."""
    window = Window(chromium, nginx)
    window.sign_in("ann", STUDY)
    expect(window.page).to_have_url(f"{nginx.base}{STUDY}")
    yield window
    window.context.close()


def box(page: Page) -> Locator:
    """Where she types."""
    return page.locator(".slim-mount textarea:visible").first


def saved(page: Page) -> None:
    """Until what she typed there is saved."""
    here = page.locator(".slim-mount:has(textarea:visible)").first.locator(".ap-saved")
    expect(here).to_have_attribute("data-state", "saved", timeout=60_000)
    expect(here).to_contain_text(SAVED)


def test_a_week_is_typed_saved_and_found_again(ann: Window) -> None:
    """With cookies that go over TLS alone, and nothing complained of."""
    page = ann.week("w01")
    box(page).fill("A home to come back to.")
    saved(page)
    page.reload()
    page.locator("body[data-ap-ready]").wait_for()
    expect(box(page)).to_have_value("A home to come back to.")
    ours = [each for each in ann.context.cookies() if each["name"].startswith(("__Host-", "ap-", "_xsrf"))]
    assert ours and all(each["secure"] for each in ours)
    assert page.evaluate("() => performance.getEntriesByType('navigation')[0].nextHopProtocol") == "h2"
    assert ann.complaints == []


def test_her_work_leaves_as_a_file(ann: Window) -> None:
    """An answer that is not a page."""
    answer = ann.context.request.get(f"{ann.nginx.base}{STUDY}portfolio")
    assert answer.status == 200
    links = [each for each in re.findall(r'href="([^"]+)"', answer.text()) if each.startswith(STUDY)]
    assert links


def test_nginx_away_for_a_while_costs_nothing(ann: Window, nginx: Nginx) -> None:
    """The page says so, keeps what is typed, and carries on by itself."""
    page = ann.week("w01")
    box(page).wait_for()
    nginx.stop()
    try:
        box(page).fill("Typed while the line was gone.")
        expect(page.locator("#ap-notice")).to_contain_text("Your words are kept on this computer", timeout=15_000)
    finally:
        nginx.start()
    saved(page)
    expect(box(page)).to_have_value("Typed while the line was gone.")


def test_her_server_away_for_a_while_costs_nothing(ann: Window, workbook: HubServer, nginx: Nginx) -> None:
    """A proxy answers for a server that is not there; that answer is not taken for the workbook's."""
    page = ann.week("w01")
    box(page).wait_for()
    workbook.stop()
    box(page).fill("Typed while the server was gone.")
    expect(page.locator("#ap-notice")).to_contain_text("Your words are kept on this computer", timeout=15_000)
    expect(box(page)).to_have_value("Typed while the server was gone.")
    workbook.lines.clear()
    workbook.start()
    expect(box(page)).to_have_value("Typed while the server was gone.", timeout=60_000)
    saved(page)


def test_whoever_comes_meanwhile_is_told_and_comes_in_by_and_by(ann: Window, hub: HubStandIn, nginx: Nginx) -> None:
    """Words, and a page that asks again by itself."""
    gone = hub.routes[STUDY]
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        hub.routes[STUDY] = nobody.getsockname()[1]
        line = nginx.connection()
        line.request("GET", f"{STUDY}week/w01")
        answer = line.getresponse()
        page = answer.read().decode()
    hub.routes[STUDY] = gone
    assert (answer.status, answer.headers["Retry-After"], answer.headers["Refresh"]) == (503, "15", "15")
    assert "Everything saved so far is safe" in page and '<html lang="en-GB">' in page


def test_a_room_is_entered_and_led(chromium: Browser, nginx: Nginx, room: HubServer) -> None:
    """Ann joins, and Fay sees that she has."""
    taking_part, leading = Window(chromium, nginx), Window(chromium, nginx)
    page = taking_part.sign_in("ann", ROOM)
    page.get_by_label(re.compile("name", re.IGNORECASE)).first.fill("Wren")
    page.get_by_role("button", name=re.compile("Join|Go in|Enter")).first.click()
    page.wait_for_url(f"{nginx.base}{ROOM}place")
    page.locator("body[data-ap-ready]").wait_for()
    board = leading.sign_in("fay", ROOM)
    board.wait_for_url(f"{nginx.base}{ROOM}board")
    board.locator("body[data-ap-ready]").wait_for()
    expect(board.locator("main")).to_contain_text("Wren")
    assert taking_part.complaints + leading.complaints == []
    taking_part.context.close()
    leading.context.close()


def test_pieces_are_passed_on_as_they_come(nginx: Nginx, other: None) -> None:
    """The first is here before the second has been sent."""
    Other.go_on.clear()
    line = nginx.connection()
    line.request("GET", f"{OTHER}pieces")
    answer = line.getresponse()
    assert answer.read1(5) == b"first"
    Other.go_on.set()
    assert answer.read() == b"second"


def test_a_large_file_passes_and_what_is_plain_is_compressed(nginx: Nginx, other: None) -> None:
    """Forty megabytes in; the Hub's own styles small."""
    line = nginx.connection()
    line.request("POST", f"{OTHER}keep", body=bytes(40_000_000))
    assert line.getresponse().read() == b"40000000"
    line = nginx.connection()
    line.request("GET", f"{OTHER}page.css", headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    assert answer.headers["Content-Encoding"] == "gzip" and len(answer.read()) < 1000
    assert not any(path.is_file() for name in ("body", "proxy") for path in (nginx.folder / name).rglob("*"))


def test_nobody_can_pretend_to_come_from_elsewhere(nginx: Nginx, other: None) -> None:
    """What a browser says of its own address is not passed on; host and port are."""
    line = nginx.connection()
    line.request("GET", f"{OTHER}heard", headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "gopher"})
    heard = [(name.lower(), value) for name, value in json.loads(line.getresponse().read())]
    assert "203.0.113.9" not in str(heard) and "gopher" not in str(heard)
    assert ("x-forwarded-proto", "https") in heard and ("host", f"127.0.0.1:{nginx.port}") in heard


def test_plain_http_leads_to_tls(nginx: Nginx) -> None:
    """With nothing of the workbook in the answer."""
    line = socket.create_connection(("127.0.0.1", nginx.plain), 10)
    line.sendall(b"GET /user/ann/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    said = line.makefile("rb").read().decode()
    line.close()
    assert said.startswith("HTTP/1.1 308") and "Location: https://127.0.0.1/user/ann/" in said


def test_nothing_is_written_of_who_asked_for_what(nginx: Nginx, ann: Window) -> None:
    """Addresses hold names."""
    with suppress(OSError):
        urlopen(Request(f"{nginx.base}{STUDY}"), timeout=5)
    assert [path.name for path in nginx.folder.iterdir() if "access" in path.name] == []
