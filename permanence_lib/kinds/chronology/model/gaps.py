"""Gaps: stretches of time in which a chronology holds nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import TypedDict

from pydantic import validate_call

from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.order import Dated, dated
from permanence_lib.kinds.chronology.model.response import Entry, Response
from permanence_lib.kinds.chronology.model.words import plural

#: Exact enough to begin or end a gap: a month covers the whole month, a season or a year is too loose.
_FIRM = ("day", "month")


class Gap(TypedDict):
    """After and before which entry, from when to when (ISO), and how many `loose` dates may fall into it."""

    after: str
    before: str
    start: str
    end: str
    days: int
    loose: int


@validate_call
def gaps_in(entries: tuple[Entry, ...], weeks: int) -> list[Gap]:
    """Stretches longer than `weeks` without an entry. Only what is sure counts."""
    ordered = dated(entries)
    firm = [x for x in ordered if x.entry.when.known in _FIRM]
    loose = [x for x in ordered if x.entry.when.known not in _FIRM]
    so_far = accumulate(firm, _later)
    return [
        _gap(after, before, loose)
        for after, before in zip(so_far, firm[1:], strict=False)
        if (before.first - _firm_end(after)).days > weeks * 7
    ]


def _later(latest: Dated, x: Dated) -> Dated:
    return x if _firm_end(x) >= _firm_end(latest) else latest


def _firm_end(x: Dated) -> date:
    """When it ended, where that is known to the month; what went on for some time is no gap."""
    return x.end if x.entry.until.known in _FIRM else x.last


def _gap(after: Dated, before: Dated, loose: Sequence[Dated]) -> Gap:
    return {
        "after": after.entry.id,
        "before": before.entry.id,
        "start": _firm_end(after).isoformat(),
        "end": before.first.isoformat(),
        "days": (before.first - _firm_end(after)).days,
        "loose": sum(x.first < before.first and x.end > _firm_end(after) for x in loose),
    }


def gap_weeks(definition: Definition, response: Response) -> int:
    """The participant's own length of a gap in weeks, or the author's while nothing that can be used is typed."""
    typed = response.gap_weeks.strip()
    return int(typed) if re.fullmatch("[0-9]{1,3}", typed) and 1 <= int(typed) <= 520 else definition.gap_weeks


def gap_words(days: int) -> str:
    """The length of a gap: 9 weeks; from a year on, also in years."""
    years = days // 365
    return plural(days // 7, "week") + (f" (more than {plural(years, 'year')})" if years else "")
