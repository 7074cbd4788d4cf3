"""The server of one room: the same closed Voila, with a door for many people and a kernel only for its owner."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tornado.web
from tornado.httputil import HTTPServerRequest
from traitlets.config import Config

from permanence_lib.server import made, pages
from permanence_lib.server.address import EVERY, OWN, bind
from permanence_lib.server.ahead import maker
from permanence_lib.server.closed import KERNEL, ClosedVoila
from permanence_lib.server.room import about, joining
from permanence_lib.server.room import pages as room_pages
from permanence_lib.server.room.door import FORGED, RoomDoor
from permanence_lib.server.room.hall import Address, Hall, room_words
from permanence_lib.server.shelf import Shelf
from permanence_lib.server.words import Plain
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import SETTING, Room

#: How often the server looks for people who have been taken out, in seconds.
_EVERY = 1.0
#: For how many people kernels are kept ready, and how many pages there may be at once.
PLACES, MOST_PAGES = 24, 300
#: Kernels kept ready when everybody is in: for a page loaded anew, a second device, somebody late.
_LATER = 4
#: The notebook that is each participant's page.
PLACE = "place"
#: What may be read before joining: nothing of anybody stands there.
_OPEN = ("/static/", "/about")
#: What was refused and what went wrong, beside the answers.
LOG = "server.log"


class RoomApplication(tornado.web.Application):
    """Asks at the door before it looks for a handler."""

    def __init__(self, door: RoomDoor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door = door

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """What is open and the way in, for anybody who asks under the room’s own name; the rest for those who have joined."""
        while FORGED in request.headers:
            del request.headers[FORGED]
        ours = self.door.is_for_us(request)
        if ours and (request.path == "/join" or request.path.startswith(_OPEN) or self.door.of(request)):
            return super().find_handler(request, **kwargs)
        a_page = request.method == "GET" and not request.path.startswith(("/api/", "/voila/"))
        return self.get_handler_delegate(request, room_pages.Away if ours and a_page else room_pages.Refused)


class Missing(pages.Missing):
    """Any address that is not one of the room's."""

    def words_for(self, status_code: int) -> Plain:
        """In the room's words."""
        return room_words(status_code)


@dataclass(frozen=True)
class Lock:
    """What a room is locked with, and at which names it is reached."""

    key: bytes
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    public: str = "127.0.0.1"
    network: bool = False
    tls: ssl.SSLContext | None = None


