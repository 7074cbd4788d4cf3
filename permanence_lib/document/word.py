"""What every Word document of ours stands on: page, styles, language, footer; and its XML, written quickly."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from permanence_lib.document.blocks import Document, Table

#: A document of python-docx, which is imported only when one is made.
Word: TypeAlias = Any

#: Measures of Word: twentieths of a point. The text is as wide as A4 without two margins of 20 mm.
_TEXT_WIDTH = {False: 9638, True: 14570}
_LETTER, _PADDING, _LONGEST_WORD = 116, 320, 22
_NOT_XML = re.compile("[^\\t\\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INK = "0B0C0C"
_HEADINGS = {"Title": 28, "Heading 1": 20, "Heading 2": 15, "Heading 3": 12.5, "Heading 4": 11}
#: A zip keeps the moment of each part; without it the same document gives the same bytes.
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def new(document: Document) -> Word:
    """An empty document: A4, our styles, its language, its title, page numbers."""
    from docx import Document as new_word

    word = new_word()
    word.core_properties.title, word.core_properties.language = document.title, document.language
    word.core_properties.author, word.core_properties.comments = "", ""
    _styles(word, document)
    _page(word, document)
    return word


def saved(word: Word) -> bytes:
    """The document as a file."""
    made, out = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in parts.namelist():
            again.writestr(zipfile.ZipInfo(name, _NO_MOMENT), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of ready runs; `style` is a style's id."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    about = f"<w:pPr>{named}{properties}</w:pPr>" if style or properties else ""
    return f"<w:p>{about}{runs}</w:p>"


def run(text: str, bold: bool = False) -> str:
    """Words in one run; line breaks and tabs are kept, and what XML cannot hold is marked."""
    clean = _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces = re.split("([\n\t])", clean)
    inner = "".join(
        _TURNS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces if piece
    )
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>"


_TURNS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def table(block: Table, landscape: bool) -> str:
    """A table that reads well on paper: fitting widths, a first row that repeats, short rows kept whole."""
    columns = _widths(block, _TEXT_WIDTH[landscape])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    rows = "".join(_row(row, columns) for row in block.rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={_attribute(block.caption)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(block.columns, columns, head=True)}{rows}</w:tbl>"
    )


def _row(cells: Sequence[str], columns: Sequence[int], head: bool = False) -> str:
    whole = "<w:cantSplit/>" if sum(map(len, cells)) < 900 else ""
    about = f"<w:trPr>{whole}{'<w:tblHeader/>' if head else ''}</w:trPr>"
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F4"/>' if head else ""
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{paragraph(run(words, bold=head), 'TableText')}</w:tc>"
        for width, words in zip(columns, cells, strict=True)
    )
    return f"<w:tr>{about}{inner}</w:tr>"


def _widths(block: Table, whole: int) -> list[int]:
    """No word is broken where it can be helped; what is left over goes to the columns that say most."""
    columns = [[name, *(row[n] for row in block.rows)] for n, name in enumerate(block.columns)]
    least = [_PADDING + _LETTER * min(_LONGEST_WORD, max(map(_longest, cells))) for cells in columns]
    spare = whole - sum(least)
    if spare < 0:
        return [max(1, width * whole // sum(least)) for width in least]
    wanted = [_PADDING + _LETTER * max(len(line) for words in cells for line in words.split("\n")) for cells in columns]
    weights = [
        (sum(map(len, cells)) / len(cells)) ** 0.9 if w > n else 0.01
        for cells, w, n in zip(columns, wanted, least, strict=True)
    ]
    return [width + int(spare * weight / sum(weights)) for width, weight in zip(least, weights, strict=True)]


def _longest(words: str) -> int:
    return max((len(word) for word in re.split(r"[\s/-]+", words)), default=0)


def section(word: Word, *, landscape: bool, first: bool = False) -> str:
    """The end of a stretch of pages that lie one way; only the `first` has a title page, without a page number."""
    from docx.oxml.ns import qn
    from lxml import etree  # type: ignore[import-untyped]

    page = word.sections[0]._sectPr
    wide = int(page.find(qn("w:pgSz")).get(qn("w:w"))) > int(page.find(qn("w:pgSz")).get(qn("w:h")))
    copy = etree.fromstring(etree.tostring(page))
    size = copy.find(qn("w:pgSz"))
    if wide != landscape:
        across, down = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), down)
        size.set(qn("w:h"), across)
        size.set(qn("w:orient"), "landscape" if landscape else "portrait")
    if not first:
        without_title_page(copy)
    text: str = etree.tostring(copy, encoding="unicode")
    return paragraph("", properties=text)


def without_title_page(page: Any) -> None:
    """Let these pages begin like any others."""
    for found in page.findall(_w("titlePg")):
        page.remove(found)


def contents(headings: Mapping[str, tuple[str, int]], deepest: int = 2) -> str:
    """A list of contents that Word can bring up to date, filled already with a link to every heading."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-{deepest}" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    lines = [
        paragraph(
            f'{begin if n == 0 else ""}<w:hyperlink w:anchor="{mark}" w:history="1">{run(text)}</w:hyperlink>',
            f"TOC{level}",
        )
        for n, (mark, (text, level)) in enumerate(headings.items())
    ]
    return paragraph(run("Contents"), "ContentsHeading") + "".join(lines) + (end if lines else "")


