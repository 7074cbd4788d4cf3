"""Kernels split off from a process that is ready (see seedling.py), where the system can; otherwise started as ever.

Measured in CPU seconds: a kernel started by itself and warmed takes about 2, one split off about a tenth of that.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

log = logging.getLogger("permanence")
#: How long the first process may take to read everything, in seconds; a fork is a matter of milliseconds.
_GROWING, _SPLITTING, _SOON = 30.0, 5.0, 0.05


def is_possible() -> bool:
    """Whether this system can split off kernels: Linux with process handles, unless PERMANENCE_FORK=0 says not to."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and os.environ.get("PERMANENCE_FORK") != "0"


class Seedbed:
    """The process kernels are split off from, and the way to ask it. Anything amiss closes it for good."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.setblocking(False)
        self._one_at_a_time = asyncio.Lock()
        self._grown, self._by = False, time.monotonic() + _GROWING
        command = [sys.executable, "-m", "permanence_lib.server.seedling", str(theirs.fileno())]
        self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdin=subprocess.DEVNULL)
        theirs.close()

    async def split(self, argv: list[str], environment: dict[str, str], folder: str) -> int:
        """A new kernel's process id. OSError when there can be none."""
        async with self._one_at_a_time:
            if not self._grown:
                await self._heard(max(_SOON, self._by - time.monotonic()))  # too late for one is too late for all
                self._grown = True
            request = json.dumps({"argv": argv, "env": environment, "cwd": folder}).encode()
            await asyncio.get_running_loop().sock_sendall(self._ours, request)
            return int(json.loads(await self._heard(_SPLITTING))["pid"])

    async def _heard(self, patience: float) -> bytes:
        said = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(self._ours, 4096), patience)
        if not said:
            raise ConnectionError("The process that kernels are split off from has ended.")
        return said

    def end(self) -> None:
        """At once, in the middle of whatever it does; who waits for it is told that it has ended."""
        self.process.terminate()

    def close(self) -> None:
        """Let it end; it does so when the connection is gone."""
        self._ours.close()
        try:
            self.process.wait(2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Split:
    """A process that is not our child, held by a handle that no later process can take over; as Popen otherwise."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it lives, then 0: how it ended is known to its parent only."""
        if self.returncode is None:
            asked = select.poll()  # not select(): a busy server has more files open than that can count
            asked.register(self._handle, select.POLLIN)
            if asked.poll(0):
                os.close(self._handle)
                self.returncode = 0
        return self.returncode

    def wait(self) -> int | None:
        """The same, for one that has ended."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Nothing happens to one that has ended."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """At once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """With a chance to tidy up."""
        self.send_signal(signal.SIGTERM)


class SplitProvisioner(LocalProvisioner):
    """Splits a kernel off where that works, and starts one where it does not."""

    seedbed: Seedbed | None = None

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """The kernel that `cmd` would start."""
        if self.seedbed is not None:
            try:
                return await self._split_off(self.seedbed, cmd, kwargs)
            except (OSError, TimeoutError, ValueError) as trouble:
                log.warning("A kernel could not be split off (%s), so one is started.", trouble)
        return await super().launch_kernel(cmd, **kwargs)

    async def _split_off(self, seedbed: Seedbed, cmd: list[str], kwargs: dict[str, Any]) -> Any:
        folder = str(kwargs.get("cwd") or os.getcwd())
        self.pid = await seedbed.split(cmd[cmd.index("-f") :], dict(kwargs.get("env") or {}), folder)
        self.process = Split(self.pid)
        self.pgid, self.cwd = self.pid, folder
        return self.connection_info
