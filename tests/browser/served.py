"""A server in a process of its own, as a person would start it; and how to stop, freeze and kill it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import nursery
import psutil
from ports import free_port

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
#: How long a server may take to say where it is, in seconds: a computer busy with other tests is slow to import.
PATIENCE = 120.0


class Served:
    """A running server: `url` signs a browser in, `base` is the site, `restart()` keeps port, answers and cookie."""

    def __init__(self, command: list[str], *, alone: bool = False, **environment: str) -> None:
        """`alone` starts it by itself whatever is ready: where how long that takes is what is asked about."""
        self.command, self._is_ready = command, nursery.can_run(command) and not alone
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
        started = _children(psutil.Process(self.process.pid))
        split_off = [kernel for child in started if not _runs(child, "ipykernel") for kernel in _children(child)]
        return split_off + [child for child in started if _runs(child, "ipykernel")]

    def kill_kernels(self, these: list[psutil.Process] | None = None) -> None:
        """End all there are, or these, without a chance to tidy up; one that is just ending by itself is gone anyway."""
        for kernel in self.kernels if these is None else these:
            with suppress(psutil.NoSuchProcess):
                kernel.kill()

    @property
    def said(self) -> str:
        """All it has written so far."""
        return "\n".join(self.lines)

    def start(self) -> None:
        """Start it and wait until it has given its address."""
        self.process = self._begun()
        heard: Queue[str] = Queue()
        self._listener = threading.Thread(target=self._listen, args=(heard,), daemon=True)
        self._listener.start()
        try:
            self.url = heard.get(timeout=PATIENCE)
        except Empty:
            self.kill()
            raise RuntimeError(f"The server did not start:\n{self.said}") from None

    def _begun(self) -> subprocess.Popen[str] | nursery.Ready:
        if self._is_ready:
            return nursery.Ready(self.command, self.environment, REPOSITORY)
        return subprocess.Popen(
            self.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=self.environment, cwd=REPOSITORY
        )  # fmt: skip

    def stop(self) -> int:
        """End it as Ctrl+C does; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=PATIENCE)
        self._listener.join(timeout=5)  # its last words
        return status

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


class Workshop(Served):
    """A running workshop: `base` is its address, `join_code` and `facilitators_code` let people in, `store` holds its records."""

    def __init__(self, command: list[str], folder: Path, *, alone: bool = False, **environment: str) -> None:
        self.folder, self.store = folder, folder / "answers.sqlite"
        super().__init__(command, alone=alone, **environment)

    @property
    def join_code(self) -> str:
        """What is on the screen in the room."""
        return self._told("Join code")

    @property
    def facilitators_code(self) -> str:
        """What lets the facilitator in."""
        return self._told("Facilitator’s code")

    def lead(self, page: Any) -> Any:
        """The facilitator's way in, as she takes it; the page, at the board."""
        page.goto(f"{self.base}/join")
        page.locator("summary", has_text="You lead the workshop").click()
        page.get_by_label("Facilitator’s code").fill(self.facilitators_code)
        page.get_by_role("button", name="Open the board").click()
        page.wait_for_url("**/board")
        return page

    def _told(self, what: str) -> str:
        found = re.findall(rf"{what} +(\S+)", self.said)
        return str(found[-1])

    def _listen(self, heard: Queue[str]) -> None:
        assert self.process.stdout
        address = ""
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if found := re.search(r"Address +(https?://\S+:\d+)", line):
                address = found[1]
            if address and "To stop, press" in line:  # by then it has said everything
                heard.put(f"{address}/")


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children())
    except psutil.NoSuchProcess:  # it ended while it was looked at
        return []


def _runs(process: psutil.Process, module: str) -> bool:
    try:
        return module in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # it ended while it was looked at
        return False


def study(store: Path, port: int | None = None, *, alone: bool = False) -> Served:
    """The workbook itself, with its answers in `store`; `alone`: see Served."""
    program = (
        "import sys; from permanence_lib.server import study; "
        "study(port=int(sys.argv[1]), open_browser=False, store=sys.argv[2])"
    )  # fmt: skip
    command = [sys.executable, "-c", program, str(port or free_port()), str(store)]
    return Served(command, alone=alone, PERMANENCE_STORE=str(store))


def workshop(
    folder: Path,
    module: int = 3,
    *,
    cohort: str = "Autumn",
    places: int = 3,
    port: int | None = None,
    alone: bool = False,
    **options: object,
) -> Workshop:
    """A workshop kept in `folder`, with kernels ready for `places` pages; `options` go to `workshop()` as they are."""
    given = {"folder": str(folder), "places": places, "port": port or free_port(), **options}
    program = (
        "import json, pathlib, sys; from permanence_lib.server.room import workshop; "
        "given = json.loads(sys.argv[3]); given['folder'] = pathlib.Path(given['folder']); "
        "workshop(int(sys.argv[1]), sys.argv[2], **given)"
    )
    return Workshop([sys.executable, "-c", program, str(module), cohort, json.dumps(given)], folder, alone=alone)


def small_site(folder: Path, port: int | None = None, *, alone: bool = True) -> Served:
    """The server on the made-up notebooks in `folder`; by itself, so that what a process knows of its start can be asked."""
    command = [sys.executable, str(HERE / "site_under_test.py"), str(folder), str(port or free_port())]
    return Served(command, alone=alone)


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
