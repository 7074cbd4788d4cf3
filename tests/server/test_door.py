"""Who may come in."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from permanence_lib.server.door import Door, clean_address, find_key

DOOR = Door(b"k" * 32, 8743)


def request(uri: str = "/", host: str = "127.0.0.1:8743", cookie: str = "", method: str = "GET") -> HTTPServerRequest:
    """A request as the server sees it."""
    headers = HTTPHeaders({"Host": host, "Cookie": cookie})
    return HTTPServerRequest(headers=headers, start_line=RequestStartLine(method, uri, "HTTP/1.1"))


def test_the_cookie_opens() -> None:
    """Whoever exchanged the token has it."""
    assert DOOR.admits(request(cookie=f"{DOOR.cookie}={DOOR.pass_value}"))


@pytest.mark.parametrize("cookie", ["", "ap-study-8743=", "ap-study-8743=é", f"ap-study-8743={DOOR.token}", "other=1"])
def test_nothing_else_does(cookie: str) -> None:
    """Not even the token in the cookie's place."""
    assert not DOOR.admits(request(cookie=cookie))


def test_another_name_for_this_computer_is_refused() -> None:
    """A page of somebody else's that points its own name here gets nothing, cookie or token notwithstanding."""
    cookie = f"{DOOR.cookie}={DOOR.pass_value}"
    for host in ("evil.example:8743", "127.0.0.1:9999", "127.0.0.1"):
        assert not DOOR.admits(request(host=host, cookie=cookie))
        assert not DOOR.brings_token(request(f"/?token={DOOR.token}", host=host))


def test_the_token_opens_once_by_get() -> None:
    """Right token, right method."""
    assert DOOR.brings_token(request(f"/week/w02?token={DOOR.token}&theme=dark"))
    assert not DOOR.brings_token(request("/?token=wrong"))
    assert not DOOR.brings_token(request(f"/?token={DOOR.token}", method="POST"))


def test_the_address_is_cleaned_and_stays_on_this_site() -> None:
    """The token goes, the rest stays, and no second slash makes it another site."""
    assert clean_address(request("/week/w02?token=x&theme=dark")) == "/week/w02?theme=dark"
    assert clean_address(request("//evil.example/?token=x")) == "/evil.example/"
    assert clean_address(request("/\\evil.example/?token=x")) == "/evil.example/"


def test_a_kept_key_survives_a_restart(tmp_path: Path) -> None:
    """Open pages stay signed in; the key is its owner's alone."""
    key = find_key(tmp_path / "new")
    assert find_key(tmp_path / "new") == key
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "new" / "server-key").stat().st_mode) == 0o600


def test_without_a_place_to_keep_it_the_key_is_new_each_time(tmp_path: Path) -> None:
    """Also where the folder cannot be made."""
    (tmp_path / "file").write_text("")
    assert find_key(None) != find_key(None)
    assert find_key(tmp_path / "file" / "below") != find_key(tmp_path / "file" / "below")
