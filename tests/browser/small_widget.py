"""A widget small enough to test the page with: text both ways, messages, and a module kept in a model of its own."""

from __future__ import annotations

import os
from typing import Any

import anywidget
import ipywidgets
import traitlets

ESM = """
function render({model, el}) {
  el.className = "small";
  const id = model.get("name");
  el.innerHTML = '<h2></h2><label>Words <input type="text"></label><p class="mirror"></p><p class="kit"></p>';
  el.querySelector("h2").textContent = "Exercise " + id;
  const input = el.querySelector("input"), mirror = el.querySelector(".mirror");
  const paint = () => { mirror.textContent = model.get("mirror"); if (input.value !== model.get("text")) input.value = model.get("text"); };
  input.oninput = () => { model.set("text", input.value); model.save_changes(); };
  model.on("change:mirror change:text", paint);
  model.on("msg:custom", (content, buffers) => { (globalThis.heard ??= []).push([id, content, buffers.map((b) => b.byteLength)]); });
  paint();
  if (model.get("kit")) model.widget_manager.get_model(model.get("kit")).then((kit) => { el.querySelector(".kit").textContent = kit.get("text"); });
}
export default {render};
"""


class Source(ipywidgets.Widget):  # type: ignore[misc]
    """A plain model that is never displayed, with text in it."""

    _model_module = traitlets.Unicode("@jupyter-widgets/base").tag(sync=True)
    _model_module_version = traitlets.Unicode("2.0.0").tag(sync=True)
    _model_name = traitlets.Unicode("WidgetModel").tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)


class Small(anywidget.AnyWidget):  # type: ignore[misc]
    """Mirrors its text in capitals, and answers messages."""

    _esm = ESM
    _css = ".small { padding: 0.5rem; border-top: 3px solid rgb(1, 2, 3); }"
    name = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    mirror = traitlets.Unicode().tag(sync=True)
    number = traitlets.Int().tag(sync=True)
    updates = traitlets.Int().tag(sync=True)
    big = traitlets.Dict().tag(sync=True)
    kit = traitlets.Unicode().tag(sync=True)
    pid = traitlets.Int(os.getpid()).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.seen = 0
        self.on_msg(self._answer)

    @traitlets.observe("text")
    def _mirror(self, change: Any) -> None:
        self.mirror = change["new"].upper()

    @traitlets.observe("number")
    def _count(self, _change: Any) -> None:
        self.seen += 1

    @traitlets.validate("number")
    def _at_most(self, proposal: Any) -> int:
        return min(int(proposal["value"]), 1000)

    def _answer(self, _widget: Any, content: Any, buffers: Any) -> None:
        if content["op"] == "ping":
            self.send(
                {"op": "pong", "x": content["x"], "got": [len(b) for b in buffers]}, [b"abc"] if buffers else None
            )
        elif content["op"] == "text":
            self.text = content["text"]
        elif content["op"] == "count":
            self.updates = self.seen
        elif content["op"] == "late":
            self.late = Source(text="late")
            self.kit = self.late.model_id
        elif content["op"] == "fail":
            raise ValueError("meant to happen")
