"""A date that may be known only to the month, the season or the year: the days it may mean, never one of them chosen."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

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


class Span(NamedTuple):
    """How exactly a date is known, and the first and last day it may mean."""

    known: str
    first: date
    last: date

    @property
    def middle(self) -> date:
        """The day half-way."""
        return self.first + (self.last - self.first) / 2


def span_of(typed: DateParts, season: str = "") -> Span | None:
    """The days that the boxes may mean, as far as they are filled; None where they make no date."""
    day, month, year = (box.strip() for box in (typed.day, typed.month, typed.year))
    if day:
        exact = DateParts(day=day, month=str(month_number(month) or ""), year=year).read()
        return Span("day", exact, exact) if exact else None
    number = month_number(month)
    if not re.fullmatch("(19|20)[0-9][0-9]", year) or (month and not number):
        return None
    if number:
        return _months("month", int(year), number, number)
    if season in SEASONS:
        return _months("season", int(year), *SEASONS[season][1:])
    return _months("year", int(year), 1, 12)


def _months(known: str, year: int, first: int, last: int) -> Span:
    return Span(known, date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def month_number(typed: str) -> int | None:
    """The month a number or a name means: 3, 03, March, Mar or Sept."""
    word = typed.strip().rstrip(".").lower()
    if re.fullmatch("[0-9]{1,2}", word):
        return int(word) if 1 <= int(word) <= 12 else None
    return next((n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.lower().startswith(word)), None)


def say_span(span: Span, season: str = "") -> str:
    """18 November 2024, November 2024, Autumn 2024 or 2024."""
    if span.known == "day":
        return say_date(span.first)
    if span.known == "month":
        return f"{MONTHS[span.first.month - 1]} {span.first.year}"
    return f"{SEASONS[season][0]} {span.first.year}" if span.known == "season" else str(span.first.year)


def read_loose(typed: Mapping[str, str], season: str) -> dict[str, str] | None:
    """The same from plain values, with its words: the browser reads it so too."""
    span = span_of(DateParts.model_validate(typed), season)
    if span is None:
        return None
    first, last = span.first.isoformat(), span.last.isoformat()
    return {"known": span.known, "first": first, "last": last, "said": say_span(span, season)}
