"""Episodes one after another: what is put right, and what does not follow."""

from __future__ import annotations

from datetime import date

import pandas

from permanence_lib.content.ssda903 import Ssda903, Years
from permanence_lib.laboratory.extract.notes import Notes

_TABLE = "Episodes"


def in_order(episodes: pandas.DataFrame) -> pandas.DataFrame:
    """By child and start; an episode that ends on the day it starts stands before the one that goes on from there."""
    goes_on = ~episodes["DEC"].eq(episodes["DECOM"])
    begins = ~episodes["RNE"].astype(object).eq("S")
    ordered = episodes.assign(_on=goes_on, _later=begins).sort_values(
        ["_child", "DECOM", "_on", "_later"], kind="stable"
    )
    return ordered.drop(columns=["_on", "_later"]).reset_index(drop=True)


def checked(episodes: pandas.DataFrame, ssda: Ssda903, notes: Notes) -> pandas.DataFrame:
    """The episodes in order, without end dates that lie before the start; every doubt is noted."""
    backward = episodes["DEC"] < episodes["DECOM"]
    notes.rows("end-before-start", _TABLE, episodes, backward, "DEC")
    ordered = in_order(episodes.assign(DEC=episodes["DEC"].mask(backward)))
    _alone(ordered, ssda, notes)
    _together(ordered, ssda, notes)
    _years(ordered, ssda, notes)
    return ordered


def is_end(rows: pandas.DataFrame, ssda: Ssda903) -> pandas.Series:
    """Whether REC says that care ended. An unknown code says nothing."""
    ending = set(ssda.codes["REC"]) - set(ssda.groups["still_looked_after"])
    return rows["REC"].astype(object).isin(ending)


def _alone(rows: pandas.DataFrame, ssda: Ssda903, notes: Notes) -> None:
    """Doubts that one row gives by itself."""
    groups, rec = ssda.groups, rows["REC"].astype(object)
    undated = rows["DEC"].isna()
    found = {
        "open-x1": rec.isin(groups["still_looked_after"]) & undated,
        "end-undated": is_end(rows, ssda) & undated,
        "end-unexplained": rec.eq("") & ~undated,
        "same-day": rows["DEC"].eq(rows["DECOM"]),
        "consent-and-order": rows["LS"].astype(object).isin(groups["placement_order"])
        & rows["PLACE"].astype(object).isin(groups["placed_with_consent"]),
    }
    for rule, which in found.items():
        notes.rows(rule, _TABLE, rows, which)


def _together(rows: pandas.DataFrame, ssda: Ssda903, notes: Notes) -> None:
    """Doubts that a row gives beside the one before it of the same child."""
    before = rows.shift(1)
    follows = rows["_child"].eq(before["_child"])
    ended = is_end(rows, ssda).shift(1, fill_value=False) & follows
    starts = rows["RNE"].astype(object).isin(ssda.groups["start_of_care"])
    apart = rows["DECOM"] > before["DEC"]
    runs_on = before["DEC"].isna() | (before["DEC"] > rows["DECOM"])
    found = {
        "start-again": follows & starts & ~ended,
        "no-start-again": ended & ~starts,
        "gap": follows & ~ended & ~starts & apart,
        "overlap": follows & runs_on & ~(starts & ~ended),
    }
    for rule, which in found.items():
        notes.rows(rule, _TABLE, rows, which)


def year_of(days: pandas.Series) -> pandas.Series:
    """The year of the return a day belongs to, named by the March in which it ends."""
    years: pandas.Series = days.dt.year + (days.dt.month > 3)
    return years


def year_end(day: date) -> date:
    """The 31 March that ends a day's year of the return."""
    return date(day.year + (day.month > 3), 3, 31)


def _years(rows: pandas.DataFrame, ssda: Ssda903, notes: Notes) -> None:
    """Codes in years that did not have them."""
    first, last = year_of(rows["DECOM"]), year_of(rows["DEC"])
    for column, listed in ssda.code_years.items():
        begins = first if column == "PLACE" else last
        for code, years in listed.items():
            which = rows[column].astype(object).eq(code) & _outside(years, begins, last)
            notes.rows("code-year", _TABLE, rows, which, column, code)


def _outside(years: Years, begins: pandas.Series, ends: pandas.Series) -> pandas.Series:
    early = ends < years.start if years.start is not None else pandas.Series(False, index=ends.index)
    late = begins > years.to if years.to is not None else pandas.Series(False, index=ends.index)
    return early | late
