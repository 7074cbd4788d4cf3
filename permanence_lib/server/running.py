"""Runs the cells of a week in the kernel of its page, and tells the page what is not the same for everybody."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator
from queue import Empty
from typing import Any

from permanence_lib.server.document import EXERCISE, READERS_OWN, tags
from permanence_lib.server.kernel import PromptClient

log = logging.getLogger("permanence")
#: What stands in the document already: nothing depends on its being run again.
_SHOWN = {"figure", "sources"}
_VIEW = "application/vnd.jupyter.widget-view+json"
#: What a page of ours has in files, and need not be told with every widget.
_IN_FILES = {"_esm", "_css", "_anywidget_id"}
#: A cell that takes so long is given up (seconds), and how often one looks whether its kernel is there at all.
_STANDSTILL, _LOOK = 60.0, 1.0
Json = dict[str, Any]


class KernelLost(RuntimeError):
    """It ended, or stood still, before the page was there."""


async def cells(kernel: Any, notebook: Any) -> AsyncIterator[Json]:
    """What each exercise's cell gave: {"cell", "model", "widget", "foreseen"}, {"cell", "html"} of what stands in its place, or {"cell"} if it failed.

    All are asked for at once and run one after the other, so that none waits for the way there and back. With its widget's
    state, and the answer to what it will ask first, an exercise can be shown before the page's own line to the kernel is there.
    """
    line: PromptClient = await kernel.ready_line()
    kernel.telling = True
    try:
        for cell, asked in [(cell, _ask(line, cell)) for cell in _to_run(notebook)]:
            given = await _given(kernel, line, asked, cell)
            if tags(cell) & {EXERCISE, READERS_OWN}:
                yield {"cell": cell.id, **given}
    finally:
        kernel.telling = False
        line.stop_channels()


def _to_run(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code" and not tags(cell) & _SHOWN]


def _ask(line: PromptClient, cell: Any) -> str:
    return str(line.execute(cell.source, store_history=False, allow_stdin=False, stop_on_error=False))


async def _given(kernel: Any, line: PromptClient, asked: str, cell: Any) -> Json:
    """What one cell gave, once it has been run."""
    given: Json = {}
    widgets: dict[str, Json] = {}
    foreseen: dict[str, Json] = {}
    async for message in _said(kernel, line, asked):
        content = message["content"]
        if message["msg_type"] == "error":
            log.error("Cell %s of a page failed:\n%s", cell.id, "\n".join(content.get("traceback", [])))
        elif message["msg_type"] == "comm_open" and content.get("target_name") == "jupyter.widget":
            widgets[content["comm_id"]] = _widget(content["data"]["state"])
        elif message["msg_type"] == "comm_msg" and (said := _foreseen(content["data"])):
            foreseen[content["comm_id"]] = said
        elif _VIEW in (data := content.get("data", {})):
            model = data[_VIEW]["model_id"]
            given = {"model": model, "widget": widgets.get(model), "foreseen": foreseen.get(model)}
        elif "text/html" in data:
            given = {"html": data["text/html"]}
    return given


def _foreseen(data: Json) -> Json | None:
    """A question that the page will put, and its answers."""
    said = data.get("content")
    if not isinstance(said, dict) or said.get("kind") != "foreseen":
        return None
    return {"question": said["question"], "answers": said["answers"]}


def _widget(state: Json) -> Json:
    """As the page's client keeps one."""
    kept = {name: value for name, value in state.items() if name not in _IN_FILES}
    return {"model_name": state["_model_name"], "model_module": state["_model_module"], "state": kept}


async def _said(kernel: Any, line: PromptClient, asked: str) -> AsyncIterator[Json]:
    """What a kernel says about one question, until it has nothing more to say. KernelLost if that never comes."""
    until = time.monotonic() + _STANDSTILL
    while time.monotonic() < until:
        try:
            message = await line.iopub_channel.get_msg(timeout=_LOOK)
        except Empty:
            if not await kernel.is_alive():
                raise KernelLost from None
            continue
        if message["parent_header"].get("msg_id") == asked:
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return
            yield message
    raise KernelLost
