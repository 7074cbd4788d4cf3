"""Who is signed in, as the Hub says: asked at sign-in and again and again, so that whoever loses a group loses the part."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from tornado.web import HTTPError

#: How old what is known of somebody may be, in seconds.
AGAIN = 30.0
#: How long the last answer counts while the Hub gives none: it may be started anew in the middle of a workshop.
GRACE = 600.0
#: Sessions nobody has used for so long are forgotten; the cookie brings them back.
_KEPT = 3600.0

log = logging.getLogger("permanence")


@dataclass(frozen=True)
class Visitor:
    """A user of the Hub: their name, their groups, and whether the Hub lets them in here."""

    name: str
    groups: frozenset[str]
    allowed: bool


class Line(Protocol):
    """The Hub, as far as sessions ask it."""

    access_scopes: Any

    def user_for_token(self, token: str, **how: Any) -> Any:
        """What the Hub says of a token."""

    def check_scopes(self, required_scopes: Any, user: Any) -> Any:
        """Which of these rights a user has."""


@dataclass
class _Known:
    visitor: Visitor
    asked: float
    used: float
    session: str


class Sessions:
    """What the Hub said of each token, and when."""

    def __init__(self, hub: Line, now: Callable[[], float] = time.monotonic) -> None:
        self.hub, self._now = hub, now
        self._known: dict[str, _Known] = {}
        self._asking: dict[str, asyncio.Task[Visitor | None]] = {}
        #: Told whenever somebody's session has ended, or their part has changed: who they were until then.
        self.when_lost: Callable[[Visitor], Awaitable[None]] | None = None

    def of(self, token: str) -> Visitor | None:
        """Who it was when last asked: `look` comes first."""
        found = self._known.get(token)
        return found.visitor if found else None

    async def look(self, token: str, session: str = "") -> Visitor | None:
        """Who holds a token, by an answer not older than half a minute; asked at once when the browser's session at the Hub is another."""
        found = self._known.get(token)
        if found:
            found.used = self._now()
            if self._now() - found.asked < AGAIN and found.session == session:
                return found.visitor
        return await self._ask_once(token, session)

    async def look_again(self) -> None:
        """Ask again for everybody whose answer is old: also for those who only keep a page open."""
        for token, found in list(self._known.items()):
            if self._now() - found.used > _KEPT:
                await self._lose(token)
            elif self._now() - found.asked >= AGAIN:
                await self._ask_once(token, found.session)

    async def forget(self, token: str) -> None:
        """Somebody signs out here."""
        await self._lose(token)

    async def _ask_once(self, token: str, session: str) -> Visitor | None:
        """Twelve files of one page ask one question."""
        asking = self._asking.get(token)
        if asking is None:
            asking = self._asking[token] = asyncio.create_task(self._ask(token, session))
            asking.add_done_callback(lambda _: self._asking.pop(token, None))
        return await asyncio.shield(asking)

    async def _ask(self, token: str, session: str) -> Visitor | None:
        before = self._known.get(token)
        try:
            model = await self.hub.user_for_token(token, use_cache=False, session_id=session, sync=False)
        except HTTPError as trouble:
            log.warning("The Hub did not say who somebody is: %s.", trouble.log_message or trouble.status_code)
            if before and self._now() - before.asked < GRACE:
                return before.visitor
            model = None
        if model is None:
            await self._lose(token)
            return None
        allowed = bool(self.hub.check_scopes(self.hub.access_scopes, model))
        visitor = Visitor(str(model["name"]), frozenset(map(str, model.get("groups") or ())), allowed)
        now = self._now()
        self._known[token] = _Known(visitor, now, before.used if before else now, session)
        if before and before.visitor != visitor:
            await self._tell(before.visitor)
        return visitor

    async def _lose(self, token: str) -> None:
        lost = self._known.pop(token, None)
        if lost:
            await self._tell(lost.visitor)

    async def _tell(self, before: Visitor) -> None:
        if self.when_lost:
            await self.when_lost(before)
