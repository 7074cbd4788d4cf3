"""A device without a screen: it keeps cookies, sends forms, and counts every byte of every answer."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tornado.httpclient import HTTPRequest, HTTPResponse
from tornado.simple_httpclient import SimpleAsyncHTTPClient

#: How long an answer may take, in seconds: longer than any that is worth waiting for, so that a hang is seen as one.
PATIENCE = 60.0
#: How many connections a browser has to one server at once.
_CONNECTIONS = 6
_STATIC = re.compile(r'(?:href|src)="([^"]*)(/(?:static|made)/[^"]+)"')
_XSRF = "_xsrf"


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers and text."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def to(self) -> str:
        """Where a redirect leads."""
        return self.headers.get("Location", "")


class Device:
    """One browser, as far as a server can tell. Its cache is cold until it has fetched a page's files once."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        self.prefix = urlsplit(self.base).path
        self.cookies: dict[str, str] = {}
        self.bytes = 0
        self._cache: set[str] = set()
        self._client = SimpleAsyncHTTPClient(force_instance=True, max_clients=_CONNECTIONS)

    @property
    def origin(self) -> str:
        """Scheme, host and port, without what the room lies under at a Hub."""
        return self.base.removesuffix(self.prefix)

    @property
    def cookie(self) -> str:
        """All its cookies, as they are sent."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str, **headers: str) -> Answer:
        """A page."""
        return await self._fetch("GET", path, None, headers)

    async def post(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """A form, with the token that belongs to it."""
        body = urlencode({_XSRF: self.cookies.get(_XSRF, ""), **fields})
        return await self._fetch("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    async def send(self, method: str, path: str, body: str, **headers: str) -> Answer:
        """Any request at all, for whoever tries what a browser does not send."""
        return await self._fetch(method, path, body, headers)

    async def fetch_files(self, page: str) -> int:
        """The scripts and styles that a page names and that are not in the cache yet; how many they were."""
        return await self.fetch({path for under, path in _STATIC.findall(page) if under == self.prefix})

    async def fetch(self, paths: set[str]) -> int:
        """Files by their addresses, if they are not in the cache yet; how many they were. ConnectionError without one of them."""
        wanted = sorted(paths - self._cache)
        self._cache.update(wanted)
        for answer in await asyncio.gather(*map(self.get, wanted)):
            if answer.status != 200:
                raise ConnectionError(f"A file of the page could not be had ({answer.status}).")
        return len(wanted)

    def close(self) -> None:
        """Let go of its connections."""
        self._client.close()

    async def _fetch(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        sent = {"Accept-Encoding": "gzip", "Cookie": self.cookie, "Origin": self.origin, **headers}
        request = HTTPRequest(
            self.base + path, method=method, headers={name: value for name, value in sent.items() if value}, body=body,
            follow_redirects=False, allow_nonstandard_methods=True, decompress_response=False, validate_cert=False, request_timeout=PATIENCE,
            connect_timeout=PATIENCE,
        )  # fmt: skip
        found = await self._client.fetch(request, raise_error=False)
        if found.code == 599:
            raise ConnectionError(f"{path}: {found.error}")
        self._take_in(found)
        return Answer(found.code, found.headers, _text(found))

    def _take_in(self, found: HTTPResponse) -> None:
        """Cookies, and bytes: the body as it travelled, and the head as it is written."""
        self.bytes += len(found.body or b"") + sum(len(f"{k}: {v}\r\n") for k, v in found.headers.get_all()) + 20
        for line in found.headers.get_list("Set-Cookie"):
            for name, one in SimpleCookie(line).items():
                self.cookies[name] = one.value


def _text(found: HTTPResponse) -> str:
    body = found.body or b""
    if found.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode("utf-8", "replace")
