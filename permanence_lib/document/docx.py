"""Blocks as a Word document: real headings, table headers that repeat, pictures with words."""

from __future__ import annotations

import io
from functools import cache, singledispatch
from typing import Any, TypeAlias

from permanence_lib.document import figure
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
    _on_a4(word.sections[0], document.landscape)
    _paragraph(word, document.title, "Heading 1")
    for block in document.blocks:
        _add(block, word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _on_a4(page: Any, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page.page_width, page.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def _paragraph(word: Word, text: str = "", style: str = "") -> Any:
    """A paragraph in a style. Looked up by name each time, a style would cost more than all the rest."""
    paragraph = word.add_paragraph(text)
    if style:
        paragraph._p.style = _style_ids()[style]
    return paragraph


@cache
def _style_ids() -> dict[str, str]:
    from docx import Document as new_word

    return {style.name: style.style_id for style in new_word().styles}


@singledispatch
def _add(block: Block, word: Word) -> None:
    raise TypeError(f"No Word form for {type(block).__name__}")


@_add.register
def _(block: Heading, word: Word) -> None:
    _paragraph(word, block.text, f"Heading {block.level}")


@_add.register
def _(block: Paragraph, word: Word) -> None:
    paragraph = word.add_paragraph()
    if block.lead:
        paragraph.add_run(f"{block.lead}: ").bold = True
    paragraph.add_run(block.text)


@_add.register
def _(block: Quote, word: Word) -> None:
    _paragraph(word, block.text, "Quote")
    if block.by:
        word.add_paragraph(block.by)


@_add.register
def _(block: Items, word: Word) -> None:
    for item in block.items:
        _paragraph(word, item, "List Number" if block.numbered else "List Bullet")


@_add.register
def _(block: Checklist, word: Word) -> None:
    for words, done in block.items:
        _paragraph(word, f"{'Done' if done else 'Not yet'}: {words}", "List Bullet")


@_add.register
def _(block: Table, word: Word) -> None:
    _paragraph(word, block.caption, "Caption")
    table = word.add_table(rows=1, cols=len(block.columns))
    table._tbl.tblStyle_val = _style_ids()["Table Grid"]
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
    _paragraph(word, block.title, "Caption")
    drawn = figure.png(block)
    if drawn:
        image = word.add_picture(io.BytesIO(drawn), width=word.sections[0].page_width * 0.72)
        image._inline.docPr.set("descr", f"{block.title}. {block.sentence} {_said(block)}".strip())
    word.add_paragraph(block.sentence)
    _add(block.table, word)
    if block.source:
        word.add_paragraph(block.source)


def _said(chart: Chart) -> str:
    """The lanes of a line of time, for those who hear the picture; what stands on them is in the table."""
    lanes = dict.fromkeys(mark.lane for mark in chart.marks)
    return f"From top to bottom: {'; '.join(lanes)}. The table below gives every date." if lanes else ""
