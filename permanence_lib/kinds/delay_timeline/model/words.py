"""Lengths of time and ages in words: the same words as in the browser, where days travel as '2025-05-14'."""

from __future__ import annotations

from datetime import date

from permanence_lib.kinds.delay_timeline.model.days import months_between


def plural(n: int, word: str) -> str:
    """'1 week', '2 weeks'."""
    return f"{n} {word}{'' if n == 1 else 's'}"


def capital(words: str) -> str:
    """A sentence begins with a capital letter."""
    return words[:1].upper() + words[1:]


def say_gap(days: int) -> str:
    """A length of time in words: days up to a fortnight, then weeks and days."""
    weeks, rest = divmod(abs(days), 7)
    if weeks < 2:
        return plural(abs(days), "day")
    return plural(weeks, "week") + (f" and {plural(rest, 'day')}" if rest else "")


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
    birth, end = date.fromisoformat(born), date.fromisoformat(at)
    start = max(birth, date.fromisoformat(since))
    if end <= birth or end < start:
        return ""
    lived, waited = (end - birth).days, (end - start).days
    if lived < 14:
        return _of_life(waited, lived, "day")
    if lived < 104 * 7:
        return _of_life(waited // 7, lived // 7, "week")
    return _of_life(months_between(start, end), months_between(birth, end), "month")


def _of_life(waited: int, lived: int, unit: str) -> str:
    if waited >= lived:
        return f"all {plural(lived, unit)} of life so far" if lived > 1 else f"the whole first {unit} of life"
    return f"{waited} of the first {lived} {unit}s of life"
