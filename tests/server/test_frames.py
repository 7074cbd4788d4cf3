"""What a browser may say to a kernel."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from permanence_lib.server import frames


def frame(kind: str = "comm_msg", channel: str = "shell", content: Any = None, header: Any = None) -> bytes:
    """A well-made frame."""
    head = {"msg_type": kind, "msg_id": "1"} if header is None else header
    parts = [channel.encode(), *(json.dumps(part).encode() for part in (head, {}, {}, content or {}))]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return struct.pack(f"<{len(offsets) + 1}Q", len(offsets), *offsets) + b"".join(parts)


@pytest.mark.parametrize("kind", sorted(frames.ALLOWED - {"comm_open"}))
def test_widget_messages_pass(kind: str) -> None:
    """Everything an exercise needs."""
    assert frames.read(frame(kind)).type == kind


def test_the_widgets_own_control_may_be_opened() -> None:
    """That is how a page asks for the states."""
    assert frames.read(frame("comm_open", content={"target_name": "jupyter.widget.control"})).type == "comm_open"


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(frame("execute_request", content={"code": "1"}), id="code"),
        pytest.param(frame("inspect_request"), id="inspect"),
        pytest.param(frame("shutdown_request"), id="shutdown"),
        pytest.param(frame("comm_msg", channel="control"), id="control channel"),
        pytest.param(frame("comm_msg", channel="stdin"), id="stdin channel"),
        pytest.param(frame("comm_open", content={"target_name": "jupyter.widget"}), id="new widget"),
        pytest.param(frame(header={"msg_type": ["comm_msg"]}), id="type is a list"),
        pytest.param(frame(header=[]), id="header is a list"),
        pytest.param(frame(content=["x"]), id="content is a list"),
        pytest.param(json.dumps({"channel": "shell"}), id="older protocol"),
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff" * 64, id="endless count"),
        pytest.param(struct.pack("<Q", 6) + b"\0" * 60, id="offsets of zero"),
        pytest.param(frame()[:-1], id="cut short"),
        pytest.param(frame() + b"x", id="too long by one"),
        pytest.param(b"\0" * (frames.LONGEST + 1), id="oversize"),
    ],
)
def test_nothing_else_passes(bad: bytes | str) -> None:
    """Code, other channels, other comms, other framings and impossible numbers are refused before anything reads them."""
    with pytest.raises(frames.BadFrame):
        frames.read(bad)
