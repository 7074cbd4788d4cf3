"""A process that has imported and read everything once, and splits off a kernel whenever the server asks. Linux only.

    python -m permanence_lib.server.seedling 3      # 3: this end of a socket pair; the other is the server's

The server sends {"argv", "env", "cwd"}; the answer is {"pid"}. It stays single-threaded, so that forking is safe, and ends
with the server, whose end of the pair then closes; kernels end when their parent, this process, is gone.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace
from typing import Any

#: What every kernel imports before it can answer.
_KERNEL = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.heartbeat", "ipykernel.iostream",
    "ipykernel.control", "ipykernel.shellchannel", "ipykernel.subshell_manager", "ipykernel.comm", "ipykernel.debugger",
    "IPython", "IPython.core.completer", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "IPython.extensions.storemagic", "zmq.eventloop.zmqstream", "tornado.ioloop", "tornado.platform.asyncio",
    "permanence_lib.server.ipykernel_closed",
)  # fmt: skip
_LARGEST = 1 << 20


def serve(asked: socket.socket) -> None:
    """Answer until the server is gone."""
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # nobody debugs here, so nobody need be warned
    for name in _KERNEL:
        import_module(name)
    from permanence_lib.server.warming import warm

    warm()
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector would touch, and so copy, every page of it
    if threading.active_count() != 1:
        raise RuntimeError("Something started a thread; a fork of this process could hang.")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave nothing behind
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then ends the kernels itself
    asked.send(b"ready")
    while request := asked.recv(_LARGEST):
        kernel = os.fork()
        if kernel == 0:
            asked.close()
            _become_kernel(json.loads(request))
        asked.send(json.dumps({"pid": kernel}).encode())


def _become_kernel(request: dict[str, Any]) -> None:
    """The rest of the new process's life."""
    status = 1
    try:
        _like_a_new_process(request)
        _run(request["argv"])
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


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


def _run(argv: list[str]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    from permanence_lib.server.ipykernel_closed import close

    close()
    sys.argv = ["ipykernel_launcher", *argv]
    app = IPKernelApp.instance(parent_handle=os.getppid())  # with which it ends
    with _not_looking_round():
        app.initialize(argv)
    import ipywidgets

    ipywidgets._handle_ipython()  # imported before there was a shell, it has not registered its comms yet
    app.start()


@contextmanager
def _not_looking_round() -> Iterator[None]:
    """ipykernel asks every module where it lies, for a debugger that nobody has here. What is so much as looked at is copied
    from the parent's memory: that alone took each kernel 9 MB of 25.
    """
    from ipykernel import ipkernel

    vars(ipkernel)["sys"] = SimpleNamespace(**{**vars(sys), "modules": {}})
    try:
        yield
    finally:
        vars(ipkernel)["sys"] = sys


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
