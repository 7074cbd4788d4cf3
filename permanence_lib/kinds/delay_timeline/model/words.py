"""Lengths of time and ages in words: the same words as in the browser, where days travel as '2025-05-14'."""

from __future__ import annotations

from datetime import date

from permanence_lib.content.days import say_gap
from permanence_lib.kinds.delay_timeline.model.days import months_between

__all__ = ["capital", "plural", "say_age", "say_gap", "share_of_life", "share_percent"]


def plural(n: int, word: str) -> str:
    """'1 week', '2 weeks'."""
    return f"{n} {word}{'' if n == 1 else 's'}"


def capital(words: str) -> str:
    """A sentence begins with a capital letter."""
    return words[:1].upper() + words[1:]


def say_age(born: str, at: str) -> str:
    """An age as a family says it: weeks to three months, then months, then years and months."""
    start, end = date.fromisoformat(born), date.fromisoformat(at)
    days = (end - start).days
    if days < 0:
        return f"{plural(-(days // 7), 'week')} before birth"
    months = months_between(start, end)
    if months < 3:
        return plural(days // 7, "week")
    years, rest = divmod(months, 12)
    parts = [plural(years, "year")] if years else []
    return " ".join(parts + ([plural(rest, "month")] if rest or not years else []))


def share_of_life(born: str, since: str, at: str) -> str:
    """A wait as a part of the life so far: '18 of the first 26 weeks of life'; nothing before birth."""
    counted = _counted(born, since, at)
    return _of_life(*counted) if counted else ""


def share_percent(born: str, since: str, at: str) -> str:
    """The same two numbers in hundredths, rounded: '44%' for 8 of 18 months. A length of time, never a chance."""
    counted = _counted(born, since, at)
    if not counted:
        return ""
    waited, lived, _ = counted
    rounded = (200 * waited + lived) // (2 * lived)
    if waited and not rounded:
        return "less than 1%"
    return "more than 99%" if rounded == 100 and waited < lived else f"{rounded}%"


def _counted(born: str, since: str, at: str) -> tuple[int, int, str] | None:
    """Waited and lived in days for a fortnight, in weeks for two years, then in months."""
    birth, end = date.fromisoformat(born), date.fromisoformat(at)
    start = max(birth, date.fromisoformat(since))
    if end <= birth or end < start:
        return None
    lived, waited = (end - birth).days, (end - start).days
    if lived < 14:
        return waited, lived, "day"
    if lived < 104 * 7:
        return waited // 7, lived // 7, "week"
    return months_between(start, end), months_between(birth, end), "month"


def _of_life(waited: int, lived: int, unit: str) -> str:
    if waited >= lived:
        return f"all {plural(lived, unit)} of life so far" if lived > 1 else f"the whole first {unit} of life"
    return f"{waited} of the first {lived} {unit}s of life"
