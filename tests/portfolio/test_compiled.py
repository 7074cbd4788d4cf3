"""The portfolio as one document: what is in it, as Word and as a web page, and how long it takes."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import forty
import pytest

from permanence_lib.content.library import Content
from permanence_lib.document.blocks import Heading, Paragraph
from permanence_lib.portfolio import compiled, entries, work
from permanence_lib.portfolio.compiled import Troubles
from permanence_lib.portfolio.compiled.chapters import sound
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.work import Work

#: Of a processor, so that other tests at the same time make no difference; how long it took is in the test's report.
SECONDS = 10


@dataclass
class Made:
    """One portfolio in all its forms."""

    desk: Desk
    whole: compiled.Compiled
    word: Any
    bytes: bytes
    page: str


@pytest.fixture(scope="module")
def made(content: Content) -> Iterator[Made]:
    """Forty pieces, made once."""
    from docx import Document as open_word

    desk = forty.chosen(content)
    whole = compiled.compiled(desk)
    content_of_word = compiled.word(whole)
    yield Made(desk, whole, open_word(io.BytesIO(content_of_word)), content_of_word, compiled.page(whole))
    desk.store.close()


def text_of(word: Any) -> str:
    """Every paragraph outside tables."""
    return "\n".join(paragraph.text for paragraph in word.paragraphs)


def test_the_ten_sections_stand_in_the_programmes_order(made: Made) -> None:
    titles = [chapter.title for chapter in made.whole.chapters]
    expected = [f"{x.number}. {x.title}" for x in made.desk.content.programme.portfolio.sections]
    assert titles[:10] == expected
    assert titles[10:] == [
        "Completion", "Evidence for the standard", "Receipt: what is in this portfolio and what is not",
    ]  # fmt: skip
    assert sum(len(chapter.parts) for chapter in made.whole.chapters[:10]) == forty.PIECES


def test_an_entry_says_why_when_which_version_and_what_it_shows(made: Made) -> None:
    """The participant's line, the moment, version one of two, statements, their own annotation."""
    words = text_of(made.word)
    for entry in entries.entries(made.desk):
        assert forty.line(entry.work.title) in words
    assert "version 1 of 2" in words
    assert "I named the delay and said so in the meeting." in words
    assert re.search(r"Saved on \d+ \w+ \d{4} at \d\d:\d\d, version 1 of 1", words)
    assert "Statements of the standard that this work can be evidence for:" in words


def test_annotations_on_work_that_was_not_chosen_stay_out(made: Made) -> None:
    assert "A tie on work that was never chosen." not in text_of(made.word) + made.page


def test_the_words_of_work_that_was_not_chosen_stay_out(made: Made) -> None:
    """No sentence that stands only in answers that were left out."""
    slots = {entry.work.slot for entry in entries.entries(made.desk)}
    inside = {line for entry in entries.entries(made.desk) for line in entry.work.words().splitlines()}
    outside = {
        line
        for piece in work.all_work(made.desk)
        if piece.slot not in slots
        for line in piece.words().splitlines()
        if len(line) > 60
    }
    every = "\n".join(cell for table in made.word.tables for row in table.rows[:1] for cell in (row.cells[0].text,))
    words = text_of(made.word) + every
    only_outside = [line for line in outside - inside if line in words]
    prints = "\n".join(entry.work.text() for entry in entries.entries(made.desk))
    assert [line for line in only_outside if line not in prints] == []


def test_words_outline_is_sound(made: Made) -> None:
    """Headings of every level, and none that skips one."""
    names = [str(paragraph._p.style) for paragraph in made.word.paragraphs]
    levels = [int(name.removeprefix("Heading")) for name in names if re.fullmatch(r"Heading\d", name)]
    assert levels[0] == 1 and set(levels) == {1, 2, 3, 4}
    assert [(a, b) for a, b in pairwise(levels) if b - a > 1] == []
    assert levels.count(1) == 13


def test_words_tables_have_header_rows_that_repeat_and_pictures_have_words(made: Made) -> None:
    assert made.word.tables
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in made.word.tables[:60])
    said = [shape._inline.docPr.get("descr") for shape in made.word.inline_shapes]
    assert said and all(words and len(words) > 20 for words in said)
    numbers = [shape._inline.docPr.get("id") for shape in made.word.inline_shapes]
    assert len(set(numbers)) == len(numbers)


def test_word_says_its_title_its_language_and_its_pages(made: Made) -> None:
    assert made.word.core_properties.title == "Practice portfolio: Achieving Permanence"
    languages = re.findall(r'<w:lang [^>]*w:val="([^"]*)"', made.word.styles.element.xml)
    assert languages and set(languages) == {"en-GB"}
    footer = made.word.sections[0].footer._element.xml
    assert " PAGE " in footer and " NUMPAGES " in footer
    assert made.word.sections[0].different_first_page_header_footer


def test_words_contents_lead_to_every_section_and_entry(made: Made) -> None:
    """A link for each, to a bookmark that is there; Word can bring the list up to date."""
    xml = made.word.element.xml
    links = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]*)"', xml)
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', xml)
    assert links == marks
    assert len(links) >= 13 + forty.PIECES
    assert r'TOC \o "1-2"' in xml


