"""Blocks as plain values, for a page that draws them in the browser."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from permanence_lib.document import lines
from permanence_lib.document.blocks import Block, Blocks, Chart


def as_data(blocks: Blocks) -> list[dict[str, Any]]:
    """Each block with its fields and its sort: {"sort": "chart", "title": ...}. Words stay words: nothing is HTML.

    A chart with lines also carries `drawings`, its places laid out `wide` and `narrow`, so that a page need not reckon.
    """
    return [{"sort": type(block).__name__.lower(), **asdict(block), **_drawings(block)} for block in blocks]


def _drawings(block: Block) -> dict[str, Any]:
    if not isinstance(block, Chart) or not block.lines:
        return {}
    sheets = {"wide": lines.WIDE, "narrow": lines.NARROW}
    return {"drawings": {name: _drawing(lines.drawing(block, sheet)) for name, sheet in sheets.items()}}


def _drawing(drawn: lines.Drawing) -> dict[str, Any]:
    """The places with their paths written out."""
    plain = asdict(drawn)
    plain["strokes"] = [
        {
            "path": stroke.path(),
            "markers": stroke.markers(),
            "leader": stroke.leader(),
            "dash": stroke.dash,
            "hollow": stroke.hollow,
            "place": stroke.label.place,
            "words": stroke.label.words,
        }
        for stroke in drawn.strokes
    ]
    return plain
