"""One section of a file as a table with dates and codes. Every row is read, or refused with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import pandas

from permanence_lib.content.ssda903 import Column, Ssda903, Table
from permanence_lib.laboratory.extract import codes, dates
from permanence_lib.laboratory.extract.notes import Notes
from permanence_lib.laboratory.extract.sections import Section


def refused_whole(section: Section, file: str, notes: Notes) -> None:
    """Refuse every row of something that is no table of the return."""
    notes.add("not-a-table", "", file, section.lines)


def read(section: Section, table: Table, file: str, ssda: Ssda903, notes: Notes) -> pandas.DataFrame:
    """The rows that can be used, one column for each that is kept, with `_file` and `_line`.

    Dates are datetime64 (NaT where empty or unreadable), codes categories, all else text; '007' and 'NA' stay as written.
    """
    cells = _Cells(section, table, ssda.reading.empties)
    used = ~_refused(cells, table, file, notes)
    rows = _Rows(table, file, cells.lines[used], ssda, notes)
    columns: dict[str, Any] = {"_line": rows.lines}
    for column in table.kept:
        if column.name in cells.missing and column.required:
            notes.add("column-missing", table.table, file, 1, column.name)
        texts, missing = cells.column(column.name)[used], column.name in cells.missing
        if column.type == "date":
            values, unread = cells.days(column.name)
            if column.name in cells.month_first:
                notes.add("date-month-first", table.table, file, 1, column.name)
            columns[column.name] = rows.dated(texts, values[used].reset_index(drop=True), unread[used], column, missing)
        else:
            typed = rows.typed(texts, column, missing)
            columns[column.name] = pandas.Series(typed, dtype=object) if isinstance(typed, numpy.ndarray) else typed
    frame = pandas.DataFrame(columns)
    return frame.assign(_file=pandas.Categorical([file] * len(frame), categories=[file]))


@dataclass(frozen=True)
class _Rows:
    """The rows of a section that are used, and where to note what is doubtful in them."""

    table: Table
    file: str
    lines: numpy.ndarray
    ssda: Ssda903
    notes: Notes

    def dated(
        self, texts: numpy.ndarray, values: pandas.Series, unread: numpy.ndarray, column: Column, missing: bool
    ) -> pandas.Series:
        """The cells of a column of dates, which were read already."""
        self._blank(texts, column, missing)
        self._note("date-doubtful", unread, column)
        return values

    def _blank(self, texts: numpy.ndarray, column: Column, missing: bool) -> None:
        if column.required and not missing and column.name not in self.table.key:
            self._note("blank", texts == "", column)

    def typed(self, texts: numpy.ndarray, column: Column, missing: bool) -> Any:
        """The cells of a column as codes or text."""
        self._blank(texts, column, missing)
        if column.type == "partial date":
            self._partial(texts, column)
        if column.type in ("text", "partial date"):
            return texts
        found = codes.codes(texts, column, self.ssda)
        self._note("code-unknown", found.unknown, column, found.values)
        self._note("code-tidied", found.tidied, column, found.values)
        return found.values

    def _partial(self, texts: numpy.ndarray, column: Column) -> None:
        unread = dates.days(texts)[1]
        partial = unread & numpy.array([dates.is_partial(text) for text in texts], dtype=bool)
        self._note("date-partial", partial, column)
        self._note("date-doubtful", unread & ~partial, column)

    def _note(self, rule: str, which: numpy.ndarray, column: Column, values: Any = None) -> None:
        if which.any():
            shown = "" if values is None else numpy.asarray(values, dtype=object)[which]
            self.notes.add(rule, self.table.table, self.file, self.lines[which], column.name, shown)


class _Cells:
    """The cells of a section by column; a short row is filled up, and one that is too long is remembered."""

    def __init__(self, section: Section, table: Table, empties: Sequence[str]) -> None:
        wide = len(section.names)
        self.lines = numpy.array(section.lines, dtype="int64")
        self.too_many = numpy.array(
            [len(row) > wide and any(map(str.strip, row[wide:])) for row in section.rows], dtype=bool
        )
        self.empty = numpy.array([not (row[0] or any(map(str.strip, row))) for row in section.rows], dtype=bool)
        even = [row if len(row) == wide else row[:wide] + [""] * (wide - len(row)) for row in section.rows]
        self._by_name: dict[str, Sequence[str]] = {}
        for name, column in zip(section.names, zip(*even, strict=True) if even else [()] * wide, strict=True):
            self._by_name.setdefault(name, column)
        self._texts: dict[str, numpy.ndarray] = {}
        self._days: dict[str, tuple[pandas.Series, numpy.ndarray]] = {}
        self._empties = frozenset(empties)
        self.month_first: set[str] = set()
        self.missing = [column.name for column in table.columns if column.name not in self._by_name]

    def column(self, name: str) -> numpy.ndarray:
        """The cells under a heading as text without spaces around; empty text where there is no such heading."""
        if name not in self._texts:
            cells = self._by_name.get(name, [""] * len(self.lines))
            nothing = {text: "" for text in set(cells) if text.strip().upper() in self._empties}
            said = (nothing.get(text, text) for text in cells) if nothing else cells
            self._texts[name] = numpy.fromiter(map(str.strip, said), dtype=object, count=len(cells))
        return self._texts[name]

    def days(self, name: str) -> tuple[pandas.Series, numpy.ndarray]:
        """The cells under a heading as dates, and which of them hold something unreadable."""
        if name not in self._days:
            texts = self.column(name)
            found = dates.days(texts)
            if found[1].any() and (turned := dates.turned(texts)) is not None:
                self.month_first.add(name)
                found = dates.days(turned)
            self._days[name] = found
        return self._days[name]


def _refused(cells: _Cells, table: Table, file: str, notes: Notes) -> numpy.ndarray:
    """Which rows are not used; each is refused once, for the first reason that fits."""
    refused = numpy.zeros(len(cells.lines), dtype=bool)

    def refuse(rule: str, which: numpy.ndarray, column: str = "") -> None:
        new = which & ~refused
        notes.add(rule, table.table, file, cells.lines[new], column)
        refused[new] = True

    refuse("empty-row", cells.empty)
    refuse("too-many-cells", cells.too_many)
    for name in table.key:
        if name in cells.missing:
            refuse("key-missing", ~refused, name)
    refuse("no-child", cells.column("CHILD") == "", "CHILD")
    for name in table.key[1:]:
        texts = cells.column(name)
        refuse("no-date", texts == "", name)
        refuse("date-unreadable", cells.days(name)[1], name)
    return refused
