"""A workshop from its start to its end: what `permanence workshop` runs."""

from __future__ import annotations

import asyncio
import os
import ssl
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from permanence_lib.content import places as content_places
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Week
from permanence_lib.errors import PermanenceError
from permanence_lib.server.door import find_key
from permanence_lib.server.room import certificate, folder, network, readiness, telling
from permanence_lib.server.room.app import PLACES, Lock, RoomServer
from permanence_lib.server.room.folder import Card, Folder
from permanence_lib.store import Store, open_store, place
from permanence_lib.workshop import carried, rehearsal
from permanence_lib.workshop.room import ROOM, Room

#: Files a room of sixty may have open at once, sockets among them; few systems allow so many by themselves.
_FILES = 8192
#: How long the window waits for the pages to warm up before it says so, in seconds.
_PATIENCE = 90.0


@dataclass(frozen=True)
class Wishes:
    """How a workshop is to run, as the command was given. `tls` is 'off', 'self-made' or a certificate's file; '' leaves it to us."""

    network: bool = False
    tls: str = ""
    tls_key: Path | None = None
    keep: bool = False
    rehearse: bool = False
    port: int = 0
    places: int = PLACES
    browser: bool = False

    @property
    def protection(self) -> str:
        """On a network, scrambled unless somebody says otherwise; on this computer alone there is nothing to protect from."""
        return self.tls or (certificate.SELF_MADE if self.network else certificate.OFF)


