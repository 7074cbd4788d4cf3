"""What the room's pages need, in one place, and what every one of them has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tornado import web

from permanence_lib.screen import room_join
from permanence_lib.server import words
from permanence_lib.server.pages import Page
from permanence_lib.server.room.door import Pass, RoomDoor
from permanence_lib.server.room.guesses import Guesses
from permanence_lib.server.site import Site
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import MEMBER, Room

#: What the bar at the top leads to, by role.
ROOMS: dict[str, tuple[tuple[str, str], ...]] = {
    "facilitator": (
        ("/board", "Board"), ("/screen", "Projector"), ("/guide", "Guide"), ("/figures", "Figures"), ("/law", "Law"), ("/cohort", "The cohort"), ("/paper", "On paper"),
        ("/entry", "Type in paper"), ("/remote", "Your phone"), ("/after", "Afterwards"),
    ),
    "participant": (("/place", "My place"), ("/mine", "My work"), ("/law", "Law"), ("/joined", "My code"), ("/leave", "Leave")),
    "": (),
}  # fmt: skip


#: The same where people are signed in at a Hub: no codes, and no phone that needs one.
SIGNED_IN_ROOMS: dict[str, tuple[tuple[str, str], ...]] = {
    role: (*(each for each in rooms if each[0] not in ("/remote", "/joined", "/leave")), ("/sign-out", "Sign out"))
    for role, rooms in ROOMS.items()
    if role
} | {"": ()}


@dataclass(frozen=True)
class Address:
    """How devices reach the room. `public` is what is told to people, `local` this computer's own; `signed_in` where people come
    by a Hub's sign-in and bring no code."""

    public: str
    local: str
    network: bool = False
    signed_in: bool = False

    def to_join(self, code: str) -> str:
        """Where a device is taken by the QR code. What stands after the # is never sent to a server, so no log keeps it."""
        return f"{self.public}/" if self.signed_in else f"{self.public}/join#code={code}"

    def to_lead(self, code: str) -> str:
        """The facilitator's own way in, on this computer."""
        return f"{self.local}/join#facilitator={code}"


@dataclass(frozen=True)
class Hall:
    """The room, its lock, and where its files lie."""

    room: Room
    door: RoomDoor
    address: Address
    folder: Path
    guesses: Guesses = field(default_factory=Guesses)

    @cached_property
    def sites(self) -> dict[str, Site]:
        """The frame of pages, for each role and for nobody in particular."""
        signed_in = self.address.signed_in
        bars: Mapping[str, tuple[tuple[str, str], ...]] = SIGNED_IN_ROOMS if signed_in else ROOMS
        return {
            role: Site({}, rooms=rooms, room=self.room.week.title, authority=signed_in) for role, rooms in bars.items()
        }

    def member(self, pid: str) -> Member | None:
        """Somebody who has joined, as they are kept now."""
        found = self.room.store.latest(pid, MEMBER)
        return Member(**found.value) if found else None


class RoomPage(Page):
    """A page of the room, in its frame."""

    @property
    def hall(self) -> Hall:
        """The room's common things."""
        hall: Hall = self.settings["hall"]
        return hall

    @cached_property
    def visitor(self) -> Pass | None:
        """Who asks, or None for somebody who has not joined."""
        return self.hall.door.of(self.request)

    @property
    def who(self) -> Pass:
        """Who asks, where somebody must."""
        if self.visitor is None:
            raise web.HTTPError(403)
        return self.visitor

    @property
    def site(self) -> Site:
        """The frame for their role."""
        return self.hall.sites[self.visitor.role if self.visitor else ""]

    def say(self, status: int, page: words.Plain) -> None:
        """Finish with plain words and the status that goes with them."""
        self.set_status(status)
        self.send_plain(page)

    def words_for(self, status_code: int) -> words.Plain:
        """The page for an HTTP status, in the room's words."""
        return room_words(status_code)


def room_words(status: int) -> words.Plain:
    """The page for an HTTP status."""
    back = ("/", "Go to the workshop")
    if status in (404, 405):
        return words.Plain("There is no such page", room_join.NO_SUCH_PAGE, back)
    found = words.for_status(status)
    return words.Plain(found.title, room_join.FAILED if found is words.FAILED else found.paragraphs, back)
