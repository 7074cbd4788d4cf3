"""An application that knows only the root, seen from outside under a prefix: what goes in, what comes out."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from tornado import web
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.websocket import WebSocketHandler, websocket_connect

from permanence_lib.server.edge import Edge, moved
from permanence_lib.server.prefixing import Prefixing

BASE = "/user/ann%40b/"
PAGE = (
    b'<!DOCTYPE html>\n<html lang="en" class="x"><head><meta http-equiv="refresh" content="0; url=/wait">'
    b'<!-- <a href="/note"> --><script type="application/json">{"a": "<a href=\\"/in-script\\">"}</script>'
    b'<link rel=stylesheet href=/static/a.css><title>a <a href="/in-title"></title></head><body data-portfolio="/portfolio/">'
    b'<a href="/week/w01#e" title=\'see href="/in-value"\'>x</a> 3 < 4 <a href="//evil.example/">y</a><a href="#a">'
    b'<form action="/dates"><button formaction="/a/b"><img src="/i.svg"><svg><path d="M0/1"/></svg>'
    b'<textarea>href="/t" <a href="/typed"></textarea><a href="w02">z</a><p>end < '
)


class Echo(web.RequestHandler):
    """What the application sees of a request, in a page."""

    def get(self) -> None:
        """Its path, its query and its cookies."""
        self.set_cookie("mine", "1", path="/")
        self.set_cookie("deep", "1", path="/mine")
        self.set_cookie("hub", "1", path=BASE)
        self.set_cookie("__Host-whole", "1", path="/", secure=True)
        self.set_header("Refresh", "0; url=/then?a=b")
        self.write(f'<a href="/next">{self.request.path}|{self.request.query}|{self.get_cookie("mine", "")}</a>')


class Away(web.RequestHandler):
    """Sends on."""

    def get(self) -> None:
        """To where the query says."""
        self.redirect(self.get_argument("to"))


class Stream(web.RequestHandler):
    """A page in pieces, cut in the middle of an attribute."""

    async def get(self) -> None:
        """Three letters at a time."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        for n in range(0, len(PAGE), 3):
            self.write(PAGE[n : n + 3])
            await self.flush()


class File(web.RequestHandler):
    """A page to keep."""

    def get(self) -> None:
        """As an attachment."""
        self.set_header("Content-Disposition", "attachment; filename*=UTF-8''portfolio.html")
        self.write('<html><a href="/week/w01">')


class Line(WebSocketHandler):
    """Says back what it hears."""

    def on_message(self, message: Any) -> None:
        """With its path."""
        self.write_message(f"{self.request.path} {message}")


