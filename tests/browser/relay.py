"""A relay in front of a server that counts every byte on the wire."""

from __future__ import annotations

import asyncio
import contextlib
import threading

from ports import free_port


class Counting:
    """A relay in front of a server that counts what passes: every byte on the wire, frames and headers too."""

    def __init__(self, port: int) -> None:
        self.target, self.port, self.bytes = port, free_port(), 0
        self.loop = asyncio.new_event_loop()
        started = threading.Event()
        threading.Thread(target=self._run, args=(started,), daemon=True).start()
        started.wait(5)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", self.port))
        started.set()
        self.loop.run_forever()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        # The server answers to its own name only; both ports have five figures, so no length changes.
        own = (f"127.0.0.1:{self.port}".encode(), f"127.0.0.1:{self.target}".encode())
        await asyncio.gather(self._carry(reader, back, own), self._carry(there, writer, own[::-1]))

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, name: tuple[bytes, bytes]) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65536):
                self.bytes += len(data)
                sink.write(data.replace(*name))
                await sink.drain()
        sink.close()
