"""The certificate to hang on a wall or put into a file: Word and a web page, in the programme's own words.

No PDF is made: what the library at hand draws has no headings or reading order for a screen reader. Word and every browser
save an accessible PDF from these.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.content.programme import Programme
from permanence_lib.document.blocks import Block, Document, Heading, Items, Paragraph, Table
from permanence_lib.portfolio.certificate.badge import Award

TITLE = "Certificate of completion"


def document(award: Award, programme: Programme, issuer: str, held_by: str, badge_name: str) -> Document:
    """Who has completed what, what that means and does not mean, and how to check it."""
    return Document(TITLE, tuple(_blocks(award, programme, issuer, held_by, badge_name)), programme.language)


def _blocks(award: Award, programme: Programme, issuer: str, held_by: str, badge_name: str) -> Iterator[Block]:
    yield Paragraph("This is to certify that")
    yield Heading(award.name, 2)
    yield Paragraph(
        f"has completed {programme.title}, a {programme.weeks}-week programme for {programme.audience}. The line manager has "
        "verified every requirement:"
    )
    yield Items(award.requirements)
    yield Heading("What this certificate is", 3)
    yield Paragraph(f"{programme.completion.certificate}. It is not an academic award, and nothing was graded.")
    yield Table("About this certificate", ("What", "In this certificate"), tuple(_rows(award, held_by)))
    yield Heading("How to check it", 3)
    yield Paragraph(
        f"This page alone proves nothing. The file {badge_name} that came with it is signed, and the workbook checks it without a "
        f"network: on its page “Certificate”, or with the command: permanence verify {badge_name}"
    )
    yield Paragraph(issuer, "The key it was signed with")


def _rows(award: Award, held_by: str) -> Iterator[tuple[str, str]]:
    yield "Issued on", say_date(award.issued.date())
    yield "Issued by", held_by
    yield "Line manager’s final verification", say_date(award.verified_on)
    yield "Confirmed with the line manager", award.confirmed_with or "Not beyond the returned file"
    if award.until:
        yield "Valid until", say_date(award.until)
    yield "Certificate number", award.id.removeprefix("urn:uuid:")


def word(made: Document) -> bytes:
    """The certificate as .docx: real headings, a table with a header row, set to stand on one page."""
    from docx import Document as open_word

    from permanence_lib.document import docx

    page = open_word(io.BytesIO(docx.render(made)))
    _set_type(page)
    _frame(page.sections[0])
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


#: Points, and how much room above and below, by style.
_TYPE = {
    "Normal": (11.5, 0, 7),
    "Heading 1": (32, 6, 16),
    "Heading 2": (26, 6, 14),
    "Heading 3": (14, 16, 5),
    "Caption": (11.5, 12, 4),
    "List Bullet": (11.5, 0, 3),
}
_INK = "0B0C0C"


def _set_type(page: Any) -> None:
    """One plain face, dark on white, spaced so that the page is calm."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, (size, above, below) in _TYPE.items():
        style = page.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        style.font.color.rgb, style.font.italic = RGBColor.from_string(_INK), False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
        fonts.set(qn("w:hAnsi"), "Arial")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)


def _frame(section: Any) -> None:
    """Margins, and a line round the page, which is decoration and says nothing."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section.left_margin = section.right_margin = Mm(24)
    section.top_margin = section.bottom_margin = Mm(20)
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "12"), ("space", "24"), ("color", "1D70B8")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    section._sectPr.find(qn("w:pgMar")).addnext(borders)


def web_page(made: Document) -> str:
    """The certificate as one HTML file that asks nothing of any network."""
    from permanence_lib.document import html
    from permanence_lib.screen import certificate

    blocks = [
        Heading(block.text, 1 if block.level == 2 else 2) if isinstance(block, Heading) else block
        for block in made.blocks
    ]
    return certificate.page_to_keep(made.title, html.render(blocks), made.language)
