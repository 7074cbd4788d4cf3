"""Dates as authorities' systems write them; the day stands before the month."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

import numpy
import pandas

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_TIME = re.compile(r"(?i)[ t]{1,9}\d{1,2}[:.]\d{2}.*$")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([A-Za-z]{3})[a-z]*[ \-,]+(\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
#: A spreadsheet counts days from here; five figures reach from 1927 to 2173.
_SPREADSHEET = date(1899, 12, 30)
#: Two figures for the year: up to this one they belong to this century, as POSIX has it.
_CENTURY = 68
_MONTHS_IN_YEAR = 12
#: So many different dates must have no other reading before a column is taken to have the month first.
_PLAINLY = 3
_PARTIAL = re.compile(r"(?i)(?:zz|\d{1,2})[/.\-](?:zz|\d{1,2})[/.\-](?:zzzz|\d{4})")


@lru_cache(maxsize=100_000)
def day(text: str) -> date | None:
    """31/12/2024, 31/12/24, 2024-12-31, 20241231, 31 Dec 2024, a spreadsheet's 45657, with a time or without; or None."""
    text = _TIME.sub("", text.strip())
    if found := _DAY_FIRST.fullmatch(text):
        return _made(found[3], found[2], found[1])
    if found := _YEAR_FIRST.fullmatch(text) or _TOGETHER.fullmatch(text):
        return _made(found[1], found[2], found[3])
    if (found := _NAMED.fullmatch(text)) and found[2].lower() in _MONTHS:
        return _made(found[3], str(_MONTHS[found[2].lower()]), found[1])
    if found := _SERIAL.fullmatch(text):
        return _SPREADSHEET + timedelta(int(found[1]))
    return None


def _made(year: str, month: str, day_: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= _CENTURY else 1900
    try:
        return date(number, int(month), int(day_)) if number >= 1900 else None
    except ValueError:
        return None


def is_partial(text: str) -> bool:
    """Whether it is a date of which some parts are given as zz."""
    return "z" in text.lower() and _PARTIAL.fullmatch(text.strip()) is not None


def turned(texts: numpy.ndarray) -> numpy.ndarray | None:
    """The dates of a column with the day put first, where the column plainly has the month first; else None.

    Plainly: several of them make sense only so, and none makes sense only with the day first.
    """
    different = [found for text in set(texts.tolist()) if (found := _DAY_FIRST.fullmatch(_TIME.sub("", text)))]
    pairs = [(int(found[1]), int(found[2])) for found in different]
    only_so = sum(first <= _MONTHS_IN_YEAR < second for first, second in pairs)
    if only_so < _PLAINLY or any(first > _MONTHS_IN_YEAR for first, _ in pairs):
        return None
    swapped = {found.string: f"{found[2]}/{found[1]}/{found[3]}" for found in different}
    return numpy.array([swapped.get(_TIME.sub("", text), text) for text in texts.tolist()], dtype=object)


def days(texts: numpy.ndarray) -> tuple[pandas.Series, numpy.ndarray]:
    """Dates of many texts at once (each different text is read once), and which of them hold something unreadable."""
    codes, different = pandas.factorize(texts)
    read = [day(text) for text in different]
    found = numpy.array(read, dtype="datetime64[D]").astype("datetime64[s]")
    unread = numpy.array(
        [one is None and bool(text.strip()) for one, text in zip(read, different, strict=True)], dtype=bool
    )
    return pandas.Series(found[codes]), unread[codes]
