"""Joining a room as somebody the Hub knows: a name for the day, and nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from permanence_lib.errors import PermanenceError
from permanence_lib.screen import room_join
from permanence_lib.screen.room_join import JoinPage
from permanence_lib.server import words
from permanence_lib.server.hub import signing
from permanence_lib.server.hub import words as said
from permanence_lib.server.hub.room_door import HubRoomDoor
from permanence_lib.server.hub.sessions import Visitor
from permanence_lib.server.room.hall import RoomPage
from permanence_lib.server.room.joining import FORM_LIMIT, refusal, typed
from permanence_lib.workshop.members import Member


class NotInvited(signing.Outside):
    """Somebody the Hub knows, who is in no group of this room."""

    def get(self) -> None:
        """Say so."""
        found = self.door.visitor(self.request)
        self.say(403, said.not_invited(found.name if found else "", self.hub_page("home")))

    head = post = put = delete = patch = options = get


class HubJoin(RoomPage):
    """The way in. Whoever facilitates needs none; whoever was taken out finds none."""

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    def get(self) -> None:
        """The form; who has joined already goes on."""
        if self.visitor:
            self.redirect(self.visitor.home)
        elif self._before:
            self.say(403, words.Plain("Your place is closed", (f"{room_join.GONE}.",), None))
        else:
            self._show(JoinPage())

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """Somebody new, under the mark that is theirs in this room."""
        if self.visitor or self._before:
            self.redirect("/join", status=303)
            return
        if len(self.request.body) > FORM_LIMIT:
            raise web.HTTPError(400)
        page = typed(self)[0]
        errors = await asyncio.to_thread(self._what_is_wrong, page)
        if errors:
            self._show(replace(page, errors=errors), 400)
            return
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        try:
            await asyncio.to_thread(self.hall.room.put, Member(self._id, page.alias, now, page.needs))
        except PermanenceError as trouble:
            self.say(503, words.Plain(room_join.NOT_KEPT, (str(trouble),), ("/join", "Try again")))
            return
        self.redirect("/place", status=303)

    def _what_is_wrong(self, page: JoinPage) -> dict[str, str]:
        if not page.alias:
            return {"alias": room_join.NO_ALIAS}
        found = refusal(page.alias, list(self.hall.room.members().values()), bool(self.hall.room.state().ended_at))
        return {"alias": next(iter(found.values()))} if found else {}

    @property
    def _id(self) -> str:
        door: Any = self.hall.door
        assert isinstance(door, HubRoomDoor)
        found: Visitor | None = door.visitor(self.request)
        if found is None:
            raise web.HTTPError(403)
        return door.member_id(found)

    @property
    def _before(self) -> Member | None:
        """Who they were in this room, if they were here."""
        return self.hall.member(self._id)

    def _show(self, page: JoinPage, status: int = 200) -> None:
        self.set_status(status)
        page = replace(page, title=self.hall.room.week.title, xsrf=self.xsrf_token.decode())
        title = f"Error: {room_join.TITLE}" if page.errors else room_join.TITLE
        self.send(title, room_join.render_enter(page))
