"""What looks like a real person in a text."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from permanence_lib.privacy import births, listed, numbers, places
from permanence_lib.privacy.mark import Mark
from permanence_lib.privacy.sorts import SORTS

#: The most places given of one family of patterns.
MOST = 100
_RANK = {sort: rank for rank, sort in enumerate(SORTS)}


@dataclass(frozen=True)
class Finding:
    """A place in a text that looks like a real identifier; nothing is ever stopped because of one.

    `sort` is a key of SORTS; text[start:end] is `found`; `weak` when it may well be something else.
    """

    sort: str
    start: int
    end: int
    found: str
    why: str
    weak: bool = False

    @property
    def label(self) -> str:
        """What it looks like: 'Postcode'."""
        return SORTS[self.sort].label

    @property
    def instead(self) -> str:
        """What to write instead."""
        return SORTS[self.sort].instead


def find(text: str, names: Collection[str] = (), today: date | None = None) -> tuple[Finding, ...]:
    """Every place in `text` that looks like a real identifier, or is one of `names`, in order; no two overlap.

    Bounded for any text: every pattern looks at a fixed number of characters from where it starts, and of one family
    of patterns no more than MOST places are given; whoever changes those is shown the rest.
    `today` (today's date if left out) says which years a child's birth may lie in.
    """
    day = today or date.today()
    families = (listed.marks(text, names), *numbers.marks(text), *places.marks(text), births.marks(text, day))
    marks = [mark for family in families for mark in islice(family, MOST)]
    return tuple(_finding(text, mark) for mark in _apart(marks))


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order of place; of two that overlap, the surer."""
    kept: list[Mark] = []
    starts: list[int] = []
    for mark in sorted(marks, key=lambda mark: (_RANK[mark.sort], mark.start, -mark.end)):
        at = bisect(starts, mark.start)
        before_ends = kept[at - 1].end if at else 0
        after_starts = starts[at] if at < len(starts) else mark.end
        if before_ends <= mark.start and mark.end <= after_starts:
            kept.insert(at, mark)
            starts.insert(at, mark.start)
    return kept


def _finding(text: str, mark: Mark) -> Finding:
    return Finding(mark.sort, mark.start, mark.end, text[mark.start : mark.end], SORTS[mark.sort].why, mark.weak)
