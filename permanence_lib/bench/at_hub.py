"""Somebody who comes to a room by way of a JupyterHub: signed in there, known to the room by that, and without a code."""

from __future__ import annotations

from urllib.parse import urlsplit

from permanence_lib.bench.client import Person, Refused
from permanence_lib.bench.device import Answer, Device

#: So many pages lie between a room and the Hub's own sign-in, at most.
_STEPS = 8
#: The Hub's cookie that every place under its roof is shown.
_SESSION = "jupyterhub-session-id"


class HubPerson(Person):
    """A user of the Hub, with the name and password that its own sign-in page takes."""

    def __init__(self, base: str, name: str, password: str) -> None:
        super().__init__(base)
        self._name, self._password = name, password
        self.hub = Device(f"{self.device.origin}/hub")

    async def join(self, code: str, alias: str, needs: str = "") -> None:
        """Sign in, and give an alias; a code is not asked for. Raises Refused when they are not let in."""
        await self._sign_in()
        await self._enter({"alias": alias, "needs": needs})

    async def lead(self, code: str) -> None:
        """Sign in: whoever is in the group that leads needs no more."""
        await self._sign_in()
        answer = await self.device.get("/board")
        if answer.status != 200:
            raise Refused(f"{answer.status}")

    async def _sign_in(self) -> None:
        """At the Hub, then from the room to the Hub and back."""
        await self.hub.get("/login")
        known = await self.hub.post("/login", {"username": self._name, "password": self._password})
        if known.status != 302:
            raise Refused(f"the Hub: {known.status}")
        self.device.cookies[_SESSION] = self.hub.cookies.get(_SESSION, "")
        answer = await self.device.get("/")
        for _ in range(_STEPS):
            if not answer.to:
                break
            answer = await self._follow(answer)
        self.device.bytes, self.hub.bytes = self.device.bytes + self.hub.bytes, 0

    async def _follow(self, answer: Answer) -> Answer:
        """The next page, from the Hub or from the room."""
        to = urlsplit(answer.to)
        path = f"{to.path}?{to.query}" if to.query else to.path
        for device in (self.device, self.hub):
            if path.startswith(f"{device.prefix}/"):
                return await device.get(path.removeprefix(device.prefix))
        raise Refused(f"sent away, to {to.path}")

    def close(self) -> None:
        """Let go of both connections."""
        super().close()
        self.hub.close()
