"""An extract as read: its tables, the account of its rows, and the day it is as at."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy
import pandas

from permanence_lib.content.ssda903 import Ssda903, Table
from permanence_lib.errors import UnreadableFile
from permanence_lib.laboratory.extract import agreement, codes, encoding, export, joining, reading, sections, sequence
from permanence_lib.laboratory.extract.account import Account, said
from permanence_lib.laboratory.extract.given import Given, Source, files
from permanence_lib.laboratory.extract.headings import Headings
from permanence_lib.laboratory.extract.notes import Notes


@dataclass(frozen=True)
class Extract:
    """What was read. It lives in memory only, and no output is made from its rows, only from counts.

    `tables` has every table of the return, empty ones too; `_child` numbers children, `_file` and `_line` say where a
    row stood. `births` has dates of birth at the children's numbers. `notes` has one row for each notice: file, line, table, column, rule.
    """

    tables: Mapping[str, pandas.DataFrame]
    births: numpy.ndarray
    accounts: tuple[Account, ...]
    notes: pandas.DataFrame
    as_at: date
    ssda: Ssda903

    def account(self) -> str:
        """The account of every file in lines, for whoever holds the files: given = read + not used."""
        return said(self.accounts, len(self.notes))

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year of the return in which an episode was open, by the March in which each ends."""
        episodes = self.tables["Episodes"]
        last = sequence.year_end(self.as_at).year
        if episodes.empty:
            return last, last
        first = sequence.year_of(episodes["DEC"]).min()
        return (int(min(first, last)) if pandas.notna(first) else last), last


def read(source: Source, ssda: Ssda903, today: date | None = None, as_at: date | None = None) -> Extract:
    """Read the tables of a folder, of single files, or of bytes by name. Every row is read, or refused with a reason.

    `today` tells which dates lie in the future; `as_at` is the day up to which is measured (by default the 31 March after
    the last date of the episodes, or today where that is earlier). Raises UnreadableFile where no table is found.
    """
    gathering = _Gathering(ssda)
    with _without_pauses():
        for given in files(source, ssda.reading):
            gathering.take(given)
        return gathering.extract(today or date.today(), as_at)


