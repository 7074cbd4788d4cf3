"""A participant or facilitator as the server meets them: joins, opens a live page, acts, and saves answers until they are kept.

ann = Person(base)
await ann.join(code, "Ann")
page = await ann.open("/place")
sheet = await page.exercise("w18s1a1")
await sheet.save(value)
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tornado.httpclient import HTTPError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from permanence_lib.bench.device import Answer, Device
from permanence_lib.bench.wire import PROTOCOL, Heard, header, new_id, pack, unpack

Json = dict[str, Any]
#: How long an answer over the websocket may take, in seconds; after it, as after a broken line, the page is opened again.
PATIENCE = 30.0
#: How long to wait before a page is opened again, in seconds.
_PAUSE = 0.5
_CONFIG = re.compile(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', re.S)
_MOUNT = re.compile(r'class="slim-mount" data-model="([\w-]+)"')
_MADE = re.compile(r'data-made="([^"]+)"')
_FILE = re.compile(r"[\w-]+\.[0-9a-f]+\.(?:js|json)")


class Lost(ConnectionError):
    """The line broke, or the kernel is gone."""


class Refused(Exception):
    """The server said no; the message is what it said."""


class Person:
    """Somebody with a device."""

    def __init__(self, base: str) -> None:
        self.device = Device(base)

    async def join(self, code: str, alias: str, needs: str = "") -> None:
        """Join with the code of the room. Raises Refused when the server does not let them in."""
        await self._enter({"way": "new", "code": code, "alias": alias, "needs": needs})

    async def resume(self, code: str) -> None:
        """Come back with one's own code."""
        await self._enter({"way": "back", "code": code})

    async def lead(self, code: str) -> None:
        """Come in as the facilitator."""
        await self._enter({"way": "lead", "code": code})

    async def open(self, path: str = "/place", again: bool = False) -> Page:
        """A live page, up to the moment it shows how things stand. With `again`, for as long as it takes the server to be there."""
        while True:
            try:
                return await self._open(path)
            except (OSError, Lost, HTTPError):
                if not again:
                    raise
                await asyncio.sleep(_PAUSE)

    def close(self) -> None:
        """Let go of the connections that are not in use."""
        self.device.close()

    async def _open(self, path: str) -> Page:
        return await Page.of(await self.device.get(path), self.device)

    async def _enter(self, fields: dict[str, str]) -> None:
        await self.device.fetch_files((await self.device.get("/join")).text)
        answer = await self.device.post("/join", fields)
        if answer.status != 303:
            raise Refused(f"{answer.status}")


