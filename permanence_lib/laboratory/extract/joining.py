"""Rows of one table from several files and years: what stands twice is used once."""

from __future__ import annotations

import pandas

from permanence_lib.content.ssda903 import Table
from permanence_lib.laboratory.extract.notes import Notes


def joined(frames: list[pandas.DataFrame], table: Table, notes: Notes) -> pandas.DataFrame:
    """The rows of all files, each key once; `_repeated` counts are told by what is missing afterwards.

    Of an episode that stands in several years the row with an end date is kept, else the one that came last.
    """
    whole = _stacked(frames, table)
    if table.table == "Episodes":
        whole = whole.assign(
            _same_day=_same_day(whole),
            _ends=whole["DEC"].notna() | ~whole["REC"].astype(object).isin(["", "X1"]),
        ).sort_values(["_ends"], kind="stable")
        key = ["CHILD", "DECOM", "_same_day"]
    else:
        key = _key(table)
    kept = whole.drop_duplicates(key, keep="last")
    _tell(whole.drop(kept.index), kept, key, table, notes)
    return kept.drop(columns=["_same_day", "_ends"], errors="ignore").sort_index().reset_index(drop=True)


def _key(table: Table) -> list[str]:
    """The columns that name a row; where a child has a row each year, only a row that says the same is a repetition."""
    return [column.name for column in table.kept] if table.each_year else list(table.key)


def _same_day(episodes: pandas.DataFrame) -> pandas.Series:
    """Two things that changed on one day are two episodes: what tells those apart from a repetition."""
    short = episodes["DEC"].eq(episodes["DECOM"])
    told = episodes.loc[short, ["RNE", "LS", "PLACE"]].astype(object)
    said = told["RNE"] + "|" + told["LS"] + "|" + told["PLACE"]
    return said.reindex(episodes.index, fill_value="")


def _stacked(frames: list[pandas.DataFrame], table: Table) -> pandas.DataFrame:
    """The frames one under the other; categories are made one list, so that they stay categories."""
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    coded = [name for name in frames[0].columns if isinstance(frames[0][name].dtype, pandas.CategoricalDtype)]
    every = {name: sorted({code for frame in frames for code in frame[name].cat.categories}) for name in coded}
    alike = [frame.assign(**{n: frame[n].cat.set_categories(every[n]) for n in coded}) for frame in frames]
    return pandas.concat(alike, ignore_index=True)


#: What is filled in when an episode that was open in one year has ended in the next.
_FILLED_IN = ("DEC", "REC", "REASON_PLACE_CHANGE")


def _tell(gone: pandas.DataFrame, kept: pandas.DataFrame, key: list[str], table: Table, notes: Notes) -> None:
    """Say which of the repeated rows contradict the used one; what was empty and is filled in since is no doubt."""
    if gone.empty or table.each_year:
        return
    compared = [column.name for column in table.kept if column.name not in key]
    both = gone.merge(kept[[*key, *compared]], on=key, how="left", suffixes=("", "_used"))
    differs = pandas.Series(False, index=both.index)
    for name in compared:
        differs |= _contradicts(both, name, table)
    notes.rows("repeated-differs", table.table, both, differs)


def _contradicts(both: pandas.DataFrame, name: str, table: Table) -> pandas.Series:
    one, other = both[name].astype(object), both[f"{name}_used"].astype(object)
    said = one.notna() & one.ne("") & other.notna() & other.ne("") & one.ne(other)
    still_open = both["DEC"].isna() if table.table == "Episodes" and name in _FILLED_IN else False
    return said & ~pandas.Series(still_open, index=both.index)
