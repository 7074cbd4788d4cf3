"""How a participant's own pages are asked for and answered: forms in, pages and files out."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from tornado import web

from permanence_lib.errors import PermanenceError, StoreAway, StoreBusy
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Upload, Went, Whole
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
            answer = await asyncio.to_thread(self.ask, asked)
        except (StoreAway, StoreBusy):  # no refusal: it is said as such, with a way to try again
            raise
        except PermanenceError as trouble:
            self.send_plain(words.Plain("That could not be done", (str(trouble),)))
            return
        if answer is None:
            raise web.HTTPError(404)
        self._give(answer)

    def ask(self, asked: Asked) -> Answer | None:
        """Whose pages these are answers."""
        return self.study.front.ask(asked)

    def _asked(self, sent: bool) -> Asked:
        request = self.request
        return Asked(
            path=request.path,
            query={name: self.get_query_argument(name) for name in request.query_arguments},
            fields={name: tuple(self.get_body_arguments(name, strip=False)) for name in request.body_arguments},
            files={
                f"{name}-{n}" if n > 1 else name: Upload(each["filename"], each["body"])
                for name, found in request.files.items()
                for n, each in enumerate(found, 1)  # several chosen in one box: file, file-2, file-3
            },
            token=self.xsrf_token.decode(),
            sent=sent,
        )

    def _give(self, answer: Answer) -> None:
        match answer:
            case Made(title, body, then):
                if then:
                    self.set_header("Refresh", f"0; url={then}")
                self.send(title, body)
            case Whole(html, own_policy):
                self.set_header("Content-Security-Policy", own_policy)
                self.finish(html)
            case Went(to):
                self.redirect(to, status=303)
            case Given(name, media_type, content):
                self.set_header("Content-Type", media_type)
                self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
                self.finish(content)
