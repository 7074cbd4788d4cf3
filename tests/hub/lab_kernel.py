"""A kernel of somebody's JupyterLab at the Hub, and code run in it, as its owner could."""

from __future__ import annotations

import asyncio
import json
import threading
import uuid
from typing import Any

from hubs import Visitor
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect


def run(visitor: Visitor, code: str, patience: float = 120) -> Any:
    """Run code in a new kernel of this person's JupyterLab; what it prints last, as JSON."""
    base = visitor.hub.study(visitor.name)
    visitor.get(base)
    made = visitor.post(base + "api/kernels", json={}, headers={"X-XSRFToken": visitor.xsrf(f"/user/{visitor.name}/")})
    assert made.status_code == 201, made.text
    found: list[str] = []
    worker = threading.Thread(
        target=lambda: found.append(asyncio.run(_run(visitor, made.json()["id"], code, patience)))
    )
    worker.start()
    worker.join(patience + 10)
    assert found, "the kernel did not answer"
    return json.loads(found[0].strip().splitlines()[-1])


async def _run(visitor: Visitor, kernel: str, code: str, patience: float) -> str:
    address = visitor.hub.study(visitor.name).replace("http", "ws", 1) + f"api/kernels/{kernel}/channels"
    cookies = "; ".join(
        f"{each.name}={each.value}" for each in visitor.cookies.jar if visitor.name in (each.path or "")
    )
    line = await websocket_connect(HTTPRequest(address, headers={"Cookie": cookies}), max_message_size=10_000_000)
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": "execute_request",
        "username": "",
        "session": "s",
        "version": "5.3",
    }
    wanted = {"code": code, "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    await line.write_message(
        json.dumps({"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": wanted})
    )
    return await asyncio.wait_for(_printed(line, header["msg_id"]), patience)


async def _printed(line: Any, asked: str) -> str:
    """What is printed until the kernel is done; an error of the code is an error here."""
    printed = ""
    while True:
        message = json.loads(await line.read_message())
        if message.get("parent_header", {}).get("msg_id") != asked:
            continue
        content = message["content"]
        match message["header"]["msg_type"]:
            case "stream" if content["name"] == "stdout":
                printed += content["text"]
            case "error":
                return json.dumps({"error": "\n".join(content["traceback"])})
            case "execute_reply":
                return printed
