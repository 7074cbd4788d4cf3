"""A relay in front of a server that counts what passes: every byte on the wire in both directions, frames and heads too."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from types import TracebackType


class Relay:
    """`with Relay(port) as relay:` — `relay.port` leads to the server, `relay.bytes` is what has passed."""

    def __init__(self, target: int) -> None:
        self.target, self.port, self.bytes = target, 0, 0
        self._loop = asyncio.new_event_loop()

    def __enter__(self) -> Relay:
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait(10)
        return self

    def __exit__(
        self, sort: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    @property
    def base(self) -> str:
        """The site through it."""
        return f"http://127.0.0.1:{self.port}"

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        # The server answers to its own name only; both ports have five figures, so no length changes.
        names = (f"127.0.0.1:{self.port}".encode(), f"127.0.0.1:{self.target}".encode())
        await asyncio.gather(self._carry(reader, back, names), self._carry(there, writer, names[::-1]))

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, names: tuple[bytes, bytes]
    ) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                self.bytes += len(data)
                sink.write(data.replace(*names))
                await sink.drain()
        sink.close()
