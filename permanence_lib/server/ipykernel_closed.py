"""A kernel that no other account of the computer can reach: ipykernel opens a port for the output of forked children, which
nobody here has and whoever knows the port may write to.

    python -m permanence_lib.server.ipykernel_closed -f connection.json
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

#: What every kernel is told besides where its connection file is.
ARGUMENTS = ("--HistoryManager.enabled=False", "--IPKernelApp.capture_fd_output=False")


def close() -> None:
    """Every kernel of this process from now on does without that port, and without a debugger, which nobody uses here."""
    vars(sys)["modules"].setdefault("debugpy", None)  # as if it were not installed: it takes a kernel 8 MB
    from ipykernel.iostream import IOPubThread

    def without_pipe(self: Any, socket: Any, pipe: bool = False, session: Any = False) -> None:
        begin(self, socket, pipe=False, session=session)  # type: ignore[no-untyped-call]

    begin = IOPubThread.__init__
    IOPubThread.__init__ = without_pipe  # type: ignore[method-assign]


if __name__ == "__main__":
    if sys.path[0] == "" or Path(sys.path[0]) == Path.cwd():  # as ipykernel's own launcher does
        del sys.path[0]
    from ipykernel import kernelapp

    close()
    kernelapp.launch_new_instance()
