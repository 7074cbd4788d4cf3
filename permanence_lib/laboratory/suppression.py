"""What is shown of a finding. Everything small is hidden here, and in one place only.

The rule (its numbers stand in ssda903.yaml under `suppression`):

1. A count of 1 to 5 is never shown; nought is. An average needs six cases, and quartiles need twenty. Lowest and highest
   values are never shown, for each is one child's.
2. Groups (ages, years, numbers of changes) are joined with their neighbours until each holds at least six. Nothing is
   hidden inside a table whose total is shown, so nothing can be worked out by subtraction. What each part of a joined
   group held stays open: at least two numbers fit.
3. Of those with a value and those left out, either may be small. Then the small one is hidden, and so is what would give
   it away: the whole, or the other part.
4. A share needs six cases that are so and six that are not (or none at all): a percentage says as much as its count.
5. Two counts of children that differ by 1 to 5 are not both shown, in whatever measures they stand: their difference
   would be a small count. The later one is hidden.
6. Every count is rounded to the nearest five, and so are the sizes of groups, because those of different measures could
   be added and subtracted: of ended, open and all periods, three large numbers, the fourth would follow. Rounded, at
   least two values of it fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from permanence_lib.content.ssda903 import Measure, Suppression
from permanence_lib.laboratory.measures.finding import Finding, Group


@dataclass(frozen=True)
class Shown:
    """What may be seen of a finding. None stands for a number that is hidden, or that there is none to give.

    Counts are rounded to `rounded_to`. `mean` is in days (whole), changes (one decimal) or per cent (whole); `quartiles` likewise. Groups are safe to show.
    """

    measure: Measure
    years: tuple[int, ...]
    measured: int | None
    out_of: int | None
    left_out: tuple[tuple[str, int], ...]
    mean: float | None
    quartiles: tuple[float, float, float] | None
    by_age: tuple[Group, ...] = ()
    by_year: tuple[Group, ...] = ()
    by_value: tuple[Group, ...] = ()
    rounded_to: int = 1
    least: int = 0

    def size(self, group: Group) -> int:
        """How many are in a group, rounded; never below the least that is shown."""
        return nearly(group.count, self.rounded_to, self.least)

    def value(self, group: Group) -> float:
        """The average of a group, or its share in per cent."""
        return rounded(self.measure, group.mean)


def rounded(measure: Measure, mean: float) -> float:
    """An average as it is shown: whole days, changes with one decimal, whole per cent."""
    if measure.shows == "changes":
        return round(mean, 1)
    return float(round(100 * mean if measure.shows == "share" else mean))


def nearly(count: int, to: int, least: int) -> int:
    """A count that may be shown, rounded to the nearest `to`; nought stays nought, and nothing looks small."""
    return max(least, to * ((count + to // 2) // to)) if count else 0


@dataclass
class Counts:
    """The counts of children that are shown already, so that no two of them give a small one away."""

    under: int
    shown: set[int] = field(default_factory=set)

    def show(self, count: int) -> int | None:
        """The count, or None where it is small or too near to one that is shown."""
        if is_small(count, self.under) or any(is_small(abs(count - other), self.under) for other in self.shown):
            return None
        self.shown.add(count)
        return count


def is_small(count: int, under: int) -> bool:
    """Whether a count is hidden: one or more, but fewer than the least that is shown."""
    return 0 < count < under


def suppressed(findings: Iterable[Finding], rule: Suppression, counted: Sequence[int] = ()) -> list[Shown]:
    """What may be seen of all findings together. `counted` are counts of children that are shown beside them."""
    children, others = Counts(rule.under, {n for n in counted if not is_small(n, rule.under)}), Counts(rule.under)
    return [_shown(one, rule, others if one.measure.counted == "reviews" else children) for one in findings]


def _shown(finding: Finding, rule: Suppression, counts: Counts) -> Shown:
    measured, out_of, left = _rounded(_parts(finding, rule.under, counts), rule)
    enough = finding.whole.count >= rule.under and is_safe(finding.whole, rule.under, _is_share(finding))
    years = finding.years if enough else ()
    shown = Shown(finding.measure, years, measured, out_of, left, None, None, (), (), (), rule.groups_to, rule.under)
    if not enough:
        return shown
    return replace(
        shown,
        mean=rounded(finding.measure, finding.whole.mean),
        quartiles=_quartiles(finding, rule),
        by_age=joined(finding.by_age, rule.under, _is_share(finding)),
        by_year=joined(finding.by_year, rule.under, _is_share(finding)),
        by_value=joined(finding.by_value, rule.under),
    )


def _is_share(finding: Finding) -> bool:
    return finding.measure.shows == "share"


def _quartiles(finding: Finding, rule: Suppression) -> tuple[float, float, float] | None:
    if finding.whole.count < rule.spread_from or _is_share(finding):
        return None
    low, middle, high = (rounded(finding.measure, value) for value in finding.quartiles)
    return low, middle, high


Parts: TypeAlias = "tuple[int | None, int | None, tuple[tuple[str, int], ...]]"


def _rounded(parts: Parts, rule: Suppression) -> Parts:
    measured, out_of, left = parts
    one, other = (None if n is None else nearly(n, rule.groups_to, rule.under) for n in (measured, out_of))
    return one, other, tuple((words, nearly(count, rule.groups_to, rule.under)) for words, count in left)


def _parts(finding: Finding, under: int, counts: Counts) -> Parts:
    """Those with a value, all, and those left out by reason; whatever would give a small part away is not said."""
    left = finding.out_of - finding.whole.count
    if is_small(finding.whole.count, under):
        return None, counts.show(finding.out_of), ()
    measured = counts.show(finding.whole.count)
    if is_small(left, under):
        return measured, None, ()
    out_of = counts.show(finding.out_of)
    if left and measured is not None and counts.show(left) is None:
        out_of = None  # the two together would tell how many were left out
    if measured is None or out_of is None:
        return measured, out_of, ()
    reasons = joined([Group(words, count, 0.0) for words, count in finding.left_out if count], under)
    shown = [counts.show(group.count) for group in reasons]
    return measured, out_of, () if None in shown else tuple((group.label, group.count) for group in reasons)


def is_safe(group: Group, under: int, share: bool = False) -> bool:
    """Whether a group may stand alone: it is large enough, and of a share so are those who are so and those who are not."""
    if group.count < under:
        return False
    yes = round(group.total)
    return not share or not (is_small(yes, under) or is_small(group.count - yes, under))


def joined(groups: Sequence[Group], under: int, share: bool = False) -> tuple[Group, ...]:
    """The groups, each joined with its neighbours until it may stand alone; nothing where all together may not."""
    made: list[Group] = []
    waiting: Group | None = None
    for group in groups:
        waiting = _both(waiting, group) if waiting else group
        if is_safe(waiting, under, share):
            made.append(waiting)
            waiting = None
    while waiting and made:
        waiting = _both(made.pop(), waiting)
        if is_safe(waiting, under, share):
            made.append(waiting)
            waiting = None
    return tuple(made)


def _both(one: Group, other: Group) -> Group:
    return Group(f"{one.label}; {other.label}", one.count + other.count, one.total + other.total)