@contextmanager
def _without_pauses() -> Iterator[None]:
    """Hundreds of thousands of rows make the collector look through them again and again; none of them holds a circle."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


class _Gathering:
    """Files while they are read."""

    def __init__(self, ssda: Ssda903) -> None:
        self._ssda, self._headings, self._notes = ssda, Headings(ssda), Notes()
        self._frames: dict[str, list[pandas.DataFrame]] = {}
        self._accounts: list[Account] = []
        self._room = ssda.reading.rows
        self._rows = 0

    def take(self, given: Given) -> None:
        """Read one file; what cannot be read is told, and the next one is read all the same."""
        if given.trouble:
            self._accounts.append(Account(given.name, "", 0, 0, 0, trouble=given.trouble))
            return
        try:
            found, rest = self._sections(encoding.decoded(given.content))
        except UnreadableFile as trouble:
            found, rest = [], str(trouble)
        for section in found:
            self._read(section, given.name)
        if rest:
            self._accounts.append(Account(given.name, "", 0, 0, 0, trouble=rest))

    def _sections(self, text: str) -> tuple[list[sections.Section], str]:
        """The sections of a text, and what to say where its end could not be read."""
        if not text.strip():
            raise UnreadableFile("The file is empty.")
        if export.is_export(text):
            return self._within(*export.sections(text, self._ssda, self._headings))
        return self._within(sections.sections(text, self._headings, self._ssda.reading), "")

    def _within(self, found: list[sections.Section], rest: str) -> tuple[list[sections.Section], str]:
        """The sections, if they are within the limits of what is read at once."""
        rows, limits = sum(len(section.rows) for section in found), self._ssda.reading
        if rows > self._room:
            raise UnreadableFile(f"There are more than {limits.rows} rows. Read fewer years at a time.")
        if max(len(section.names) for section in found) > limits.columns:
            raise UnreadableFile(f"It has more than {limits.columns} columns, which no table of the return has.")
        self._room -= rows
        return found, rest

    def _read(self, section: sections.Section, name: str) -> None:
        given = len(section.rows)
        if section.table is None:
            reading.refused_whole(section, name, self._notes)
            self._accounts.append(Account(name, "", given, 0, given))
            return
        frame = reading.read(section, section.table, name, self._ssda, self._notes)
        frame["_row"] = numpy.arange(self._rows, self._rows + len(frame))
        self._rows += len(frame)
        self._frames.setdefault(section.table.table, []).append(frame)
        self._accounts.append(Account(name, section.table.table, given, len(frame), given - len(frame)))

    def extract(self, today: date, as_at: date | None) -> Extract:
        """Everything that was taken, joined and checked."""
        if not self._frames:
            raise UnreadableFile(_nothing(self._accounts))
        tables = {table.table: self._joined(table) for table in self._ssda.tables}
        accounts = _with_repeated(self._accounts, self._frames, tables)
        children = _number(tables)
        tables["Episodes"] = sequence.checked(tables["Episodes"], self._ssda, self._notes)
        born = agreement.births(tables, children)
        agreement.check(tables, born, self._ssda, today, self._notes)
        notes = _shown(self._notes.frame(), tables)
        return Extract(tables, born, tuple(accounts), notes, as_at or _as_at(tables, today), self._ssda)

    def _joined(self, table: Table) -> pandas.DataFrame:
        frames = self._frames.get(table.table)
        return joining.joined(frames, table, self._notes) if frames else self._empty(table)

    def _empty(self, table: Table) -> pandas.DataFrame:
        return reading.read(sections.Section(table, table.key), table, "", self._ssda, Notes()).assign(_row=0)


def _number(tables: dict[str, pandas.DataFrame]) -> int:
    """Give each child a number that is the same in all tables, from 0; gives back how many there are."""
    numbers, children = pandas.factorize(
        numpy.concatenate([rows["CHILD"].to_numpy(dtype=object) for rows in tables.values()])
    )
    start = 0
    for name, rows in tables.items():
        tables[name] = rows.assign(_child=numbers[start : start + len(rows)])
        start += len(rows)
    return len(children)


def _with_repeated(
    accounts: list[Account], frames: Mapping[str, list[pandas.DataFrame]], tables: Mapping[str, pandas.DataFrame]
) -> list[Account]:
    """The accounts with the rows that stood elsewhere too: read, and not used a second time."""
    at = dict.fromkeys(frames, 0)
    made = []
    for one in accounts:
        if one.trouble or one.table not in frames:
            made.append(one)
            continue
        frame = frames[one.table][at[one.table]]
        at[one.table] += 1
        used = tables[one.table]["_row"].isin(frame["_row"]).sum()
        made.append(replace(one, repeated=one.read - int(used)))
    return made


def _shown(notes: pandas.DataFrame, tables: Mapping[str, pandas.DataFrame]) -> pandas.DataFrame:
    """The notices with raw codes that may be shown."""
    children = frozenset(code.upper() for rows in tables.values() for code in rows["CHILD"].unique().tolist())
    raw = notes["rule"].eq("code-unknown")
    return notes.assign(
        shown=notes["shown"].mask(raw, pandas.Series(codes.showable(notes["shown"], children), notes.index))
    )


def _as_at(tables: Mapping[str, pandas.DataFrame], today: date) -> date:
    """The end of the year of the last date that is not in the future; today, where that year is still running."""
    days = pandas.concat([tables["Episodes"]["DECOM"], tables["Episodes"]["DEC"], tables["Reviews"]["REVIEW"]])
    past = days[days <= pandas.Timestamp(today)]
    last = past.max().date() if len(past) else today
    return min(sequence.year_end(last), today)


def _nothing(accounts: list[Account]) -> str:
    said = "; ".join(f"{one.file}: {one.trouble or 'none of the twelve tables of the return'}" for one in accounts[:5])
    return f"None of the files could be read as a table of the return. {said}"
