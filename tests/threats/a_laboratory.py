"""JupyterLab as `permanence lab` starts it, spoken to without a browser."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import urllib.request
from pathlib import Path
from typing import Any

import psutil
import rooms
import served
from ports import free_port
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect


class Laboratory:
    """A running JupyterLab in a home of its own; whoever made it calls `running.kill()`."""

    def __init__(self, home: Path, **surroundings: str) -> None:
        program = (
            "import sys; from permanence_lib.server.lab import lab; lab(port=int(sys.argv[1]), open_browser=False)"
        )
        own = {
            name: str(home / name.lower())
            for name in ("XDG_DATA_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
        }
        command = [sys.executable, "-c", program, str(free_port())]
        self.running = served.Served(command, PERMANENCE_STORE=str(home / "answers.sqlite"), **own, **surroundings)
        assert served.wait_until(self._answers, 30)  # it gives its address a moment before it listens there

    def ask(self, method: str, path: str, value: Any = None) -> Any:
        """What its programming interface answers to its owner."""
        body = None if value is None else json.dumps(value).encode()
        asked = urllib.request.Request(
            self.running.base + path, body, {"Authorization": f"token {self._token}"}, method=method
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def says(self, kernel: str, code: str) -> str:
        """What code prints that its owner runs there."""
        return rooms.run(self._says(kernel, code))

    @property
    def kernels(self) -> list[psutil.Process]:
        """The kernels' processes."""
        started = psutil.Process(self.running.process.pid).children(recursive=True)
        return [each for each in started if "ipykernel" in " ".join(each.cmdline())]

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", int(self.running.base.rsplit(":", 1)[1]))) == 0

    @property
    def _token(self) -> str:
        return self.running.url.split("token=")[1]

    async def _says(self, kernel: str, code: str) -> str:
        address = f"{self.running.base.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?token={self._token}"
        line = await websocket_connect(HTTPRequest(address, request_timeout=60))
        content = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
        header = {
            "msg_id": "one",
            "msg_type": "execute_request",
            "session": "s",
            "username": "",
            "version": "5.3",
            "date": "",
        }
        asked = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
        await line.write_message(json.dumps(asked))
        said = ""
        while True:
            heard = await asyncio.wait_for(line.read_message(), 60)
            assert heard is not None, "the line was cut"
            message = json.loads(heard)
            if message["parent_header"].get("msg_id") != "one":
                continue
            said += message["content"].get("text", "") if message["msg_type"] == "stream" else ""
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                line.close()
                return said
