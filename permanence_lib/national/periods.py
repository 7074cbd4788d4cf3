"""The times that published figures are of: where each stands on an axis, and how it is said."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.content.statistics import Statistic
from permanence_lib.errors import PermanenceError

REPORTING_YEAR = "reporting year to 31 March"
_QUARTERS = ("January to March", "April to June", "July to September", "October to December")


@dataclass(frozen=True, slots=True)
class Period:
    """`key` as the table writes it; `at` its middle in years; `step` to the next of its sort, 0 where none follows."""

    key: str
    at: float
    step: float
    label: str
    """On an axis or in a list: 'Year to 31 March 2025'."""
    tick: str
    """The same where there is little room: '2025'."""
    said: str
    """In a sentence: 'in the year to 31 March 2025'."""

    @property
    def starts(self) -> float:
        """Where it begins on the axis, half a step before its middle."""
        return self.at - self.step / 2

    @property
    def ends(self) -> float:
        """Where the next of its sort begins."""
        return self.at + self.step / 2

    def within(self, first: Period, last: Period) -> bool:
        """Whether all of it lies from the beginning of one to the end of another: a year holds its quarters."""
        return first.starts <= self.starts and self.ends <= last.ends


def period(row: Statistic, snapshot: bool = False) -> Period:
    """The time of a row; `snapshot` where a reporting year is counted on its last day. PermanenceError if unreadable."""
    return read(row.period, row.period_type, snapshot)


def read(key: str, kind: str, snapshot: bool = False) -> Period:
    """A time as statistics.csv writes it, by its sort."""
    sort = "31 March" if snapshot and kind == REPORTING_YEAR else kind
    try:
        return _SORTS[sort](key)
    except (KeyError, ValueError, IndexError, AttributeError):
        raise PermanenceError(f"'{key}' ({kind}) is not a time that can be shown on a line.") from None


def _reporting_year(key: str) -> Period:
    year = int(key)
    return Period(key, year - 0.25, 1, f"Year to 31 March {year}", key, f"in the year to 31 March {year}")


def _last_day(key: str) -> Period:
    year = int(key)
    return Period(key, year + 0.25, 1, f"31 March {year}", key, f"on 31 March {year}")


def _calendar_year(key: str) -> Period:
    return Period(key, int(key) + 0.5, 1, key, key, f"in {key}")


def _financial_year(key: str) -> Period:
    """2012-13: April 2012 to March 2013."""
    return Period(key, _first_year(key) + 0.75, 1, f"April 20{key[2:4]} to March 20{key[5:7]}", key, f"in {key}")


def _school_year(key: str) -> Period:
    """2018-19: September 2018 to August 2019."""
    return Period(key, _first_year(key) + 7 / 6, 1, f"School year {key}", key, f"in the school year {key}")


def _first_year(key: str) -> int:
    return int(_matched(r"(\d{4})-\d\d", key)[1])


def _quarter(key: str) -> Period:
    """2021 Q1: January to March 2021."""
    found = _matched(r"(\d{4}) Q([1-4])", key)
    return _three_months(key, int(found[1]), int(found[2]) - 1)


def _financial_quarter(key: str) -> Period:
    """2021-22 Q1: April to June 2021."""
    found = _matched(r"(\d{4})-\d\d Q([1-4])", key)
    quarter = int(found[2]) % 4
    return _three_months(key, int(found[1]) + (quarter == 0), quarter)


def _three_months(key: str, year: int, quarter: int) -> Period:
    months = f"{_QUARTERS[quarter]} {year}"
    tick = f"{_QUARTERS[quarter][:3]} {year}"
    return Period(key, year + (2 * quarter + 1) / 8, 0.25, months, tick, f"in {months}")


def _three_years(key: str) -> Period:
    """'2015-18 three-year' to March 2018; '3 years to 2016-17 Q3' to December 2016. Such averages overlap."""
    if key.startswith("3 years to "):
        quarter = _financial_quarter(key.removeprefix("3 years to "))
        return _up_to(key, quarter.label.split(" to ")[1], quarter.at + quarter.step / 2)
    last = int(_matched(r"(\d{4})-\d\d three-year", key)[1]) + 3
    return _up_to(key, f"March {last}", last + 0.25)


def _up_to(key: str, month: str, end: float) -> Period:
    years = f"three years to {month}"
    return Period(key, end - 1.5, 0, f"The {years}", years, f"over the {years}")


def _day(key: str) -> Period:
    """2022-06-30. Two days picked out say nothing of the time between them, so no line joins them."""
    day = date.fromisoformat(key)
    at = day.year + (day.timetuple().tm_yday - 0.5) / 365.25
    return Period(key, at, 0, say_date(day), say_date(day), f"on {say_date(day)}")


def _month(key: str) -> Period:
    """2017-01, as a day is."""
    found = _matched(r"(\d{4})-(\d\d)", key)
    words = f"{calendar.month_name[int(found[2])]} {found[1]}"
    return Period(key, int(found[1]) + (int(found[2]) - 0.5) / 12, 1 / 12, words, words, f"in {words}")


def _matched(pattern: str, key: str) -> re.Match[str]:
    found = re.fullmatch(pattern, key)
    if found is None:
        raise ValueError(key)
    return found


_SORTS: dict[str, Callable[[str], Period]] = {
    REPORTING_YEAR: _reporting_year,
    "31 March": _last_day,
    "calendar year": _calendar_year,
    "financial year": _financial_year,
    "academic year": _school_year,
    "calendar quarter": _quarter,
    "financial quarter": _financial_quarter,
    "three-year average": _three_years,
    "snapshot": _day,
    "month": _month,
}
