"""A page's conversation with its kernel: what our client says in each step, and what a real kernel answers.

    python tests/protocol/conversation.py > tests/vectors/protocol/conversation.json

records it anew. Do that when a new ipykernel, ipywidgets or anywidget answers otherwise, after looking at what is different.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

PATIENCE = 60
#: What the kernel runs before the page comes.
CELL = """
import anywidget, ipywidgets
from ipywidgets.widgets.widget_string import LabelStyle
from traitlets import Bytes, Int, Unicode, observe, validate

class Small(anywidget.AnyWidget):
    _esm = "export default { render() {} }"
    text, mirror = Unicode().tag(sync=True), Unicode().tag(sync=True)
    number, picture = Int().tag(sync=True), Bytes().tag(sync=True)

    def __init__(self, name, **given):
        super().__init__(model_id=name, layout=ipywidgets.Layout(model_id=f"layout of {name}"), **given)
        self.on_msg(self.told)

    @observe("text")
    def _mirror(self, change):
        self.mirror = change.new.upper()

    @validate("number")
    def _most(self, proposal):
        return min(proposal.value, 1000)

    def told(self, _self, said, buffers):
        if said["op"] == "ping":
            self.send({"op": "pong", "got": [len(each) for each in buffers]}, [b"abc"])
        elif said["op"] == "late":
            made.append(Small("C", text="late"))
        elif said["op"] == "picture":
            self.picture = bytes(range(8))
        elif said["op"] == "close":
            made.pop(1).close()
        else:
            raise ValueError(said["op"])

made = [Small("A"), Small("B", picture=b"seen")]
parts = {"layout": ipywidgets.Layout(model_id="layout of L"), "style": LabelStyle(model_id="style of L")}
words = ipywidgets.Label(model_id="L", value="A label", **parts)
None
"""


@dataclass
class Step:
    """What happens on the page, and what the client then says."""

    name: str
    act: list[Any]
    said: list[dict[str, Any]]


def _message(type: str, content: dict[str, Any], buffers: Sequence[bytes] = (), **metadata: str) -> dict[str, Any]:
    return {"type": type, "metadata": metadata, "content": content, "buffers": [_text(each) for each in buffers]}


def _text(buffer: bytes) -> str:
    return base64.b64encode(buffer).decode("ascii")


def _opening() -> dict[str, Any]:
    content = {"comm_id": "control", "target_name": "jupyter.widget.control", "data": {"states": {}}}
    return _message("comm_open", content, version="1.0.0")


def _asking() -> dict[str, Any]:
    return _message("comm_msg", {"comm_id": "control", "data": {"method": "request_states"}})


def _update(model: str, **state: Any) -> dict[str, Any]:
    return _message("comm_msg", {"comm_id": model, "data": {"method": "update", "state": state, "buffer_paths": []}})


def _own(model: str, op: str, *buffers: bytes) -> dict[str, Any]:
    return _message("comm_msg", {"comm_id": model, "data": {"method": "custom", "content": {"op": op}}}, buffers)


def _telling(op: str, *buffers: bytes, name: str = "") -> Step:
    return Step(name or op, ["send", "A", {"op": op}, [_text(each) for each in buffers]], [_own("A", op, *buffers)])


def _setting(name: str, **state: Any) -> Step:
    return Step(name, ["set", "A", state], [_update("A", **state)])


STEPS = [
    Step("the page is opened", ["open"], [_opening(), _asking()]),
    _setting("words are typed", text="waiting"),
    _setting("a value is put right", number=5000),
    _setting("two things are changed at once", text="still waiting", number=7),
    Step(
        "keys are faster than answers",
        ["set", "A", *({"text": typed} for typed in ("f", "fa", "fas", "fast"))],
        [_update("A", text="f"), _update("A", text="fast")],
    ),
    Step(
        "a message does not wait, nor what was typed before it",
        ["hurry", "A", {"text": "first"}, {"text": "second"}, {"op": "ping"}],
        [_update("A", text="first"), _update("A", text="second"), _own("A", "ping")],
    ),
    Step(
        "a change is on its way when the line breaks",
        ["lose", "A", {"text": "on its way"}],
        [_update("A", text="on its way"), _update("A", text="on its way"), _asking()],
    ),
    _telling("ping", b"1234", b"123456789", name="a message with binary parts is answered"),
    _telling("picture", name="a state has a binary part"),
    _telling("late", name="another model is made"),
    _telling("close", name="a model is ended"),
    _telling("fail", name="a handler fails"),
    Step("the line breaks and is mended", ["mend"], [_asking()]),
]


def record() -> dict[str, Any]:
    """The whole of it, with a kernel started for it."""
    manager, client = start_new_kernel(kernel_name="python3", startup_timeout=PATIENCE)
    try:
        client.execute_interactive(CELL, timeout=PATIENCE, output_hook=lambda _: None, allow_stdin=False)
        steps = [
            {"name": each.name, "act": each.act, "said": each.said, "heard": list(_answers(client, each.said))}
            for each in STEPS
        ]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    spoken_by = {name: version(name) for name in ("ipykernel", "ipywidgets", "anywidget", "comm")}
    return {"spoken_by": spoken_by, "steps": steps}


def _answers(client: BlockingKernelClient, said: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Everything the kernel publishes until it has finished with each message; `to` counts the messages of the step."""
    for number, each in enumerate(said):
        message = client.session.msg(each["type"], each["content"], metadata=each["metadata"])
        buffers = [base64.b64decode(buffer) for buffer in each["buffers"]]
        client.session.send(client.shell_channel.socket, message, buffers=buffers)
        state = ""
        while state != "idle":
            heard = client.get_iopub_msg(timeout=PATIENCE)
            if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            state = heard["content"].get("execution_state", "")
            yield _kept(number, heard)


def _kept(number: int, heard: dict[str, Any]) -> dict[str, Any]:
    """Without the times and numbers of one run; of what is written to a log, only that it is."""
    type = heard["header"]["msg_type"]
    content = {} if type in ("stream", "error") else heard["content"]
    metadata = {name: value for name, value in heard["metadata"].items() if name == "version"}
    buffers = [_text(bytes(each)) for each in heard["buffers"]]
    return {"to": number, "type": type, "metadata": metadata, "content": content, "buffers": buffers}


if __name__ == "__main__":
    json.dump(record(), sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)
    sys.stdout.write("\n")