def _styles(word: Word, document: Document) -> None:
    """Large enough, dark enough, no italics for long words, the right language for a screen reader."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    _language(word, document.language)
    _font(word.styles["Normal"], 11)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in _HEADINGS.items():
        _font(word.styles[name], size, bold=True)
    _unframed(word.styles["Title"])
    word.styles["Title"].paragraph_format.space_before = Pt(160)
    word.styles["Heading 1"].paragraph_format.page_break_before = bool(document.cover)
    for name, before in (("Heading 1", 0), ("Heading 2", 18), ("Heading 3", 14), ("Heading 4", 10)):
        word.styles[name].paragraph_format.space_before = Pt(before)
        word.styles[name].paragraph_format.space_after = Pt(4)
    _font(word.styles["Caption"], 10, bold=True)
    word.styles["Caption"].paragraph_format.keep_with_next = True
    word.styles["Caption"].paragraph_format.space_after = Pt(3)
    _quote(word.styles["Quote"])
    for name, like in (
        ("Table Text", "Normal"),
        ("Contents Heading", "Normal"),
        ("toc 1", "Normal"),
        ("toc 2", "Normal"),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.element.set(_w("styleId"), {"toc 1": "TOC1", "toc 2": "TOC2"}.get(name, name.replace(" ", "")))
        style.base_style = word.styles[like]
        style.paragraph_format.space_after = Pt(2)
    _font(word.styles["Table Text"], 9.5)
    _font(word.styles["Contents Heading"], 20, bold=True)
    word.styles["Contents Heading"].paragraph_format.page_break_before = True
    _font(word.styles["toc 1"], 11, bold=True)
    word.styles["toc 1"].paragraph_format.space_before = Pt(6)
    word.styles["toc 2"].paragraph_format.left_indent = Pt(14)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    found: str = qn(f"w:{name}")
    return found


def _font(style: Any, size: float, bold: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold, style.font.italic = "Arial", Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(_INK)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_w(name), None)
    fonts.set(_w("cs"), "Arial")


def _language(word: Word, language: str) -> None:
    """Of every word, so that it is read aloud and spell-checked rightly."""
    for found in word.styles.element.iter(_w("lang")):
        found.set(_w("val"), language)


def _unframed(style: Any) -> None:
    for border in style.element.findall(f".//{_w('pBdr')}"):
        border.getparent().remove(border)


def _quote(style: Any) -> None:
    """Somebody's own words: set in, with a line beside them."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Pt

    _font(style, 11)
    style.paragraph_format.left_indent = Pt(14)
    about = style.element.get_or_add_pPr()
    border = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="B1B4B6"/></w:pBdr>'
    about.insert_element_before(parse_xml(border), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _page(word: Word, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    page = word.sections[0]
    page.page_width, page.page_height = (Mm(297), Mm(210)) if document.landscape else (Mm(210), Mm(297))
    page.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(20)
    page.different_first_page_header_footer = bool(document.cover)
    _footer(page, document.title)


def _footer(page: Any, title: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    number = '<w:fldSimple w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    line = run(f"{title}. Page ") + number.format(" PAGE ") + run(" of ") + number.format(" NUMPAGES ")
    old = page.footer.paragraphs[0]._p
    new = parse_xml(paragraph(line, "Footer").replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
    old.getparent().replace(old, new)


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