class RoomServer(ClosedVoila):
    """One workshop of one cohort, for the devices of the people in the room."""

    application_class: type[RoomApplication] = RoomApplication

    def __init__(
        self, *, room: Room, root: Path, folder: Path, lock: Lock, port: int = 0, places: int = PLACES,
        announce: Callable[[str], None] = print, when_open: Callable[[RoomServer], Awaitable[None]] | None = None,
        when_closing: Callable[[], Awaitable[None]] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(root=root, announce=announce, settings=_settings(places))
        self.room, self.folder, self.lock, self.wanted_port = room, folder, lock, port
        self.tls, self.places = lock.tls, places
        self._when_open, self._when_closing = when_open, when_closing
        self._watching: asyncio.Task[None] | None = None

    def quiet(self) -> None:
        """What goes wrong in small things is for the room's log, which goes with the room; the window shows only the grave."""
        kept = logging.FileHandler(self.folder / LOG, encoding="utf-8", delay=True)
        kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        kept.setLevel(logging.WARNING)
        shown = logging.StreamHandler()
        shown.setLevel(logging.ERROR)
        for name in (self.log.name, "permanence", "permanence_lib", "tornado"):
            log = logging.getLogger(name)
            log.handlers, log.propagate = [kept, shown], False

    def listen(self) -> list[Any]:
        """For this computer only, or for the room's network. Its kernels learn which room they belong to."""
        self.quiet()
        sockets, self.port = bind(self.wanted_port, self.announce, EVERY if self.lock.network else OWN)
        scheme = "https" if self.tls else "http"
        address = f"{scheme}://{self.lock.public}:{self.port}"
        self.address = Address(address, f"{scheme}://127.0.0.1:{self.port}", self.lock.network)
        self.tell_kernels()
        return sockets

    def tell_kernels(self) -> None:
        """Which room they belong to, and how people reach it."""
        os.environ[SETTING] = json.dumps(self.room.setting_for_kernels | {"address": self.address.public})

    def door_for(self, find: Callable[[str], Member | None]) -> RoomDoor:
        """The door: the room's key and the list of who has joined."""
        return RoomDoor(self.lock.key, self.port, self.lock.hosts, find, secure=self.tls is not None)

    def application(self) -> RoomApplication:
        """Door and hall together."""
        hall = None

        def find(pid: str) -> Any:
            return hall.member(pid) if hall else None

        self.door = self.door_for(find)
        self.hall = hall = Hall(self.room, self.door, self.address, self.folder)
        shelf = Shelf.of(Path(self.root_dir))
        study = pages.Study(hall.sites[""], shelf, None, self.voila_configuration, self.template_paths)  # type: ignore[arg-type]
        application = self.application_class(self.door, **self.common(study), hall=hall, server=self)
        application.add_handlers(".*$", self.init_handlers())
        place, site = Path(self.root_dir) / f"{PLACE}.ipynb", hall.sites["participant"]
        self.kernel_manager.ahead = maker(place, study, site, application.settings, self.kernel_manager)
        return application

    def init_handlers(self) -> list[Any]:
        """The addresses there are; everything else is not found."""
        return [
            (r"/", room_pages.Home),
            (r"/join", joining.Join),
            (r"/joined", joining.Joined),
            (r"/leave", joining.Leave),
            (r"/(place|board|screen|figures)", room_pages.Live),
            (r"/qr\.svg", room_pages.Picture),
            (r"/remote", room_pages.Remote),
            (r"/remote\.svg", room_pages.RemotePicture),
            (r"/ready", room_pages.Ready),
            (about.ADDRESS, about.About),
            (r"/static/[0-9a-f]+/([\w.-]+)", pages.Static, {"path": str(self.hall.sites[""].template / "static")}),
            (made.ADDRESS, made.Made),
            (rf"/api/kernels/{KERNEL}", room_pages.OwnKernelState),
            (rf"/api/kernels/{KERNEL}/channels", room_pages.OwnChannels),
            (rf"/voila/api/shutdown/{KERNEL}", room_pages.OwnFarewell),
            (r"/[a-z][a-z0-9.:/_-]*", room_pages.RoomOwn),
            (r"/.*", Missing),
        ]

    async def opened(self) -> None:
        """It listens: whoever started it takes over."""
        self._watching = asyncio.create_task(self._watch())
        if self._when_open:
            await self._when_open(self)

    async def closing(self) -> None:
        """Nobody new comes in any more."""
        if self._watching:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
        if self._when_closing:
            await self._when_closing()

    async def _watch(self) -> None:
        """The kernels of people who have been taken out end; their next request is refused at the door in any case."""
        newest = -1
        while True:
            await asyncio.sleep(_EVERY)
            self._keep_places()
            try:
                now = await asyncio.to_thread(self.room.newest)
                if now != newest:
                    newest = now
                    await self._send_away(await asyncio.to_thread(self.room.members))
            except Exception:
                self.log.exception("The room could not be looked over.")

    def _keep_places(self) -> None:
        """A place is kept ready until somebody has taken it; after a restart that is all of them again."""
        kernels = self.kernel_manager
        here = {kernels.owner_of(kernel_id) for kernel_id in kernels.list_kernel_ids()} - {None}
        kernels.reserve = max(min(_LATER, self.places), self.places - len(here))
        kernels.refill()

    async def _send_away(self, members: Any) -> None:
        kernels = self.kernel_manager
        for kernel_id in list(kernels.list_kernel_ids()):
            member = members.get(kernels.owner_of(kernel_id))
            if member is not None and member.gone:
                await kernels.finish(kernel_id)


def _settings(places: int) -> Config:
    """As many kernels ready as there are places, no more than three pages a person."""
    settings = Config()
    settings.StudyKernels.reserve = places
    settings.StudyKernels.most = MOST_PAGES
    settings.StudyKernels.each = 3
    settings.StudyKernels.quiet = 3.0  # those who are just coming go before kernels for those to come
    return settings
