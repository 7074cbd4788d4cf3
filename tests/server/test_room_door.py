"""Cookies of a room, and wrong codes counted."""

from __future__ import annotations

import time

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from permanence_lib.server.room.door import LASTS, Pass, RoomDoor
from permanence_lib.server.room.guesses import MOST, OF_ALL, WITHIN, Guesses
from permanence_lib.workshop.members import FACILITATOR, Member

KEY = b"k" * 32
HERE = {
    "p_1": Member("p_1", "Sam", "2026-01-01T09:00:00+00:00"),
    "p_2": Member("p_2", "Kim", "2026-01-01T09:00:00+00:00", gone=True),
    "p_3": Member("p_3", "Paper 1", "2026-01-01T09:00:00+00:00", paper=True),
}


def door(key: bytes = KEY, port: int = 8866, secure: bool = False) -> RoomDoor:
    """The lock of a room with three people."""
    return RoomDoor(key, port, ["127.0.0.1", "Laptop.local"], HERE.get, secure)


def request(value: str | None, host: str = "127.0.0.1:8866", name: str = "ap-room-8866") -> HTTPServerRequest:
    """A request with a cookie."""
    headers = HTTPHeaders({"Host": host} | ({} if value is None else {"Cookie": f"{name}={value}"}))
    return HTTPServerRequest(start_line=RequestStartLine("GET", "/", "HTTP/1.1"), headers=headers)


@pytest.mark.parametrize("who", [Pass("p_1", "participant"), Pass(FACILITATOR, "facilitator")])
def test_a_cookie_of_this_room_opens_it(who: Pass) -> None:
    """As the person it was made for."""
    assert door().of(request(door().make(who))) == who
    assert door().person(request(door().make(who))) == who.pid


def test_a_room_is_asked_for_by_its_own_names_only() -> None:
    """In capitals or not; another's name that points here is a trick."""
    value = door().make(Pass("p_1", "participant"))
    assert door().of(request(value, "LAPTOP.local:8866"))
    for host in ("evil.example:8866", "127.0.0.1", "127.0.0.1:80", "laptop.local.evil.example:8866", ""):
        assert door().of(request(value, host)) is None


def test_no_other_cookie_opens_it() -> None:
    """Changed in any part, of another room's key, too old, of the future, or no cookie at all."""
    value = door().make(Pass("p_1", "participant"))
    pid, role, since, sign = value.split(".")
    changed = [
        f"p_3.{role}.{since}.{sign}",
        f"{pid}.facilitator.{since}.{sign}",
        f"{pid}.{role}.9{since}.{sign}",
        f"{pid}.{role}.{since}.",
    ]
    for wrong in [*changed, door(b"x" * 32).make(Pass("p_1", "participant")), "", "...", "a.b.c.d", "é.é", None]:
        assert door().of(request(wrong)) is None


def test_a_cookie_ends_with_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else may sit at that computer tomorrow."""
    value, now = door().make(Pass("p_1", "participant")), time.time()
    monkeypatch.setattr(time, "time", lambda: now + LASTS - 120)
    assert door().of(request(value))
    monkeypatch.setattr(time, "time", lambda: now + LASTS)
    assert door().of(request(value)) is None


def test_whoever_was_taken_out_is_out() -> None:
    """Though their cookie is good; and nobody is a facilitator under a member's id, or a member nobody knows."""
    for who in (Pass("p_2", "participant"), Pass("p_1", "facilitator"), Pass("p_9", "participant")):
        assert door().of(request(door().make(who))) is None


def test_a_kernel_is_its_owners() -> None:
    """The facilitator types for people on paper, and for nobody else."""
    lead, sam = Pass(FACILITATOR, "facilitator"), Pass("p_1", "participant")
    assert door().may_use(sam, "p_1") and door().may_use(lead, FACILITATOR) and door().may_use(lead, "p_3")
    assert not any(
        door().may_use(who, owner) for who, owner in [(sam, "p_3"), (sam, FACILITATOR), (lead, "p_1"), (lead, "p_9")]
    )


def test_under_tls_no_other_page_of_this_host_can_put_a_cookie_there() -> None:
    """The browser itself sees to it, by the cookie's name."""
    assert door(secure=True).cookie == "__Host-ap-room-8866"


def test_the_facilitators_code_is_the_keys_own() -> None:
    """The same after a restart, another for another room, and long."""
    assert door().facilitators_code == door().facilitators_code != door(b"x" * 32).facilitators_code
    assert len(door().facilitators_code.split("-")) == 5


def test_wrong_codes_are_counted_by_address_and_forgotten_after_a_minute() -> None:
    """The eleventh waits; another address does not."""
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(MOST):
        assert guesses.wait("a") == 0
        guesses.wrong("a")
        now[0] += 1
    assert guesses.wait("a") == WITHIN - MOST
    assert guesses.wait("b") == 0
    now[0] = WITHIN
    assert guesses.wait("a") == 0


def test_many_addresses_together_are_held_up_too() -> None:
    """However many an attacker has; and the list of them does not grow for ever."""
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for number in range(OF_ALL):
        guesses.wrong(f"address {number}")
    assert guesses.wait("a new one") == WITHIN
    for number in range(5000):
        guesses.wrong(f"more {number}")
    assert len(guesses._wrong) <= 2000
