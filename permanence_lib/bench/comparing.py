"""Two measurements of the same thing: what has become better or worse, beyond what chance may do.

Where a figure has a reference of its own in both, the two are compared as times that reference: another computer, or a busier
one, is then no difference. What is smaller than the unrest within either measurement, or than the least worth telling, is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from permanence_lib.bench.figures import Figure, Measurement
from permanence_lib.bench.saying import WIDTH, number
from permanence_lib.errors import PermanenceError

Verdict = Literal["better", "worse", "as before"]
#: The least share of a figure that is worth telling: times waver even in one call, sizes a little, counts not at all.
_LEAST = {"s": 0.15, "times": 0.15, "MB": 0.1, "B": 0.01, "n": 0.0}
#: What nobody can notice, in the unit's own measure.
_NOTHING = {"s": 0.001, "times": 0.0, "MB": 0.5, "B": 100.0, "n": 0.0}


@dataclass(frozen=True)
class Change:
    """One figure of both, before and now."""

    old: Figure
    new: Figure
    was: float
    now: float
    noise: float
    """By so much both may differ for no reason."""

    @property
    def verdict(self) -> Verdict:
        """Less is better."""
        if abs(self.now - self.was) <= self.noise:
            return "as before"
        return "better" if self.now < self.was else "worse"


def changes(old: Measurement, new: Measurement) -> list[Change]:
    """Of every figure that is in both. PermanenceError when they are not of the same thing."""
    if old.of != new.of:
        raise PermanenceError(f"These are two different things: '{old.of}' and '{new.of}'. Compare like with like.")
    both = ((before, new.find(before.name)) for before in old.figures)
    return [_change(before, now, old, new) for before, now in both if now]


def _change(before: Figure, now: Figure, old: Measurement, new: Measurement) -> Change:
    was, is_now = (_held(figure, of) for figure, of in ((before, old), (now, new)))
    if was is None or is_now is None or before.unit not in ("s", "times"):
        was, is_now = before.median, now.median
    scale = max(_share(before), _share(now), _LEAST[now.unit])
    least = _NOTHING[now.unit] * (is_now / now.median if now.median else 1.0)
    return Change(before, now, was, is_now, max(least, scale * min(was, is_now)))


def _held(figure: Figure, of: Measurement) -> float | None:
    return of.times(figure)


def _share(figure: Figure) -> float:
    return figure.unrest / figure.median if figure.median else 0.0


def said(old: Measurement, new: Measurement) -> str:
    """In words, what is worse first; what stayed as it was is only counted."""
    found = changes(old, new)
    lines = [*_otherwise(old, new)]
    for verdict in ("worse", "better"):
        lines += [_line(change) for change in found if change.verdict == verdict]
    same = sum(change.verdict == "as before" for change in found)
    lines.append(f"As before, as far as can be told: {same} of {len(found)} figures.")
    return "\n".join([*lines, *_missing(old, new)])


def _line(change: Change) -> str:
    was, now = (number(each.median, each.unit) for each in (change.old, change.new))
    share = change.now / change.was - 1 if change.was else 1.0
    by_reference = change.was != change.old.median
    beside = " beside its reference" if by_reference else ""
    return f"{change.verdict.upper():<7}{change.new.words:<{WIDTH}} {was} -> {now}: {abs(share):.0%} {'more' if share > 0 else 'less'}{beside}"


def _otherwise(old: Measurement, new: Measurement) -> Iterator[str]:
    """What else is not the same, and may be why."""
    for name in ("processors", "python", "system"):
        if old.where.get(name) != new.where.get(name):
            yield f"Not the same {name}: {old.where.get(name)} and {new.where.get(name)}."
    if old.asked != new.asked:
        yield f"Not asked for in the same way: {old.asked} and {new.asked}."
    before, now = old.where.get("versions", {}), new.where.get("versions", {})
    other = [f"{name} {before[name]} and {now[name]}" for name in before if name in now and before[name] != now[name]]
    if other:
        yield f"Other versions: {', '.join(other)}."


def _missing(old: Measurement, new: Measurement) -> Iterator[str]:
    yield from _alone("Only in the older", old, new)
    yield from _alone("Only in the newer", new, old)


def _alone(where: str, mine: Measurement, other: Measurement) -> Iterator[str]:
    words = [each.words for each in mine.figures if not other.find(each.name)]
    if words:
        yield f"{where}: {'; '.join(words)}."
