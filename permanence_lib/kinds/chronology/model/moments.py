"""A date as far as it is known, and the days it may mean. Nothing is guessed. The browser reads it the same way."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal, TypedDict

from pydantic import validate_call

from permanence_lib.content.dates import say_date
from permanence_lib.kind import DateParts

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
#: Words, first and last month. Winter falls in two calendar years, so each end of the year has its own.
SEASONS = {
    "winter": ("Winter, January or February", 1, 2), "spring": ("Spring", 3, 5), "summer": ("Summer", 6, 8),
    "autumn": ("Autumn", 9, 11), "winter-end": ("Winter, December", 12, 12),
}  # fmt: skip
UNDATED = "Date not known"


class When(DateParts):
    """A date as far as it is known; boxes that do not belong to that are kept and not read."""

    season: str = ""
    known: Literal["day", "month", "season", "year", "none"] = "day"

    @classmethod
    def of(cls, day: date) -> When:
        """A day that is known exactly."""
        return cls(day=str(day.day), month=str(day.month), year=str(day.year))


#: No second date: what happened is not spread over time, as far as anyone said.
NO_DATE = When(known="none")


class Span(TypedDict):
    """The first and last day (ISO) that may be meant, or what is wrong and in which box."""

    precision: str
    first: str | None
    last: str | None
    problem: str
    field: str


@validate_call
def read_when(when: When) -> Span:
    """The days a partly known date may mean, or what is wrong with it."""
    problem, field = _problem(when) or ("", "")
    if problem or when.known == "none":
        return {"precision": "none", "first": None, "last": None, "problem": problem, "field": field}
    first, last = (day.isoformat() for day in _days(when))
    return {"precision": when.known, "first": first, "last": last, "problem": "", "field": ""}


def days_meant(when: When) -> tuple[date, date] | None:
    """The first and last day that may be meant, or None where there is no date."""
    return None if when.known == "none" or _problem(when) else _days(when)


@validate_call
def say_when(when: When) -> str:
    """A date as far as it is known: 18 November 2024, November 2024, Autumn 2024, 2024, or that it is not known."""
    days = days_meant(when)
    if days is None:
        return UNDATED
    first, _ = days
    if when.known == "day":
        return say_date(first)
    if when.known == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{SEASONS[when.season][0]} {first.year}" if when.known == "season" else str(first.year)


def days_meant_by(when: When, until: When) -> tuple[date, date, date] | None:
    """The first and last day on which something may have begun, and the last on which it may have ended."""
    begun, ended = days_meant(when), days_meant(until)
    if begun is None:
        return None
    return (*begun, max(begun[1], ended[1]) if ended and ended[1] >= begun[0] else begun[1])


@validate_call
def say_range(when: When, until: When) -> str:
    """A date, or from when to when: 3 March 2024 to May 2024. A second date before the first is not read."""
    begun, ended = days_meant(when), days_meant(until)
    if begun is None or ended is None or ended[1] < begun[0]:
        return say_when(when)
    return f"{say_when(when)} to {say_when(until)}"


def month_number(typed: str) -> int | None:
    """The month a number or a name means: 3, 03, March, Mar or Sept."""
    word = typed.strip().rstrip(".").lower()
    if re.fullmatch("[0-9]{1,2}", word):
        return int(word) if 1 <= int(word) <= 12 else None
    return next((n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.lower().startswith(word)), None)


def _problem(when: When) -> tuple[str, str] | None:
    """The first thing that keeps this from being a date, and its box."""
    known, day, year = when.known, when.day.strip(), when.year.strip()
    month = month_number(when.month)
    if known == "none":
        return None
    if known == "day" and not day:
        return "Enter the day, or choose “The month” if that is all that is known", "day"
    if known in ("day", "month") and month is None:
        return "Enter the month as a number from 1 to 12, or its name", "month"
    if known == "season" and when.season not in SEASONS:
        return "Choose the season", "season"
    if not re.fullmatch("(19|20)[0-9][0-9]", year):
        return "Enter the year in four figures, for example 2019", "year"
    if known == "day" and month and not _is_day(day, month, int(year)):
        return f"There is no day {day} in {MONTHS[month - 1]} {year}", "day"
    return None


def _is_day(typed: str, month: int, year: int) -> bool:
    return bool(re.fullmatch("[0-9]{1,2}", typed)) and 1 <= int(typed) <= monthrange(year, month)[1]


def _days(when: When) -> tuple[date, date]:
    """The first and last day of a date in which nothing is wrong."""
    year, (first, last) = int(when.year), _months(when)
    if when.known == "day":
        return date(year, first, int(when.day)), date(year, first, int(when.day))
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _months(when: When) -> tuple[int, int]:
    if when.known == "season":
        return SEASONS[when.season][1:]
    month = month_number(when.month) if when.known in ("day", "month") else None
    return (month, month) if month else (1, 12)
