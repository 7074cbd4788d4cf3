"""One exercise as a page of its own, to be kept as a file and opened without a server."""

from __future__ import annotations

import json
from html import escape
from importlib.resources import files
from typing import Any

from permanence_lib.screen.widget import kit_module, view_module, view_style

_SCREEN = files("permanence_lib.screen")


def page(kind: str, week: str, parts: dict[str, Any]) -> str:
    """The page. `parts`: frame, definition, material, empty and example, as the kit takes them; JSON values only."""
    style = "\n".join([_read("template/static/tokens.css"), _read("kit.css"), view_style(kind), _read("practice.css")])
    everything = json.dumps(parts | {"kit": kit_module(), "view": view_module(kind)}, ensure_ascii=False)
    given = {
        "title": escape(f"{parts['frame']['title']}: practice copy"),
        "week": escape(week),
        "style": style.replace("</", "<\\/"),
        "parts": everything.replace("<", "\\u003c"),
        "script": _read("practice.js"),
    }
    text = _read("practice.html")
    for name, words in given.items():
        text = text.replace(f"{{{{{name}}}}}", words)
    return text


def _read(name: str) -> str:
    return _SCREEN.joinpath(*name.split("/")).read_text(encoding="utf-8")
