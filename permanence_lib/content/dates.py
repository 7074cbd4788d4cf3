"""Days as people in England write them."""

from __future__ import annotations

from datetime import date


def say_date(day: date) -> str:
    """A day in full: 18 November 2024."""
    return f"{day.day} {day:%B %Y}"
