"""The websocket between a page and its kernel."""

from __future__ import annotations

import time
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado import web
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from permanence_lib.server import frames


class Allowance:
    """So many messages a second, with a reserve for bursts."""

    def __init__(self, rate: float = 200, reserve: float = 2000) -> None:
        self.rate, self.reserve = rate, reserve
        self.left, self.last = reserve, time.monotonic()

    def take(self) -> bool:
        """Whether one more message is within the allowance."""
        now = time.monotonic()
        self.left = min(self.reserve, self.left + (now - self.last) * self.rate)
        self.last = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class WidgetMessagesOnly(ZMQChannelsWebsocketConnection):
    """Passes on widget messages and nothing else: a page cannot run code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowance = Allowance()

    def request_kernel_info(self) -> Any:
        """Not asked for: the kernel is of this server's own Python, and its answer would wait behind the page's cells."""
        self._finish_kernel_info({})
        return self._kernel_info_future

    def handle_incoming_message(self, incoming_msg: bytes | str) -> None:
        """Drop what is not a widget message; the page is not told, the log is."""
        try:
            if not self.allowance.take():
                raise frames.BadFrame("too many messages a second")
            frames.read(incoming_msg)
        except frames.BadFrame as why:
            self.log.warning("A message from the browser was dropped: %s.", why)
        else:
            super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream: str, outgoing_msg: list[Any]) -> None:
        """What the cells of a page give, while the server tells the page of it, does not travel a second time."""
        if not self.kernel_manager.telling or self._asked_by(outgoing_msg) != "execute_request":
            super().handle_outgoing_message(stream, outgoing_msg)

    def _asked_by(self, message: list[Any]) -> str:
        """The sort of message that it answers; '' where it answers none."""
        _, parts = self.session.feed_identities(message)
        return str(self.session.unpack(parts[2]).get("msg_type", ""))


#: What a browser says when its person goes elsewhere. A line that only breaks says nothing, and its page comes back.
_LEFT = (1000, 1001)


class Channels(VoilaKernelWebsocketHandler):
    """The websocket's own end: compressed, prompt, and only in the framing that can be checked."""

    def prepare(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse the older framing: Voila reads its answers as if they were of the newer one, and hangs."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if frames.PROTOCOL not in [name.strip() for name in offered.split(",")]:
            raise web.HTTPError(400, reason="The kernel websocket needs its current sub-protocol")
        return super().prepare(*args, **kwargs)

    def get_compression_options(self) -> dict[str, Any]:
        """The exercises' modules travel here: text that shrinks to a third."""
        return {"compression_level": 6, "mem_level": 8}

    async def open(self, kernel_id: str) -> None:
        """Send small answers at once instead of waiting 40 ms for more."""
        self.set_nodelay(True)
        await super().open(kernel_id)

    def on_close(self) -> None:
        """A page that has been left needs its kernel no more, though its own farewell may have got lost."""
        super().on_close()
        if self.close_code in _LEFT:
            self.kernel_manager.left(self.path_kwargs["kernel_id"])

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """A page that has just been left is no error."""
        try:
            return super().write_message(message, binary)
        except WebSocketClosedError:
            return None
