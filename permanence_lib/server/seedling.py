"""A process that has imported and read everything once, and splits off a kernel whenever the server asks. Linux only.

    python -m permanence_lib.server.seedling 3      # 3: this end of a socket pair; the other is the server's

The server sends {"argv", "env", "cwd"}; the answer is {"pid"}. It stays single-threaded, so that forking is safe, and ends
with the server, whose end of the pair then closes; kernels end when their parent, this process, is gone.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import traceback
from importlib import import_module
from typing import TYPE_CHECKING, Any

from permanence_lib import collector
from permanence_lib.server.ipykernel_closed import ARGUMENTS, close

if TYPE_CHECKING:
    from permanence_lib.server.sapling import Sapling

#: What every kernel imports before it can answer.
_KERNEL = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.heartbeat", "ipykernel.iostream",
    "ipykernel.control", "ipykernel.shellchannel", "ipykernel.subshell_manager", "ipykernel.comm",
    "IPython", "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "IPython.extensions.storemagic", "zmq.eventloop.zmqstream", "tornado.ioloop", "tornado.platform.asyncio",
)  # fmt: skip
_LARGEST = 1 << 20


def serve(asked: socket.socket) -> None:
    """Answer until the server is gone."""
    collector.rarely()
    sapling = _grow()
    collector.settle()  # else the collector would touch, and so copy, every page that kernels share
    collector.usually()
    if len(os.listdir("/proc/self/task")) != 1:
        raise RuntimeError("Something started a thread; a fork of this process could hang.")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave nothing behind
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then ends the kernels itself
    asked.send(b"ready")
    while request := asked.recv(_LARGEST):
        kernel = os.fork()
        if kernel == 0:
            asked.close()
            _become_kernel(sapling, json.loads(request))
        asked.send(json.dumps({"pid": kernel}).encode())


def _grow() -> Sapling:
    """Read everything, and make of a kernel what can be made before there is one."""
    close()
    for name in _KERNEL:
        import_module(name)
    from permanence_lib.server.sapling import Sapling
    from permanence_lib.server.warming import warm

    warm()
    sapling: Sapling = Sapling.instance()
    sapling.prepare(ARGUMENTS)
    import ipywidgets

    ipywidgets._handle_ipython()  # imported before there was a shell, it has not registered its comms yet
    return sapling


def _become_kernel(sapling: Sapling, request: dict[str, Any]) -> None:
    """The rest of the new process's life."""
    status = 1
    try:
        _like_a_new_process(request)
        sapling.begin(_connection_file(request["argv"]))
        sapling.start()  # type: ignore[no-untyped-call]
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _connection_file(argv: list[str]) -> str:
    """All that one kernel is told and another is not."""
    option, file, *others = argv
    if option != "-f" or tuple(others) != ARGUMENTS:
        raise ValueError(f"A kernel split off cannot be told {argv}.")
    return file


def _like_a_new_process(request: dict[str, Any]) -> None:
    """Its own session, signals, environment, folder and input, as if it had been started by itself."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    import random

    random.seed()  # else every kernel would draw the same numbers


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
