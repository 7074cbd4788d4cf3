"""About, privacy and accessibility: to be read before joining or signing in, so for anybody who asks under our own name."""

from __future__ import annotations

import asyncio

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from permanence_lib.screen.asked import Asked
from permanence_lib.server.own import Own

#: The list, one page of it, and its file.
ADDRESS = r"/about(?:/[a-z-]+){0,2}"


class About(Own):
    """The pages about the workbook. They hold nothing of anybody."""

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    async def get(self) -> None:
        """As they are written now."""
        from permanence_lib.content import library
        from permanence_lib.portfolio import trusting

        asked = Asked(path=self.request.path)
        answer = await asyncio.to_thread(lambda: trusting.answer(library.current(), asked))
        if answer is None:
            raise web.HTTPError(404)
        self._give(answer)

    @allow_unauthenticated  # type: ignore[untyped-decorator]
    async def post(self) -> None:
        """There is no form here."""
        raise web.HTTPError(405)
