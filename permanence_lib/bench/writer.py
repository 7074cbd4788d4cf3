"""Somebody who writes until each answer is kept, through broken lines and a server that is started again."""

from __future__ import annotations

from permanence_lib.bench.client import Json, Lost, Page, Person
from permanence_lib.bench.wire import new_id


class Writer:
    """Somebody who writes until it is kept, whatever becomes of line and server: as a browser does, which keeps a draft."""

    def __init__(self, person: Person, path: str = "/place") -> None:
        self.person, self.path = person, path
        self.page: Page | None = None
        self.reopened = -1

    async def here(self) -> Page:
        """The page, opened again where the line has broken or the kernel has gone."""
        if self.page is None or not self.page.is_open:
            self.page = await self.person.open(self.path, again=True)
            self.reopened += 1
        return self.page

    async def answer(self, exercise: str, value: Json, done: bool = False) -> int:
        """Keep an answer; the revision it was kept as. The same request is sent until it is answered, so it is kept once."""
        name = new_id()
        while True:
            page = await self.here()
            try:
                return await (await page.exercise(exercise)).save(value, done, name)
            except (OSError, Lost):
                page.cut()

    async def act(self, what: str, given: Json | None = None) -> Page:
        """Have something done, once."""
        name = new_id()
        while True:
            page = await self.here()
            try:
                await page.act(what, given, name)
                return page
            except (OSError, Lost):
                page.cut()
