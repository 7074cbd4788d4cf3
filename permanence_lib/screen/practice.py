"""One exercise as a page of its own: kept as a file and opened without a server, or shown once and kept nowhere."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any

from permanence_lib.screen.modules import kit_module, more_module, more_style, view_module, view_style

_SCREEN = files("permanence_lib.screen")
#: What the page may do besides running its own script: the kit and the view are modules made of words in the page.
_POLICY = (
    "default-src 'none'; script-src {script} blob:; style-src {style}; img-src data: blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Words:
    """What stands round the exercise: a heading, paragraphs, what starts it again, whose story it is; and the way back."""

    heading: str = "Practice copy"
    about: tuple[str, ...] = (
        "What you write here stays in this browser on this computer, and nothing is sent anywhere. Use aliases all the same. "
        "To take it to your workbook, save an answer file at the end of the exercise and open it there.",
    )
    again: str = "Clear this copy"
    whose: str = "The families are fictional."
    back: tuple[str, str] | None = None


def page(kind: str, week: str, parts: dict[str, Any], words: Words = Words()) -> str:
    """The page. `parts`: frame, definition, material, empty and example, as the kit takes them; JSON values only."""
    kinds_own = view_style(kind) + more_style(kind)
    style = "\n".join([_read("template/static/tokens.css"), _read("kit.css"), kinds_own, _read("practice.css")])
    modules = {"kit": kit_module(), "view": view_module(kind), "more": more_module(kind)}
    everything = json.dumps(parts | modules, ensure_ascii=False)
    given = {
        "title": escape(f"{parts['frame']['title']}: {words.heading[:1].lower()}{words.heading[1:]}"),
        "heading": escape(words.heading),
        "about": _about(words),
        "again": escape(words.again),
        "whose": escape(words.whose),
        "week": escape(week),
        "style": style.replace("</", "<\\/"),
        "parts": everything.replace("<", "\\u003c"),
        "script": _read("practice.js"),
    }
    text = _read("practice.html")
    for name, said in given.items():
        text = text.replace(f"{{{{{name}}}}}", said)
    return text


def policy(page: str) -> str:
    """The policy under which a server may show this page: its own script and style run, by their fingerprints, and no other."""
    (script,) = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    return _POLICY.format(script=_fingerprint(script), style=_fingerprint(style))


def _fingerprint(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _about(words: Words) -> str:
    back = f'<p><a href="{escape(words.back[1])}">{escape(words.back[0])}</a></p>' if words.back else ""
    return "\n".join([*(f"<p>{escape(paragraph)}</p>" for paragraph in words.about), back])


def _read(name: str) -> str:
    return _SCREEN.joinpath(*name.split("/")).read_text(encoding="utf-8")
