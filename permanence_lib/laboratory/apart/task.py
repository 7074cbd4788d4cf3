"""One piece of work in the process beside the workbook: begun, under way, done, or stopped."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from weakref import WeakSet

from permanence_lib.laboratory.apart.parcel import Parcel

_STAGE = "stage: "
_BEGINNING = "Starting"
_STOPPED = "It was stopped before it had finished. Nothing was kept."
_BROKEN = (
    "The work broke off before it had finished, perhaps because this computer ran out of memory. Nothing was kept. "
    "Close other programs, or read fewer years at a time."
)


class Task:
    """Does a job of `jobs.JOBS` in a process of its own. `result` is None until there is one; it may hold `trouble`."""

    def __init__(self, job: str, root: Path, asked: Parcel) -> None:
        self.files = len(asked.files)
        self.size = sum(map(len, asked.files.values()))
        self.stages: list[str] = [_BEGINNING]
        self.result: Parcel | None = None
        self._began, self._took = time.monotonic(), 0.0
        self._change = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "permanence_lib.laboratory.apart"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(),
        )  # fmt: skip
        _UNDER_WAY.add(self)
        packed = Parcel({**asked.said, "job": job, "root": str(root)}, asked.files).packed()
        threads = [threading.Thread(target=self._hear, daemon=True)]
        threads.append(threading.Thread(target=self._work, args=(packed, threads[0]), daemon=True))
        for thread in threads:
            thread.start()

    @property
    def seconds(self) -> int:
        """How long it has been at work, or was."""
        return round(self._took or time.monotonic() - self._began)

    def wait(self, seconds: float, seen: int) -> None:
        """Until a stage comes after the `seen` ones, or the result is there, or the time is up."""
        with self._change:
            self._change.wait_for(lambda: self.result is not None or len(self.stages) > seen, seconds)

    def stop(self) -> None:
        """End it now."""
        self._process.kill()
        self._end(Parcel({"trouble": _STOPPED}))

    def _work(self, packed: bytes, hearing: threading.Thread) -> None:
        """Give it the parcel, and take its answer."""
        process = self._process
        assert process.stdin and process.stdout
        try:
            with process.stdin:
                process.stdin.write(packed)
        except OSError:  # it has ended already: there is no answer, and that is said
            pass
        answer = process.stdout.read()
        process.wait()
        hearing.join()
        process.stdout.close()
        try:
            self._end(Parcel.opened(answer))
        except Exception:  # whatever is not whole is no answer
            self._end(Parcel({"trouble": _BROKEN}))

    def _hear(self) -> None:
        """Take note of the stages. Everything else it may say is let go by: it could hold a row."""
        assert self._process.stderr
        with self._process.stderr as said:
            for line in said:
                words = line.decode("utf-8", "replace").rstrip()
                if words.startswith(_STAGE):
                    with self._change:
                        self.stages.append(words.removeprefix(_STAGE))
                        self._change.notify_all()

    def _end(self, result: Parcel) -> None:
        with self._change:
            if self.result is None:
                self._took = max(time.monotonic() - self._began, 0.5)
                self.result = result
            self._change.notify_all()
        _UNDER_WAY.discard(self)


def _environment() -> dict[str, str]:
    """As here, with this very library first; its words are UTF-8 wherever it runs."""
    home = str(Path(__file__).resolve().parents[3])
    paths = [home, os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONIOENCODING": "utf-8"}


_UNDER_WAY: WeakSet[Task] = WeakSet()


@atexit.register
def _stop_all() -> None:
    for task in list(_UNDER_WAY):
        task.stop()
