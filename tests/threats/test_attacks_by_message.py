"""T1 and T2: whatever is sent down the websocket, no code runs and the room goes on."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
import rooms
import served
from attacking import SCRIPT, code, framed, socket_to, still_works
from tornado.httpclient import HTTPClientError

from permanence_lib.bench.wire import header, new_id, pack

pytestmark = pytest.mark.slow

# ---- code


KINDS = [
    "execute_request", "inspect_request", "complete_request", "history_request", "is_complete_request", "shutdown_request",
    "interrupt_request", "debug_request", "input_reply", "create_subshell_request", "usage_request", "unheard_of", "",
]  # fmt: skip


@pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub", "hb", ""])
def test_t01_no_message_makes_a_kernel_run_code(room: served.Workshop, canary: Path, channel: str) -> None:
    """Every type a kernel knows, on every channel there is: none is answered, and the page goes on."""

    async def attack() -> set[str]:
        _, page = await rooms.join(room, f"Code {channel}")
        for kind in KINDS:
            await page.send_raw(pack(header(kind, "x"), code(canary), channel=channel))
        await still_works(page)
        return {page.heard.get_nowait().type for _ in range(page.heard.qsize())}

    heard = rooms.run(attack())
    assert not canary.exists()
    assert not [each for each in heard if each.endswith("_reply")]


def test_t01_a_type_dressed_up_is_no_other_type(room: served.Workshop, canary: Path) -> None:
    """The type twice in one header, as a list, with spaces, and an allowed header round a forbidden content."""

    async def attack() -> None:
        _, page = await rooms.join(room, "Dressed")
        twice = b'{"msg_type": "comm_msg", "msg_id": "1", "msg_type": "execute_request"}'
        other = b'{"msg_type": "execute_request", "msg_id": "1", "msg_type": "comm_msg"}'
        for head in (twice, other):
            await page.send_raw(framed(b"shell", head, b"{}", b"{}", json.dumps(code(canary)).encode()))
        for kind in (["execute_request"], "execute_request ", "EXECUTE_REQUEST", {"a": 1}, None, 7):
            await page.send_raw(pack(header("comm_msg", "x") | {"msg_type": kind}, code(canary)))
        await page.send_raw(pack(header("comm_msg", "x"), code(canary)))
        await still_works(page)

    rooms.run(attack())
    assert not canary.exists()


def test_t01_only_the_widgets_own_control_may_be_opened(room: served.Workshop) -> None:
    """A comm of any other name, and a widget of the attacker's own, with whatever in it, is not made."""

    async def attack() -> tuple[set[str], set[str]]:
        _, page = await rooms.join(room, "Comms")
        tried: set[str] = set()
        for target in ("jupyter.widget", "ipyparallel", "jupyter.widget.version", "debugger", "", None):
            state = {"_model_name": "HTMLModel", "_model_module": "@jupyter-widgets/controls", "value": SCRIPT}
            opened = {"comm_id": new_id(), "target_name": target, "data": {"state": state, "buffer_paths": []}}
            tried.add(opened["comm_id"])
            await page.say("comm_open", opened, {"version": "2.1.0"})
        await page.say("comm_msg", {"comm_id": page._control, "data": {"method": "request_states"}})
        await still_works(page)
        return tried, set(page.states)

    tried, there = rooms.run(attack())
    assert there
    assert not tried & there


@pytest.mark.parametrize("protocol", ["", "v0.kernel.websocket.jupyter.org", "v2.kernel.websocket.jupyter.org"])
def test_t01_no_other_framing_is_spoken(room: served.Workshop, protocol: str) -> None:
    """The older one is refused at the door: it brings a stock server to a stop."""

    async def attack() -> int:
        person, page = await rooms.join(room, f"Framing {protocol}")
        with pytest.raises(HTTPClientError) as refused:
            await socket_to(person, page.kernel, protocol)
        await still_works(page)
        return refused.value.code

    assert rooms.run(attack()) == 400


# ---- broken frames


BROKEN: dict[str, bytes | str] = {
    "empty": b"",
    "one byte": b"\x06",
    "endless count": b"\xff" * 64,
    "count of 2^62": struct.pack("<8Q", 2**62, *range(7)),
    "count of none": struct.pack("<8Q", 0, *[64] * 7),
    "offsets backwards": struct.pack("<7Q", 6, 200, 150, 100, 80, 60, 56) + b"x" * 200,
    "offsets beyond": struct.pack("<7Q", 6, 56, 57, 58, 59, 60, 2**40) + b"x" * 200,
    "no JSON": framed(b"shell", b"\xff\xfe", b"{}", b"{}", b"{}"),
    "nested too deep": framed(b"shell", b"[" * 100_000, b"{}", b"{}", b"{}"),
    "a number too long": framed(b"shell", b'{"msg_type": ' + b"9" * 100_000 + b"}", b"{}", b"{}", b"{}"),
    "not a number": framed(b"shell", b'{"msg_type": "comm_msg", "msg_id": NaN}', b"{}", b"{}", b"null"),
    "many parts": framed(b"shell", *[b"{}"] * 5000),
    "text": '{"header": {"msg_type": "execute_request"}, "channel": "shell", "content": {}}',
    "text of zeros": "\0" * 1000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_t02_a_broken_frame_breaks_nothing(room: served.Workshop, name: str) -> None:
    """It is dropped, and the same page goes on."""

    async def attack() -> None:
        _, page = await rooms.join(room, f"Broken {name}")
        await page.send_raw(BROKEN[name])
        await still_works(page)

    rooms.run(attack())


def test_t02_a_huge_frame_ends_the_line_and_not_the_server(room: served.Workshop) -> None:
    """Twenty megabytes of it; the next page is served as ever."""

    async def attack() -> None:
        person, page = await rooms.join(room, "Huge")
        await page.send_raw(
            framed(b"shell", json.dumps(header("comm_msg", "x")).encode(), b"{}", b"{}", b"9" * 20_000_000)
        )
        await still_works(await person.open("/place", again=True))

    rooms.run(attack())


def test_t02_a_flood_of_messages_drowns_nobody_else(room: served.Workshop) -> None:
    """Six thousand at once from one page: somebody else's is answered in between."""

    async def attack() -> None:
        _, flooding = await rooms.join(room, "Flood")
        _, other = await rooms.join(room, "Beside")
        frame = pack(header("comm_info_request", "x"), {})
        for number in range(6000):
            await flooding.send_raw(frame)
            if number % 2000 == 0:
                await still_works(other)
        await still_works(other)

    rooms.run(attack())
