"""Blocks as a Word document: real headings, table headers that repeat, pictures with words."""

from __future__ import annotations

import io
from functools import singledispatch
from typing import Any, TypeAlias

from permanence_lib.document.blocks import (
    Block,
    Chart,
    Checklist,
    Document,
    Heading,
    Items,
    Paragraph,
    Quote,
    Table,
)  # fmt: skip

#: A document of python-docx, which is imported only when one is made.
Word: TypeAlias = Any


def render(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    from docx import Document as new_word

    word = new_word()
    word.core_properties.title = document.title
    word.core_properties.language = document.language
    word.add_heading(document.title, level=1)
    for block in document.blocks:
        _add(block, word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


@singledispatch
def _add(block: Block, word: Word) -> None:
    raise TypeError(f"No Word form for {type(block).__name__}")


@_add.register
def _(block: Heading, word: Word) -> None:
    word.add_heading(block.text, level=block.level)


@_add.register
def _(block: Paragraph, word: Word) -> None:
    paragraph = word.add_paragraph()
    if block.lead:
        paragraph.add_run(f"{block.lead}: ").bold = True
    paragraph.add_run(block.text)


@_add.register
def _(block: Quote, word: Word) -> None:
    word.add_paragraph(block.text, style="Quote")
    if block.by:
        word.add_paragraph(block.by)


@_add.register
def _(block: Items, word: Word) -> None:
    for item in block.items:
        word.add_paragraph(item, style="List Number" if block.numbered else "List Bullet")


@_add.register
def _(block: Checklist, word: Word) -> None:
    for words, done in block.items:
        word.add_paragraph(f"{'Done' if done else 'Not yet'}: {words}", style="List Bullet")


@_add.register
def _(block: Table, word: Word) -> None:
    word.add_paragraph(block.caption, style="Caption")
    table = word.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.text = name
    _repeat_header(table.rows[0])
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _repeat_header(row: Any) -> None:
    """Mark the first row as the table's header, for screen readers and for the next page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


@_add.register
def _(block: Chart, word: Word) -> None:
    word.add_paragraph(block.title, style="Caption")
    if block.bars:
        image = word.add_picture(io.BytesIO(_png(block)))
        image._inline.docPr.set("descr", f"{block.title}. {block.sentence}")
    word.add_paragraph(block.sentence)
    _add(block.table, word)
    if block.source:
        word.add_paragraph(block.source)


def _png(chart: Chart) -> bytes:
    """The bars as a picture; only here is a plotting library worth its time."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.2, 0.45 * len(chart.bars) + 0.4), layout="constrained")
    axes = figure.subplots()
    drawn = axes.barh([bar.label for bar in chart.bars], [bar.value for bar in chart.bars], color="#1d70b8")
    axes.bar_label(drawn, [bar.words for bar in chart.bars], padding=4)
    axes.invert_yaxis()
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.get_xaxis().set_visible(False)
    axes.margins(x=0.25)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=150, metadata={"Software": None})
    return out.getvalue()
