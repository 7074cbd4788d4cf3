"""One piece of work as it prints, below a page's own headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from permanence_lib.document import html
from permanence_lib.document.blocks import Block, Blocks, Heading
from permanence_lib.portfolio.work import Work


def printed(piece: Work) -> Markup:
    """Ready HTML; every word in it is escaped by the document."""
    return Markup(html.render(list(_levelled(piece.blocks()))))


def _levelled(blocks: Blocks) -> Iterator[Block]:
    """The same blocks with headings that go down one step at a time."""
    above = 2
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            yield replace(block, level=3 if above == 3 else block.level)
        else:
            yield block
