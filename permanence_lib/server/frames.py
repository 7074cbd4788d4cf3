"""What a browser may say to a kernel: widget messages, in frames whose every number has been checked.

A frame is believed by jupyter_server as it stands: its first eight bytes are a count of offsets, and a count made of
0xFF keeps the whole server busy for ever. So nothing reaches it that has not been read here first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"
LONGEST = 8_000_000
MOST_PARTS = 1024
#: channel, header, parent header, metadata, content: six offsets mark five parts.
LEAST_OFFSETS = 6
WORD = 8

ALLOWED = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
TARGETS = frozenset({"jupyter.widget.control"})


class BadFrame(ValueError):
    """The frame is not one of ours; the message says why, for the log."""


@dataclass(frozen=True)
class Message:
    """The parts of a frame that decide whether it may pass."""

    channel: str
    type: str
    content: dict[str, Any]


def read(frame: bytes | str) -> Message:
    """The message in a frame, or BadFrame."""
    if isinstance(frame, str):
        raise BadFrame("text frame, of the older protocol")
    parts = _parts(frame)
    try:
        channel = parts[0].decode("ascii")
        header, _parent, _metadata, content = (json.loads(part) for part in parts[1:5])
        message = Message(channel, header["msg_type"], content)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFrame(f"parts cannot be read ({type(error).__name__})") from error
    _check(message)
    return message


def _parts(frame: bytes) -> list[bytes]:
    """The frame cut at its offsets, once they have proved to lie inside it and in order."""
    if not WORD * (LEAST_OFFSETS + 1) <= len(frame) <= LONGEST:
        raise BadFrame(f"{len(frame)} bytes long")
    count = _number(frame, 0)
    if not LEAST_OFFSETS <= count <= MOST_PARTS or WORD * (count + 1) > len(frame):
        raise BadFrame("impossible count of parts")
    offsets = [_number(frame, 1 + i) for i in range(count)]
    starts_right = offsets[0] == WORD * (count + 1)
    in_order = all(a <= b for a, b in pairwise(offsets))
    if not (starts_right and in_order and offsets[-1] == len(frame)):
        raise BadFrame("impossible offsets")
    return [frame[a:b] for a, b in pairwise(offsets)]


def _number(frame: bytes, place: int) -> int:
    return int.from_bytes(frame[WORD * place : WORD * (place + 1)], "little")


def _check(message: Message) -> None:
    """Only widget messages, only on the shell channel; only the widgets' own control comm may be opened."""
    if message.channel != "shell":
        raise BadFrame(f"channel {message.channel!r:.40}")
    if not isinstance(message.type, str) or message.type not in ALLOWED:
        raise BadFrame(f"message type {message.type!r:.40}")
    if not isinstance(message.content, dict):
        raise BadFrame("content is not an object")
    if message.type == "comm_open" and message.content.get("target_name") not in TARGETS:
        raise BadFrame("a comm of another kind")
