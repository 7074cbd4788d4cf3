"""Who may come in: whoever has the address this server printed, from this computer.

The address carries a token once; it is exchanged for a cookie that only this browser has. Everything else is refused
before any handler is chosen, so that a route added later is behind the same door.
"""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from tornado.httputil import HTTPServerRequest

_HOSTS = ("127.0.0.1", "localhost")


class Door:
    """The lock: one key, from which the token in the address and the cookie are both made."""

    def __init__(self, key: bytes, port: int) -> None:
        self.key, self.port = key, port
        self.cookie = f"ap-study-{port}"

    @property
    def token(self) -> str:
        """What the first address carries."""
        return self._made_for("token")

    @property
    def pass_value(self) -> str:
        """What the cookie holds."""
        return self._made_for("cookie")

    def is_for_us(self, request: HTTPServerRequest) -> bool:
        """Whether the request was addressed to this computer by its own name (a name of somebody else's is a trick)."""
        return request.host in [f"{host}:{self.port}" for host in _HOSTS]

    def admits(self, request: HTTPServerRequest) -> bool:
        """Whether the browser holds the cookie."""
        held = request.cookies.get(self.cookie)
        return self.is_for_us(request) and held is not None and _same(held.value, self.pass_value)

    def person(self, request: HTTPServerRequest) -> str | None:
        """The one reader there is, if the browser holds the cookie."""
        return "reader" if self.admits(request) else None

    def brings_token(self, request: HTTPServerRequest) -> bool:
        """Whether the address carries the right token."""
        given = _query(request).get("token", [""])[-1]
        return self.is_for_us(request) and request.method == "GET" and _same(given, self.token)

    def _made_for(self, purpose: str) -> str:
        return hmac.new(self.key, f"{purpose} {self.port}".encode(), sha256).hexdigest()


def clean_address(request: HTTPServerRequest) -> str:
    """The same address without the token."""
    left = [(name, value) for name, values in _query(request).items() if name != "token" for value in values]
    path = "/" + request.path.lstrip("/\\")
    return path + (f"?{urlencode(left)}" if left else "")


def find_key(folder: Path | None) -> bytes:
    """The key kept in `folder`, made at first use, so that an open page survives a restart; without a folder, a new one."""
    if folder is None:
        return secrets.token_bytes(32)
    file = folder / "server-key"
    with suppress(OSError):
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        with suppress(FileExistsError):
            made = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "wb") as out:
                out.write(secrets.token_bytes(32))
        key = file.read_bytes()
        if len(key) == 32:
            return key
    return secrets.token_bytes(32)


def _query(request: HTTPServerRequest) -> dict[str, list[str]]:
    return parse_qs(request.query, keep_blank_values=True, errors="replace")


def _same(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode(), b.encode())
