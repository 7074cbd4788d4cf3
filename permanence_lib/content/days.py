"""Days counted: weeks, months, and the working days of England; and lengths of time in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache


@cache
def bank_holidays(first: int, last: int) -> tuple[date, ...]:
    """England's bank holidays from one year to another."""
    import holidays

    return tuple(sorted(holidays.country_holidays("GB", subdiv="ENG", years=range(first, last + 1))))


def add_time(start: str, amount: int, unit: str, first_day_counts: bool, bank_holidays: Sequence[str]) -> str:
    """The day by which something is due: '2025-05-14', 26, 'weeks' gives '2025-11-12'."""
    day = date.fromisoformat(start)
    if unit == "months":
        return months_on(day, amount).isoformat()
    if unit == "working_days":
        return _working_days_on(day, amount, first_day_counts, frozenset(bank_holidays)).isoformat()
    days = amount * (7 if unit == "weeks" else 1) - (1 if first_day_counts else 0)
    return (day + timedelta(days=days)).isoformat()


def months_on(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_on(day: date, amount: int, first_day_counts: bool, off: frozenset[str]) -> date:
    """Saturdays, Sundays and bank holidays are passed over; the first day counts only where the rule says so."""
    left = amount
    if first_day_counts:
        day -= timedelta(days=1)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day.isoformat() not in off
    return day


def say_gap(days: int) -> str:
    """A length of time in words: days up to a fortnight, then weeks and days."""
    weeks, rest = divmod(abs(days), 7)
    if weeks < 2:
        return _many(abs(days), "day")
    return _many(weeks, "week") + (f" and {_many(rest, 'day')}" if rest else "")


def _many(n: int, word: str) -> str:
    return f"{n} {word}{'' if n == 1 else 's'}"


def say_minutes(minutes: int) -> str:
    """'45 minutes', '2 hours', '2 hours 45 minutes'."""
    hours, rest = divmod(minutes, 60)
    parts = [_many(hours, "hour")] if hours else []
    return " ".join([*parts, _many(rest, "minute")] if rest or not hours else parts)
