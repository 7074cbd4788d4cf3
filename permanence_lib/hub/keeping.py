"""Runs the rooms of one computer, each as a process of its own, and starts one again that has fallen over. A service of the Hub."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

#: Where the Hub's configuration says which rooms there are.
KEPT = "PERMANENCE_HUB_ROOMS"
#: A room that falls over at once is tried again after so long, and each time after twice as long, at most; in seconds.
_FIRST, _LONGEST, _STEADY = 2.0, 120.0, 300.0
#: How long rooms may take to close, in seconds.
_CLOSING = 8.0
#: Linux: a room ends when its keeper does, however that ends.
_DIE_WITH_PARENT = 1


@dataclass
class Kept:
    """One room: how it is started, and how it has been."""

    name: str
    command: list[str]
    home: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    began: float = 0.0
    again_at: float = 0.0
    pause: float = _FIRST

    def start(self, shared: Mapping[str, str], now: float) -> None:
        """In its own home, told of itself and of the Hub."""
        own = {**shared, **self.environment, "HOME": self.home, "XDG_DATA_HOME": self.home}
        self.process = subprocess.Popen(self.command, env=own, cwd=self.home, preexec_fn=_ends_with_us)
        self.began = now

    def look(self, shared: Mapping[str, str], now: float) -> str:
        """Start it if it is time; what is worth a line in the log."""
        if self.process is None:
            if now >= self.again_at:
                self.start(shared, now)
            return ""
        status = self.process.poll()
        if status is None:
            return ""
        self.pause = _FIRST if now - self.began > _STEADY else min(2 * self.pause, _LONGEST)
        self.process, self.again_at = None, now + self.pause
        return f"The room {self.name} ended with {status}; it is started again in {self.pause:.0f} seconds."


def _ends_with_us() -> None:
    """A room that outlived its keeper would hold its port against the next one."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def read(environment: dict[str, str]) -> tuple[list[Kept], dict[str, str]]:
    """The rooms, and what they all may know: the Hub's address inside, and the rooms' database. Our own token is ours."""
    rooms = [Kept(**each) for each in json.loads(environment[KEPT])]
    kept_back = {KEPT, "JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN"}
    return rooms, {name: value for name, value in environment.items() if name not in kept_back}


def close(rooms: list[Kept]) -> None:
    """Ask every room to close, and end what has not in good time."""
    running = [room.process for room in rooms if room.process is not None]
    for process in running:
        process.terminate()
    until = time.monotonic() + _CLOSING
    for process in running:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def main() -> None:
    """Keep them until told to stop."""
    stop_when_told()
    rooms, shared = read(dict(os.environ))
    try:
        while True:
            for room in rooms:
                said = room.look(shared, time.monotonic())
                if said:
                    sys.stderr.write(said + "\n")
            time.sleep(0.5)
    finally:
        close(rooms)


def stop_when_told() -> None:
    """At SIGTERM and at SIGINT, which the Hub sends first, and which is not heard by itself where the Hub was started in a
    shell's background."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, frame: sys.exit(0))


if __name__ == "__main__":
    main()
