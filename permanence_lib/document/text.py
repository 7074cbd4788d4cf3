"""Blocks as plain text: what a notebook keeps, and what a screen reader gets where there is no browser."""

from __future__ import annotations

import textwrap
from functools import singledispatch

from permanence_lib.document.blocks import (
    Block,
    Blocks,
    Chart,
    Checklist,
    Heading,
    Items,
    Paragraph,
    Quote,
    Space,
    Table,
)

WIDTH = 100


def render(blocks: Blocks) -> str:
    """The blocks one after another, an empty line between."""
    return "\n\n".join(_text(block) for block in blocks)


@singledispatch
def _text(block: Block) -> str:
    raise TypeError(f"No text form for {type(block).__name__}")


def _wrap(words: str, first: str = "", rest: str = "") -> str:
    lines = words.splitlines() or [""]
    wrapped = [
        textwrap.fill(line, WIDTH, initial_indent=first if n == 0 else rest, subsequent_indent=rest)
        for n, line in enumerate(lines)
    ]
    return "\n".join(wrapped)


@_text.register
def _(block: Heading) -> str:
    return f"{block.text}\n{'-' * min(len(block.text), WIDTH)}" if block.level < 4 else block.text


@_text.register
def _(block: Paragraph) -> str:
    return _wrap(f"{block.lead}: {block.text}" if block.lead else block.text)


@_text.register
def _(block: Quote) -> str:
    return _wrap(block.text, "> ", "> ") + (f"\n> ({block.by})" if block.by else "")


@_text.register
def _(block: Items) -> str:
    marks = [f"{n}. " for n in range(1, len(block.items) + 1)] if block.numbered else ["- "] * len(block.items)
    return "\n".join(_wrap(item, mark, " " * len(mark)) for item, mark in zip(block.items, marks, strict=True))


@_text.register
def _(block: Checklist) -> str:
    return "\n".join(_wrap(words, "[done] " if done else "[not yet] ", "   ") for words, done in block.items)


@_text.register
def _(block: Table) -> str:
    lines = [block.caption]
    for row in block.rows:
        lines.append(_wrap(row[0], "- ", "  "))
        lines.extend(
            _wrap(f"{name}: {cell}", "    ", "      ")
            for name, cell in zip(block.columns[1:], row[1:], strict=True)
            if cell
        )
    return "\n".join(lines)


@_text.register
def _(block: Space) -> str:
    return "\n".join(["_" * WIDTH] * block.lines)


@_text.register
def _(block: Chart) -> str:
    source = f"\n{_wrap(block.source)}" if block.source else ""
    return f"{block.title}\n{_wrap(block.sentence)}\n{_text(block.table)}{source}"
