"""Every block in every form: text, HTML and Word."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from permanence_lib.document import docx, figure, html, text
from permanence_lib.document.blocks import (
    Bar,
    Block,
    Chart,
    Checklist,
    Document,
    Heading,
    Items,
    Mark,
    Paragraph,
    Quote,
    Table,
)  # fmt: skip
from permanence_lib.document.markdown import to_html

TABLE = Table("Waits", ("Step", "Weeks"), (("Assessment", "12"), ("Hearing", "26")))
BARS = Chart(
    "Weeks by step",
    "The hearing took longest.",
    TABLE,
    bars=(Bar("Assessment", 12, "12 weeks"), Bar("Hearing", 26, "26 weeks")),
)
MARKS = Chart(
    "Two lanes", "One wait, one visit.", TABLE, span=100, ticks=((0, "birth"), (50, "7 weeks")),
    marks=(Mark("wait", 0, 60, "Child", "a wait of 60 days"), Mark("visit", 70, 70, "Worker", "a visit")),
)  # fmt: skip
ALL: list[Block] = [
    Heading("A heading"), Paragraph("Words.", lead="First"), Quote("Own words\nin two lines", by="Poppy"),
    Items(("one", "two"), numbered=True), Checklist((("asked", True), ("told", False))), TABLE, BARS, MARKS,
]  # fmt: skip


def test_what_a_bar_was_before_is_drawn_over_it() -> None:
    """As an outline, in the page and on paper; a bar without an earlier value has none."""
    twice = replace(BARS, bars=(Bar("Assessment", 12, "20, then 12 weeks", was=20), Bar("Hearing", 26, "26 weeks")))
    page = html.render([twice])
    assert page.count("stroke-dasharray") == 1
    assert "20, then 12 weeks" in page
    assert "stroke-dasharray" not in html.render([BARS])
    assert figure.png(twice) != figure.png(BARS)


def test_text_keeps_every_word_in_order() -> None:
    """What nbval compares and a screen reader gets."""
    found = text.render(ALL)
    for words in (
        "A heading",
        "First: Words.",
        "> in two lines",
        "2. two",
        "[not yet] told",
        "Weeks: 26",
        "The hearing took longest.",
    ):
        assert words in found


@pytest.mark.parametrize("chart", [BARS, MARKS])
def test_a_chart_is_a_named_picture_with_its_sentence_and_its_table(chart: Chart) -> None:
    """Nobody needs the image to have the facts."""
    page = html.render([chart])
    assert f'aria-label="{chart.title}. {chart.sentence}"' in page
    assert "<table" in page
    assert f"<p>{chart.sentence}</p>" in page


def test_changed_data_changes_the_text() -> None:
    """A chart whose figures change is a changed text, even where only the table says so."""
    other = Table("Waits", ("Step", "Weeks"), (("Assessment", "13"), ("Hearing", "26")))
    assert text.render([BARS]) != text.render([Chart(BARS.title, BARS.sentence, other, bars=BARS.bars)])


def test_words_are_never_markup() -> None:
    """HTML in any field of any block comes out as text."""
    evil = "<script>x</script>\"'&"
    blocks: list[Block] = [
        Heading(evil), Paragraph(evil, lead=evil), Quote(evil, by=evil), Items((evil,)), Checklist(((evil, True),)),
        Table(evil, (evil, evil), ((evil, evil),)), Chart(evil, evil, TABLE, bars=(Bar(evil, 1, evil),), source=evil),
        Chart(evil, evil, TABLE, marks=(Mark(evil, 0, 1, evil, evil),), ticks=((0, evil),), span=1),
    ]  # fmt: skip
    assert "<script" not in html.render(blocks)


def test_word_has_real_headings_table_headers_and_picture_words() -> None:
    """What a screen reader needs of a Word document."""
    from docx import Document as open_word

    word = open_word(io.BytesIO(docx.render(Document("Portfolio", tuple(ALL)))))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[0] == "Heading 1"
    assert "Heading 3" in styles
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in word.tables)
    assert [shape._inline.docPr.get("descr") for shape in word.inline_shapes] == [
        "Weeks by step. The hearing took longest.",
        "Two lanes. One wait, one visit. From top to bottom: Child; Worker. The table below gives every date.",
    ]


def test_a_line_of_time_is_drawn_without_colour() -> None:
    """Black, grey and white only, so that it survives a photocopier; no mark stands on another."""
    import numpy
    from matplotlib import image

    marks = tuple(Mark(str(n), n, n, "Record", f"Entry {n}") for n in range(12))
    bars = (Mark("Purposeful", 0, 5, "A wait", "A wait"), Mark("Avoidable", 5, 12, "Another", "Another"))
    chart = Chart("T", "S.", TABLE, marks=(*marks, *bars), ticks=((0, "birth"),), span=12)
    pixels = image.imread(io.BytesIO(figure.png(chart)))
    assert float(numpy.ptp(pixels[:, :, :3], axis=2).max()) < 0.02
    rows = figure._rows([Mark("1", day, day, "L", "") for day in (0, 0, 0.1, 5)], 12)
    assert [row for _, row in rows] == [0, 1, 2, 0]


def test_a_chart_of_nothing_has_no_picture() -> None:
    """Its sentence and its table stand alone."""
    assert figure.png(Chart("T", "S.", TABLE)) == b""


def test_a_table_refuses_a_row_that_does_not_fit() -> None:
    """A missing cell would move every word after it under the wrong heading."""
    with pytest.raises(ValueError, match="has 1 cells for 2 columns"):
        Table("Waits", ("Step", "Weeks"), (("Assessment",),))


def test_authors_markdown_has_no_raw_markup() -> None:
    """Tags typed by an author are shown, and tables work."""
    assert "<script" not in to_html("Hello <script>x</script>")
    assert "<table>" in to_html("| a | b |\n|---|---|\n| 1 | 2 |")
