"""Pythons that are ready: one process imports the workbook and reads what is taught, and splits off a server whenever a
test wants one. A server started by itself takes four CPU seconds for that, and so do its kernels; PERMANENCE_THOROUGH=1
starts every one by itself, as a person does.
"""

from __future__ import annotations

import atexit
import json
import multiprocessing
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
_LARGEST = 1 << 20


def can_run(command: list[str]) -> bool:
    """Whether this is a Python program for such a process: words after -c, or a file."""
    possible = sys.platform == "linux" and os.environ.get("PERMANENCE_THOROUGH") != "1"
    return possible and command[0] == sys.executable and command[1] != "-m"


class Ready:
    """A running program, as subprocess.Popen gives it; it began with everything read."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path) -> None:
        heard, told = multiprocessing.Pipe(duplex=False)
        given = (command[1:], environment, str(folder), told)
        self._process = _context().Process(target=_live, args=given, daemon=True)
        self._process.start()
        told.close()
        assert self._process.pid is not None
        self.pid = self._process.pid
        self.stdout = os.fdopen(os.dup(heard.fileno()), encoding="utf-8")

    def poll(self) -> int | None:
        """None while it lives, then how it ended."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """How it ended."""
        self._process.join(timeout)
        status = self.poll()
        if status is None:
            raise subprocess.TimeoutExpired("a server", timeout or 0)
        return status

    def send_signal(self, number: int) -> None:
        """Nothing happens to one that has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """With a chance to tidy up."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """At once."""
        self.send_signal(signal.SIGKILL)


@cache
def _context() -> ForkServerContext:
    """Begun with what it needs to find `readied`: the search path of this process is not told to it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["readied"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(_HERE), str(_HERE.parent.parent)])
    forkserver.ensure_running()
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before
    return context


def _live(argv: list[str], environment: dict[str, str], folder: str, told: Connection) -> None:
    """The rest of the new process's life: as if it had been started by itself."""
    for stream in (sys.stdout, sys.stderr):
        os.dup2(told.fileno(), stream.fileno())
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    told.close()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    try:
        _Seedling.wait_for_a_wish()
        _run(argv)
    finally:
        atexit._run_exitfuncs()


def _run(argv: list[str]) -> None:
    if argv[0] == "-c":
        sys.argv = ["-c", *argv[2:]]
        exec(compile(argv[1], "<string>", "exec"), {"__name__": "__main__"})
    else:
        sys.argv, sys.path[:0] = argv, [str(Path(argv[0]).parent)]
        runpy.run_path(argv[0], run_name="__main__")


class _Seedling:
    """The process that kernels are split off from, itself split off before the server has threads; as Popen otherwise."""

    returncode: int | None = None

    def __init__(self, pid: int, line: socket.socket) -> None:
        self.pid, self._line = pid, line

    @classmethod
    def wait_for_a_wish(cls) -> None:
        """It is there, and begins when the server starts the module of that name."""
        from permanence_lib.server import seedbed

        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            ours.close()
            _grow(theirs)
        theirs.close()
        seedbed.subprocess = _Instead(cls(pid, ours))  # type: ignore[assignment]

    def begin(self, command: list[str], environment: dict[str, str]) -> _Seedling:
        """Give it the end of the pair that it is asked by, and its surroundings."""
        told = json.dumps(environment).encode()
        socket.send_fds(self._line, [told], [int(command[-1])])
        self._line.close()
        return self

    def poll(self) -> int | None:
        """None while it lives."""
        if self.returncode is None:
            with suppress(ChildProcessError):
                gone, status = os.waitpid(self.pid, os.WNOHANG)
                if not gone:
                    return None
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode or 0

    def wait(self, timeout: float = 10.0) -> int:
        """How it ended."""
        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("a seedling", timeout)
            time.sleep(0.01)
        return status

    def terminate(self) -> None:
        """With a chance to tidy up."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """At once."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


class _Instead:
    """What the server's module finds under the name `subprocess`: the first process it starts is there already."""

    DEVNULL, TimeoutExpired = subprocess.DEVNULL, subprocess.TimeoutExpired

    def __init__(self, waiting: _Seedling) -> None:
        self._waiting: _Seedling | None = waiting

    def Popen(self, command: list[str], env: dict[str, str], **options: Any) -> Any:
        """The one that waits, once; then as ever."""
        waiting, self._waiting = self._waiting, None
        return waiting.begin(command, env) if waiting else subprocess.Popen(command, env=env, **options)


def _grow(line: socket.socket) -> None:
    """Wait for the server's wish, then be what it would have started."""
    from permanence_lib.server import seedling

    status = 1
    try:
        told, ends, _, _ = socket.recv_fds(line, _LARGEST, 1)
        line.close()
        if told:
            os.environ.clear()
            os.environ.update(json.loads(told))
            seedling.serve(socket.socket(fileno=ends[0]))
        status = 0
    finally:
        os._exit(status)
