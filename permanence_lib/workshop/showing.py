"""A room's page in a kernel: tells the browser how things stand whenever something was saved, and hears what it asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from permanence_lib.errors import PermanenceError
from permanence_lib.identity import Identity, who
from permanence_lib.workbook.shown import Shown
from permanence_lib.workshop.acts import RoomRefused
from permanence_lib.workshop.room import Room

if TYPE_CHECKING:
    from permanence_lib.screen.live import LiveWidget

Json = dict[str, Any]
#: How long to leave a store alone that could not be asked, in seconds.
EVERY = 0.5
_log = logging.getLogger(__name__)
_NOT_HERE = "This page belongs to a workshop. `permanence workshop` opens one."
_NOT_YOURS = "This page is not yours in this workshop. Go back to the first page."
_UNEXPECTED = "The room met a fault of its own. What was saved is safe; try again."


class View(Protocol):
    """What a module in `views/` gives: for one person, how things stand and what they can do.

    PLAIN stands for the page in a notebook. `seen` is told to the page whenever it has changed, and made anew only when
    `mark` has; `act` does one thing the page asks for and raises PermanenceError when it will not. Roles and ranges are
    checked here, never in the browser.
    """

    ROLE: str
    PLAIN: str

    def __init__(self, room: Room, person: Identity) -> None: ...

    def mark(self) -> object: ...

    def seen(self) -> Json: ...

    def act(self, what: str, given: Mapping[str, Any], request_id: str) -> None: ...


class Showing:
    """One page in one person's hands: whose, is known when the page first asks, for it may have been made ahead."""

    def __init__(self, view: type[View], room: Room) -> None:
        self._sort, self._room = view, room
        self._told: Json | None = None
        self._asked = False
        self._mark: object = None
        self._widget: LiveWidget | None = None
        self._task: asyncio.Task[None] | None = None

    def widget(self, name: str) -> LiveWidget:
        """What the notebook displays."""
        from permanence_lib.screen.live import LiveWidget, shown_with

        self._widget = LiveWidget(plain=self._sort.PLAIN, hear=self.hear, parts=shown_with(name))
        self._task = asyncio.get_running_loop().create_task(self._watch())
        self._look_once()
        return self._widget

    def _look_once(self) -> None:
        """What is slow the first time is done before anybody waits: a page may have been made long before it is asked for."""
        room = self._room
        room.state(), room.members(), room.moments(), room.setting(), room.newest("")
        room.store.latest_all("")
        room.store.latest("", "")

    @cached_property
    def _view(self) -> View:
        """Raises RoomRefused where the person has no right to this page."""
        person = who(self._room.store)
        if person.role != self._sort.ROLE:
            raise RoomRefused(_NOT_YOURS)
        return self._sort(self._room, person)

    def hear(self, message: Json) -> list[Json]:
        """Answer one message of the page; a fault is told, never raised."""
        if message.get("kind") == "hello":
            self._asked, self._told = True, None
            return self._standing()
        if message.get("kind") != "act":
            return []
        return [{"kind": "acted", "id": message.get("id"), **self._did(message)}, *self._standing()]

    def _standing(self) -> list[Json]:
        """How things stand; to somebody who has no right to this page only that."""
        try:
            return self._news()
        except RoomRefused as refusal:
            return [{"kind": "seen", "seen": {"out": str(refusal)}}]

    def _did(self, message: Json) -> Json:
        given = message.get("given")
        try:
            self._view.act(
                str(message.get("what")), given if isinstance(given, dict) else {}, str(message.get("id"))[:40]
            )
        except PermanenceError as trouble:
            return {"why": str(trouble)}
        except Exception:
            _log.exception("A page of the room could not do what it was asked.")
            return {"why": _UNEXPECTED}
        return {}

    def _news(self) -> list[Json]:
        """How things stand, if that has changed since it was last told."""
        seen = self._view.seen()
        if seen == self._told:
            return []
        self._told = seen
        return [{"kind": "seen", "seen": {**seen, "now": self._room.setting().moment}}]

    async def _watch(self) -> None:
        """Look whenever something was committed. A fault is told to the log, and looking goes on."""
        while True:
            try:
                async for _ in self._room.store.changes():
                    self._tell()
            except Exception:
                _log.exception("A page of the room could not look at how things stand.")
                await asyncio.sleep(EVERY)  # what it missed is looked at as soon as it can
                self._mark = None

    def _tell(self) -> None:
        """Tell the page what is new to it, once it has asked for anything."""
        if not self._asked or self._widget is None:
            return
        mark = self._view.mark()
        if mark != self._mark:
            for message in self._news():
                self._widget.send(message)
            self._mark = mark


def show(name: str) -> LiveWidget | Shown:
    """The page `name` (place, board, screen) for whoever is at this notebook; words where there is no room."""
    view: Any = import_module(f"permanence_lib.workshop.views.{name}").View
    room = Room.of_this_kernel()
    if room is None:
        return Shown(f'<p class="ap-inset">{_NOT_HERE.replace("`", "")}</p>', f"{view.PLAIN}\n{_NOT_HERE}")
    return Showing(view, room).widget(name)
