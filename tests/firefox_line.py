"""Firefox as playwright starts it, with a line between the two that answers for what this Firefox does not know yet.

Playwright speaks WebDriver BiDi as newest Firefox does, and asks each window for a colour scheme first. Firefox 153 (Debian's) knows
nothing of that and says so, and playwright gives up. Here the question is answered with "done"; nothing else is touched. When
Debian's Firefox knows `emulation.setMediaFeaturesOverride`, this file can go: give `one_firefox` the browser's own path.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from typing import Any

from tornado import netutil, web, websocket
from tornado.httpserver import HTTPServer

#: What is answered here.
UNKNOWN = ("emulation.setMediaFeaturesOverride",)
#: The name of the environment's entry that says where Firefox is.
FIREFOX = "PERMANENCE_FIREFOX_BEHIND"
_LARGEST = 2**28


class Line(websocket.WebSocketHandler):
    """From playwright to Firefox and back."""

    def initialize(self, there: str) -> None:
        """Where Firefox listens."""
        self.there = there

    async def open(self, *_args: str, **_more: str) -> None:
        """A line of Firefox's own for it."""
        self.far = asyncio.ensure_future(
            websocket.websocket_connect(
                self.there, on_message_callback=self.heard_from_firefox, max_message_size=_LARGEST
            )
        )
        await self.far

    async def on_message(self, message: str | bytes) -> None:
        """What playwright asks."""
        asked = json.loads(message)
        if asked["method"] in UNKNOWN:
            await self.write_message(json.dumps({"type": "success", "id": asked["id"], "result": {}}))
            return
        await (await self.far).write_message(message)

    def heard_from_firefox(self, message: str | bytes | None) -> None:
        """What Firefox says; nothing when it has gone."""
        if message is None:
            self.close()
        else:
            self.write_message(message)

    def on_close(self) -> None:
        """Playwright has gone."""
        if self.far.done():
            self.far.result().close()


def listen(there: str) -> int:
    """A port at which Firefox can be spoken to."""
    rules: list[Any] = [(r"/session", Line, {"there": f"{there}/session"})]
    sockets = netutil.bind_sockets(0, "127.0.0.1")
    HTTPServer(web.Application(rules, websocket_max_message_size=_LARGEST)).add_sockets(sockets)
    return int(sockets[0].getsockname()[1])


async def run() -> int:
    """Firefox with the arguments given; what it says of itself is passed on, with this line's address for its own."""
    firefox = await asyncio.create_subprocess_exec(
        os.environ[FIREFOX], *sys.argv[1:], stderr=asyncio.subprocess.PIPE, limit=_LARGEST
    )
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, firefox.terminate)
    assert firefox.stderr
    async for said in firefox.stderr:
        line = said.decode("utf-8", "replace")
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            line = line.replace(found[1], f"ws://127.0.0.1:{listen(found[1])}")
        sys.stderr.write(line)
        sys.stderr.flush()
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(run()))
