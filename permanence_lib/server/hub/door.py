"""The door of a server behind a Hub: whoever the Hub says has come, by a cookie that only this server can make."""

from __future__ import annotations

from tornado.httputil import HTTPHeaders, HTTPServerRequest, parse_cookie
from tornado.web import decode_signed_value

from permanence_lib.identity import hub_person
from permanence_lib.server.hub.charge import Charge
from permanence_lib.server.hub.sessions import Sessions, Visitor

#: How long the cookie may count, in days; it goes with the browser, and the Hub may say no at any time before.
_DAYS = 14
#: The Hub's own mark of a browser's session: another one, or none, and the Hub is asked at once.
_AT_HUB = "jupyterhub-session-id"


class HubSign:
    """Reads who sends a request. Which visitors may come in, and as whom, the doors made of this say."""

    def __init__(self, charge: Charge, sessions: Sessions, secret: bytes) -> None:
        self.charge, self.sessions, self.secret = charge, sessions, secret
        self.cookie = f"{charge.hub.cookie_name}-workbook"

    async def knock(self, headers: HTTPHeaders) -> None:
        """Before anything else: what is known of the sender is made fresh."""
        cookies = parse_cookie("; ".join(headers.get_list("Cookie")))
        token = self._token(cookies.get(self.cookie))
        if token:
            await self.sessions.look(token, cookies.get(_AT_HUB, ""))

    def token(self, request: HTTPServerRequest) -> str | None:
        """What the cookie holds."""
        held = request.cookies.get(self.cookie)
        return self._token(held.value) if held else None

    def visitor(self, request: HTTPServerRequest) -> Visitor | None:
        """The Hub's user who sends this request; None for nobody the Hub knows."""
        token = self.token(request)
        return self.sessions.of(token) if token and self.is_for_us(request) else None

    def is_for_us(self, request: HTTPServerRequest) -> bool:
        """Whether it was addressed to us by the name people know us by, where the Hub says what that is."""
        return not self.charge.public_host or request.host.lower() == self.charge.public_host

    def _token(self, held: str | None) -> str | None:
        found = decode_signed_value(self.secret, self.cookie, held, max_age_days=_DAYS) if held else None
        return found.decode("ascii", "replace") if found else None


class HubDoor(HubSign):
    """The door of one person's own workbook: for its owner, and for nobody else, whatever their rights at the Hub."""

    def admits(self, request: HTTPServerRequest) -> bool:
        """Whether its owner sends this request."""
        found = self.visitor(request)
        return found is not None and self.is_owner(found)

    def is_owner(self, visitor: Visitor) -> bool:
        """By name, and by the Hub's leave."""
        return visitor.allowed and bool(self.charge.owner) and visitor.name == self.charge.owner

    def person(self, request: HTTPServerRequest) -> str | None:
        """The owner's id, if it is they."""
        return hub_person(self.charge.owner) if self.admits(request) else None
