"""Kernels for tests of notebooks, split off from one process that has imported everything: each costs a tenth of a started one.

It is the way the servers have kernels (`permanence_lib/server/seedbed.py`); with PERMANENCE_FORK=0 each is started by itself.
"""

from __future__ import annotations

import asyncio
import atexit
import os
from functools import cache
from uuid import uuid4

from jupyter_client.manager import AsyncKernelManager, KernelManager

from permanence_lib.server.ipykernel_closed import ARGUMENTS
from permanence_lib.server.seedbed import Seedbed, SplitProvisioner, is_possible


@cache
def seedbed() -> Seedbed | None:
    """The process to split from: one for all notebooks that this process tests."""
    if not is_possible():
        return None
    made = Seedbed(dict(os.environ))
    atexit.register(made.close)
    return made


class OneSeedbed(SplitProvisioner):
    """Each kernel may be spoken to in an event loop of its own, so nothing of the seedbed may belong to the loop before."""

    async def launch_kernel(self, cmd: list[str], **kwargs: object) -> object:
        """The kernel that `cmd` would start."""
        self.seedbed = seedbed()
        if self.seedbed is not None:
            self.seedbed._one_at_a_time = asyncio.Lock()
            cmd = [*cmd[: cmd.index("-f") + 2], *ARGUMENTS]  # one that is split off is told this and no more
        return await super().launch_kernel(cmd, **kwargs)


def split_off(manager: KernelManager) -> None:
    """Have this manager's kernel split off when it is started."""
    manager.kernel_id = str(uuid4())
    manager.provisioner = OneSeedbed(kernel_id=manager.kernel_id, kernel_spec=manager.kernel_spec, parent=manager)


class SplitKernel(AsyncKernelManager):
    """For papermill and nbclient."""

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        split_off(self)
