"""Days counted, as everywhere in the workbook, and the whole months between two of them."""

from __future__ import annotations

from datetime import date

from permanence_lib.content.days import add_time, bank_holidays, months_on

__all__ = ["add_time", "bank_holidays", "months_between", "months_on"]


def months_between(start: date, end: date) -> int:
    """Whole months from one day to another."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
