"""All kernels of a server: some ready in reserve, each for one person's page, none left over."""

from __future__ import annotations

import asyncio
import os
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from functools import partial
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Float, Integer

from permanence_lib.identity import ON_A_PAGE
from permanence_lib.server.kernel import (
    PATIENCE,
    Owner,
    OwnPython,
    PromptClient,
    StudyKernel,
    kernel_environment,
    served,
    serving,
)  # fmt: skip
from permanence_lib.server.seedbed import Seedbed, is_possible

__all__ = ["OwnPython", "Owner", "PromptClient", "StudyKernel", "StudyKernels", "kernel_environment"]

#: What a kernel does while it waits for a page, so that the page need not.
WARM = "from permanence_lib.server.warming import warm; warm()"
#: How long a kernel in reserve may take to answer before it is asked whether it is there at all, in seconds.
_MOMENT = 1.0
#: One that has nothing to do any more answers sooner than this, or never will.
_PROMPT = 3.0
#: A page that came so lately is still being made, though no browser is connected to it, in seconds.
_YOUNG = 30.0
#: Whoever closed a page's line may be about to open another to the same kernel, in seconds.
_BACK = 2.0


class StudyKernels(AsyncMappingKernelManager):
    """Kernels handed out one to a page: from the reserve, else started; never another person's, never too many."""

    most = Integer(8, config=True, help="The most pages that may have a kernel at once.")
    reserve = Integer(1, config=True, help="How many kernels are kept ready for the next pages.")
    each = Integer(
        0, config=True, help="The most pages of one participant that may have a kernel at once; 0: no limit."
    )
    quiet = Float(
        0.0, config=True, help="How long nobody must have come before the reserve is filled again, in seconds."
    )
    at_once = Integer(0, config=True, help="How many kernels may be starting at once; 0: one more than processors.")
    kernel_manager_class = f"{StudyKernel.__module__}.{StudyKernel.__name__}"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spares: list[str] = []
        #: Makes a page in a kernel of the reserve before anybody asks for it; None: pages are made when they are asked for.
        self.ahead: Callable[[str], Awaitable[str]] | None = None
        self._pages: dict[str, str] = {}
        self.closing = False
        self.seedbed: Seedbed | None = None
        self._owners: dict[str, Owner] = {}
        self._taken: dict[str, float] = {}
        #: One person who opens two hundred pages keeps nobody but themselves waiting.
        self._one_after_the_other: dict[Owner, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._last_taken = 0.0
        self._refilling: asyncio.Task[None] | None = None
        self._starting: set[asyncio.Task[None]] = set()
        self._begun: set[asyncio.Task[str]] = set()
        self._ending: set[asyncio.Task[None]] = set()
        self._gate = asyncio.Semaphore(self.at_once or (os.cpu_count() or 1) + 1)

    def prepare(self) -> None:
        """Set to work what kernels are split off from, and see to the reserve."""
        if is_possible():
            try:
                self.seedbed = Seedbed(kernel_environment(dict(os.environ)))
            except OSError:
                self.log.exception("Kernels are started one by one.")
        self.refill()

    # ---- whose they are

    def owner_of(self, kernel_id: str) -> str | None:
        """The person a kernel works for; None for one in reserve, one that is gone, and where there is one person only."""
        owner = self._owners.get(kernel_id)
        return owner[0] if owner and kernel_id in self else None

    def is_spare(self, kernel_id: str) -> bool:
        """Whether it still waits for its page."""
        return kernel_id in self.spares

    # ---- handing out

    async def take(self, owner: Owner | None = None, made_ahead: bool = False, line: bool = False) -> str:
        """A kernel for a page of `owner`: one in reserve that lives, otherwise a new one.

        It knows whom it serves before it is handed out. Never waits for the reserve to be filled. `made_ahead` asks for
        one whose page is there already (`page_of`), if there is any left; `line` for the connection to it that was kept
        ready too (`StudyKernel.ready_line`).
        """
        self._last_taken = time.monotonic()
        async with self._one_after_the_other[owner] if owner else nullcontext():
            await self._make_room(owner)
            kernel_id = await self._spare(owner, made_ahead) or await self._start_in_turn(owner)
        if not line:
            self.get_kernel(kernel_id).keep(None)
        return kernel_id

    def page_of(self, kernel_id: str) -> str | None:
        """The page that was made ahead in a kernel, given out once."""
        return self._pages.pop(kernel_id, None)

    async def _spare(self, owner: Owner | None, made_ahead: bool) -> str | None:
        """One that has run another page's cells is no use for this one."""
        while fit := [each for each in self.spares if (each in self._pages) == made_ahead]:
            spare = fit[0]
            self.spares.remove(spare)
            self._assign(spare, owner)
            if await self._will_serve(spare, owner):
                return spare
            await self.finish(spare)
        return None

    async def finish(self, kernel_id: str) -> None:
        """End a kernel, if it is still there."""
        if kernel_id in self:
            with suppress(Exception):
                await self.shutdown_kernel(kernel_id, now=True)

    def left(self, kernel_id: str, patience: float = _BACK) -> None:
        """Its page is gone: it ends, unless a browser is connected to it by then."""
        self._end_later(kernel_id, patience, unless_wanted=True)

    def _end_later(self, kernel_id: str, patience: float, unless_wanted: bool) -> None:
        ending = asyncio.create_task(self._end_after(kernel_id, patience, unless_wanted))
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    async def _end_after(self, kernel_id: str, patience: float, unless_wanted: bool) -> None:
        await asyncio.sleep(patience)
        if not (unless_wanted and self._kernel_connections.get(kernel_id, 0)):
            await self.finish(kernel_id)

    async def close(self) -> None:
        """End all of them, those just being started too."""
        self.closing = True
        under_way = [task for task in (self._refilling, *self._starting, *self._ending) if task and not task.done()]
        for task in under_way:
            task.cancel()
        if self.seedbed is not None:
            self.seedbed.end()  # nobody waits any more for what it is still reading
        await asyncio.gather(*under_way, *self._begun, return_exceptions=True)
        await asyncio.gather(*(self.finish(kernel_id) for kernel_id in list(self.list_kernel_ids())))
        if self.seedbed is not None:
            self.seedbed.close()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """Those in reserve are idle by nature."""
        if kernel_id not in self.spares:
            await super().cull_kernel_if_idle(kernel_id)

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget whose it was, however it ended."""
        self._owners.pop(kernel_id, None)
        self._taken.pop(kernel_id, None)
        self._pages.pop(kernel_id, None)
        if kernel_id in self.spares:
            self.spares.remove(kernel_id)
        if kernel_id in self:
            self.get_kernel(kernel_id).keep(None)
        return super().remove_kernel(kernel_id)

    def _assign(self, kernel_id: str, owner: Owner | None) -> None:
        self._taken[kernel_id] = time.monotonic()
        if owner:
            self._owners[kernel_id] = owner

    async def _will_serve(self, kernel_id: str, owner: Owner | None) -> bool:
        """Whether it answers and knows its person; one without a person may be busy, if it is still there a moment later."""
        if kernel_id not in self or not await self.get_kernel(kernel_id).is_alive():
            return False
        kernel = self.get_kernel(kernel_id)
        if client := kernel.kept():
            kernel.keep(client)
            return await client.still_answers(_PROMPT) and (not owner or await client.does(serving(owner), _PROMPT))
        client = kernel.line()
        try:
            if owner is None:
                return bool(await client.answers(_MOMENT) or await kernel.is_alive())
            return bool(await client.does(serving(owner), PATIENCE))
        finally:
            client.stop_channels()

    # ---- the reserve

    def refill(self) -> None:
        """See to it, in the background and one at a time, that the reserve is full again."""
        if self.closing or len(self.spares) >= self.reserve or (self._refilling and not self._refilling.done()):
            return
        self._refilling = asyncio.create_task(self._fill())

    async def _fill(self) -> None:
        while len(self.spares) < self.reserve:
            await self._until_quiet()
            try:
                await self._add_spare()
            except Exception:
                self.log.exception("No kernel could be made in reserve; pages start their own.")
                return

    async def _until_quiet(self) -> None:
        """Those who are just coming go first: a kernel made now would take their processor."""
        while (wait := self._last_taken + self.quiet - time.monotonic()) > 0:
            await asyncio.sleep(wait)

    async def _add_spare(self) -> None:
        """A page that comes while it is warming waits its turn in the kernel's queue; one made ahead has to be whole first."""
        kernel_id = await self._start(None)
        kernel = self.get_kernel(kernel_id)
        try:
            client = await kernel.ready_line()
            try:
                if self.ahead is None:
                    self.spares.append(kernel_id)
                await client.does(WARM, PATIENCE)
                if self.ahead is not None:
                    self._pages[kernel_id] = await self.ahead(kernel_id)
                    self.spares.append(kernel_id)
            finally:
                kernel.keep(client)
                if kernel_id not in self.spares:  # its page has come meanwhile, with a connection of its own
                    kernel.keep(None)
        except BaseException:
            await self.finish(kernel_id)
            raise

    def _lost(self, kernel_id: str) -> None:
        """It died, and is being started again by itself: the new one has nothing ready and knows no page, so it ends.

        A page that has a line to it is told that it died; one whose line was not open at that moment finds it gone.
        """
        if kernel_id in self.spares:
            self.spares.remove(kernel_id)
            self.refill()
        self._end_later(kernel_id, _BACK, unless_wanted=False)

    # ---- starting

    async def _start(self, owner: Owner | None) -> str:
        """Once begun it is seen through, whoever stops waiting: half a start would leave a kernel that nobody can end."""
        environment = kernel_environment(dict(os.environ)) | served(owner) | {ON_A_PAGE: "1"}
        begun = asyncio.ensure_future(self.start_kernel(kernel_name="python3", path="", env=environment))
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        kernel_id: str = await asyncio.shield(begun)
        self.add_restart_callback(kernel_id, partial(self._lost, kernel_id))
        return kernel_id

    async def _start_in_turn(self, owner: Owner | None) -> str:
        """So few at once that each is ready in good time: sixty together would all be late, and some too late."""
        await self._gate.acquire()
        try:
            kernel_id = await self._start(owner)
        except BaseException:
            self._gate.release()
            raise
        self._assign(kernel_id, owner)
        waiting = asyncio.create_task(self._release_when_ready(kernel_id))
        self._starting.add(waiting)
        waiting.add_done_callback(self._starting.discard)
        return kernel_id

    async def _release_when_ready(self, kernel_id: str) -> None:
        """The page goes on meanwhile; only the next start waits."""
        client = self.get_kernel(kernel_id).line()
        try:
            with suppress(RuntimeError):
                await client.wait_for_ready(timeout=PATIENCE)
        finally:
            self._gate.release()
            client.stop_channels()

    # ---- not too many

    async def _make_room(self, owner: Owner | None) -> None:
        """The page that is missed least gives way, of this person's and of all; it comes back when it is looked at."""
        if owner and self.each:
            theirs = [kernel_id for kernel_id, one in self._owners.items() if one == owner]
            await self._end_surplus(theirs, self.each if owner[1] == "participant" else 2 * self.each)
        await self._end_surplus(
            [kernel_id for kernel_id in self.list_kernel_ids() if kernel_id in self._taken], self.most
        )

    async def _end_surplus(self, pages: list[str], most: int) -> None:
        surplus = max(0, len(pages) - most + 1)
        for kernel_id in sorted(pages, key=self._how_missed)[:surplus]:
            await self.finish(kernel_id)

    def _how_missed(self, kernel_id: str) -> tuple[bool, bool, float]:
        """Those no browser is connected to first, then those unused for longest; of pages still being made, the oldest."""
        taken = self._taken.get(kernel_id, 0.0)
        young = time.monotonic() - taken < _YOUNG
        connected = self._kernel_connections.get(kernel_id, 0) > 0
        used: float = self.get_kernel(kernel_id).last_activity.timestamp()
        return young or connected, young, taken if young else used
