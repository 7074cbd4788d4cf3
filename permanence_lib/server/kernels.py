"""Kernels for pages: always one ready in reserve, none left over, none that knows the server's secrets."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.ioloop.manager import AsyncIOLoopKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import Integer

from permanence_lib.server.seedbed import Seedbed, SplitProvisioner, is_possible

#: What a kernel does while it waits for a page, so that the page need not.
WARM = "from permanence_lib.workbook import warm; warm()"
#: How long a kernel may take to answer for the first time, in seconds.
PATIENCE = 30.0
#: How long the spare kernel may take to answer before it is asked whether it is there at all, in seconds.
_MOMENT = 1.0

_KEPT = (
    "PATH", "HOME", "LANG", "LC_", "TZ", "TMPDIR", "TEMP", "TMP", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "USERNAME", "USER", "XDG_",
    "PERMANENCE_", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MPLCONFIGDIR",
)  # fmt: skip


def kernel_environment(environment: dict[str, str]) -> dict[str, str]:
    """The part of an environment that a kernel needs; tokens and passwords of the server stay behind."""
    return {name: value for name, value in environment.items() if name.upper().startswith(_KEPT)}


class OwnPython(KernelSpecManager):
    """One kind of kernel: the Python this server runs in, whatever else is installed on the computer."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """How to start it, under whatever name a notebook knows it by."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", "--HistoryManager.enabled=False"]
        return KernelSpec(argv=argv, display_name="Python", language="python", name=kernel_name)

    def find_kernel_specs(self) -> dict[str, str]:
        """One name, no folder."""
        return {"python3": ""}

    def get_all_specs(self) -> dict[str, Any]:
        """The same, in full."""
        spec = self.get_kernel_spec("python3")
        return {"python3": {"resource_dir": "", "spec": spec.to_dict()}}


class PromptClient(AsyncKernelClient):
    """Knows that a kernel is ready as soon as it is; jupyter_client waits another 0.3 s to be sure."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Ask until the answer and its 'idle' have both come: then both channels are connected."""
        try:
            await asyncio.wait_for(self._ask_until_answered(), timeout or PATIENCE)
        except TimeoutError as error:
            raise RuntimeError("The kernel did not answer in time.") from error

    async def answers(self, patience: float) -> bool:
        """Whether the kernel answers within `patience` seconds: False too for one that is busy."""
        return await self._heard(self.shell_channel, self.kernel_info(), "kernel_info_reply", patience)

    async def _ask_until_answered(self) -> None:
        while True:
            asked = self.kernel_info()
            if await self._heard(self.shell_channel, asked, "kernel_info_reply", 1.0):
                if await self._heard(self.iopub_channel, asked, "status", 0.5, state="idle"):
                    return
            elif not await self.parent.is_alive():
                raise RuntimeError("The kernel ended before it answered.")

    async def _heard(self, channel: Any, asked: str, kind: str, patience: float, state: str | None = None) -> bool:
        """Whether the answer to a question came down a channel within `patience` seconds."""
        with suppress(Empty):
            while True:
                message = await channel.get_msg(timeout=patience)
                ours = message["parent_header"].get("msg_id") == asked and message["msg_type"] == kind
                if ours and state in (None, message["content"].get("execution_state")):
                    return True
        return False


class StudyKernel(AsyncIOLoopKernelManager):
    """One kernel. Over sockets in a private folder where there are such: other people's accounts cannot listen in."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("transport", "tcp" if sys.platform == "win32" else "ipc")
        super().__init__(**kwargs)

    client_class = f"{__name__}.PromptClient"
    client_factory = PromptClient

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        """Split off where that can be."""
        self.provisioner: SplitProvisioner | None
        if self.provisioner is None:
            self.kernel_id: str = self.kernel_id or kwargs.pop("kernel_id")
            provisioner = SplitProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
            provisioner.seedbed = self.parent.seedbed
            self.provisioner = provisioner
        return await super()._async_pre_start_kernel(**kwargs)


class StudyKernels(AsyncMappingKernelManager):
    """All kernels of the server: one spare, handed to the next page; a cap; ends what nobody uses."""

    most = Integer(8, config=True, help="The most pages that may have a kernel at once.")
    kernel_manager_class = f"{__name__}.StudyKernel"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.spare: str | None = None
        self._refilling: asyncio.Task[None] | None = None
        self.closing = False
        self.seedbed: Seedbed | None = None

    def prepare(self) -> None:
        """Set to work what kernels are split off from, and see to the first spare."""
        if is_possible():
            try:
                self.seedbed = Seedbed(kernel_environment(dict(os.environ)))
            except OSError:
                self.log.exception("Kernels are started one by one.")
        self.refill()

    async def take(self) -> str:
        """A kernel for a page: the spare one if it lives, otherwise a new one. Never waits for a spare to be made."""
        await self._make_room()
        spare, self.spare = self.spare, None
        if spare and await self._lives(spare):
            return spare
        if spare:
            await self.finish(spare)
        return await self._start()

    def refill(self) -> None:
        """See to it, in the background and one at a time, that a spare is there again."""
        if self.closing or self.spare or (self._refilling and not self._refilling.done()):
            return
        self._refilling = asyncio.create_task(self._add_spare())

    async def finish(self, kernel_id: str) -> None:
        """End a kernel, if it is still there."""
        if kernel_id in self:
            with suppress(Exception):
                await self.shutdown_kernel(kernel_id, now=True)

    async def close(self) -> None:
        """End all of them."""
        self.closing = True
        if self._refilling and not self._refilling.done():
            self._refilling.cancel()
            await asyncio.gather(self._refilling, return_exceptions=True)
        await asyncio.gather(*(self.finish(kernel_id) for kernel_id in list(self.list_kernel_ids())))
        if self.seedbed is not None:
            self.seedbed.close()

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """The spare is idle by nature."""
        if kernel_id != self.spare:
            await super().cull_kernel_if_idle(kernel_id)

    async def _start(self) -> str:
        environment = kernel_environment(dict(os.environ))
        kernel_id: str = await self.start_kernel(kernel_name="python3", path="", env=environment)
        return kernel_id

    async def _add_spare(self) -> None:
        try:
            kernel_id = await self._start()
            await self._warm(kernel_id)
        except Exception:
            self.log.exception("No spare kernel could be made; pages start their own.")
        else:
            self.spare = kernel_id

    async def _warm(self, kernel_id: str) -> None:
        """Set it to importing; a page that comes meanwhile simply waits its turn in the kernel's queue."""
        client = self.get_kernel(kernel_id).client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=PATIENCE)
            client.execute(WARM, silent=True, store_history=False, allow_stdin=False)
        finally:
            client.stop_channels()

    async def _lives(self, kernel_id: str) -> bool:
        """Whether it answers, or at least is still there a moment later: one that is dying looks alive for a while."""
        if kernel_id not in self or not await self.get_kernel(kernel_id).is_alive():
            return False
        client = self.get_kernel(kernel_id).client()
        client.start_channels()
        try:
            return bool(await client.answers(_MOMENT) or await self.get_kernel(kernel_id).is_alive())
        finally:
            client.stop_channels()

    async def _make_room(self) -> None:
        """When as many pages are open as there may be, the one unused for longest gives way; it comes back when looked at."""
        pages = [kernel_id for kernel_id in self.list_kernel_ids() if kernel_id != self.spare]
        while len(pages) >= self.most:
            oldest = min(pages, key=lambda kernel_id: self.get_kernel(kernel_id).last_activity)
            pages.remove(oldest)
            await self.finish(oldest)
