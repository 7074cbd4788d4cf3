"""How a room is attacked: frames of any make, websockets to any kernel, and the question whether all is well afterwards."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from permanence_lib.bench.client import Page, Person
from permanence_lib.bench.wire import PROTOCOL

SCRIPT = "<script>document.title='owned'</script>"


def code(canary: Path) -> dict[str, Any]:
    """What an attacker would have a kernel do."""
    said = f"open({str(canary)!r}, 'w').close()"
    return {
        "code": said, "silent": False, "store_history": False, "user_expressions": {"x": said}, "allow_stdin": False,
        "stop_on_error": True, "cursor_pos": 3, "detail_level": 1,
    }  # fmt: skip


async def still_works(page: Page) -> None:
    """The page's kernel answers, and so does the server."""
    await page.act("look", {"exercise": ""})
    assert (await page.device.get("/joined")).status == 200


def framed(*parts: bytes) -> bytes:
    """Any bytes, in a frame that is well made."""
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


async def socket_to(person: Person, kernel: str, protocol: str = PROTOCOL, **headers: str) -> Any:
    """A websocket to any kernel, with this person's cookie."""
    url = f"{person.device.base.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels?session_id=x"
    sent = {"Cookie": person.device.cookie, "Origin": person.device.base, **headers}
    request = HTTPRequest(url, headers={name: value for name, value in sent.items() if value}, request_timeout=20)
    return await websocket_connect(request, subprotocols=[protocol] if protocol else None)


async def refusal(person: Person, kernel: str, **headers: str) -> int:
    """The status with which a websocket is refused."""
    with pytest.raises(HTTPClientError) as refused:
        await socket_to(person, kernel, **headers)
    return refused.value.code
