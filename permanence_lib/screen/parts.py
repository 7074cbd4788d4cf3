"""What is the same for everybody, in parts with names: the kit, the views, what a week's exercises are made of.

A name holds a fingerprint of its text (`kit.3fa9c0d1e2f3.js`), so that what it stands for never changes. Where a page has our own
server it gets a part as a file, and keeps it; anywhere else the kernel sends the text when it is asked for it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from permanence_lib.screen import guard as guarding
from permanence_lib.screen import modules

#: The pages that are told how things stand (`screen.live`), and the modules that come only when there is something to show.
LIVE, LATER = "live", ("guard", "erased")
#: How the later half of a view is called.
MORE = "more"


@dataclass(frozen=True)
class Part:
    """A text and its name. A module gives its own rules of style as `css`."""

    name: str
    text: str


#: Every part this process has made, by name.
_made: dict[str, Part] = {}


def part(stem: str, ending: str, text: str) -> Part:
    """A text under a name that will always mean this very text."""
    made = Part(f"{stem}.{sha256(text.encode()).hexdigest()[:12]}.{ending}", text)
    return _made.setdefault(made.name, made)


def find(name: str) -> Part | None:
    """A part that this process has made."""
    return _made.get(name)


@cache
def kit() -> Part:
    """What every view is made with."""
    return _module("kit", modules.kit_module(), modules.read("kit.css"))


@cache
def view(kind: str) -> Part:
    """The browser half of one kind."""
    later = more(kind)
    naming = f"export const more = {json.dumps(later.name)};\n" if later else ""
    return _module(f"view-{kind}", modules.view_module(kind) + naming, modules.view_style(kind))


@cache
def more(kind: str) -> Part | None:
    """What the view of a kind fetches once somebody goes on with it; None where the view is whole."""
    text = modules.more_module(kind)
    return _module(f"{MORE}-{kind}", text, modules.more_style(kind)) if text else None


@cache
def live(page: str) -> Part:
    """The browser half of one live page (`board`, `screen`, `place`, `figures`)."""
    css = "".join(modules.style(f"{LIVE}/{each}.css") for each in ("live", "blocks", "clock", page))
    return _module(f"{LIVE}-{page}", modules.gathered(LIVE, f"{page}.js") + modules.bare(f"{LIVE}/line.js"), css)


@cache
def later(name: str) -> Part:
    """One of LATER."""
    return part(name, "js", guarding.module(name))


def forget() -> None:
    """A file of the product was changed: read it again."""
    for each in (kit, view, more, live, later, *modules.KEPT, guarding.module):
        each.cache_clear()


def _module(stem: str, module: str, css: str) -> Part:
    return part(
        stem, "js", f"{module}\nexport const css = {json.dumps(modules.bare_style(css), ensure_ascii=False)};\n"
    )
