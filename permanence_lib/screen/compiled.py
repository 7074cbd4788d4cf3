"""A long document as one web page that can be kept as a file: it holds its own style and asks nothing of any network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from permanence_lib.screen.home import environment


@dataclass(frozen=True)
class Part:
    """A heading with ready HTML under it, and smaller parts."""

    id: str
    title: str
    html: Markup
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class CompiledPage:
    """The page: its title, what stands at its head, and its parts, listed as contents; or a short page's one body."""

    title: str
    head: Markup
    parts: tuple[Part, ...]
    body: Markup | None = None


def render(page: CompiledPage) -> str:
    """The whole page; words are escaped, and HTML is what document.html made."""
    return environment().get_template("compiled.html.j2").render(page=page, style=Markup(_style()))


@cache
def _style() -> str:
    """Our tokens and the page's own rules. Both are files of this package, so nothing in them can close the element."""
    screen = files("permanence_lib.screen")
    parts = (screen.joinpath("template", "static", "tokens.css"), screen.joinpath("compiled.css"))
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)
