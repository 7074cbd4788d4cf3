"""A room as a service of a Hub: what `permanence workshop --hub` runs. People come signed in, and bring no code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.httputil import HTTPServerRequest

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.server.hub import signing
from permanence_lib.server.hub.activity import Activity
from permanence_lib.server.hub.charge import Charge, read
from permanence_lib.server.hub.door import HubSign
from permanence_lib.server.hub.room_door import HubRoomDoor, Invited
from permanence_lib.server.hub.room_joining import HubJoin, NotInvited
from permanence_lib.server.hub.sessions import Visitor
from permanence_lib.server.hub.study import FORGED, OPEN, BehindHub, outsider
from permanence_lib.server.room import folder, readiness
from permanence_lib.server.room.app import PLACES, Lock, Missing, RoomApplication, RoomServer
from permanence_lib.server.room.folder import Folder
from permanence_lib.server.room.hall import Address
from permanence_lib.server.room.running import Running, Wishes, workshop_week
from permanence_lib.store import open_store, place
from permanence_lib.workshop.members import FACILITATOR, Member
from permanence_lib.workshop.room import SPACE, Room


class HubRoomApplication(RoomApplication):
    """Asks the Hub's word first, then the room's own list."""

    door: HubRoomDoor

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Everything for those who are in; the form for those who are invited; for others the way to the Hub, or why not."""
        while FORGED in request.headers:
            del request.headers[FORGED]
        door = self.door
        if not door.is_for_us(request):
            return self.get_handler_delegate(request, signing.Refused)
        if request.path == signing.BACK or request.path.startswith(OPEN):
            return self._by_its_rules(request, **kwargs)
        visitor = door.visitor(request)
        if visitor is None:
            return self.get_handler_delegate(request, outsider(door.sign, request))
        if not door.is_invited(visitor):
            return self.get_handler_delegate(request, NotInvited)
        if request.path in ("/join", signing.OUT):
            return self._by_its_rules(request, **kwargs)
        return super().find_handler(request, **kwargs)

    def _by_its_rules(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """By the list of addresses, whoever asks."""
        return super(RoomApplication, self).find_handler(request, **kwargs)


class HubRoomServer(BehindHub, RoomServer):
    """One workshop of one cohort, under the Hub's roof."""

    application_class = HubRoomApplication

    def __init__(self, *, charge: Charge, invited: Invited, key_folder: Path, **given: Any) -> None:
        super().__init__(**given)
        self.behind(charge, key_folder)
        self.invited = invited

    def listen(self) -> list[Any]:
        """Where the Hub says; people are told where the Hub is."""
        self.quiet()
        sockets = BehindHub.listen(self)
        public = f"{self.charge.origin}{self.base.rstrip('/')}"
        self.address = Address(public, f"http://127.0.0.1:{self.port}", network=True, signed_in=True)
        self.tell_kernels()
        return sockets

    def door_for(self, find: Callable[[str], Member | None]) -> HubRoomDoor:
        """The Hub's word, and the list of who has joined."""
        sign = HubSign(self.charge, self.sessions, self.secret)
        self.knock = sign.knock
        return HubRoomDoor(sign, self.invited, self.lock.key, self.lock.hosts, find)

    def init_handlers(self) -> list[Any]:
        """The room's own, with another way in and none for phones with a code."""
        return [
            *self.signing_handlers(),
            (r"/join", HubJoin),
            (r"/(?:joined|leave|remote|remote\.svg)", Missing),
            *super().init_handlers(),
        ]

    async def opened(self) -> None:
        """Whoever started it takes over; who is signed in is looked over from now on."""
        await super().opened()
        self.begin_watching(Activity(self.charge, self.last_typed))

    async def closing(self) -> None:
        """Nobody new comes in any more."""
        await BehindHub.closing(self)
        await RoomServer.closing(self)

    def ids_of(self, visitor: Visitor) -> set[str]:
        """The board's kernels for one who led it, else their own."""
        door: Any = self.door
        return {FACILITATOR} if door.leads(visitor) else {door.member_id(visitor)}


class HubRunning(Running):
    """One room being served behind a Hub: kept in its folder, or in a database of many in a space of its own."""

    def __init__(self, charge: Charge, invited: Invited, *given: Any) -> None:
        super().__init__(*given)
        self.charge, self.invited = charge, invited
        self.space = f"{SPACE}{self.kept.path.name}" if place.server() else ""

    def _open_store(self) -> Any:
        if not self.space:
            return super()._open_store()
        return open_store(space=self.space)

    def _was_there(self) -> bool:
        return super()._was_there() if not self.space else (self.kept.card is not None)

    def _make_room(self, store: Any) -> Room:
        return Room(store, self.content, self.week.id, self.cohort, space=self.space, signed_in=True)

    def _server(self) -> RoomServer:
        from permanence_lib.content import places
        from permanence_lib.server.door import find_key

        self._tls, self._on_network = None, True
        server = HubRoomServer(
            charge=self.charge, invited=self.invited, key_folder=self.kept.path, room=self.room,
            root=self.content.root or places.root(), folder=self.kept.path, lock=Lock(find_key(self.kept.path)),
            places=self.wishes.places, announce=self.announce, when_open=self._opened, when_closing=self._closing,
        )  # fmt: skip
        server.initialize([])
        return server

    def _look_at(self, server: RoomServer) -> readiness.Room:
        return readiness.Room(
            None if self.space else self.kept.answers, lambda: len(server.kernel_manager.spares),
            lambda: server.kernel_manager.reserve, "", server.port, self._newest,
        )  # fmt: skip

    def _tell(self, server: RoomServer, questions: int) -> str:
        began = "carries on where it was" if self._found_again else "is new"
        return (
            f"The workshop of “{self.cohort}” ({self.week.title}) is open under {self.charge.base} and {began}.\n"
            f"Those in the group '{self.invited.group}' may join, those in '{self.invited.leads}' lead."
        )

    def _erase(self) -> None:
        if self.space:
            store = open_store(space=self.space)
            try:
                store.erase_space()
                store.note("room-erased", detail=self.space)
            finally:
                store.close()
        super()._erase()


def workshop(
    module: int, cohort: str, group: str, leads: str, *, keep: bool = False, places: int = PLACES,
    root: Path | None = None, announce: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Serve a module's workshop to the Hub's users in `group`, led by those in `leads`, until stopped.

    PermanenceError outside a Hub, without groups, or as `server.room.workshop` does.
    """
    if not (group and leads):
        raise PermanenceError(
            "Behind a Hub, say who may join and who leads: --group cohort-autumn --leads facilitators."
        )
    charge = read()
    if not charge.origin:
        raise PermanenceError(
            "The Hub does not say at which address people reach it, and the projector has to show one. Set "
            "c.JupyterHub.public_url, or PERMANENCE_PUBLIC_URL for this service."
        )
    content = Content.load(root)
    week = workshop_week(module, content)
    wishes = Wishes(keep=keep, places=places)
    kept: Folder = folder.of(week.id, cohort)
    HubRunning(charge, Invited(group, leads), content, week, cohort, kept, wishes, announce).run()
