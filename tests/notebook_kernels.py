"""How the notebooks are tested: each kernel is spoken to through files of its own.

nbval starts kernels on ports that were free a moment before. Between two tests that run side by side another may take one, and
the kernel ends before it has answered (jupyter_client's issue 487). A file in a folder of one's own nobody else can take.
"""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

import nbval.kernel
import pytest
from jupyter_client.manager import KernelManager
from split_kernels import split_off

_numbers = count(1)
_folder = tempfile.TemporaryDirectory(prefix="ap-nbval-", dir="/tmp" if os.path.isdir("/tmp") else None)


class OverFiles(KernelManager):
    """With a connection file of its own, from which the names of its sockets follow. Where there are no such, as usual."""

    def __init__(self, **given: object) -> None:
        if os.name != "nt":
            given |= {"transport": "ipc", "connection_file": str(Path(_folder.name) / f"{next(_numbers)}.json")}
        super().__init__(**given)
        split_off(self)


def use(config: pytest.Config) -> None:
    """For as long as notebooks are tested in this process."""
    usual = nbval.kernel.KernelManager
    nbval.kernel.KernelManager = OverFiles
    config.add_cleanup(_folder.cleanup)
    config.add_cleanup(lambda: setattr(nbval.kernel, "KernelManager", usual))