def test_wide_tables_lie_on_their_side(made: Made) -> None:
    """Every table of seven columns or more stands in a landscape stretch, and pages turn back after it."""
    wide = [table for table in made.word.tables if len(table.columns) >= 7]
    ways = [section.page_width > section.page_height for section in made.word.sections]
    assert wide and any(ways) and not ways[-1] and not ways[0]


class Outline(HTMLParser):
    """Headings, ids, links, language, what would be asked of a network."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.asks: list[str] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        found = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        self.asks += [found[name] or "" for name in ("src", "srcset", "action", "data") if name in found]
        self.asks += [found["href"] or ""] if tag == "link" else []
        if tag == "html":
            self.language = found.get("lang") or ""


def test_the_page_has_a_sound_outline_landmarks_and_asks_for_nothing(made: Made) -> None:
    page = Outline(made.page)
    assert page.language == "en-GB"
    assert page.levels.count(1) == 1 and page.levels[0] == 1
    assert [(a, b) for a, b in pairwise(page.levels) if b - a > 1] == []
    assert page.asks == [] and "script" not in page.tags and "url(" not in made.page
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(set(page.ids)) == len(page.ids)
    assert {"main", "nav", "header", "footer"} <= set(page.tags)


def test_the_receipt_names_all_that_is_left_out_and_why(made: Made) -> None:
    words = text_of(made.word)
    slots = {entry.work.slot for entry in entries.entries(made.desk)}
    for piece in work.all_work(made.desk):
        if piece.slot not in slots:
            why = "Private, and not chosen" if piece.is_private else "Not chosen"
            week = made.desk.content.weeks[piece.exercise.week_id].number
            assert f"{piece.title} (week {week}). {why}." in words
    assert "other versions than 1" in words
    assert "Your list of names" in words


def test_the_evidence_table_holds_every_statement(made: Made) -> None:
    rows = {row.cells[0].text: row.cells[2].text for table in made.word.tables[-5:] for row in table.rows}
    assert set(made.desk.content.statements) <= set(rows)
    assert "stand by" in rows["3.1a"]


def test_an_empty_portfolio_says_what_usually_goes_where(content: Content) -> None:
    """Ten sections, each with what belongs there and in which weeks."""
    whole = compiled.compiled(forty.empty(Desk(content, None, None)))  # type: ignore[arg-type]
    for chapter in whole.chapters[:10]:
        assert isinstance(chapter.blocks[0], Paragraph)
        assert "Nothing has been chosen" in chapter.blocks[0].text
        assert re.search(r"\(weeks? \d", " ".join(chapter.blocks[1].items))  # type: ignore[union-attr]
    assert compiled.word(whole).startswith(b"PK")
    assert "No alias has been given yet" in compiled.page(whole)


def test_a_piece_that_cannot_be_laid_out_keeps_its_words_and_is_told(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One kind's report raises: the rest is as it was, and the receipt says so."""
    entry = next(entries.entries(made.desk))
    real = Work.blocks

    def broken(self: Work) -> Any:
        if self.slot == entry.work.slot:
            raise RuntimeError("broken on purpose")
        return real(self)

    monkeypatch.setattr(Work, "blocks", broken)
    troubles = Troubles()
    page = compiled.page(compiled.compiled(made.desk, troubles))
    assert troubles.told == [f"“{entry.work.title}” could not be laid out. Its words are there as they were saved."]
    assert "could not be laid out as it should be" in page
    assert "What could not be made" in page and "Everything could be made." not in page
    assert page.count("<article") == forty.PIECES


def test_a_summary_that_fails_does_not_stand_in_the_way(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    from permanence_lib.portfolio.progress import completion

    def broken(desk: Desk) -> Any:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(completion, "requirements", broken)
    troubles = Troubles()
    assert len(compiled.compiled(made.desk, troubles).chapters) == 13
    assert troubles.told == ["The summary of what completion asks for could not be made."]


def test_headings_never_skip_a_level_whatever_a_kind_gives() -> None:
    found = list(sound([Heading("a", 3), Heading("b", 4), Heading("c", 2), Heading("d", 4), Heading("e", 4)], under=2))
    assert [block.level for block in found if isinstance(block, Heading)] == [3, 4, 3, 4, 4]


def test_letters_that_xml_cannot_hold_do_not_spoil_the_document(made: Made) -> None:
    from docx import Document as open_word

    piece = next(entries.entries(made.desk))
    chapter = compiled.Chapter("x", "Bad \x0b letters \ufffe", (Paragraph("A\x00B\x1b\ud800C\tD\r\nE"),))
    word = open_word(io.BytesIO(compiled.word(replace(made.whole, chapters=(chapter,)))))
    assert word.paragraphs[-1].text == "A\ufffdB\ufffd\ufffdC\tD\nE"
    assert piece.why


def test_the_same_portfolio_gives_the_same_bytes(made: Made) -> None:
    one = replace(made.whole, chapters=made.whole.chapters[9:])
    assert compiled.word(one) == compiled.word(one)


@pytest.mark.slow
def test_a_whole_workbook_is_compiled_in_good_time(content: Content, record_property: Any) -> None:
    """All 28 weeks with everything chosen, as Word and as a page."""
    desk = forty.chosen(content, pieces=999)
    begun = time.process_time()
    whole = compiled.compiled(desk)
    assert compiled.word(whole) and compiled.page(whole)
    seconds = time.process_time() - begun
    record_property("seconds", round(seconds, 2))
    desk.store.close()
    assert seconds < SECONDS
