"""What a group's chronologies have in common, in counts: never whose is whose, and never a word of anybody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from permanence_lib.content.cases import Case
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.gaps import gap_weeks, gaps_in
from permanence_lib.kinds.chronology.model.moments import MONTHS, When, days_meant
from permanence_lib.kinds.chronology.model.response import Response
from permanence_lib.kinds.chronology.model.words import plural

Counts = list[tuple[str, int]]
#: How many are said in bands, so that a single chronology does not stand out by its size.
BANDS = (("None", 0, 0), ("1 to 3", 1, 3), ("4 to 9", 4, 9), ("10 or more", 10, 10**6))


def by_category(definition: Definition, responses: Sequence[Response]) -> Counts:
    """Entries under each of the author's categories; a participant's own are counted together."""
    found = Counter(entry.category for response in responses for entry in response.entries)
    known = [(name, found[name]) for name in definition.categories]
    own = sum(found.values()) - found[""] - sum(n for _, n in known)
    return [*known, ("A kind of their own", own), ("No kind chosen", found[""])]


def by_month(case: Case, responses: Sequence[Response]) -> Counts:
    """Entries in each month of the case's file; those outside it, and those not dated to the month, are counted apart."""
    days = sorted(event.date for event in case.events)
    first, last = (days[0].year, days[0].month), (days[-1].year, days[-1].month)
    found = Counter(_month(entry.when) for response in responses for entry in response.entries)
    months = [_next(first, n) for n in range((last[0] - first[0]) * 12 + last[1] - first[1] + 1)]
    counted = [(f"{MONTHS[month - 1]} {year}", found[(year, month)]) for year, month in months]
    before = sum(n for month, n in found.items() if month and month < first)
    after = sum(n for month, n in found.items() if month and month > last)
    inside = [(words, n) for words, n in counted if n or len(months) <= 24]
    return [
        ("Before the file begins", before),
        *inside,
        ("After it ends", after),
        ("Not dated to the month", found[None]),
    ]


def _month(when: When) -> tuple[int, int] | None:
    """The month of a date known to the month at least."""
    days = days_meant(when) if when.known in ("day", "month") else None
    return (days[0].year, days[0].month) if days else None


def _next(month: tuple[int, int], n: int) -> tuple[int, int]:
    years, rest = divmod(month[1] - 1 + n, 12)
    return month[0] + years, rest + 1


def voices(responses: Sequence[Response]) -> Counts:
    """How many chronologies have how many entries with the child's own words."""
    return _banded([sum(bool(e.child_words.strip()) for e in response.entries) for response in responses])


def gaps(definition: Definition, responses: Sequence[Response]) -> Counts:
    """How many chronologies have how many gaps, by the length each participant chose."""
    return _banded([len(gaps_in(response.entries, gap_weeks(definition, response))) for response in responses])


def _banded(numbers: Sequence[int]) -> Counts:
    return [(words, sum(least <= n <= most for n in numbers)) for words, least, most in BANDS]


def entry_words(responses: Sequence[Response]) -> str:
    """All entries together, and how many hold the child's own words."""
    entries = [entry for response in responses for entry in response.entries]
    spoken = sum(bool(entry.child_words.strip()) for entry in entries)
    return f"{plural(len(entries), 'entry', 'entries')} in all; {spoken} with the child’s own words, or what the child showed."
