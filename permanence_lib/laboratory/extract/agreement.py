"""Whether the tables agree: births, dates that cannot be, children who stand in one table and not in another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy
import pandas

from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.laboratory.extract.notes import Notes
from permanence_lib.laboratory.extract.sequence import year_of

#: Whose children should have an episode.
_WITH_EPISODES = ("Header", "AD1", "PlacedAdoption")


def births(tables: Mapping[str, pandas.DataFrame], children: int) -> numpy.ndarray:
    """Each child's date of birth (datetime64, NaT where unknown) at the child's number; Header speaks last."""
    found = numpy.full(children, "NaT", dtype="datetime64[s]")
    for name in sorted((name for name, rows in tables.items() if "DOB" in rows), key=lambda name: name == "Header"):
        said = tables[name][["_child", "DOB"]].dropna()
        found[said["_child"].to_numpy()] = said["DOB"].to_numpy()
    return found


def check(
    tables: Mapping[str, pandas.DataFrame], born: numpy.ndarray, ssda: Ssda903, today: date, notes: Notes
) -> None:
    """Note every disagreement between tables."""
    for table in ssda.tables:
        rows = tables[table.table]
        if rows.empty:
            continue
        birth = pandas.Series(born[rows["_child"].to_numpy()], index=rows.index)
        for column in table.kept:
            if column.type == "date":
                _check_days(rows, column.name, birth, table.table, ssda, today, notes)
        if table.from_year:
            late = year_of(_last_day(rows, table.table, ssda)) < table.from_year
            notes.rows("table-year", table.table, rows, late)
    _check_children(tables, born, notes)


def _last_day(rows: pandas.DataFrame, table: str, ssda: Ssda903) -> pandas.Series:
    """The last date of each row, births apart."""
    names = [c.name for c in ssda.by_table[table].kept if c.type == "date" and c.name != "DOB"]
    return rows[names].max(axis=1)


def _check_days(
    rows: pandas.DataFrame, column: str, birth: pandas.Series, table: str, ssda: Ssda903, today: date, notes: Notes
) -> None:
    day = rows[column]
    notes.rows("date-future", table, rows, day > pandas.Timestamp(today), column)
    notes.rows("date-early", table, rows, day < pandas.Timestamp(ssda.reading.earliest), column)
    if column == "DOB":
        notes.rows("birth-differs", table, rows, day.notna() & birth.notna() & day.ne(birth), column)
    else:
        notes.rows("date-before-birth", table, rows, day < birth, column)


def _check_children(tables: Mapping[str, pandas.DataFrame], born: numpy.ndarray, notes: Notes) -> None:
    episodes = tables["Episodes"]
    if episodes.empty:
        return
    looked_after = set(episodes["_child"])
    for name in _WITH_EPISODES:
        rows = tables[name]
        notes.rows("no-episode", name, rows, ~rows["_child"].isin(looked_after), "CHILD")
    unknown = numpy.isnat(born[episodes["_child"].to_numpy()]) & ~episodes["_child"].duplicated()
    notes.rows("birth-unknown", "Episodes", episodes, unknown, "CHILD")
