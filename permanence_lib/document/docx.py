"""Blocks as a Word document: real headings, table headers that repeat, pictures with words.

Paragraphs and tables are written as XML and read in once: made one by one with python-docx, a whole workbook of
them would take ten times as long.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import singledispatch

from permanence_lib.document import figure, word
from permanence_lib.document.blocks import (
    Block,
    Chart,
    Checklist,
    Document,
    Heading,
    Items,
    Paragraph,
    Quote,
    Space,
    Table,
)  # fmt: skip
from permanence_lib.document.word import Word, paragraph, run

#: A table of this many columns is given a page that lies on its side.
_MANY = 7
#: Headings down to this level begin another piece of work.
_PIECE = 2
#: As much of the width of a page as a picture takes, and how high it may be at most, in EMU (914,400 to the inch).
_PICTURE, _HIGHEST = 0.72, {False: 7_900_000, True: 4_700_000}


def render(document: Document) -> bytes:
    """The document as the bytes of a .docx file; the same document always gives the same bytes."""
    made = _Made(word.new(document), document.landscape, document.listed if document.cover else 0)
    title = paragraph(run(document.title), "Title" if document.cover else "Heading1")
    cover = "".join(_xml(block, made) for block in document.cover)
    body = "".join(_laid(document.blocks, made))
    contents = word.contents(made.headings, made.listed) if document.cover else ""
    _put(made, title + cover + contents + body)
    return word.saved(made.word)


@dataclass
class _Made:
    """A document while it is made: which way its pages lie, its headings, how many pictures and lists it has."""

    word: Word
    landscape: bool
    listed: int
    """Down to which level headings are listed as contents; 0 for no list."""
    headings: dict[str, tuple[str, int]] = field(default_factory=dict)
    pictures: int = 0


def _put(made: _Made, xml: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    body = made.word.element.body
    end = body[-1]  # what says how the last pages lie
    for element in list(parse_xml(f"<w:body {nsdecls('w', 'a', 'r', 'wp', 'pic')}>{xml}</w:body>")):
        end.addprevious(element)


def _laid(blocks: Sequence[Block], made: _Made) -> Iterator[str]:
    """The blocks, with wide tables on pages of their own that lie on their side; headings go with what they head."""
    first = True
    for wide, stretch in _stretches(blocks, made.landscape):
        if wide:
            yield word.section(made.word, landscape=False, first=first)
            first, made.landscape = False, True
        yield from (_xml(block, made) for block in stretch)
        if wide:
            yield word.section(made.word, landscape=True)
            made.landscape = False
    if not first:
        word.without_title_page(made.word.sections[0]._sectPr)


def _stretches(blocks: Sequence[Block], landscape: bool) -> Iterator[tuple[bool, Sequence[Block]]]:
    """Runs of blocks that want pages lying the same way; between two wide tables under one heading nothing turns."""
    start = 0
    while not landscape and (first := _next_wide(blocks, start)) < len(blocks):
        head, end = first, first + 1
        while head > start and isinstance(blocks[head - 1], Heading):
            head -= 1
        for n in range(end, len(blocks)):
            block = blocks[n]
            if isinstance(block, Heading) and block.level <= _PIECE:
                break
            end = n + 1 if _is_wide(block) else end
        yield False, blocks[start:head]
        yield True, blocks[head:end]
        start = end
    yield False, blocks[start:]


def _next_wide(blocks: Sequence[Block], start: int) -> int:
    return next((n for n in range(start, len(blocks)) if _is_wide(blocks[n])), len(blocks))


def _is_wide(block: Block) -> bool:
    table = block.table if isinstance(block, Chart) else block
    return isinstance(table, Table) and len(table.columns) >= _MANY


@singledispatch
def _xml(block: Block, made: _Made) -> str:
    raise TypeError(f"No Word form for {type(block).__name__}")


@_xml.register
def _(block: Heading, made: _Made) -> str:
    if block.level > made.listed:
        return paragraph(run(block.text), f"Heading{block.level}")
    mark = f"_Toc{len(made.headings) + 1:06}"
    made.headings[mark] = (block.text, block.level)
    number = len(made.headings)
    words = f'<w:bookmarkStart w:id="{number}" w:name="{mark}"/>{run(block.text)}<w:bookmarkEnd w:id="{number}"/>'
    return paragraph(words, f"Heading{block.level}")


@_xml.register
def _(block: Paragraph, made: _Made) -> str:
    lead = run(f"{block.lead}: ", bold=True) if block.lead else ""
    return paragraph(lead + run(block.text))


@_xml.register
def _(block: Quote, made: _Made) -> str:
    by = paragraph(run(block.by)) if block.by else ""
    return paragraph(run(block.text), "Quote", "<w:keepNext/>" if by else "") + by


@_xml.register
def _(block: Items, made: _Made) -> str:
    style = "ListNumber" if block.numbered else "ListBullet"
    numbers = _numbers(made) if block.numbered else ""
    return "".join(paragraph(run(item), style, numbers) for item in block.items)


def _numbers(made: _Made) -> str:
    """Each numbered list begins with 1 again."""
    numbering = made.word.part.numbering_part.element
    style = made.word.styles["List Number"].element
    kind = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    new = numbering.add_num(kind)
    new.add_lvlOverride(ilvl=0).add_startOverride(1)
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{new.numId}"/></w:numPr>'


@_xml.register
def _(block: Checklist, made: _Made) -> str:
    return "".join(
        paragraph(run(f"{'Done' if done else 'Not yet'}: {words}"), "ListBullet") for words, done in block.items
    )


@_xml.register
def _(block: Table, made: _Made) -> str:
    # The empty line after it keeps two tables from becoming one.
    after = paragraph("", properties='<w:spacing w:after="60" w:line="120" w:lineRule="exact"/>')
    return paragraph(run(block.caption), "Caption") + word.table(block, made.landscape) + after


@_xml.register
def _(block: Space, made: _Made) -> str:
    line = '<w:{} w:val="single" w:sz="4" w:space="1" w:color="8A94A0"/>'
    ruled = f"<w:pBdr>{line.format('bottom')}{line.format('between')}</w:pBdr>"
    return paragraph("", properties=f'{ruled}<w:spacing w:before="300" w:after="0"/>') * block.lines


@_xml.register
def _(block: Chart, made: _Made) -> str:
    drawn = figure.png(block)
    parts = [paragraph(run(block.title), "Caption"), _picture(drawn, block, made) if drawn else ""]
    parts += [paragraph(run(block.sentence)), _xml(block.table, made)]
    parts += [paragraph(run(block.source))] if block.source else []
    return "".join(parts)


def _picture(drawn: bytes, block: Chart, made: _Made) -> str:
    from lxml import etree  # type: ignore[import-untyped]

    made.pictures += 1
    inline = made.word.part.new_pic_inline(io.BytesIO(drawn), width=int(made.word.sections[0].page_width * _PICTURE))
    much = inline.extent.cy / _HIGHEST[made.landscape]
    if much > 1:
        for size in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
            size.cx, size.cy = int(size.cx / much), int(size.cy / much)
    inline.docPr.id = made.pictures
    inline.docPr.set("name", f"Picture {made.pictures}")
    inline.docPr.set("descr", f"{block.title.rstrip('.?!')}. {block.sentence} {_said(block)}".strip())
    xml = etree.tostring(inline, encoding="unicode")
    return paragraph(f"<w:r><w:drawing>{xml}</w:drawing></w:r>", properties="<w:keepNext/>")


def _said(chart: Chart) -> str:
    """The lanes of a line of time, for those who hear the picture; what stands on them is in the table."""
    if chart.lines:
        return "The table below gives every figure."
    lanes = dict.fromkeys(mark.lane for mark in chart.marks)
    return f"From top to bottom: {'; '.join(lanes)}. The table below gives every date." if lanes else ""
