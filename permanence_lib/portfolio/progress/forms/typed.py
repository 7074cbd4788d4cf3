"""What somebody typed into a box: days, times, numbers; or what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from permanence_lib.errors import Conflict
from permanence_lib.portfolio.progress.slot import read_clock
from permanence_lib.screen.asked import Asked
from permanence_lib.screen.home import read_month

_EARLIEST, _LATEST = 2020, 2100
Boxes = tuple[str, str, str]


class Wrong(ValueError):
    """Something typed that cannot be kept as it is; says what to type instead."""


def boxes(asked: Asked, name: str) -> Boxes:
    """Day, month and year as typed."""
    day, month, year = (asked.one(f"{name}-{part}")[:10] for part in ("day", "month", "year"))
    return day, month, year


def boxes_of(day: date | None) -> Boxes:
    """A day as it stands in three boxes."""
    return (str(day.day), str(day.month), str(day.year)) if day else ("", "", "")


def day(typed: Boxes, what: str) -> date | None:
    """The day in three boxes, None when all are empty. Wrong when they make no day; `what` begins the sentence."""
    if not any(typed):
        return None
    try:
        found = date(int(typed[2]), read_month(typed[1]), int(typed[0]))
    except (ValueError, OverflowError):
        raise Wrong(f"{what} must be a real date, for example 12 1 2026") from None
    if not _EARLIEST <= found.year <= _LATEST:
        raise Wrong(f"{what} must be between {_EARLIEST} and {_LATEST}")
    return found


def number(typed: str, least: int, most: int, what: str) -> int | None:
    """A whole number, None when nothing was typed."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) < 6 and least <= int(typed) <= most):
        raise Wrong(f"{what} must be a whole number from {least} to {most}")
    return int(typed)


def clock(typed: str) -> str:
    """A time of day as HH:MM, '' when nothing was typed."""
    found = read_clock(typed) if typed else ""
    if found is None:
        raise Wrong("The time must be a time of day, for example 9:30 or 2pm")
    return found


def base(asked: Asked) -> int:
    """The version the form was made from; 0 when it does not say."""
    found = asked.one("base")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 10 else 0


def kept(keep: Callable[[], object]) -> Conflict | None:
    """Whether it was kept; otherwise the conflict, with what was saved in the meantime."""
    try:
        keep()
    except Conflict as conflict:
        return conflict
    return None
