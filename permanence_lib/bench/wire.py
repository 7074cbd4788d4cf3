"""The kernel websocket's framing, as a browser speaks it: a count, the offsets, then the parts."""

from __future__ import annotations

import json
import struct
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"
_WORD = 8


@dataclass(frozen=True)
class Heard:
    """A message of the kernel's: its type, which of ours it answers, and what it says."""

    type: str
    parent: str
    content: dict[str, Any]


def new_id() -> str:
    """A random id."""
    return uuid.uuid4().hex


def header(kind: str, session: str) -> dict[str, str]:
    """What stands at the head of a message."""
    now = datetime.now(UTC).isoformat()
    return {"msg_id": new_id(), "msg_type": kind, "username": "", "session": session, "version": "5.3", "date": now}


def pack(head: dict[str, Any], content: Any, *, channel: str = "shell", metadata: Any = None) -> bytes:
    """One message as one frame."""
    parts = [channel.encode(), *(json.dumps(part).encode() for part in (head, {}, metadata or {}, content))]
    offsets = [_WORD * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


def unpack(frame: bytes) -> Heard:
    """What a frame from the kernel says."""
    (count,) = struct.unpack_from("<Q", frame)
    offsets = struct.unpack_from(f"<{count}Q", frame, _WORD)
    parts = [frame[a:b] for a, b in pairwise(offsets)]
    head, parent, content = json.loads(parts[1]), json.loads(parts[2]), json.loads(parts[4])
    return Heard(head["msg_type"], parent.get("msg_id", ""), content)
