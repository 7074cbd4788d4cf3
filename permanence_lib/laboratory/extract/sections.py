"""A text as rows under headings. One file may hold several tables, or the same one once for each year."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from permanence_lib.content.ssda903 import Reading, Table
from permanence_lib.laboratory.extract.headings import Headings

_SEPARATORS = (",", ";", "\t", "|")


@dataclass
class Section:
    """Rows under one row of headings, each with the line of the file where it begins."""

    table: Table | None
    names: tuple[str, ...]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def sections(text: str, headings: Headings, limits: Reading) -> list[Section]:
    """The sections of a text. Where no line names the columns of a table, all rows stand in one without a table."""
    found = _beginning(text, headings, limits)
    if found is None:
        return [_unknown(text)]
    line, separator = found
    numbers, rows = _records(text, separator, line)
    begun = [
        (at, new)
        for at, cells in enumerate(rows)
        if (at == 0 or not headings.child.isdisjoint(cells)) and (new := _begun(cells, headings))
    ]
    ends = [at for at, _ in begun[1:]] + [len(rows)]
    for (at, section), end in zip(begun, ends, strict=True):
        section.lines, section.rows = numbers[at + 1 : end], rows[at + 1 : end]
    return [section for _, section in begun]


def _beginning(text: str, headings: Headings, limits: Reading) -> tuple[int, str] | None:
    """The line of the first headings, and what separates them; titles may stand above."""
    for number, line in enumerate(io.StringIO(text), 1):
        if number > limits.lines_before_headings:
            return None
        tried = [(len(line.split(mark)), mark) for mark in _SEPARATORS if headings.table(_cells(line, mark, headings))]
        if tried:
            return number, max(tried)[1]
    return None


def _cells(line: str, separator: str, headings: Headings) -> tuple[str, ...]:
    return headings.named(line.split(separator))


def _begun(cells: list[str], headings: Headings) -> Section | None:
    """A new section, if these cells are headings."""
    names = headings.named(cells)
    table = headings.table(names)
    return Section(table, names) if table else None


def _records(text: str, separator: str, first: int) -> tuple[list[int], list[list[str]]]:
    """The lines where rows begin, from the first one on, and the rows; empty lines are none.

    A quotation mark that is never closed must not swallow the rows after it.
    """
    try:
        found = list(_quoted(text, separator)) if '"' in text else list(_plain(text, separator))
    except csv.Error:
        found = list(_line_by_line(text, separator))
    kept = [pair for pair in found if pair[1] and pair[0] >= first]
    return [number for number, _ in kept], [cells for _, cells in kept]


def _plain(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Without quotation marks every line is a row."""
    return enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)


def _quoted(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    start = 1
    for cells in reader:
        if reader.line_num > start and any("\n" in cell and cell.count(separator) > 2 for cell in cells):
            raise csv.Error("A cell holds other rows.")
        yield start, cells
        start = reader.line_num + 1


def _line_by_line(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            yield number, [cell.strip('"') for cell in line.rstrip("\r\n").split(separator)]


def _unknown(text: str) -> Section:
    """Every line that says something, under no headings."""
    made = Section(None, ())
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            made.rows.append([line.strip()])
            made.lines.append(number)
    return made
