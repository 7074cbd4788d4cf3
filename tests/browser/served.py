"""A server in a process of its own, as a person would start it; and how to stop, freeze and kill it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue

import psutil

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
PATIENCE = 30.0


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running server: `url` signs a browser in, `base` is the site, `restart()` keeps port, answers and cookie."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.command = command
        self.environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1", **environment}
        self.lines: list[str] = []
        self.start()

    @property
    def base(self) -> str:
        """The site, without the token and the last slash."""
        return re.split(r"(?<=\d)/", self.url)[0]

    @property
    def kernels(self) -> list[psutil.Process]:
        """The kernels' processes, the spare one too."""
        started = psutil.Process(self.process.pid).children()
        split_off = [kernel for child in started if _runs(child, "seedling") for kernel in child.children()]
        return split_off + [child for child in started if _runs(child, "ipykernel")]

    @property
    def said(self) -> str:
        """All it has written so far."""
        return "\n".join(self.lines)

    def start(self) -> None:
        """Start it and wait until it has given its address."""
        self.process = subprocess.Popen(
            self.command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
            cwd=REPOSITORY,
        )
        heard: Queue[str] = Queue()
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()
        try:
            self.url = heard.get(timeout=PATIENCE)
        except Empty:
            self.kill()
            raise RuntimeError(f"The server did not start:\n{self.said}") from None

    def stop(self) -> int:
        """End it as Ctrl+C does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=15)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self.process.kill()
        self.process.wait(timeout=10)

    def restart(self) -> None:
        """Start it again after `kill` or `stop`."""
        self.start()

    def freeze(self) -> None:
        """It keeps its connections and answers nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        self.process.send_signal(signal.SIGCONT)

    def _listen(self, heard: Queue[str]) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if address := re.search(r"http://127\.0\.0\.1:\d+/\S*\?token=\w+", line):
                heard.put(address[0])


def _runs(process: psutil.Process, module: str) -> bool:
    try:
        return module in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # it ended while it was looked at
        return False


def study(store: Path, port: int | None = None) -> Served:
    """The workbook itself, with its answers in `store`."""
    program = (
        "import sys; from permanence_lib.server import study; "
        "study(port=int(sys.argv[1]), open_browser=False, store=sys.argv[2])"
    )  # fmt: skip
    return Served([sys.executable, "-c", program, str(port or free_port()), str(store)], PERMANENCE_STORE=str(store))


def small_site(folder: Path, port: int | None = None) -> Served:
    """The server on the made-up notebooks in `folder`."""
    return Served([sys.executable, str(HERE / "site_under_test.py"), str(folder), str(port or free_port())])


def ended(process: psutil.Process) -> bool:
    """Whether a process is gone, or dead and not yet buried."""
    try:
        return not process.is_running() or bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:  # it went while it was looked at
        return True


def wait_until(true: object, seconds: float = 10.0) -> bool:
    """Whether `true()` comes true in time."""
    assert callable(true)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return bool(true())
