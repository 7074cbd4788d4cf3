"""Periods of care: from a start (RNE S) to the first reason that ends it, as the return defines them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import pandas

from permanence_lib.laboratory.extract.extract import Extract
from permanence_lib.laboratory.extract.sequence import is_end


@dataclass(frozen=True)
class Periods:
    """Periods of care as at a day.

    `rows`, by number of the period: `child`, `began` (NaT where care began before the extract), `ended` (NaT unless the
    state is ended), `state` (ended, open, unclear), `age` at the start in completed years (NaN where unknown).
    `episodes` are the episodes up to that day with their `period`; episodes after the end of care belong to none (-1).
    """

    rows: pandas.DataFrame
    episodes: pandas.DataFrame

    @property
    def inside(self) -> pandas.DataFrame:
        """The episodes that belong to a period."""
        return self.episodes[self.episodes["period"] >= 0]


def periods(extract: Extract) -> Periods:
    """The periods of care of all children; dates after the extract's day are not known yet."""
    episodes = _as_at(extract)
    starts = episodes["RNE"].astype(object).isin(extract.ssda.groups["start_of_care"])
    another = episodes["_child"].ne(episodes["_child"].shift(1))
    number = (starts | another).cumsum() - 1
    ends = is_end(episodes, extract.ssda).astype(int)
    after = ends.groupby(number).cumsum() - ends
    episodes = episodes.assign(
        period=number.where(after == 0, -1).astype("int64"), _start=starts, _end=ends.astype(bool)
    )
    return Periods(_rows(episodes, extract), episodes)


def _as_at(extract: Extract) -> pandas.DataFrame:
    """The episodes as they stood on the extract's day."""
    day = pandas.Timestamp(extract.as_at)
    episodes = extract.tables["Episodes"]
    episodes = episodes[episodes["DECOM"] <= day].reset_index(drop=True)
    later = episodes["DEC"] > day
    return episodes.assign(DEC=episodes["DEC"].mask(later), REC=episodes["REC"].astype(object).mask(later, ""))


def _rows(episodes: pandas.DataFrame, extract: Extract) -> pandas.DataFrame:
    inside = episodes[episodes["period"] >= 0]
    first = inside.drop_duplicates("period").set_index("period")
    last = inside.drop_duplicates("period", keep="last").set_index("period")
    began = first["DECOM"].where(first["_start"])
    open_ = ~last["_end"] & last["DEC"].isna() & ~last["_child"].duplicated(keep="last")
    ended = last["_end"] & last["DEC"].notna()
    state = numpy.select([ended, open_], ["ended", "open"], "unclear")
    rows = pandas.DataFrame(
        {"child": first["_child"], "began": began, "ended": last["DEC"].where(ended), "state": state}
    )
    return rows.assign(age=ages(rows["child"], rows["began"], extract.births))


def ages(children: pandas.Series, days: pandas.Series, births: numpy.ndarray) -> pandas.Series:
    """Ages in completed years on given days; NaN where a date is unknown or lies before birth."""
    born = pandas.Series(births[children.to_numpy()], index=children.index)
    not_yet = (days.dt.month * 100 + days.dt.day) < (born.dt.month * 100 + born.dt.day)
    years: pandas.Series = days.dt.year - born.dt.year - not_yet.astype(float)
    return years.where(years >= 0)
