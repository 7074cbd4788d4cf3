"""A chronology as files (Word, CSV, Excel, calendar), and the group's picture."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from permanence_lib.content.cases import Case
from permanence_lib.content.dates import say_date
from permanence_lib.document import docx
from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Document, Heading, Paragraph, Quote, Table
from permanence_lib.kind import FileForm, Material
from permanence_lib.kinds.chronology.model import (
    Definition,
    Entry,
    Reading,
    Response,
    ages_words,
    group,
    plural,
    say_range,
)
from permanence_lib.kinds.chronology.model.moments import days_meant, days_meant_by
from permanence_lib.kinds.chronology.model.spreadsheet import sheet_rows, to_csv
from permanence_lib.kinds.chronology.report import (
    after_entries,
    before_entries,
    gap_words_for,
    in_file_order,
    source_words,
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_EXCEL_YEAR = 1901
#: The most that a cell of Excel can hold.
_LONGEST_CELL = 32_767
_NO_SUCH_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def word(definition: Definition, response: Response, material: Material) -> bytes:
    """The whole chronology, its entries as one table with a heading over each column."""
    reading = Reading.of(definition, response, material)
    blocks = [*before_entries(reading), *_tables(reading), *after_entries(reading, material)]
    return docx.render(Document(definition.title, tuple(blocks), landscape=True))


def _tables(reading: Reading) -> Iterator[Block]:
    child = reading.child
    columns = (
        "Date", "Age", "What happened", "Source", "Significance", f"What it meant for {child}", "The child’s own words", "Analysis",
    )  # fmt: skip
    gaps = {gap["before"]: gap for gap in reading.gaps}
    rows: list[tuple[str, ...]] = []
    for entry in reading.entries:
        if entry.id in gaps:
            rows.append((*gap_words_for(reading, gaps[entry.id]), "", "", "", "", ""))
        rows.append(_word_row(reading, entry))
    if rows:
        yield Heading("Entries", 3)
        yield Table(
            f"{plural(len(reading.entries), 'entry', 'entries')}, with the gaps between them", columns, tuple(rows)
        )


def _word_row(reading: Reading, entry: Entry) -> tuple[str, ...]:
    more = [
        f"{reading.ask(field.question)} {entry.more[field.id]}"
        for field in reading.definition.fields
        if entry.more.get(field.id)
    ]
    marks = "; ".join(filter(None, (entry.significance, entry.category, *entry.tags)))
    voice = f"{entry.child_words}\nWho held the pen: {entry.pen or 'not said'}" if entry.child_words.strip() else ""
    return (
        say_range(entry.when, entry.until), ages_words(reading.born, entry.when, entry.until), "\n".join([entry.what, *more]),
        source_words(entry), marks, entry.meaning, voice, entry.analysis,
    )  # fmt: skip


def csv_file(definition: Definition, response: Response, material: Material) -> bytes:
    """The entries as a CSV file that is read back here, and safe to open in a spreadsheet."""
    born = Reading.of(definition, response, material).born
    return to_csv(response.entries, definition.fields, born).encode()


def excel(definition: Definition, response: Response, material: Material) -> bytes:
    """The entries as a workbook: exact days as dates, everything else as text, no cell as a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    reading = Reading.of(definition, response, material)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Chronology"
    rows = sheet_rows(response.entries, definition.fields, reading.born)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, 1):
        entry = reading.entries[number - 2] if number > 1 else None
        for place, words in enumerate(row, 1):
            _fill(sheet.cell(number, place), words, entry, place)
            sheet.cell(number, place).alignment = wrapped
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 24
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(cell: Any, words: str, entry: Entry | None, place: int) -> None:
    """An exact day as a date; anything else as text, whatever sign it begins with."""
    when = (entry.when, entry.until)[place - 1] if entry and place <= 2 else None
    days = days_meant(when) if when and when.known == "day" else None
    if days and days[0].year >= _FIRST_EXCEL_YEAR and words:
        cell.value, cell.number_format = days[0], "d mmmm yyyy"
    elif words:
        cell.value = _NO_SUCH_LETTER.sub("", words)[:_LONGEST_CELL]
        cell.data_type = "s"


