"""Signing in at the Hub and out again: the pages between the Hub's and ours."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from permanence_lib.server import words
from permanence_lib.server.hub import words as said
from permanence_lib.server.hub.door import HubSign
from permanence_lib.server.pages import Page
from permanence_lib.server.site import Site

#: Where the Hub sends people back to, and where somebody signs out.
BACK, OUT = "/oauth_callback", "/sign-out"


class AtHub(Page):
    """A page that has to do with the Hub."""

    @property
    def door(self) -> HubSign:
        """Ours."""
        door: HubSign = self.application.door
        return door

    def at_hub(self, address: str) -> str:
        """A page of the Hub's own."""
        return self.door.charge.at_hub(address, f"{self.request.protocol}://{self.request.host}")

    def hub_page(self, name: str) -> str:
        """One by its name: home, logout."""
        return self.at_hub(f"{self.door.charge.hub.hub_prefix}{name}")

    def say(self, status: int, page: words.Plain) -> None:
        """Finish with plain words."""
        self.set_status(status)
        self.send_plain(page)


class Outside(AtHub):
    """What is answered to somebody whom the door has not let in: in a frame that leads nowhere."""

    @property
    def site(self) -> Site:
        """Without the bar of pages, none of which would open."""
        return Site({}, rooms=(), authority=True)

    async def prepare(self) -> None:
        """No identity to look up."""

    def check_xsrf_cookie(self) -> None:
        """Nothing is done here."""


class SignIn(Outside):
    """Somebody the Hub has not told us of yet is sent there, and comes back to where they wanted to go."""

    def get(self) -> None:
        """On to the Hub, with a mark by which the way back is known."""
        hub = self.door.charge.hub
        verifier, challenge, method = hub.generate_pkce_code_challenge()
        wanted = "/" + self.request.uri.lstrip("/\\") if self.request.uri else "/"
        state = hub.set_state_cookie(self, wanted, code_verifier=verifier)
        asked = urlencode({"state": state, "code_challenge": challenge, "code_challenge_method": method})
        self.redirect(f"{self.at_hub(hub.login_url)}&{asked}")

    head = get


class SignedIn(Outside):
    """Back from the Hub: what it gave becomes a cookie, if this very browser was sent there."""

    async def get(self) -> None:
        """On to the page that was wanted."""
        hub, state = self.door.charge.hub, self.get_query_argument("state", "")
        held = self.get_signed_cookie(hub.get_state_cookie_name(state))
        if not state or held is None or held.decode("ascii", "replace") != state:
            self.say(403, said.NOT_SENT)
            return
        wanted, verifier = hub.get_next_url(state), hub.get_code_verifier(state)
        hub.clear_oauth_state(state)
        hub.clear_oauth_state_cookies(self)
        token = await self._token(verifier)
        if (
            token is None
            or await self.door.sessions.look(token, self.get_cookie("jupyterhub-session-id") or "") is None
        ):
            self.say(403, said.NOT_KNOWN)
            return
        self._let_in(token)
        self.redirect("/" + wanted.lstrip("/\\"))

    async def _token(self, verifier: str) -> str | None:
        """What the Hub gives for its one-time code; None when it gives nothing."""
        code = self.get_query_argument("code", "")
        try:
            return (
                str(await self.door.charge.hub.token_for_code(code, sync=False, code_verifier=verifier))
                if code
                else None
            )
        except web.HTTPError:
            return None

    def _let_in(self, token: str) -> None:
        """For this browser as long as it is open. Lax, not Strict: people come from links in letters and calendars."""
        door = self.door
        secure = door.charge.scrambled or door.charge.hub.cookie_host_prefix_enabled
        self.set_signed_cookie(
            door.cookie, token, expires_days=None, httponly=True, samesite="Lax", secure=secure, path="/"
        )


class NotYours(Outside):
    """Somebody the Hub knows, in a place that is not theirs."""

    def get(self) -> None:
        """Say so, and where their own is."""
        found = self.door.visitor(self.request)
        self.say(403, said.not_yours(found.name if found else "", self.hub_page("home")))

    head = post = put = delete = patch = options = get


class Refused(Outside):
    """Anything but a page, without being signed in, or under a name that is not ours."""

    def get(self) -> None:
        """Say how to come in."""
        self.say(403, said.NOT_SIGNED_IN)

    head = post = put = delete = patch = options = get


class SignOut(AtHub):
    """Out of the workbook and of the Hub, in this browser."""

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    def get(self) -> None:
        """Ask first."""
        self.send(said.OUT.title, said.out_form(OUT, self.xsrf_token.decode()))

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """This browser is known here no more, its pages end, and the Hub is told."""
        token = self.door.token(self.request)
        if token:
            await self.door.sessions.forget(token)
        fixed: dict[str, Any] = {"secure": True} if self.door.cookie.startswith("__Host-") else {}
        self.clear_cookie(self.door.cookie, path="/", httponly=True, samesite="Lax", **fixed)
        there = self.hub_page("logout")
        self.set_header("Refresh", f"0; url={there}")  # no redirection: a form may not lead to another host
        self.say(200, words.Plain(said.OUT.title, said.OUT.paragraphs, (there, "Finish signing out")))
