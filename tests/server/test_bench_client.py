"""The participant without a browser whom measurements and the tests of a full room are made with."""

from __future__ import annotations

import pytest
import rooms
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from permanence_lib.bench.client import Lost, Page
from permanence_lib.bench.device import Device
from permanence_lib.bench.wire import PROTOCOL


class Silent(WebSocketHandler):
    """A kernel that never answers."""

    def select_subprotocol(self, subprotocols: list[str]) -> str:
        """The one that the pages speak."""
        return PROTOCOL

    def on_message(self, message: str | bytes) -> None:
        """Whatever is said."""


def test_a_line_that_was_cut_is_not_taken_for_an_open_one() -> None:
    """Not even at once: whoever writes until it is kept would try the dead line again, and for ever, without a pause."""

    async def run() -> None:
        socket, port = bind_unused_port()
        server = HTTPServer(Application([(r"/api/kernels/k/channels", Silent)]))
        server.add_socket(socket)
        page = Page(Device(f"http://127.0.0.1:{port}"), "k", "model")
        await page.connect()
        assert page.is_open
        page.cut()
        assert not page.is_open
        with pytest.raises(Lost):
            await page.tell("model", {})
        server.stop()
        await server.close_all_connections()

    rooms.run(run())