class Page:
    """A live page of one kernel: what it was last told, and a way to ask it to do things."""

    def __init__(self, device: Device, kernel: str, model: str) -> None:
        self.device, self.kernel, self.model = device, kernel, model
        self.seen: Json = {}
        self.states: dict[str, Json] = {}
        self.heard: asyncio.Queue[Heard] = asyncio.Queue()
        self._session, self._control = new_id(), new_id()
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._acted: dict[str, Json] = {}
        self._sheets: dict[str, Sheet] = {}
        self._socket: WebSocketClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    @classmethod
    async def of(cls, answer: Answer, device: Device) -> Page:
        """The page that came as HTML: its files fetched, its line open, and told how things stand."""
        config, mount = _CONFIG.search(answer.text), _MOUNT.search(answer.text)
        if answer.status != 200 or not config or not mount:
            raise Lost(f"The page was not shown ({answer.status} {answer.to}).")
        page = cls(device, json.loads(config[1])["kernelId"], mount[1])
        await asyncio.gather(device.fetch_files(answer.text), page.connect())
        await page.until(lambda seen: True)
        if made := _MADE.search(answer.text):
            await device.fetch({made[1].removeprefix(device.prefix) + name for name in page.parts})
        return page

    @property
    def parts(self) -> set[str]:
        """The files that the page's widgets are shown with, by name."""
        named = [found for each in self.states.values() for found in (each["state"].get("parts") or {}).values()]
        return {name for name in named if _FILE.fullmatch(str(name))}

    # ---- the line

    async def connect(self) -> None:
        """Open the websocket and ask for every model and for how things stand."""
        url = (
            f"{self.device.base.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels?session_id={self._session}"
        )
        request = HTTPRequest(
            url, headers={"Cookie": self.device.cookie, "Origin": self.device.origin}, connect_timeout=PATIENCE,
            request_timeout=PATIENCE, validate_cert=False,
        )  # fmt: skip
        self._socket = await websocket_connect(request, subprotocols=[PROTOCOL], compression_options={})
        self._reading = asyncio.create_task(self._read(self._socket))
        control = {"comm_id": self._control, "target_name": "jupyter.widget.control", "data": {"states": {}}}
        await self.say("comm_open", control, {"version": "1.0.0"})
        await self.say("comm_msg", {"comm_id": self._control, "data": {"method": "request_states"}})
        await self.tell(self.model, {"kind": "hello"})

    @property
    def is_open(self) -> bool:
        """Whether the line still stands. What was cut does not from that moment, though its reader has yet to hear of it."""
        return self._reading is not None and not (self._reading.done() or self._reading.cancelling())

    def cut(self) -> None:
        """Wi-Fi is gone: nothing is said to the server, and nothing more is heard."""
        if self._reading:
            self._reading.cancel()
        if self._socket and self._socket.protocol:
            self._socket.protocol._abort()
        self._wake()

    async def leave(self, farewell: bool = True) -> None:
        """Leave the page as a browser does: its kernel ends, also where the farewell is lost and the line only closed."""
        if farewell:
            with suppress(OSError):
                await self.device.post(f"/voila/api/shutdown/{self.kernel}", {})
        elif self._socket and self._reading:
            self._socket.close(1001)
            await asyncio.wait({self._reading}, timeout=PATIENCE)
        self.cut()

    async def say(self, kind: str, content: Json, metadata: Json | None = None) -> str:
        """Send one message; its id."""
        head = header(kind, self._session)
        if self._socket is None or not self.is_open:
            raise Lost("There is no line.")
        try:
            await self._socket.write_message(pack(head, content, metadata=metadata), binary=True)
        except Exception as trouble:
            raise Lost(str(trouble)) from trouble
        return head["msg_id"]

    async def send_raw(self, frame: bytes | str) -> None:
        """Any frame at all, for whoever tries what a browser must not."""
        assert self._socket
        await self._socket.write_message(frame, binary=isinstance(frame, bytes))

    async def tell(self, model: str, message: Json) -> str:
        """A message to one widget."""
        return await self.say("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": message}})

    # ---- what it does

    async def act(self, what: str, given: Json | None = None, request_id: str = "") -> None:
        """Ask the page's view to do something. Raises Refused with its words when it will not."""
        name = request_id or new_id()
        await self.tell(self.model, {"kind": "act", "id": name, "what": what, "given": given or {}})
        done = await self._when(lambda: self._acted.pop(name, None))
        if done.get("why"):
            raise Refused(done["why"])

    async def until(self, true: Callable[[Json], Any], patience: float = PATIENCE) -> Json:
        """How things stand, as soon as they stand so."""
        found: Json = await self._when(lambda: self.seen if self.seen and true(self.seen) else None, patience)
        return found

    async def exercise(self, name: str) -> Sheet:
        """An exercise of the page, opened for writing."""
        if name not in self._sheets:
            if name not in self.seen.get("models", {}):
                await self.act("open", {"exercise": name})
            seen = await self.until(lambda seen: name in seen.get("models", {}))
            self._sheets[name] = Sheet(self, seen["models"][name])
            await self._sheets[name].open()
        return self._sheets[name]

    async def _when(self, found: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """What `found` finds, looked for again after every message."""
        ready = found()
        if ready is not None:
            return ready
        if not self.is_open:
            raise Lost("There is no line.")
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append((found, future))
        try:
            return await asyncio.wait_for(future, patience)
        except TimeoutError:
            raise Lost("There was no answer.") from None
        finally:
            self._waiting = [each for each in self._waiting if each[1] is not future]

    # ---- what it hears

    async def _read(self, socket: WebSocketClientConnection) -> None:
        try:
            while (frame := await socket.read_message()) is not None:
                if isinstance(frame, bytes):
                    self._take_in(unpack(frame))
        finally:
            self._count(socket)
            asyncio.get_running_loop().call_soon(self._wake)

    def _take_in(self, heard: Heard) -> None:
        self.heard.put_nowait(heard)
        data = heard.content.get("data") or {}
        who, said = heard.content.get("comm_id"), data.get("content") or {}
        if data.get("method") == "update_states":
            self.states.update(data["states"])
        elif said.get("kind") == "seen":
            self.seen = said["seen"]
        elif said.get("kind") == "acted":
            self._acted[str(said["id"])] = said
        else:
            for sheet in self._sheets.values():
                if sheet.model == who:
                    sheet.said.append(said)
        self._wake()

    def _wake(self) -> None:
        for found, future in self._waiting:
            if future.done():
                continue
            ready = found()
            if ready is not None:
                future.set_result(ready)
            elif not self.is_open:
                future.set_exception(Lost("The line broke."))

    def _count(self, socket: WebSocketClientConnection) -> None:
        self.device.bytes += getattr(socket.protocol, "_wire_bytes_in", 0)

    @property
    def wire_bytes(self) -> int:
        """What has come over this websocket so far, compressed as it travelled."""
        return int(getattr(self._socket.protocol, "_wire_bytes_in", 0)) if self._socket else 0


class Sheet:
    """One exercise on a page, saved by the exercises' own protocol."""

    def __init__(self, page: Page, model: str) -> None:
        self.page, self.model = page, model
        self.said: list[Json] = []
        self.revision = 0
        self.value: Json | None = None

    async def open(self) -> Json:
        """What is kept of it."""
        await self.page.tell(self.model, {"kind": "hello"})
        opened = await self._heard(lambda said: said.get("kind") == "opened")
        self.revision, self.value = opened["revision"], opened["value"]
        return opened

    async def save(self, value: Json, done: bool = False, request_id: str = "") -> int:
        """Keep an answer; the revision it was kept as. Raises Refused, or Lost when nobody knows whether it was kept."""
        name = request_id or new_id()
        message = {"kind": "save", "id": name, "base": self.revision, "value": value, "done": done}
        await self.page.tell(self.model, message)
        said = await self._heard(lambda said: said.get("id") == name)
        if said["kind"] != "saved":
            raise Refused(f"{said['kind']}: {said.get('why', '')}")
        self.revision, self.value = said["revision"], value
        return self.revision

    async def _heard(self, wanted: Callable[[Json], bool]) -> Json:
        def find() -> Json | None:
            return next((each for each in self.said if wanted(each)), None)

        found: Json = await self.page._when(find)
        self.said.remove(found)
        return found
