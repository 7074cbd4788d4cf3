"""A server for a measurement alone, in a process of its own: the workbook, Voila as it comes, or a page that never changes."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue

from permanence_lib.errors import PermanenceError

#: How long a server may take to be there, in seconds.
PATIENCE = 120.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")
_STUDY = """
import sys
from permanence_lib.server import closed, study
common = closed.common_settings
def settings():
    made = common()
    made.StudyKernels.reserve = int(sys.argv[3])
    return made
closed.common_settings = settings
study(port=int(sys.argv[1]), open_browser=False, store=sys.argv[2])
"""
_VOILA = """
import sys
from voila.app import main
port, notebook = sys.argv[1:3]
print(f"http://127.0.0.1:{port}/", flush=True)
sys.argv[1:] = [notebook, "--port", port, "--no-browser", "--template=lab", "--Voila.ip=127.0.0.1"]
main()
"""
_STATIC = """
import sys
from permanence_lib.bench.static_page import serve
serve(int(sys.argv[1]), int(sys.argv[2]))
"""
#: The least that Voila can show and answer: one button.
_BUTTON = (
    "import ipywidgets\nb = ipywidgets.Button(description='Go')\n"
    "b.on_click(lambda _: setattr(b, 'button_style', 'success'))\nb"
)


class OwnServer:
    """`with OwnServer.study(store) as server:` — `url` lets a browser in, `base` is the site, `pid` its process."""

    def __init__(self, program: str, *given: object, environment: Mapping[str, str] | None = None) -> None:
        self.port = _free_port()
        self._command = [sys.executable, "-c", program, str(self.port), *map(str, given)]
        self._environment = {**os.environ, "PYTHONUNBUFFERED": "1", **(environment or {})}
        self._said: list[str] = []

    @classmethod
    def study(cls, store: Path, *, reserve: int = 1) -> OwnServer:
        """The workbook, with its answers in `store` and so many kernels kept ready."""
        return cls(_STUDY, store, reserve, environment={"PERMANENCE_STORE": str(store)})

    @classmethod
    def voila(cls, folder: Path) -> OwnServer:
        """Voila's own template and front end on a notebook with one button."""
        notebook = folder / "button.ipynb"
        notebook.write_text(json.dumps(_notebook(_BUTTON)), "utf-8")
        return cls(_VOILA, notebook)

    @classmethod
    def static(cls, size: int) -> OwnServer:
        """A page with one button that answers itself; so many bytes with its script."""
        return cls(_STATIC, size)

    @property
    def base(self) -> str:
        """The site, without a last slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def __enter__(self) -> OwnServer:
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            env=self._environment, start_new_session=True,
        )  # fmt: skip
        heard: Queue[str] = Queue()
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()
        try:
            self.url = heard.get(timeout=PATIENCE)
            self._until_it_listens()
        except Empty:
            self._end()
            raise PermanenceError("A server did not start:\n" + "\n".join(self._said)) from None
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _listen(self, heard: Queue[str]) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._said.append(line.rstrip())
            if address := _ADDRESS.search(line):
                heard.put(address[0])

    def _until_it_listens(self) -> None:
        """Voila says where it is before it listens."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise Empty

    def _end(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()


def _notebook(source: str) -> dict[str, object]:
    cell: dict[str, object] = {
        "cell_type": "code", "id": "one", "metadata": {}, "source": source, "outputs": [], "execution_count": None,
    }  # fmt: skip
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": spec, "cells": [cell]}


def _free_port() -> int:
    """One of five figures, so that a relay before it changes no length."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port >= 10_000:
            return port
