"""Figures in a sentence: the latest first, then where each began; shares also as so many in ten. Nothing is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from permanence_lib.content.figures import FigureUnit, Question
from permanence_lib.national.beneath import ShownBreak
from permanence_lib.national.choice import Choice
from permanence_lib.national.figures import Figure
from permanence_lib.national.periods import Period

#: More groups than this are said with their latest figure alone.
_MOST_WITH_BEGINNING = 4
_MOST_IN_A_SENTENCE = 9
#: Parts of a whole that people can picture, the simplest first.
_PICTURED = (
    Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), *(Fraction(1, many) for many in range(3, 11)),
    *(Fraction(few, 10) for few in (3, 7, 9, 4, 6, 8)), Fraction(1, 20), Fraction(1, 25), Fraction(1, 50),
)  # fmt: skip
_FIFTHS = {Fraction(few, 5) for few in (2, 3, 4)}
#: By how many points in a hundred a natural frequency may miss a share, and by what part of a small share.
_POINTS, _PART = Fraction(3, 2), Fraction(1, 10)


def sentence(question: Question, choice: Choice, shown: Sequence[Figure], unit: FigureUnit, breaks: Sequence[ShownBreak]) -> str:  # fmt: skip
    """What the picture shows, in words that hold every group; what is not counted alike is never compared in silence."""
    if choice.form == "groups":
        return _beside(question, choice, shown, unit)
    return " ".join([*_over_time(choice, shown, unit, breaks), *_without(question, choice, shown)])


def _beside(question: Question, choice: Choice, shown: Sequence[Figure], unit: FigureUnit) -> str:
    """'In the year to 31 March 2025: under 1, 17 months; aged 1, 21 months.'"""
    when = _capital(shown[0].period.said)
    listed = _listed([f"{figure.group.label}, {said(figure, unit)}" for figure in shown])
    return " ".join([f"{when}: {listed}.", *_without(question, choice, shown)])


def _over_time(choice: Choice, shown: Sequence[Figure], unit: FigureUnit, breaks: Sequence[ShownBreak]) -> list[str]:
    """A sentence for each time at which lines end, with the groups that do; where they are few, with how they began."""
    brief = len(choice.groups) > _MOST_WITH_BEGINNING
    together: dict[tuple[Period, Period, bool], list[tuple[Figure, Figure]]] = {}
    for group, own in by_group(shown).items():
        first, last = (own[-1] if brief else own[0]), own[-1]
        changed = any(place.parts(group, first.period.at, last.period.at) for place in breaks)
        together.setdefault((first.period, last.period, changed), []).append((first, last))
    return [_from_to(pairs, unit, changed) for (_, _, changed), pairs in together.items()]


def _from_to(pairs: Sequence[tuple[Figure, Figure]], unit: FigureUnit, changed: bool) -> str:
    """'Adopted: 3,040 children, in the year to 31 March 2025; it was 5,360 children, in the year to 31 March 2015.'"""
    began, ended = pairs[0][0].period, pairs[0][1].period
    otherwise = ", counted differently" if changed else ""
    if began == ended:
        return f"{_capital(ended.said)}: {_listed([f'{last.group.label}, {said(last, unit)}' for _, last in pairs])}."
    if len(pairs) == 1:
        first, last = pairs[0]
        return f"{last.group.label}: {said(last, unit)}, {ended.said}; it was {said(first, unit)}, {began.said}{otherwise}."
    listed = _listed([f"{last.group.label}, {said(last, unit)} (was {first.words})" for first, last in pairs])
    return f"{_capital(ended.said)}, and before that {began.said}{otherwise}: {listed}."


def _listed(clauses: Sequence[str]) -> str:
    """So many as a sentence can hold; the table holds them all."""
    more = len(clauses) - _MOST_IN_A_SENTENCE
    return "; ".join([*clauses[:_MOST_IN_A_SENTENCE], *([f"and {more} more, in the table"] if more > 0 else [])])


def by_group(shown: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures of each group, by its id."""
    found: dict[str, list[Figure]] = {}
    for figure in shown:
        found.setdefault(figure.group.id, []).append(figure)
    return found


def _without(question: Question, choice: Choice, shown: Sequence[Figure]) -> list[str]:
    """The groups that were asked for and have nothing to show here."""
    there = by_group(shown)
    without = [group.label for group in question.groups if group.id in choice.groups and group.id not in there]
    return [f"No figure for: {'; '.join(without)}."] if without else []


def said(figure: Figure, unit: FigureUnit) -> str:
    """A figure in a sentence; a share also as people picture it: '69%, about 7 in 10'."""
    many = in_so_many(figure.value) if unit.share and figure.value is not None else ""
    return f"{figure.words}, {many}" if many else figure.words


def in_so_many(share: float) -> str:
    """A share in a hundred as the nearest part that people can picture, 'about 7 in 10'; '' where none is near."""
    if not 0 < share < 100:
        return ""
    exact = Fraction(str(share)) / 100
    part = min(_PICTURED, key=lambda one: abs(one - exact))
    if abs(part - exact) > min(_POINTS / 100, exact * _PART):
        return ""
    return f"about {10 * part} in 10" if part in _FIFTHS else f"about {part.numerator} in {part.denominator}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
