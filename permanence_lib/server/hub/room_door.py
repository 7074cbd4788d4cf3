"""The door of a room behind a Hub: the part somebody has comes from their groups, and who they are from their sign-in."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256

from tornado.httputil import HTTPServerRequest

from permanence_lib.identity import hub_person
from permanence_lib.server.hub.door import HubSign
from permanence_lib.server.hub.sessions import Visitor
from permanence_lib.server.room.door import Pass, RoomDoor
from permanence_lib.workshop.members import FACILITATOR, Member


@dataclass(frozen=True)
class Invited:
    """Who may come in: the groups of those who take part, and of those who lead."""

    group: str
    leads: str


class HubRoomDoor(RoomDoor):
    """Nobody brings a code: the Hub knows them, and the room knows them by a mark from which no account can be read."""

    def __init__(
        self, sign: HubSign, invited: Invited, key: bytes, hosts: Collection[str], find: Callable[[str], Member | None]
    ) -> None:  # fmt: skip
        super().__init__(key, sign.charge.port, hosts, find, secure=sign.charge.scrambled)
        self.sign, self.invited, self.cookie = sign, invited, sign.cookie
        self.charge, self.sessions, self.token, self.visitor = sign.charge, sign.sessions, sign.token, sign.visitor

    def is_for_us(self, request: HTTPServerRequest) -> bool:
        """By the name the Hub is known under."""
        return self.sign.is_for_us(request)

    def leads(self, visitor: Visitor) -> bool:
        """Whether they facilitate."""
        return visitor.allowed and self.invited.leads in visitor.groups

    def is_invited(self, visitor: Visitor) -> bool:
        """Whether they may come in at all."""
        return self.leads(visitor) or (visitor.allowed and self.invited.group in visitor.groups)

    def member_id(self, visitor: Visitor) -> str:
        """What somebody is called in this room, the same every time and in no other room."""
        made = hmac.new(self.key, f"member {hub_person(visitor.name)}".encode(), sha256).hexdigest()
        return f"m_{made[:12]}"

    def _look_up(self, request: HTTPServerRequest) -> Pass | None:
        visitor = self.visitor(request)
        if visitor is None or not self.is_invited(visitor):
            return None
        if self.leads(visitor):
            return Pass(FACILITATOR, "facilitator")
        who = Pass(self.member_id(visitor), "participant")
        return who if self._is_in(who) else None