def workshop(
    module: int, cohort: str, *, network: bool = False, tls: str = "", tls_key: Path | None = None, keep: bool = False,
    rehearse: bool = False, port: int = 0, folder: Path | None = None, places: int = PLACES, browser: bool = False,
    root: Path | None = None, announce: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Serve a module's workshop for a cohort until stopped.

    The room is kept in `folder`, by itself one in the user's data folder; a rehearsal in one that goes at the end. PermanenceError
    when there is no such workshop, the room is open already, or nothing can be kept there.
    """
    wishes = Wishes(network, tls, tls_key, keep, rehearse, port, places, browser)
    content = Content.load(root)
    week = workshop_week(module, content)
    if rehearse:
        with tempfile.TemporaryDirectory(prefix="ap-rehearsal-") as passing:
            Running(content, week, rehearsal.cohort(cohort), Folder(Path(passing) / "room"), wishes, announce).run()
        return
    Running(content, week, cohort, _folder(week, cohort, folder), wishes, announce).run()


def workshop_week(module: int, content: Content) -> Week:
    """The workshop of a module. PermanenceError if it has none."""
    for week in content.weeks.values():
        if week.module == module and week.workshop:
            return week
    modules = sorted({week.module for week in content.weeks.values() if week.workshop})
    raise PermanenceError(f"Module {module} has no workshop. Modules {', '.join(map(str, modules))} have one each.")


def kept(module: int = 0, cohort: str = "", root: Path | None = None) -> list[Folder]:
    """The rooms kept on this computer: of a module, of a cohort, or all."""
    week = workshop_week(module, Content.load(root)).id if module else ""
    return [each for each in folder.all_of_them() if _is_meant(each.card, week, cohort)]


def called(room: Folder) -> str:
    """A kept room by what its card says."""
    card = room.card
    return f"“{card.cohort}” ({card.week}), in {room.path}" if card else str(room.path)


def erase(chosen: list[Folder], announce: Callable[[str], None] = print) -> None:
    """Erase rooms and say which. PermanenceError at the first that is open or cannot be erased."""
    for each in chosen:
        name = called(each)
        each.erase()
        announce(f"Erased: {name}.")


def kept_questions(module: int = 0, cohort: str = "") -> list[Path]:
    """What workshops left to the next ones: a cohort's, or all. None where one module is named: they are for the others."""
    return [] if module else carried.files(folder.rooms(), cohort)


def _is_meant(card: Card | None, week: str, cohort: str) -> bool:
    if card is None:  # nobody can say whose it was
        return not week and not cohort
    return week in ("", card.week) and cohort in ("", card.cohort)


class Running:
    """One room being served."""

    def __init__(
        self, content: Content, week: Week, cohort: str, kept: Folder, wishes: Wishes, announce: Callable[[str], None]
    ) -> None:  # fmt: skip
        self.content, self.week, self.cohort, self.kept = content, week, cohort, kept
        self.wishes, self.announce = wishes, announce
        self._pretending: Any = None
        self._fingerprint = ""
        self._tasks: list[asyncio.Task[None]] = []

    def run(self) -> None:
        """Hold the folder, serve, and leave or erase it."""
        self._found_again = self._was_there()
        self.card = self.kept.open(Card(self.week.id, self.cohort, self.wishes.port, self.wishes.keep))
        ended = False
        try:
            _allow_files()
            store = self._open_store()
            try:
                self.room = self._make_room(store)
                self.room.state()
                store.note("room-opened", detail=f"{self.week.id}, {self.cohort}")
                self._server().start()
                ended = bool(self.room.state().ended_at)
            finally:
                store.close()
            self._leave(ended)
        finally:
            self.kept.leave()

    def _was_there(self) -> bool:
        return self.kept.answers.is_file()

    def _open_store(self) -> Store:
        os.environ[place.SETTING] = str(self.kept.answers)  # the kernels go by it
        return open_store()

    def _make_room(self, store: Store) -> Room:
        return Room(store, self.content, self.week.id, self.cohort)

    def _server(self) -> RoomServer:
        names = network.names(self.wishes.network)
        self._tls = self._protect(names)
        hosts = network.addresses() if self.wishes.network else []
        lock = Lock(
            find_key(self.kept.path), names, hosts[0] if hosts else network.OWN[0], self.wishes.network, self._tls
        )
        self._on_network = bool(hosts) or not self.wishes.network
        server = RoomServer(
            room=self.room, root=self.content.root or content_places.root(), folder=self.kept.path, lock=lock,
            port=self.card.port, places=self.wishes.places, announce=self.announce, when_open=self._opened,
            when_closing=self._closing,
        )  # fmt: skip
        server.initialize([])
        return server

    def _protect(self, names: tuple[str, ...]) -> ssl.SSLContext | None:
        match self.wishes.protection:
            case certificate.OFF:
                return None
            case certificate.SELF_MADE:
                context, self._fingerprint = certificate.self_made(self.kept.path, names)
                return context
            case file:
                return certificate.given(Path(file).expanduser(), self.wishes.tls_key)

    async def _opened(self, server: RoomServer) -> None:
        """Bring in what the last workshop left, tell where the room is, and watch until it is ready."""
        self.kept.write(Card(self.week.id, self.cohort, server.port, self.card.keep))
        self.ready = self._look_at(server)
        server.app.settings["ready"] = self.ready
        questions = await asyncio.to_thread(carried.into, self.room)
        self.announce(self._tell(server, questions))
        self._tasks.append(asyncio.create_task(self._warming()))
        if self.wishes.rehearse:
            self._pretending = rehearsal.start(self.room)
        if self.wishes.browser:
            import webbrowser

            lead = server.address.to_lead(server.door.facilitators_code)
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, lead)

    def _look_at(self, server: RoomServer) -> readiness.Room:
        return readiness.Room(
            self.kept.answers, lambda: len(server.kernel_manager.spares), lambda: server.kernel_manager.reserve,
            server.lock.public, server.port, self._newest,
        )  # fmt: skip

    def _tell(self, server: RoomServer, questions: int) -> str:
        return telling.opened(self._opening(server, questions))

    def _opening(self, server: RoomServer, questions: int) -> telling.Opening:
        return telling.Opening(
            self.week.title, self.cohort, server.address, self.room.state().code, server.door.facilitators_code,
            self._what_becomes_of_it(), self._found_again, self.wishes.rehearse, self._fingerprint, self._tls is not None,
            self._on_network, questions,
        )  # fmt: skip

    async def _warming(self) -> None:
        """Say once that everything is ready, or what is not after a while."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _PATIENCE
        while True:
            found = await asyncio.to_thread(readiness.lights, self.ready)
            if all(each.good for each in found) or loop.time() > until:
                self.announce(f"\n{readiness.said(found)}")
                return
            await asyncio.sleep(1)

    async def _closing(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._pretending is not None:
            await self._pretending.stop()

    def _newest(self) -> datetime | None:
        found = self.room.store.latest(ROOM, self.room.key)
        return found.saved_at if found else None

    def _what_becomes_of_it(self) -> str:
        if self.wishes.rehearse:
            return "Nothing of a rehearsal is kept."
        if self.card.keep:
            return f"Everything is kept in {self.kept.path}, also after the end, until you erase it (permanence workshop --erase)."
        return f"Everything is kept in {self.kept.path} until you end the workshop on the board; then it is erased when you stop."

    def _erase(self) -> None:
        self.kept.erase()

    def _leave(self, ended: bool) -> None:
        """Say what is kept, or erase it."""
        if self.wishes.rehearse:
            self.announce("\nThe rehearsal is over. Nothing of it is kept.")
        elif ended and not self.card.keep:
            self._erase()
            self.announce("\nThe workshop had ended, so everything of the room has been erased from this computer.")
        else:
            why = "as you chose" if ended else "because the workshop has not been ended"
            self.announce(
                f"\nThe room is kept, {why}, in {self.kept.path}.\nThe same command carries on with it. To erase it: "
                f'permanence workshop --erase --module {self.week.module} --cohort "{self.cohort}"'
            )


def _folder(week: Week, cohort: str, chosen: Path | None) -> Folder:
    return Folder(chosen) if chosen else folder.of(week.id, cohort)


def _allow_files() -> None:
    """As many open files as this person may have, up to what a full room needs."""
    if sys.platform == "win32":
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
