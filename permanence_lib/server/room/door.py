"""Who may come into a room, and as whom: a cookie that only this server can make, given for a code.

The cookie says `pid.role.since` and is signed with the room's key, so the server keeps no list of who is signed in and a
restart throws nobody out. Whoever the facilitator has taken out is out at their next request.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from tornado.httputil import HTTPServerRequest

from permanence_lib.workshop.members import FACILITATOR, Member, Role
from permanence_lib.workshop.words import WORDS

#: How long a cookie counts, in seconds: a workshop day with its evening.
LASTS = 16 * 3600
#: A browser may not say who it is: any header of this name is thrown away before anything looks at the request.
FORGED = "X-Workbook-User"
_PURPOSE = b"pass "
#: What was found out about a request is kept with it.
_KNOWN = "of_the_room"


@dataclass(frozen=True)
class Pass:
    """Who somebody is in this room."""

    pid: str
    role: Role

    @property
    def leads(self) -> bool:
        """Whether this is the facilitator."""
        return self.role == "facilitator"

    @property
    def home(self) -> str:
        """Where they are taken."""
        return "/board" if self.leads else "/place"


class RoomDoor:
    """The lock: the room's key, the addresses it is reached at, and who has joined."""

    def __init__(
        self, key: bytes, port: int, hosts: Collection[str], find: Callable[[str], Member | None], secure: bool = False
    ) -> None:  # fmt: skip
        self.key, self.port, self.secure, self._find = key, port, secure, find
        named = {host.lower() for host in hosts}
        # A browser leaves the port out where it is the usual one.
        self.hosts = frozenset(
            {f"{host}:{port}" for host in named} | (named if port == (443 if secure else 80) else set())
        )
        # Cookies do not know ports; and under TLS no other page of this host may overwrite it.
        self.cookie = f"{'__Host-' if secure else ''}ap-room-{port}"

    @property
    def facilitators_code(self) -> str:
        """What lets the facilitator in: four words and four figures, made from the room's key, the same every time."""
        made = hmac.new(self.key, b"facilitator's code", sha256).digest()
        words = [WORDS[int.from_bytes(made[n * 4 : n * 4 + 4], "big") % len(WORDS)] for n in range(4)]
        return f"{'-'.join(words)}-{int.from_bytes(made[16:20], 'big') % 9000 + 1000}"

    def is_for_us(self, request: HTTPServerRequest) -> bool:
        """Whether the request was addressed to this room by one of its own names (another's name is a trick)."""
        return request.host.lower() in self.hosts

    def make(self, who: Pass) -> str:
        """The cookie's value for somebody."""
        said = f"{who.pid}.{who.role}.{int(time.time())}"
        return f"{said}.{self._signed(said)}"

    def of(self, request: HTTPServerRequest) -> Pass | None:
        """Who sends this request, if they hold a cookie of this room and are still in it. Looked up once for a request."""
        if not hasattr(request, _KNOWN):
            setattr(request, _KNOWN, self._look_up(request))
        found: Pass | None = getattr(request, _KNOWN)
        return found

    def _look_up(self, request: HTTPServerRequest) -> Pass | None:
        held = request.cookies.get(self.cookie)
        who = self._read(held.value) if held and self.is_for_us(request) else None
        return who if who and self._is_in(who) else None

    def person(self, request: HTTPServerRequest) -> str | None:
        """The id of whoever sends this request, or None."""
        who = self.of(request)
        return who.pid if who else None

    def may_use(self, who: Pass, owner: str) -> bool:
        """Whether a kernel that works for `owner` may be spoken to: only one's own, and by the facilitator those of people
        who work on paper, for whom she types."""
        if hmac.compare_digest(who.pid, owner):
            return True
        found = self._find(owner) if who.leads else None
        return found is not None and found.paper

    def _read(self, value: str) -> Pass | None:
        said, _, sign = value.rpartition(".")
        if not hmac.compare_digest(sign.encode(errors="replace"), self._signed(said).encode()):
            return None
        pid, role, since = said.split(".")
        return Pass(pid, cast(Role, role)) if 0 <= time.time() - int(since) + 60 < LASTS else None

    def _is_in(self, who: Pass) -> bool:
        if who.leads:
            return who.pid == FACILITATOR
        found = self._find(who.pid)
        return found is not None and not found.gone

    def _signed(self, said: str) -> str:
        return hmac.new(self.key, _PURPOSE + said.encode(errors="replace"), sha256).hexdigest()
