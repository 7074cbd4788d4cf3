"""How a participant's own pages are asked for and answered: forms in, pages and files out."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from tornado import web

from permanence_lib.errors import PermanenceError
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Upload, Went
from permanence_lib.server import words
from permanence_lib.server.pages import Page


class Own(Page):
    """The participant's own pages: progress, portfolio, standard and what follows from them."""

    @web.authenticated
    async def get(self) -> None:
        """The page."""
        await self._answer(sent=False)

    @web.authenticated
    async def post(self) -> None:
        """A form that was filled in."""
        await self._answer(sent=True)

    async def _answer(self, sent: bool) -> None:
        """Made beside the loop, so that a long document holds nobody else up."""
        asked = self._asked(sent)
        try:
            answer = await asyncio.to_thread(self.study.front.ask, asked)
        except PermanenceError as trouble:
            self.send_plain(words.Plain("That could not be done", (str(trouble),)))
            return
        if answer is None:
            raise web.HTTPError(404)
        self._give(answer)

    def _asked(self, sent: bool) -> Asked:
        request = self.request
        return Asked(
            path=request.path,
            query={name: self.get_query_argument(name) for name in request.query_arguments},
            fields={name: tuple(self.get_body_arguments(name, strip=False)) for name in request.body_arguments},
            files={
                name: Upload(found[-1]["filename"], found[-1]["body"]) for name, found in request.files.items() if found
            },
            token=self.xsrf_token.decode(),
            sent=sent,
        )

    def _give(self, answer: Answer) -> None:
        match answer:
            case Made(title, body):
                self.send(title, body)
            case Went(to):
                self.redirect(to, status=303)
            case Given(name, media_type, content):
                self.set_header("Content-Type", media_type)
                self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
                self.finish(content)
