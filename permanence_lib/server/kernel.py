"""One kernel: the Python it runs in, what it is told of the world, and how it is known to be ready."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from contextlib import suppress
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.ioloop.manager import AsyncIOLoopKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

from permanence_lib.identity import SERVED_AS
from permanence_lib.server.ipykernel_closed import ARGUMENTS
from permanence_lib.server.seedbed import SplitProvisioner

#: A person and the part they play in the room: who the kernel of a page works for.
Owner = tuple[str, str]
#: How long a kernel may take to answer for the first time, in seconds.
PATIENCE = 30.0
#: How many lines to kernels a server may have: ZeroMQ's own 1023 are all used by 150 pages and their kernels.
_SOCKETS = 16_384

_KEPT = (
    "PATH", "HOME", "LANG", "LC_", "TZ", "TMPDIR", "TEMP", "TMP", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX",
    "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "USERNAME", "USER", "XDG_",
    "PERMANENCE_", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MPLCONFIGDIR",
)  # fmt: skip


def kernel_environment(environment: dict[str, str]) -> dict[str, str]:
    """The part of an environment that a kernel needs; tokens and passwords of the server stay behind."""
    return {name: value for name, value in environment.items() if name.upper().startswith(_KEPT)}


def served(owner: Owner | None) -> dict[str, str]:
    """What a kernel that is started for its page finds in its environment, to know its person."""
    return {SERVED_AS: json.dumps({"pid": owner[0], "role": owner[1]})} if owner else {}


def serving(owner: Owner) -> str:
    """What one that is there already does for that. Both words are the server's own, and quoted all the same."""
    return f"from permanence_lib.identity import serve_as; serve_as({owner[0]!r}, {owner[1]!r})"


class OwnPython(KernelSpecManager):
    """One kind of kernel: the Python this server runs in, whatever else is installed on the computer."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """How to start it, under whatever name a notebook knows it by."""
        closed = "permanence_lib.server.ipykernel_closed"
        argv = [sys.executable, "-m", closed, "-f", "{connection_file}", *ARGUMENTS]
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

    async def still_answers(self, patience: float) -> bool:
        """Whether it can be spoken to and heard: one that died and was started again may not be heard yet."""
        try:
            await self.wait_for_ready(timeout=patience)
        except RuntimeError:
            return False
        return True

    async def answers(self, patience: float) -> bool:
        """Whether the kernel answers within `patience` seconds: False too for one that is busy."""
        return await self._heard(self.shell_channel, self.kernel_info(), "kernel_info_reply", patience)

    async def does(self, code: str, patience: float) -> bool:
        """Whether the kernel has done `code`, without an error, within `patience` seconds."""
        asked = self.execute(code, silent=True, store_history=False, allow_stdin=False)
        return await self._heard(self.shell_channel, asked, "execute_reply", patience, status="ok")

    async def _ask_until_answered(self) -> None:
        while True:
            asked = self.kernel_info()
            if await self._heard(self.shell_channel, asked, "kernel_info_reply", 1.0):
                if await self._heard(self.iopub_channel, asked, "status", 0.5, state="idle"):
                    return
            elif not await self.parent.is_alive():
                raise RuntimeError("The kernel ended before it answered.")

    async def _heard(
        self, channel: Any, asked: str, kind: str, patience: float, state: str | None = None, status: str | None = None
    ) -> bool:
        """Whether the answer to a question came down a channel within `patience` seconds."""
        with suppress(Empty):
            while True:
                message = await channel.get_msg(timeout=patience)
                ours = message["parent_header"].get("msg_id") == asked and message["msg_type"] == kind
                said = message["content"]
                if ours and state in (None, said.get("execution_state")) and status in (None, said.get("status")):
                    return True
        return False


class StudyKernel(AsyncIOLoopKernelManager):
    """One kernel. Over sockets in a private folder where there are such: other people's accounts cannot listen in."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("transport", "tcp" if sys.platform == "win32" else "ipc")
        super().__init__(**kwargs)
        self.context.set(zmq.MAX_SOCKETS, _SOCKETS)  # counts for the first one, before there is any socket
        self._kept: PromptClient | None = None
        #: Whether what its cells give is being told to their page by the server itself (running.py).
        self.telling = False

    client_class = f"{__name__}.PromptClient"
    client_factory = PromptClient

    def line(self) -> PromptClient:
        """A connection of its own: a second one under the same name would be refused while the page's is there."""
        session = self.session.clone()
        session.session = uuid.uuid4().hex
        connection: PromptClient = self.client(session=session)
        connection.start_channels(stdin=False, hb=False, control=False)  # a heartbeat would be a thread for nothing
        return connection

    def keep(self, line: PromptClient | None) -> None:
        """Put by a connection over which it has answered, for whoever comes next, in place of any before."""
        if self._kept is not None and self._kept is not line:
            self._kept.stop_channels()
        self._kept = line

    def kept(self) -> PromptClient | None:
        """The connection that was put by, given out once."""
        kept, self._kept = self._kept, None
        return kept

    async def ready_line(self) -> PromptClient:
        """A connection over which it has answered, a new one unless one was put by. RuntimeError when it does not answer."""
        if kept := self.kept():
            return kept
        line = self.line()
        try:
            await line.wait_for_ready(timeout=PATIENCE)
        except BaseException:
            line.stop_channels()
            raise
        return line

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        """Split off where that can be."""
        self.provisioner: SplitProvisioner | None
        if self.provisioner is None:
            self.kernel_id: str = self.kernel_id or kwargs.pop("kernel_id")
            provisioner = SplitProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
            provisioner.seedbed = self.parent.seedbed
            self.provisioner = provisioner
        return await super()._async_pre_start_kernel(**kwargs)