def calendar(definition: Definition, response: Response, material: Material) -> bytes:
    """Entries dated to the day as all-day events; the calendar says how many are left out, since their date is looser."""
    from icalendar import Calendar

    reading = Reading.of(definition, response, material)
    dated = [entry for entry in reading.entries if entry.when.known == "day" and days_meant(entry.when)]
    left = len(reading.entries) - len(dated)
    made = Calendar()
    made.add("prodid", "-//Achieving Permanence//Chronology//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"The chronology of {reading.child}")
    if left:
        made.add("x-wr-caldesc", f"{plural(left, 'entry', 'entries')} not dated to the day left out.")
    for entry in dated:
        made.add_component(_event(entry, reading))
    return bytes(made.to_ical())


def _event(entry: Entry, reading: Reading) -> Any:
    from icalendar import Event

    days = days_meant_by(entry.when, entry.until)
    first, end = (days[0], days[2]) if days and entry.until.known == "day" else (days or (date.min,))[0:1] * 2
    line = " ".join(entry.what.split())
    event = Event()
    event.add("uid", f"{entry.id}-{first.isoformat()}@achieving-permanence")
    event.add("dtstamp", datetime(first.year, first.month, first.day, tzinfo=UTC))
    event.add("dtstart", first)
    event.add("dtend", end + timedelta(days=1))
    event.add("summary", line if len(line) <= 80 else line[:79] + "…")
    event.add("description", "\n".join(_told(entry, reading)))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _told(entry: Entry, reading: Reading) -> Sequence[str]:
    meaning = f"For {reading.child}: {entry.meaning}" if entry.meaning.strip() else ""
    return [words for words in (entry.what, meaning, f"Source: {source_words(entry)}") if words]


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """What the group brought in, how it is spread, whose voice is in it, and its gaps; words only where sharing is 'named'."""
    shared = plural(len(responses), "chronology", "chronologies")
    blocks: list[Block] = [Paragraph(f"{shared} shared. {group.entry_words(responses)}")]
    if material.case:
        blocks.append(_records_used(material.case, responses, shared))
        blocks.append(_spread("Entries by month", "Month", group.by_month(material.case, responses)))
    if definition.categories:
        blocks.append(_spread("Entries by kind", "Kind", group.by_category(definition, responses)))
    blocks.append(_in_bands("Entries with the child’s own words", group.voices(responses)))
    blocks.append(_in_bands("Gaps", group.gaps(definition, responses)))
    if definition.tags:
        blocks.append(_tags_used(definition.tags, responses, shared))
    if definition.sharing == "named":
        blocks.extend(_sentences(Reading.of(definition, Response(), material), responses))
    return blocks


def _records_used(case: Case, responses: Sequence[Response], shared: str) -> Chart:
    """In the order of the file, not of how often: what many left out is as worth talking about as what all used."""
    used = [{entry.from_event for entry in response.entries} for response in responses]
    return _count_chart(
        "Records brought into the chronology",
        f"Each record of the file, in order, with how many of {shared} bring it in. "
        "A record few people used is not a wrong choice; ask what each reading noticed.",
        "Record",
        [(f"{say_date(e.date)}, {e.source}", sum(e.id in ids for ids in used)) for e in in_file_order(case)],
    )


def _tags_used(tags: Sequence[str], responses: Sequence[Response], shared: str) -> Chart:
    used = [{tag for entry in response.entries for tag in entry.tags} for response in responses]
    sentence = f"How many of {shared} carry each tag at least once."
    return _count_chart("Patterns tagged", sentence, "Tag", [(tag, sum(tag in own for own in used)) for tag in tags])


def _spread(title: str, what: str, counts: group.Counts) -> Chart:
    bars = tuple(Bar(name, n, plural(n, "entry", "entries")) for name, n in counts)
    table = Table(title, (what, "How many entries"), tuple((bar.label, bar.words) for bar in bars))
    return Chart(
        title, "All entries of the group together. Ask what the thin places were like for the child.", table, bars=bars
    )


def _in_bands(title: str, counts: group.Counts) -> Chart:
    sentence = "How many chronologies have so many. Few is not worse than many: ask what was on record, and what was looked for."
    return _count_chart(title, sentence, "How many", counts)


def _count_chart(title: str, sentence: str, what: str, counts: Sequence[tuple[str, int]]) -> Chart:
    bars = tuple(Bar(name, n, plural(n, "person", "people")) for name, n in counts)
    table = Table(title, (what, "How many people"), tuple((bar.label, bar.words) for bar in bars))
    return Chart(title, sentence, table, bars=bars)


def _sentences(reading: Reading, responses: Sequence[Response]) -> Iterator[Block]:
    for closing in reading.definition.closing:
        yield Heading(reading.ask(closing.question), 4)
        said = (response.sentences.get(closing.id, "").strip() for response in responses)
        yield from (Quote(words) for words in said if words)


FILES = (
    FileForm("docx", "Word", "docx", _WORD, word),
    FileForm("csv", "CSV", "csv", "text/csv", csv_file),
    FileForm("xlsx", "Excel", "xlsx", _EXCEL, excel),
    FileForm("ics", "Calendar", "ics", "text/calendar", calendar),
)
