"""Documents of the room as files: Word, or one web page that needs no network."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from permanence_lib.document import html
from permanence_lib.document.blocks import Block, Document, Heading
from permanence_lib.screen import compiled

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_Level = Literal[1, 2, 3, 4]
_UP: dict[_Level, _Level] = {1: 1, 2: 1, 3: 2, 4: 3}
HTML = "text/html; charset=utf-8"


def web_page(document: Document) -> bytes:
    """A document as one web page, with its own style."""
    body = Markup(html.render([_raised(block) for block in document.blocks]))
    return compiled.render(compiled.CompiledPage(document.title, Markup(), (), body)).encode("utf-8", "replace")


def _raised(block: Block) -> Block:
    """The page's title is the only heading above the document's own, which begin with the second level."""
    if not isinstance(block, Heading):
        return block
    return Heading(block.text, _UP[block.level])
