"""What answers at each address of the room."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import segno
from tornado import web

from permanence_lib.screen import room_join
from permanence_lib.screen.asked import Answer, Asked
from permanence_lib.server import words
from permanence_lib.server.channels import Channels
from permanence_lib.server.own import Own
from permanence_lib.server.pages import Farewell, KernelState, Notebook
from permanence_lib.server.room import readiness
from permanence_lib.server.room.door import Pass, RoomDoor
from permanence_lib.server.room.hall import Hall, RoomPage
from permanence_lib.workshop import pages as room_pages

_FOR_FACILITATOR = words.Plain("This page is for the facilitator", room_join.FOR_FACILITATOR, ("/", "Go to your place"))


class Home(RoomPage):
    """The first address: on to where each belongs."""

    @web.authenticated
    def get(self) -> None:
        """Board or place."""
        self.redirect(self.who.home)


class Away(RoomPage):
    """Somebody who has not joined is shown the way in."""

    async def prepare(self) -> None:
        """No identity to look up."""

    def get(self) -> None:
        """To the form."""
        self.redirect("/join")

    head = get


class Refused(RoomPage):
    """Anything else without a cookie of this room, or under a name that is not the room's."""

    async def prepare(self) -> None:
        """No identity to look up."""

    def get(self) -> None:
        """Say how to come in."""
        self.say(403, words.Plain("You are not in this workshop", room_join.NOT_IN, ("/join", "Join the workshop")))

    head = post = put = delete = patch = options = get


class Live(RoomPage, Notebook):
    """One of the pages that move: a participant's place, the board, the projector."""

    @web.authenticated
    async def get(self, name: str) -> None:
        """By a kernel that works for this person and nobody else."""
        owner = self._owner(name)
        if owner is None:
            if self.who.leads:
                self.redirect("/board")
            else:
                self.say(403, _FOR_FACILITATOR)
            return
        file = self.study.shelf.folder / f"{name}.ipynb"
        if self.who.leads:
            await self.show(file, (owner.pid, owner.role))
        else:
            await self._place(file, (owner.pid, owner.role))

    async def _place(self, file: Path, owner: tuple[str, str]) -> None:
        """One's own place, which is there already while the reserve lasts."""
        kernel_id = await self.kernel_manager.take(owner, made_ahead=True)
        page = self.kernel_manager.page_of(kernel_id)
        if page is None:
            await self.stream(file, kernel_id)
            return
        _ = self.xsrf_token  # sets the cookie without which a page cannot end its kernel when it is left
        self.kernel_manager.refill()
        self.finish(page)

    def _owner(self, name: str) -> Pass | None:
        """Whose page it is: one's own, or for the facilitator the place of somebody who works on paper (`?as=`)."""
        if name != "place":
            return self.who if self.who.leads else None
        if not self.who.leads:
            return self.who
        member = self.hall.member(self.get_query_argument("as", ""))
        return Pass(member.id, "participant") if member and member.paper else None


class RoomOwn(RoomPage, Own):
    """The room's pages without a kernel."""

    def ask(self, asked: Asked) -> Answer | None:
        """For whoever came through the door; a page of another role is none."""
        who, hall = self.who, self.hall
        visit = room_pages.Visit(hall.room, who.pid, who.role, hall.door.key, hall.folder, hall.address.public)
        return room_pages.answer(visit, asked)


class Leading(RoomPage):
    """Pages and pictures for the facilitator alone."""

    async def prepare(self) -> None:
        """Others are refused before anything else is looked at."""
        await super().prepare()
        if not self._finished and not self.who.leads:
            self.say(403, _FOR_FACILITATOR)

    def draw(self, text: str) -> None:
        """Finish with a QR code."""
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(qr(text))


class Picture(Leading):
    """The way in as a QR code, for the projector and the board. It holds the join code."""

    @web.authenticated
    async def get(self) -> None:
        """As the room is reached now."""
        state = await asyncio.to_thread(self.hall.room.state)
        self.draw(self.hall.address.to_join(state.code))


class Remote(Leading):
    """How the facilitator's phone becomes a remote."""

    @web.authenticated
    def get(self) -> None:
        """The page round the picture."""
        self.send(room_join.REMOTE, room_join.render_remote(self.hall.address.public))


class RemotePicture(Leading):
    """The facilitator's own way in, for her phone."""

    @web.authenticated
    def get(self) -> None:
        """At the address devices use."""
        self.draw(f"{self.hall.address.public}/join#facilitator={self.hall.door.facilitators_code}")


class Ready(RoomPage):
    """The readiness lights."""

    @web.authenticated
    async def get(self) -> None:
        """All four as JSON for the facilitator; for others only whether all are green."""
        found = await asyncio.to_thread(readiness.lights, self.settings["ready"])
        told: dict[str, Any] = {"ready": all(each.good for each in found)}
        if self.who.leads:
            told["lights"] = [{"what": each.what, "good": each.good, "words": each.words} for each in found]
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(told))


class Owned:
    """A kernel answers only whom it works for. One in reserve works for nobody, and answers nobody."""

    def prepare(self, *args: Any, **kwargs: Any) -> Any:
        """Before anything else is looked at."""
        handler: Any = self
        hall: Hall = handler.settings["hall"]
        door: RoomDoor = hall.door
        kernel_id, who = handler.path_kwargs["kernel_id"], door.of(handler.request)
        owner = handler.kernel_manager.owner_of(kernel_id)
        if who is None or (owner is not None and not door.may_use(who, owner)):
            raise web.HTTPError(403)
        if owner is None:
            raise web.HTTPError(404)
        return super().prepare(*args, **kwargs)  # type: ignore[misc]

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """No page, only a line."""
        handler: Any = self
        handler.set_header("Content-Type", "text/plain; charset=utf-8")
        handler.finish("There is no such page of yours.\n")


class OwnKernelState(Owned, KernelState):
    """Whether one's own kernel is still there."""


class OwnChannels(Owned, Channels):
    """One's own kernel's websocket."""


class OwnFarewell(Owned, Farewell):
    """Leaving one's own page."""


def qr(text: str) -> bytes:
    """A QR code as SVG: black on white whatever surrounds it, with the quiet border readers need."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False, title="QR code: join the workshop"
    )
    return out.getvalue()
