"""A running server, attacked and ill-treated; no browser needed."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "browser"))

import made_up_notebooks
import served
from test_frames import frame

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[served.Served]:
    """The server on made-up notebooks."""
    running = served.small_site(made_up_notebooks.write(tmp_path_factory.mktemp("site")))
    yield running
    running.kill()


@pytest.fixture(scope="module")
def cookie(site: served.Served) -> str:
    """What a browser holds after the first visit."""
    connection = http.client.HTTPConnection(site.base.removeprefix("http://"), timeout=20)
    connection.request("GET", site.url.removeprefix(site.base))
    answer = connection.getresponse()
    assert answer.status == 302
    assert answer.headers["Location"] == "/"
    set_cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=Strict" in set_cookie
    return set_cookie.split(";")[0]


def get(site: served.Served, path: str, cookie: str, method: str = "GET", data: bytes | None = None) -> tuple[int, str]:
    """Status and text of an answer."""
    request = urllib.request.Request(site.base + path, data=data, headers={"Cookie": cookie}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def open_page(site: served.Served, cookie: str) -> str:
    """Open the week; the id of its kernel."""
    _, page = get(site, "/week/w02", cookie)
    found = re.search(r'"kernelId": "([\w-]+)"', page)
    assert found
    return found[1]


def talk(
    site: served.Served, cookie: str, kernel: str, *messages: bytes | str, protocol: str | None = None, breaks: bool = False,
) -> list[str]:  # fmt: skip
    """Send messages to a kernel; the types of what came back within a second, and in the end whether the kernel was still there.

    The page is then left, or its line breaks.
    """

    async def run() -> list[str]:
        url = site.base.replace("http", "ws") + f"/api/kernels/{kernel}/channels?session_id=x"
        request = HTTPRequest(url, headers={"Cookie": cookie, "Origin": site.base}, connect_timeout=20)
        socket = await websocket_connect(request, subprotocols=[protocol or "v1.kernel.websocket.jupyter.org"])
        for message in messages:
            await socket.write_message(message, binary=isinstance(message, bytes))
        heard: list[str] = []
        try:
            while True:
                answer = await asyncio.wait_for(socket.read_message(), 1.5)
                if answer is None:
                    break
                text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
                heard += re.findall(r'"msg_type": ?"(\w+)"', text)[:1]
        except TimeoutError:
            pass
        heard.append(str((await asyncio.to_thread(get, site, f"/api/kernels/{kernel}", cookie))[0]))
        if breaks:
            socket.protocol.stream.close()
        else:
            socket.close(1001)  # as a browser does
            while await socket.read_message() is not None:  # until the server has taken its leave too
                pass
        return heard

    # A thread of its own: a browser's tests, run before in this process, leave a running loop in theirs.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, run()).result()


@pytest.mark.parametrize("path", ["/", "/week/w02", "/dates", "/voila/static/voila.js", "/api/kernels", "/anything"])
def test_without_the_cookie_everything_is_refused(site: served.Served, path: str) -> None:
    """With the same plain page."""
    status, text = get(site, path, "")
    assert status == 403
    assert "You are not signed in here" in text


@pytest.mark.parametrize(
    "path",
    [
        "/week/home", "/week/../w02", "/week/w02.ipynb", "/voila/render/w02.ipynb", "/voila/tree", "/voila/files/w02.ipynb",
        "/voila/api/contents", "/api/contents", "/api/kernels", "/static/0/../index.html.j2", "/api/sessions", "/login",
    ],
)  # fmt: skip
def test_only_our_own_addresses_answer(site: served.Served, cookie: str, path: str) -> None:
    """No folder, no file, no other notebook, no kernels' list."""
    assert get(site, path, cookie)[0] == 404


def test_a_form_needs_its_token(site: served.Served, cookie: str) -> None:
    """A form sent by somebody else's page is not used, and the person is told what to do."""
    status, text = get(site, "/dates", cookie, "POST", b"start-day=1")
    assert status == 403
    assert "Please send that again" in text


