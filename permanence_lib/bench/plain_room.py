"""The least that an arrival can take on this computer: a plain page of some size, a websocket, and one answer over it.

As many people as arrive at a room, at the same pace, from the same client: what their times are above it is the room's own.
"""

from __future__ import annotations

import asyncio
import random
import time

from tornado.httpclient import HTTPRequest
from tornado.web import Application, RequestHandler
from tornado.websocket import WebSocketHandler, websocket_connect

from permanence_lib.bench.device import Device
from permanence_lib.bench.own_server import OwnServer

#: No longer than so many seconds: at the same pace fewer come.
_LONGEST = 10.0
_SERVE = """
import asyncio, sys
from permanence_lib.bench.plain_room import serve
asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
"""


async def serve(port: int, size: int) -> None:
    """Until the process is ended."""
    page = random.Random(1).randbytes(size // 2).hex()

    class Page(RequestHandler):
        """Text, and nothing to work out."""

        def get(self) -> None:
            self.finish(page)

    class Echo(WebSocketHandler):
        """Says what it is told."""

        async def on_message(self, message: str | bytes) -> None:
            await self.write_message(message)

    Application([("/", Page), ("/echo", Echo)]).listen(port, "127.0.0.1")
    print(f"http://127.0.0.1:{port}/", flush=True)  # noqa: T201 what starts it waits for this line
    await asyncio.Event().wait()


async def arrive(n: int, over: float, size: int, seed: int = 1) -> list[float]:
    """Seconds from asking for the page to the answer, of each."""
    share = min(1.0, _LONGEST / over) if over else 1.0
    chance = random.Random(seed)
    moments = [chance.uniform(0, over * share) for _ in range(max(1, round(n * share)))]
    with OwnServer(_SERVE, size) as server:
        return list(await asyncio.gather(*(_visit(server.base, moment) for moment in moments)))


async def _visit(base: str, moment: float) -> float:
    await asyncio.sleep(moment)
    device = Device(base)
    began = time.perf_counter()
    await device.get("/")
    socket = await websocket_connect(HTTPRequest(f"{base.replace('http', 'ws', 1)}/echo"))
    await socket.write_message("x")
    await socket.read_message()
    taken = time.perf_counter() - began
    socket.close()
    device.close()
    return taken
