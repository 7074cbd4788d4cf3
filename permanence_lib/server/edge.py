"""A whole application under a prefix: behind a Hub it is reached at `/user/ann/` and knows of nothing but `/`.

    HTTPServer(moved(application, "/user/ann/"))

Addresses lose the prefix on their way in. On their way out `Location`, `Refresh` and the paths of cookies get it here, and what
stands in a page gets it in `prefixing`. At the root nothing is touched.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

import tornado.web
from tornado import httputil

from permanence_lib.server.prefixing import PrefixedPage, prefixed

ROOT = "/"
_PATH = re.compile(r"(;\s*path=)(/[^;]*)", re.I)
_REFRESH = re.compile(r"(url=)(/[^\s]*)", re.I)
#: A cookie so named counts only with the path "/".
_FIXED = "__Host-"
_NOTHING = b"There is nothing at this address.\n"
#: Sees a request's headers before the application does, and may take its time.
Knock = Callable[[httputil.HTTPHeaders], Awaitable[None]]


def moved(
    application: tornado.web.Application, base: str, knock: Knock | None = None
) -> httputil.HTTPServerConnectionDelegate:
    """The application as seen from outside at `base`, which begins and ends with a slash; at "/" the application itself."""
    if base == ROOT:
        return application
    application.transforms.insert(0, PrefixedPage)  # before what compresses
    return Edge(application, base, knock)


class Edge(httputil.HTTPServerConnectionDelegate):
    """Stands between the connections and an application, and translates every address."""

    def __init__(
        self, application: httputil.HTTPServerConnectionDelegate, base: str, knock: Knock | None = None
    ) -> None:  # fmt: skip
        self.application, self.base, self.knock = application, base, knock
        self._parts = [unquote(part) for part in base.strip("/").split("/")]

    def start_request(self, server_conn: object, request_conn: httputil.HTTPConnection) -> httputil.HTTPMessageDelegate:
        """One request."""
        return _Arriving(self, server_conn, request_conn)

    def on_close(self, server_conn: object) -> None:
        """A connection has ended."""
        self.application.on_close(server_conn)

    def inner(self, address: str) -> str | None:
        """The address as the application knows it; None for one outside the prefix, however its letters are written."""
        path, mark, query = address.partition("?")
        _, *parts = path.split("/")
        depth = len(self._parts)
        if [unquote(part) for part in parts[:depth]] != self._parts or len(parts) <= depth:
            return None
        return "/" + "/".join(parts[depth:]) + mark + query

    def is_bare(self, address: str) -> bool:
        """Whether it is the prefix itself without its last slash."""
        return address.partition("?")[0].strip("/") == self.base.strip("/")


class _Arriving(httputil.HTTPMessageDelegate):
    """A request on its way in."""

    def __init__(self, edge: Edge, server_conn: object, request_conn: httputil.HTTPConnection) -> None:
        self.edge, self._server_conn, self._connection = edge, server_conn, request_conn
        self._inner: httputil.HTTPMessageDelegate = httputil.HTTPMessageDelegate()

    def headers_received(self, start_line: Any, headers: httputil.HTTPHeaders) -> Awaitable[None] | None:
        """Hand it on under the application's own address, or answer here that there is no such thing."""
        address = self.edge.inner(start_line.path)
        if address is None:
            self._inner = _Outside(self._connection, self.edge.base if self.edge.is_bare(start_line.path) else "")
            return self._inner.headers_received(start_line, headers)
        start_line = start_line._replace(path=address)
        return self._knocked(start_line, headers) if self.edge.knock else self._go_on(start_line, headers)

    async def _knocked(self, start_line: Any, headers: httputil.HTTPHeaders) -> None:
        """The body waits at the connection meanwhile."""
        assert self.edge.knock
        await self.edge.knock(headers)
        await (self._go_on(start_line, headers) or _at_once())

    def _go_on(self, start_line: Any, headers: httputil.HTTPHeaders) -> Awaitable[None] | None:
        leaving: Any = _Leaving(self._connection, self.edge.base)
        self._inner = self.edge.application.start_request(self._server_conn, leaving)
        return self._inner.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """A piece of the body."""
        return self._inner.data_received(chunk)

    def finish(self) -> None:
        """The whole request is there."""
        self._inner.finish()

    def on_connection_close(self) -> None:
        """Nobody waits for the answer any more."""
        self._inner.on_connection_close()


async def _at_once() -> None:
    """Nothing to wait for."""


class _Outside(httputil.HTTPMessageDelegate):
    """Answers what is not under the prefix: with nothing, or with the way to `to`."""

    def __init__(self, connection: httputil.HTTPConnection, to: str) -> None:
        self._connection, self._to = connection, to

    def finish(self) -> None:
        """Say so."""
        headers = httputil.HTTPHeaders({"Content-Type": "text/plain", "Content-Length": str(len(_NOTHING))})
        start = httputil.ResponseStartLine("HTTP/1.1", 404, "Not Found")
        if self._to:
            headers["Location"] = self._to
            start = httputil.ResponseStartLine("HTTP/1.1", 302, "Found")
        self._connection.write_headers(start, headers, _NOTHING)
        self._connection.finish()


class _Leaving(httputil.HTTPConnection):
    """An answer on its way out: everything else is the connection's own."""

    def __init__(self, connection: httputil.HTTPConnection, base: str) -> None:
        self._connection, self.base = connection, base

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def write_headers(
        self, start_line: Any, headers: httputil.HTTPHeaders, chunk: bytes | None = None
    ) -> Any:  # fmt: skip
        """With the prefix in every header that holds an address of ours."""
        if "Location" in headers:
            headers["Location"] = prefixed(headers["Location"], self.base)
        if "Refresh" in headers:
            headers["Refresh"] = _REFRESH.sub(
                lambda found: found[1] + prefixed(found[2], self.base), headers["Refresh"]
            )
        cookies = headers.get_list("Set-Cookie")
        if cookies:
            del headers["Set-Cookie"]
            for cookie in cookies:
                headers.add("Set-Cookie", self._moved(cookie))
        return self._connection.write_headers(start_line, headers, chunk)

    def write(self, chunk: bytes) -> Any:
        """A piece of the body."""
        return self._connection.write(chunk)

    def finish(self) -> None:
        """The whole answer has been given."""
        self._connection.finish()

    def _moved(self, cookie: str) -> str:
        """A cookie for the prefix alone; one that already is stays so."""
        if cookie.startswith(_FIXED):
            return cookie

        def move(found: re.Match[str]) -> str:
            return found[0] if found[2].startswith(self.base) else found[1] + prefixed(found[2], self.base)

        return _PATH.sub(move, cookie)
