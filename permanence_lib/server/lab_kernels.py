"""JupyterLab's kernels: spoken to through files that no other account on the computer can open, and told no token of a Hub's."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from typing import Any

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from permanence_lib.identity import SERVED_AS
from permanence_lib.server.closed import short_folder
from permanence_lib.server.kernel import kernel_environment

#: By this a server knows that a Hub has started it: the variable is a token, with which one can act as its owner.
_HUB = "JUPYTERHUB_API_TOKEN"
#: JupyterLab's own word to a kernel about its notebook, and our server's about its person: neither holds a secret.
_OWN = ("JPY_SESSION_NAME", SERVED_AS)


class PrivateKernels(AsyncMappingKernelManager):
    """Its connection files and sockets lie in a folder of its owner's: short, for a socket's name may not be long."""

    def __init__(self, **kwargs: Any) -> None:
        if os.name == "posix":
            kwargs["connection_dir"] = tempfile.mkdtemp(prefix="ap-lab-", dir=short_folder())
            atexit.register(shutil.rmtree, kwargs["connection_dir"], ignore_errors=True)
        super().__init__(**kwargs)

    async def _async_start_kernel(self, **kwargs: Any) -> str:
        kwargs["env"] = environment({**os.environ, **(kwargs.get("env") or {})})
        started: str = await super()._async_start_kernel(**kwargs)
        return started

    start_kernel = _async_start_kernel


def environment(whole: dict[str, str]) -> dict[str, str]:
    """What a kernel is told: on one's own computer everything, behind a Hub only what it needs."""
    if _HUB not in whole:
        return whole
    return kernel_environment(whole) | {name: value for name, value in whole.items() if name in _OWN}
