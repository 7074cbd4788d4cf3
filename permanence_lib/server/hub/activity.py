"""Tells the Hub that somebody is at work, so that it does not stop their server; says nothing while nobody is."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Callable
from datetime import UTC, datetime

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httputil import HTTPServerRequest

from permanence_lib.server.hub.charge import Charge

#: A page that is merely open asks for these.
_BY_ITSELF = ("/api/", "/static/", "/voila/", "/ready")

log = logging.getLogger("permanence")


class Activity:
    """When something was last done here, and the telling of it."""

    def __init__(self, charge: Charge, typed: Callable[[], datetime | None]) -> None:
        self.charge, self._typed = charge, typed
        self._token = charge.hub.api_token
        self._last = datetime.now(UTC)
        self._told: datetime | None = None

    def saw(self, request: HTTPServerRequest) -> None:
        """A request: one that somebody made, or one that a page makes by itself."""
        if not request.path.startswith(_BY_ITSELF):
            self._last = datetime.now(UTC)

    @property
    def last(self) -> datetime:
        """When somebody last opened, sent or typed something."""
        typed = self._typed()
        return max(self._last, typed) if typed else self._last

    async def go_on(self) -> None:
        """Tell at the beginning and then every few minutes, until cancelled."""
        while self.charge.activity:
            await self.tell()
            await asyncio.sleep(self.charge.every * random.uniform(0.9, 1.1))

    async def tell(self) -> None:
        """Once, if there is anything new. A Hub that does not listen is told the next time."""
        last = self.last
        if self._told and last <= self._told:
            return
        moment = last.isoformat().replace("+00:00", "Z")
        said = {"servers": {self.charge.server: {"last_activity": moment}}, "last_activity": moment}
        asked = HTTPRequest(
            self.charge.activity, method="POST", body=json.dumps(said), request_timeout=20,
            headers={"Authorization": f"token {self._token}", "Content-Type": "application/json"},
        )  # fmt: skip
        try:
            await AsyncHTTPClient().fetch(asked)
            self._told = last
        except Exception as trouble:
            log.warning("The Hub could not be told that somebody is at work here: %s.", trouble)