def test_code_does_not_run(site: served.Served, cookie: str) -> None:
    """Nothing sent over the websocket makes the kernel execute; widget messages still work afterwards."""
    kernel = open_page(site, cookie)
    code = {"code": "import os; os._exit(1)", "silent": False}
    attacks = [frame("execute_request", content=code), frame("execute_request", "control", code), b"\xff" * 64, "text"]
    heard = talk(site, cookie, kernel, *attacks, frame("kernel_info_request", header=_header("kernel_info_request")))
    assert "execute_reply" not in heard
    assert heard[-1] == "200"
    assert get(site, "/", cookie)[0] == 200


@pytest.mark.parametrize("breaks", [False, True])
def test_a_kernel_ends_with_its_page_and_not_with_its_line(site: served.Served, cookie: str, breaks: bool) -> None:
    """Within five seconds of being left, without a word of farewell; a page whose line broke finds its kernel again."""
    kernel = open_page(site, cookie)
    talk(site, cookie, kernel, breaks=breaks)
    gone = served.wait_until(lambda: get(site, f"/api/kernels/{kernel}", cookie)[0] == 404, 5)
    assert gone is not breaks
    if breaks:
        assert (
            talk(site, cookie, kernel, frame("kernel_info_request", header=_header("kernel_info_request")))[-1] == "200"
        )


def _header(kind: str) -> dict[str, Any]:
    return {
        "msg_id": "m1",
        "msg_type": kind,
        "username": "",
        "session": "x",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }


def test_the_older_framing_is_refused(site: served.Served, cookie: str) -> None:
    """It brings a stock server to a stop."""
    with pytest.raises(HTTPClientError) as refused:
        talk(site, cookie, open_page(site, cookie), json.dumps({}), protocol="older")
    assert refused.value.code == 400


def test_a_kernel_does_not_know_the_servers_secrets(site: served.Served, cookie: str) -> None:
    """Only the allow-list reaches its environment."""
    open_page(site, cookie)
    for kernel in site.kernels:
        assert "PYTHONUNBUFFERED" not in kernel.environ()
        assert "PATH" in kernel.environ()


def test_a_dead_spare_is_no_hindrance(site: served.Served, cookie: str) -> None:
    """The page starts its own kernel."""
    assert served.wait_until(lambda: len(site.kernels) >= 1)
    site.kill_kernels()
    status, page = get(site, "/week/w02", cookie)
    assert status == 200
    assert page.count("slim-mount") == 2


def test_kernels_are_capped(site: served.Served, cookie: str) -> None:
    """Ten pages opened and never left do not make ten kernels: eight and the spare."""
    for _ in range(10):
        open_page(site, cookie)
    assert served.wait_until(lambda: len(site.kernels) <= 9, 20)


@pytest.mark.parametrize("when", ["at once", "while the kernel warms", "when all is ready"])
def test_stopping_ends_every_kernel(tmp_path: Path, when: str) -> None:
    """By SIGTERM as by Ctrl+C, at whatever moment; the exit status is 0."""
    running = served.small_site(made_up_notebooks.write(tmp_path))
    if when != "at once":
        assert served.wait_until(lambda: len(running.kernels) == 1, 20)
    if when == "when all is ready":
        time.sleep(2)
    kernels = running.kernels
    running.process.terminate()
    assert running.process.wait(timeout=15) == 0
    assert served.wait_until(lambda: not any(map(psutil.Process.is_running, kernels)))


def test_scripts_are_for_our_own_pages_only(site: served.Served, cookie: str) -> None:
    """No other site may load them, and nothing guesses what they are; a picture, which can be opened as a page, has a page's policy."""
    _, page = get(site, "/", cookie)
    folder = re.search(r"/static/[0-9a-f]+/", page)
    assert folder
    for name, policy in (("shell.js", None), ("shell.css", None), ("icon.svg", "default-src 'none'")):
        with urllib.request.urlopen(f"{site.base}{folder[0]}{name}", timeout=20) as answer:
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            found = answer.headers["Content-Security-Policy"]
            assert found is None if policy is None else policy in found
            if policy is None:
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
