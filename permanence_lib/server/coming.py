"""The kernel of a week's page: taken, and its cells run. Begun when the page is sent, much is done when the page asks for it."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

from tornado.httputil import HTTPServerRequest

from permanence_lib.server import running
from permanence_lib.server.kernels import Owner, StudyKernels

Json = dict[str, Any]
#: A page that has not asked for its kernel by then never will: its reader has gone elsewhere. In seconds.
PATIENCE = 10.0


class Coming:
    """One kernel, and what its page is told of it, kept until it is heard."""

    def __init__(self, kernels: StudyKernels, owner: Owner | None, notebook: Any) -> None:
        self._kernels, self._kernel_id, self._unwanted = kernels, "", False
        self._told: asyncio.Queue[Json | Exception | None] = asyncio.Queue()
        self._work = asyncio.create_task(self._run(owner, notebook))

    async def lines(self) -> AsyncIterator[Json]:
        """The kernel first, then a cell each, in the end that it is done. What went wrong meanwhile is raised here."""
        while (said := await self._told.get()) is not None:
            if isinstance(said, Exception):
                raise said
            yield said

    async def give_up(self) -> None:
        """Nobody waits for it: it ends, after the cell it is running."""
        self._unwanted = True
        if self._work.done():
            await self._kernels.finish(self._kernel_id)

    async def _run(self, owner: Owner | None, notebook: Any) -> None:
        try:
            async for said in self._steps(owner, notebook):
                if self._unwanted:
                    break
                self._told.put_nowait(said)
        except Exception as fault:
            self._told.put_nowait(fault)
        finally:
            self._told.put_nowait(None)
            if self._unwanted:
                await self._kernels.finish(self._kernel_id)
            self._kernels.refill()

    async def _steps(self, owner: Owner | None, notebook: Any) -> AsyncIterator[Json]:
        self._kernel_id = await self._kernels.take(owner, line=True)
        yield {"kernelId": self._kernel_id}
        async for given in running.cells(self._kernels.get_kernel(self._kernel_id), notebook):
            yield given
        yield {"done": True}


class Begun:
    """Those whose page has been sent and has not asked for them yet."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Coming]] = defaultdict(list)
        self._letting_go: set[asyncio.Task[None]] = set()

    def add(self, week: str, coming: Coming) -> None:
        """Keep it for the week's page, for a while."""
        self._waiting[week].append(coming)
        waiting = asyncio.create_task(self._let_go(week, coming))
        self._letting_go.add(waiting)
        waiting.add_done_callback(self._letting_go.discard)

    def take(self, week: str) -> Coming | None:
        """The one begun first, given out once."""
        waiting = self._waiting[week]
        return waiting.pop(0) if waiting else None

    async def _let_go(self, week: str, coming: Coming) -> None:
        await asyncio.sleep(PATIENCE)
        if coming in self._waiting[week]:
            self._waiting[week].remove(coming)
            await coming.give_up()


def will_ask(request: HTTPServerRequest) -> bool:
    """Whether a browser shows the page it asks for: then the page will ask for a kernel."""
    asked = request.headers.get
    return request.method == "GET" and asked("Sec-Fetch-Dest") == "document" and not asked("Sec-Purpose")
