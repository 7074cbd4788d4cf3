"""The line between somebody and a server: it can be cut, it can swallow everything, and it can be mended."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any

_PIECE = 65536


class Cable:
    """Listens on a port of its own and carries everything to `host`:`to` and back.

    A web server that knows its own address is spoken to by it: with `rename` the cable's address becomes the server's on the way.
    """

    def __init__(self, to: int, host: str = "127.0.0.1", rename: bool = False) -> None:
        self._to = host, to
        self._rename = rename
        self._lines: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = 0
        self._do(self._begin())

    def __enter__(self) -> Cable:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def cut(self) -> None:
        """Every connection breaks at once, and no new one is taken."""
        self._do(self._cut())

    def swallow(self, *, forth: bool = True, back: bool = True) -> None:
        """Connections stay and are taken, and nothing arrives: there, back, or both. It is not lost: mended, it goes on."""
        self._do(self._hold(forth, back))

    def mend(self) -> None:
        """As if nothing had been."""
        self._do(self._mend())

    def close(self) -> None:
        """Cut for good."""
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _do(self, what: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(10)

    async def _begin(self) -> None:
        self._forth, self._back = asyncio.Event(), asyncio.Event()
        await self._mend()

    async def _mend(self) -> None:
        self._forth.set()
        self._back.set()
        if self.port and self._server.is_serving():
            return
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _cut(self) -> None:
        self._server.close()
        for line in list(self._lines):
            _break(line)
        self._forth.set()  # whoever holds a piece lets go of it
        self._back.set()

    async def _hold(self, forth: bool, back: bool) -> None:
        for held, event in ((forth, self._forth), (back, self._back)):
            if held:
                event.clear()

    async def _carry(self, near_in: asyncio.StreamReader, near_out: asyncio.StreamWriter) -> None:
        self._lines.add(near_out)
        far_out = None
        with suppress(OSError):
            await self._forth.wait()
            far_in, far_out = await asyncio.open_connection(*self._to)
            self._lines.add(far_out)
            ways = (self._pump(near_in, far_out, self._forth, True), self._pump(far_in, near_out, self._back, False))
            await asyncio.gather(*ways)
        for line in (near_out, far_out):
            if line:
                self._lines.discard(line)
                line.close()

    async def _pump(
        self, heard: asyncio.StreamReader, told: asyncio.StreamWriter, flows: asyncio.Event, forth: bool
    ) -> None:
        with suppress(OSError):
            while piece := await heard.read(_PIECE):
                await flows.wait()
                told.write(self._renamed(piece) if forth and self._rename else piece)
                await told.drain()
            await flows.wait()  # nor does a goodbye arrive
        told.close()

    def _renamed(self, piece: bytes) -> bytes:
        return piece.replace(b"127.0.0.1:%d" % self.port, b"127.0.0.1:%d" % self._to[1])


def _break(line: asyncio.StreamWriter) -> None:
    """Let the other side know only by a reset, as a router that was switched off and on does."""
    with suppress(OSError):
        line.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.transport.abort()
