"""Somebody's browser without a screen: keeps cookies, fills in forms, follows redirections; nothing more."""

from __future__ import annotations

import re
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Page:
    """An answer: its status, its text, where it came from in the end, its headers."""

    status: int
    text: str
    address: str
    headers: Any

    @property
    def path(self) -> str:
        """Where on the site it is."""
        return re.sub(r"^https?://[^/]+", "", self.address)

    @property
    def kernel(self) -> str:
        """The kernel of a page with one."""
        found = re.search(r'"kernelId": "([\w-]+)"', self.text)
        assert found, self.text[:400]
        return found[1]


class Visitor:
    """One browser. `headers` go with everything it asks."""

    def __init__(self, base: str, **headers: str) -> None:
        self.base, self.headers, self.cookies = base, headers, CookieJar()
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(self.cookies),
            urllib.request.HTTPSHandler(context=trusting),
        )

    def get(self, path: str, **headers: str) -> Page:
        """A page."""
        return self._ask(urllib.request.Request(self.base + path, headers=self.headers | headers))

    def post(self, path: str, token: str | None = None, **fields: str) -> Page:
        """A form sent, with its token unless another is given."""
        given = {"_xsrf": self.token if token is None else token, **fields}
        return self._ask(urllib.request.Request(self.base + path, urlencode(given).encode(), self.headers))

    @property
    def token(self) -> str:
        """What a form must carry."""
        found = [cookie.value for cookie in self.cookies if cookie.name == "_xsrf"]
        return found[-1] or "" if found else ""

    @property
    def cookie(self) -> str:
        """All its cookies as one header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def join(self, **fields: str) -> Page:
        """Ask for the way in and send one of its forms."""
        self.get("/join")
        return self.post("/join", **fields)

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=60) as answer:
                return Page(answer.status, answer.read().decode("utf-8", "replace"), answer.url, answer.headers)
        except urllib.error.HTTPError as error:
            return Page(error.code, error.read().decode("utf-8", "replace"), error.url, error.headers)
