"""A room for a measurement alone: a server of its own in a temporary folder, gone afterwards."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType

from permanence_lib.bench import processes
from permanence_lib.bench.at_hub import HubPerson
from permanence_lib.bench.client import Person

#: How long the server may take to be there, and its kernels to be ready; and how much longer for each kernel, in seconds.
PATIENCE, FOR_EACH = 120.0, 2.0
#: Seconds of the processor that all kernels together, and each besides, may use in a second and still count as quiet: each looks
#: now and then for what is new.
_QUIET, _EACH_QUIET = 0.05, 0.001
_PROGRAM = """
import json, pathlib, sys
from permanence_lib.server.room import workshop
given = json.loads(sys.argv[1])
workshop(given.pop("module"), "Measurement", folder=pathlib.Path(given.pop("folder")), **given)
"""
_TOLD = re.compile(r"^ *(Address|Join code|Facilitator’s code) +(\S+)")


class NoRoom(RuntimeError):
    """The server did not come up; the message is what it wrote."""


@dataclass(frozen=True)
class Way:
    """How to come into a room, and who serves it: 0 where that is not known."""

    base: str
    code: str
    lead: str = ""
    server: int = 0
    users: str = ""
    """At a Hub: its users are called this and a number, as in arrival-1, arrival-2; `lead` is then the name of one who leads."""
    password: str = ""

    def person(self, number: int) -> Person:
        """One of those who arrive."""
        return HubPerson(self.base, f"{self.users}-{number}", self.password) if self.users else Person(self.base)

    def facilitator(self) -> Person:
        """Who leads."""
        return HubPerson(self.base, self.lead, self.password) if self.users else Person(self.base)


class OwnRoom:
    """`with OwnRoom(module=3, places=20) as way:`"""

    def __init__(self, module: int = 3, places: int = 24, **environment: str) -> None:
        self._module, self._places = module, places
        self._environment = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
        self._said: list[str] = []

    def __enter__(self) -> Way:
        """Started, and as many kernels ready as there are places."""
        self._folder = tempfile.TemporaryDirectory(prefix="ap-bench-", ignore_cleanup_errors=True)
        given = {"module": self._module, "folder": str(Path(self._folder.name) / "room"), "places": self._places}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, json.dumps(given)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", env=self._environment, start_new_session=True,
        )  # fmt: skip
        try:
            told = self._told()
            self._until_ready()
        except BaseException:
            self._end()
            raise
        return Way(told["Address"], told["Join code"], told["Facilitator’s code"], self._process.pid)

    def __exit__(
        self, sort: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _told(self) -> dict[str, str]:
        """What the window says: the address and the two codes."""
        heard: Queue[tuple[str, str]] = Queue()
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()
        told: dict[str, str] = {}
        while len(told) < 3:
            try:
                name, value = heard.get(timeout=PATIENCE)
            except Empty:
                raise NoRoom("\n".join(self._said)) from None
            if not name:
                raise NoRoom("\n".join(self._said))
            told[name] = value
        return told

    def _listen(self, heard: Queue[tuple[str, str]]) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._said.append(line.rstrip())
            if found := _TOLD.match(line):
                heard.put((found[1], found[2]))
        heard.put(("", ""))

    def _until_ready(self) -> None:
        """Until there are kernels enough, and all of them have become quiet."""
        patience = PATIENCE + FOR_EACH * self._places
        end, before = time.monotonic() + patience, 0.0
        while time.monotonic() < end:
            there = processes.kernels(self._process.pid)
            used = processes.seconds(there)
            if len(there) >= self._places and used - before < _QUIET + _EACH_QUIET * len(there):
                return
            before = used
            time.sleep(1)
        raise NoRoom(f"After {patience:.0f} seconds not all kernels were ready.")

    def _end(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._folder.cleanup()
