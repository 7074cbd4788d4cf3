"""Blocks as HTML: semantic, every word escaped, a chart drawn beside its sentence and its table."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from permanence_lib.document import picture
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

#: A document's headings stand inside an exercise or a page whose own headings are above them.
_DEEPER = 1


def render(blocks: Blocks) -> str:
    """The blocks one after another."""
    return "\n".join(_html(block) for block in blocks)


@singledispatch
def _html(block: Block) -> str:
    raise TypeError(f"No HTML form for {type(block).__name__}")


@_html.register
def _(block: Heading) -> str:
    return f"<h{block.level + _DEEPER}>{escape(block.text)}</h{block.level + _DEEPER}>"


@_html.register
def _(block: Paragraph) -> str:
    lead = f"<strong>{escape(block.lead)}:</strong> " if block.lead else ""
    return f"<p>{lead}{_lines(block.text)}</p>"


def _lines(words: str) -> str:
    return "<br>".join(escape(line) for line in words.splitlines())


@_html.register
def _(block: Quote) -> str:
    by = f"<p>{escape(block.by)}</p>" if block.by else ""
    return f'<blockquote dir="auto">{escape(block.text)}</blockquote>{by}'


@_html.register
def _(block: Items) -> str:
    tag = "ol" if block.numbered else "ul"
    return f"<{tag}>{''.join(f'<li>{_lines(item)}</li>' for item in block.items)}</{tag}>"


@_html.register
def _(block: Checklist) -> str:
    items = "".join(f"<li>{'Done' if done else 'Not yet'}: {escape(words)}</li>" for words, done in block.items)
    return f"<ul>{items}</ul>"


@_html.register
def _(block: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.columns)
    rows = "".join(_row(block.columns, row) for row in block.rows)
    return (
        f'<table class="ap-cards"><caption>{escape(block.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(columns: tuple[str, ...], row: tuple[str, ...]) -> str:
    cells = "".join(
        f'<td data-label="{escape(name)}">{_lines(cell)}</td>' for name, cell in zip(columns[1:], row[1:], strict=True)
    )
    return f'<tr><th scope="row">{_lines(row[0])}</th>{cells}</tr>'


@_html.register
def _(block: Space) -> str:
    return f'<div class="ap-space" role="img" aria-label="Space to write">{"<span></span>" * block.lines}</div>'


@_html.register
def _(block: Chart) -> str:
    source = f'<p class="ap-source">{escape(block.source)}</p>' if block.source else ""
    return (
        f"<figure><figcaption>{escape(block.title)}</figcaption>{picture.svg(block)}"
        f"<p>{escape(block.sentence)}</p>{_html(block.table)}{source}</figure>"
    )
