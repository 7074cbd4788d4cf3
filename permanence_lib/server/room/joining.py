"""Joining the room, coming back to it, and leaving it: codes come in by form only, and are counted when they are wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from permanence_lib.errors import PermanenceError
from permanence_lib.screen import room_join
from permanence_lib.screen.room_join import JoinPage
from permanence_lib.server import words
from permanence_lib.server.room.door import LASTS, Pass
from permanence_lib.server.room.hall import RoomPage
from permanence_lib.workshop.members import (
    FACILITATOR,
    LONGEST_ALIAS,
    Member,
    clean_alias,
    new_id,
    resume_code,
    same_code,
)

#: How many people may join one room: enough for any workshop, too few to fill a disk.
MOST = 250
#: How long what somebody says they need may be.
LONGEST_NEEDS = 400
_LONGEST_CODE = 80
FORM_LIMIT = 20_000


class Join(RoomPage):
    """The way in: for somebody new, for somebody who comes back, and for the facilitator."""

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    def get(self) -> None:
        """The form; who has joined already is told so."""
        if self.visitor:
            self.redirect("/joined" if not self.visitor.leads else "/board")
            return
        self._show(JoinPage())

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """Look at the code, unless too many have been wrong."""
        if len(self.request.body) > FORM_LIMIT:
            raise web.HTTPError(400)
        page, code = typed(self)
        wait = self.hall.guesses.wait(self._device)
        if wait:
            self.set_header("Retry-After", str(wait))
            self._show(replace(page, wait=wait), 429)
            return
        way = {"new": self._new, "back": self._back, "lead": self._lead}.get(page.way)
        if way is None:
            raise web.HTTPError(400)
        await way(page, code)

    async def _new(self, page: JoinPage, code: str) -> None:
        errors = await self._what_is_wrong(page, code)
        if errors:
            self._show(replace(page, errors=errors), 403 if "code" in errors else 400)
            return
        member = Member(new_id(), page.alias, datetime.now(UTC).isoformat(timespec="milliseconds"), page.needs)
        try:
            await asyncio.to_thread(self.hall.room.put, member)
        except PermanenceError as trouble:
            self.say(503, words.Plain(room_join.NOT_KEPT, (str(trouble),), ("/join", "Try again")))
            return
        self._let_in(Pass(member.id, "participant"), "/joined")

    async def _what_is_wrong(self, page: JoinPage, code: str) -> dict[str, str]:
        """By box, in the order of the boxes; who else is here is told only to somebody with the right code."""
        errors = {}
        state = await asyncio.to_thread(self.hall.room.state)
        if not code:
            errors["code"] = room_join.NO_CODE
        elif not same_code(code, state.code):
            self.hall.guesses.wrong(self._device)
            errors["code"] = room_join.WRONG_CODE
        if not page.alias:
            errors["alias"] = room_join.NO_ALIAS
        if errors:
            return errors
        members = await asyncio.to_thread(self.hall.room.members)
        return refusal(page.alias, list(members.values()), bool(state.ended_at))

    async def _back(self, page: JoinPage, code: str) -> None:
        members = await asyncio.to_thread(self.hall.room.members)
        # Every code is compared, found or not, so that the time an answer takes says nothing.
        found = [each for each in members.values() if same_code(code, resume_code(self.hall.door.key, each.id))]
        if not found:
            self._wrong(page, "resume", room_join.WRONG_RESUME if code else room_join.NO_RESUME, code)
        elif found[0].gone:
            self._show(replace(page, errors={"resume": room_join.GONE}), 403)
        else:
            self._let_in(Pass(found[0].id, "participant"), "/place")

    async def _lead(self, page: JoinPage, code: str) -> None:
        if same_code(code, self.hall.door.facilitators_code):
            self._let_in(Pass(FACILITATOR, "facilitator"), "/board")
        else:
            self._wrong(page, "lead", room_join.WRONG_LEAD if code else room_join.NO_LEAD, code)

    def _wrong(self, page: JoinPage, box: str, why: str, code: str) -> None:
        if code:
            self.hall.guesses.wrong(self._device)
        self._show(replace(page, errors={box: why}), 403)

    def _let_in(self, who: Pass, to: str) -> None:
        door = self.hall.door
        self.set_cookie(
            door.cookie, door.make(who), max_age=LASTS, httponly=True, samesite="Strict", secure=door.secure, path="/"
        )
        self.redirect(to, status=303)

    def _show(self, page: JoinPage, status: int = 200) -> None:
        self.set_status(status)
        page = replace(page, title=self.hall.room.week.title, xsrf=self.xsrf_token.decode())
        self.send(f"Error: {room_join.TITLE}" if page.errors or page.wait else room_join.TITLE, room_join.render(page))

    @property
    def _device(self) -> str:
        return str(self.request.remote_ip)


class Joined(RoomPage):
    """Somebody's own way back, to write down or print."""

    @web.authenticated
    def get(self) -> None:
        """Alias and personal code."""
        if self.who.leads:
            self.redirect("/board")
            return
        member = self.hall.member(self.who.pid)
        alias = member.alias if member else ""
        code = resume_code(self.hall.door.key, self.who.pid)
        self.send(room_join.JOINED, room_join.render_joined(alias, code, self.hall.address.public))


class Leave(RoomPage):
    """Out of the room on this device: what is saved stays saved."""

    @web.authenticated
    def get(self) -> None:
        """Ask first, and say how to come back."""
        code = "" if self.who.leads else resume_code(self.hall.door.key, self.who.pid)
        self.send(room_join.LEAVING, room_join.render_leaving(code, self.xsrf_token.decode()))

    @web.authenticated
    async def post(self) -> None:
        """This browser's pages end, and it is known here no more."""
        for kernel_id in list(self.kernel_manager.list_kernel_ids()):
            if self.kernel_manager.owner_of(kernel_id) == self.who.pid and not self.who.leads:
                await self.kernel_manager.finish(kernel_id)
        self.clear_cookie(
            self.hall.door.cookie, path="/", secure=self.hall.door.secure, samesite="Strict", httponly=True
        )
        self.redirect("/join", status=303)


def refusal(alias: str, here: Sequence[Member], ended: bool) -> dict[str, str]:
    """Why somebody with the right code cannot join all the same, by box."""
    if ended:
        return {"code": room_join.ENDED}
    if len(here) >= MOST:
        return {"code": room_join.FULL}
    taken = {each.alias.casefold() for each in here}
    return {"alias": room_join.TAKEN} if alias.casefold() in taken else {}


def typed(form: web.RequestHandler) -> tuple[JoinPage, str]:
    """What was typed, cleaned; the code apart, for it is never sent back."""
    one = {name: form.get_body_argument(name, "", strip=True) for name in ("way", "code", "alias", "needs")}
    page = JoinPage(
        way=one["way"], alias=clean_alias(one["alias"][: 4 * LONGEST_ALIAS]), needs=_clean(one["needs"])[:LONGEST_NEEDS]
    )  # fmt: skip
    return page, one["code"][:_LONGEST_CODE]


def _clean(words: str) -> str:
    """Words on one line, without control or direction-changing characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