class Site:
    """The application under the prefix, in a thread with a loop of its own."""

    def __init__(self) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(20)

    async def _serve(self, ready: threading.Event) -> None:
        rules = [(r"/stream", Stream), (r"/away", Away), (r"/file", File), (r"/line", Line), (r"/.*", Echo)]
        server = HTTPServer(moved(web.Application(rules, compress_response=True), BASE))
        socket, self.port = bind_unused_port()
        server.add_socket(socket)
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        await self._stopped.wait()
        server.stop()

    def get(self, path: str, **headers: str) -> tuple[int, list[tuple[str, str]], bytes]:
        """Status, headers and body."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read()

    def hear(self, path: str, said: str) -> str:
        """What a websocket answers."""
        with ThreadPoolExecutor(1) as apart:  # a test of a browser may have left a loop in this thread
            return apart.submit(asyncio.run, self._hear(path, said)).result(20)

    async def _hear(self, path: str, said: str) -> str:
        line = await websocket_connect(f"ws://127.0.0.1:{self.port}{path}")
        await line.write_message(said)
        heard = await line.read_message()
        line.close()
        return str(heard)

    def stop(self) -> None:
        """End it."""
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """One for all tests."""
    running = Site()
    yield running
    running.stop()


def test_every_address_of_a_page_and_nothing_else_gets_the_prefix() -> None:
    moved_page = Prefixing("/p/").take(PAGE, last=True).decode()
    for given in ('content="0; url=/p/wait"', "href=/p/static/a.css", 'data-portfolio="/p/portfolio/"', 'href="/p/week/w01#e"',
                  'action="/p/dates"', 'formaction="/p/a/b"', 'src="/p/i.svg"', '<html data-base="/p/" lang="en"'):  # fmt: skip
        assert given in moved_page
    for kept in ('<a href="/note">', '\\"/in-script\\"', '<a href="/in-title">', 'href="/in-value"', "//evil.example/",
                 'href="#a"', '<a href="/typed">', 'href="w02"', 'd="M0/1"', "<p>end < "):  # fmt: skip
        assert kept in moved_page


def test_a_page_may_be_cut_anywhere() -> None:
    whole = Prefixing("/p/").take(PAGE, last=True)
    for n in range(len(PAGE)):
        halves = Prefixing("/p/")
        assert halves.take(PAGE[:n]) + halves.take(PAGE[n:], last=True) == whole, PAGE[n - 20 : n]


def test_a_page_that_never_closes_a_tag_costs_no_more_than_its_length() -> None:
    odd = b"<a " * 50_000 + b'<a x="' * 50_000
    assert Prefixing("/p/").take(odd, last=True) == odd  # takes minutes where every beginning is tried to the end


def test_at_the_root_the_application_answers_itself() -> None:
    application = web.Application([])
    assert moved(application, "/") is application
    assert application.transforms == []


def test_a_request_loses_the_prefix_and_its_answer_gets_it(site: Site) -> None:
    status, headers, body = site.get(f"{BASE}a/b?x=%2Fy", Cookie="mine=7")
    given = dict(headers)
    assert (status, body.decode()) == (200, f'<a href="{BASE}next">/a/b|x=%2Fy|7</a>')
    assert int(given["Content-Length"]) == len(body)
    assert given["Refresh"] == f"0; url={BASE}then?a=b"
    cookies = {value.split("=")[0]: value for name, value in headers if name == "Set-Cookie"}
    assert f"Path={BASE}" in cookies["mine"] and f"Path={BASE}mine" in cookies["deep"]
    assert cookies["hub"].endswith(f"Path={BASE}"), "one that has the prefix already gets it once"
    assert cookies["__Host-whole"].split("Path=")[1].startswith("/;") or cookies["__Host-whole"].endswith("Path=/")


@pytest.mark.parametrize("written", ["/user/ann@b/x", "/user/ann%40b/x", "/user/%61nn%40b/x"])
def test_the_prefix_may_be_written_in_any_way(site: Site, written: str) -> None:
    assert b"/x||" in site.get(written)[2]


@pytest.mark.parametrize(
    "outside", ["/", "/user/bob/x", "/user/ann%40bob/", "/user/", "/user/ann%40b%2Fx", "/hub/home", "*"]
)
def test_what_is_outside_the_prefix_is_not_there(site: Site, outside: str) -> None:
    status, _, body = site.get(outside)
    assert (status, body) == (404, b"There is nothing at this address.\n")


def test_the_prefix_without_its_slash_leads_in(site: Site) -> None:
    status, headers, _ = site.get(BASE.rstrip("/"))
    assert (status, dict(headers)["Location"]) == (302, BASE)


@pytest.mark.parametrize(
    ("to", "where"),
    [
        ("/place?a=/b", f"{BASE}place?a=/b"), ("https://hub.example/hub/login", "https://hub.example/hub/login"),
        ("//evil.example", "//evil.example"), ("/\\evil.example", "/\\evil.example"), ("?again", "?again"),
    ],
)  # fmt: skip
def test_a_redirection_stays_under_the_prefix(site: Site, to: str, where: str) -> None:
    from urllib.parse import quote

    assert dict(site.get(f"{BASE}away?to={quote(to)}")[1])["Location"] == where


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_page_that_streams_is_the_same_page(site: Site, encoding: str) -> None:
    import gzip

    _, headers, body = site.get(f"{BASE}stream", **{"Accept-Encoding": encoding})
    packed = dict(headers).get("Content-Encoding") == "gzip"
    assert packed is (encoding == "gzip")
    assert (gzip.decompress(body) if packed else body) == Prefixing(BASE).take(PAGE, last=True)


def test_a_file_to_keep_is_left_as_it_is(site: Site) -> None:
    assert site.get(f"{BASE}file")[2] == b'<html><a href="/week/w01">'


def test_websockets_go_through(site: Site) -> None:
    assert site.hear(f"{BASE}line", "hello") == "/line hello"


def test_an_address_is_asked_for_without_its_prefix() -> None:
    edge = Edge(web.Application([]), "/user/ann/")
    assert edge.inner("/user/ann/week/w01?a=/user/ann/") == "/week/w01?a=/user/ann/"
    assert edge.inner("/user/ann/") == "/"
    assert edge.inner("/user/ann//evil.example") == "//evil.example"
    assert edge.inner("/user/ann") is None
