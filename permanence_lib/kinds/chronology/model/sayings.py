"""What one entry gives away by itself: a plan without a date, a word that judges, a view that came through another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from permanence_lib.kinds.chronology.model.finding import Finding, Looks, Whole, found
from permanence_lib.kinds.chronology.model.signs import Line

#: An entry beside another: within a year.
_YEAR = 365
_BESIDE = 3


def _each(rule: str, cue: str, only: Callable[[Line], bool] = lambda line: True) -> Looks:
    """A rule that looks at entries one by one: each that says the cue, where `only` holds."""

    def look(whole: Whole) -> Iterator[Finding]:
        for line in whole.lines:
            if only(line) and (word := line.says(cue)):
                yield found(rule, line.id, [line], word=word.rstrip("*"))

    return look


vague = _each("plan-vague", "vague", lambda line: line.is_plan)
thin = _each("thin", "thin")
judging = _each("judging", "judging")
unshared = _each("not-passed-on", "unshared")
waits = _each("waits", "wait", lambda line: not line.explained)
moves = _each("temporary-unmarked", "temporary", lambda line: not (line.marked("home") and line.explained))
workers = _each("staff-unmarked", "staff", lambda line: not (line.marked("staff") and line.explained))


def spoken_for(whole: Whole) -> Iterator[Finding]:
    """A view through somebody else, or none; with the entries near it that hold the child's own words."""
    for line in whole.since_birth(whole.lines):
        if line.says("spoken_for"):
            yield found("spoken-for", line.id, [line, *_nearest_words(whole, line)])


def _nearest_words(whole: Whole, line: Line) -> list[Line]:
    def apart(other: Line) -> int:
        return abs((other.first - line.first).days) if other.first and line.first else _YEAR + 1

    heard = [other for other in whole.dated if other.spoken and other.id != line.id and apart(other) <= _YEAR]
    chosen = {other.id for other in sorted(heard, key=apart)[:_BESIDE]}
    return [other for other in whole.dated if other.id in chosen]


def carried(whole: Whole) -> Iterator[Finding]:
    """A meeting that carries actions over, with the one before it."""
    meetings = [line for line in whole.dated if line.is_plan or line.bears("review")]
    for n, line in enumerate(meetings):
        if line.says("carried"):
            yield found("carried-over", line.id, [*meetings[max(0, n - 1) : n], line])
