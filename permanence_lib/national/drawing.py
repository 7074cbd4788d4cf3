"""The picture of a question with its table: lines over time or bars beside each other, from the same figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from permanence_lib.content.figures import FigureUnit, Question
from permanence_lib.document.blocks import Bar, Chart, Line, Point, Table
from permanence_lib.national.beneath import ShownBreak
from permanence_lib.national.choice import Choice, periods
from permanence_lib.national.figures import Figure
from permanence_lib.national.periods import Period
from permanence_lib.national.saying import sentence

NO_FIGURE = "no figure"
"""What a cell says where the releases used here give neither a number nor a symbol."""
_MOST_TICKS = 10


def chart(question: Question, choice: Choice, shown: Sequence[Figure], unit: FigureUnit, breaks: Sequence[ShownBreak], source: str) -> Chart:  # fmt: skip
    """Sentence, table and picture of the figures shown. `breaks`: where on the axis figures stop being counted alike."""
    words = sentence(question, choice, shown, unit, breaks)
    if choice.form == "groups":
        bars = tuple(_bars(question, choice, shown))
        rows = tuple((bar.label, bar.words) for bar in bars)
        table = Table(f"{question.title} {shown[0].period.label}", ("Group", _capital(unit.axis)), rows)
        return Chart(question.title, words, table, bars, unit=unit.axis, source=source)
    return Chart(
        question.title,
        words,
        _over_time(question, choice, shown, unit),
        lines=_lines(question, shown, breaks),
        breaks=tuple(one.at for one in breaks),
        ticks=_ticks(periods(shown)),
        unit=unit.axis,
        source=source,
    )


def _bars(question: Question, choice: Choice, shown: Sequence[Figure]) -> Iterator[Bar]:
    """One for every group asked for; words alone where there is no number."""
    there = {figure.group.id: figure for figure in shown}
    for group in question.groups:
        figure = there.get(group.id)
        if figure is not None:
            yield Bar(group.label, figure.value or 0, figure.words, drawn=figure.value is not None)
        elif group.id in choice.groups:
            yield Bar(group.label, 0, NO_FIGURE, drawn=False)


def _lines(question: Question, shown: Sequence[Figure], breaks: Sequence[ShownBreak]) -> tuple[Line, ...]:
    by_group = groupby(shown, lambda figure: figure.group.label)
    return tuple(Line(label, tuple(_points(list(own), breaks))) for label, own in by_group)


def _points(own: Sequence[Figure], breaks: Sequence[ShownBreak]) -> list[Point]:
    """A line runs on only to the very next time of its sort, and never over a break."""
    joined = [False, *(_follows(one, other, breaks) for one, other in pairwise(own))]
    return [
        Point(figure.period.at, figure.period.label, figure.value, figure.words, runs)
        for figure, runs in zip(own, joined, strict=True)
    ]


def _follows(one: Figure, other: Figure, breaks: Sequence[ShownBreak]) -> bool:
    before, after = one.period, other.period
    next_of_its_sort = 0 < after.at - before.at <= before.step * 1.01
    return next_of_its_sort and not any(place.parts(one.group.id, before.at, after.at) for place in breaks)


def _ticks(times: Sequence[Period]) -> tuple[tuple[float, str], ...]:
    """Every time where there is room; else the beginning of each year, or of every second or third."""
    if len(times) <= _MOST_TICKS:
        return tuple((time.at, time.tick) for time in times)
    if all(time.step == 1 for time in times):
        return tuple((time.at, time.tick) for time in times[:: ceil(len(times) / _MOST_TICKS)])
    first, last = ceil(min(time.starts for time in times)), int(max(time.at for time in times))
    return tuple((float(year), f"Jan {year}") for year in range(first, last + 1, ceil((last + 1 - first) / 6) or 1))


def _over_time(question: Question, choice: Choice, shown: Sequence[Figure], unit: FigureUnit) -> Table:
    """Times down and groups across, or the other way round where there are more groups than times."""
    labels = [group.label for group in question.groups if group.id in choice.groups]
    times = list(dict.fromkeys(time.label for time in periods(shown)))
    cells = {(figure.group.label, figure.period.label): figure.words for figure in shown}
    caption = f"{question.title} {_capital(unit.axis)}"
    if len(labels) > len(times):
        rows = tuple((label, *(cells.get((label, time), NO_FIGURE) for time in times)) for label in labels)
        return Table(caption, ("Group", *times), rows)
    rows = tuple((time, *(cells.get((label, time), NO_FIGURE) for label in labels)) for time in times)
    return Table(caption, ("When", *labels), rows)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
