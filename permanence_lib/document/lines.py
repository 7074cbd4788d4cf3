"""Lines over time laid out on a sheet: one set of places from which the page, the week and the print are all drawn.

Lines are told apart by dash and marker and by the label at their end, so that no colour is needed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Literal

from permanence_lib.document.blocks import Chart, Line, Point

DASHES = ("", "9 4", "2 4", "12 4 2 4", "6 3 2 3 2 3")
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "plus", "upside-down triangle")
"""More of one than of the other, so that 35 lines go by before a pair comes again; from the eighth on they are hollow."""

#: Each marker around the place where the pen stands, in units of the sheet.
_SHAPES = {
    "circle": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "square": "m-4-4h8v8h-8z",
    "triangle": "m0-5l5 9h-10z",
    "diamond": "m0-5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
    "cross": "m-4-4l8 8m0-8l-8 8",
    "plus": "m-5 0h10m-5-5v10",
    "upside-down triangle": "m0 5l5-9h-10z",
}
_LEFT, _TOP, _UNDER = 58, 44, 30
BREAK = "counting changed"
"""What stands over a dashed upright."""
ROW = 19
"""From one row of a label to the next."""
#: About how wide a letter is, at the 14 units that words on the sheet are high.
_LETTER = 7.2
#: A line that ends further than this from its label has no leader: it would look like data.
_FAR = 60


@dataclass(frozen=True)
class Sheet:
    """How big the drawing is; `beside` is the room for labels at the lines' ends, 0 where they stand beneath."""

    width: int
    height: int
    beside: int


WIDE, NARROW = Sheet(720, 340, 232), Sheet(340, 300, 0)


Place = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """The words of a line, with its marker in front: beside the line's end, or in the key beneath."""

    place: Place
    words: tuple[str, ...]
    """One row under another, ROW apart; `place` is where the first begins."""
    sample: Place | None
    """Where the marker stands once more; nowhere for a line without a number."""
    leader: tuple[Place, Place] | None
    """A thin line from the end of the line to its label; none in the key, nor from far away."""


@dataclass(frozen=True)
class Stroke:
    """One line as drawn: its runs of joined places, a marker at every one, its dash, its label."""

    runs: tuple[tuple[Place, ...], ...]
    places: tuple[Place, ...]
    marker: str
    hollow: bool
    dash: str
    label: Label

    def path(self) -> str:
        """Where the pen goes, as SVG says it."""
        return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in run) for run in self.runs if len(run) > 1)

    def markers(self) -> str:
        """The markers, with the one before the label, as SVG says it."""
        all_of_them = [*self.places, *([self.label.sample] if self.label.sample else [])]
        return "".join(f"M{x:g} {y:g}{_SHAPES[self.marker]}" for x, y in all_of_them)

    def leader(self) -> str:
        """The thin line to the label, as SVG says it; '' for none."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.label.leader) if self.label.leader else ""


@dataclass(frozen=True)
class Drawing:
    """Every place of a drawing, in units of the sheet."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    unit: str
    grid: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    breaks: tuple[tuple[float, str, Literal["start", "end"]], ...]
    """Where a dashed upright stands; its words above it, if there is room, and on which side of them it is."""
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True)
class _Plot:
    """From values and times to places."""

    sheet: Sheet
    height: float
    first: float
    last: float
    most: float

    @property
    def right(self) -> float:
        return self.sheet.width - (self.sheet.beside or 14)

    @property
    def bottom(self) -> float:
        return self.height - _UNDER

    def x(self, at: float) -> float:
        """Half a margin of four letters stands before the first and after the last."""
        margin = 2 * _LETTER
        room = self.right - _LEFT - 2 * margin
        return round(_LEFT + margin + room * (at - self.first) / (self.last - self.first), 1)

    def y(self, value: float) -> float:
        return round(self.bottom - (self.bottom - _TOP) * value / self.most, 1)


def scale(most: float) -> tuple[float, ...]:
    """Round numbers from nought to at least `most`, four to six of them."""
    if most < 1e-9:
        return (0.0, 1.0)
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough * 0.999)
    return tuple(step * n for n in range(math.ceil(most / step - 1e-9) + 1))


def stretches(points: Sequence[Point]) -> list[list[Point]]:
    """The runs of points that a line joins: it stops at a gap, at a break, and at a symbol that is no number."""
    runs: list[list[Point]] = []
    fresh = True
    for point in points:
        if point.value is None:
            fresh = True
            continue
        if fresh or not point.joined:
            runs.append([])
        runs[-1].append(point)
        fresh = False
    return runs


def drawing(chart: Chart, sheet: Sheet = WIDE) -> Drawing:
    """The lines of a chart laid out on a sheet."""
    folded = [_folded(line, sheet) for line in chart.lines]
    plot = _plot(chart, sheet, folded)
    numbers = scale(max((value for line in chart.lines for _, value in _numbers(line)), default=0))
    return Drawing(
        sheet.width,
        math.ceil(plot.height + (0 if sheet.beside else ROW * sum(map(len, folded)) + 10)),
        _LEFT,
        plot.right,
        _TOP,
        plot.bottom,
        chart.unit[:1].upper() + chart.unit[1:],
        tuple((plot.y(number), f"{number:,g}") for number in numbers),
        tuple(_with_room([(plot.x(at), words) for at, words in chart.ticks])),
        tuple(_breaks([plot.x(place) for place in sorted(chart.breaks)], plot)),
        tuple(_strokes(chart.lines, folded, plot)),
    )


def _breaks(places: Sequence[float], plot: _Plot) -> Iterator[tuple[float, str, Literal["start", "end"]]]:
    """Each with its words, unless they would run into those of the one before."""
    free = 0.0
    for x in places:
        left = x > (_LEFT + plot.right) / 2
        begins = x - len(BREAK) * _LETTER if left else x
        yield x, BREAK if begins >= free else "", "end" if left else "start"
        free = begins + len(BREAK) * _LETTER if begins >= free else free


def _plot(chart: Chart, sheet: Sheet, folded: Sequence[tuple[str, ...]]) -> _Plot:
    """From the first time to the last, from nought to a round number, and high enough for the labels beside it."""
    ats = [*(point.at for line in chart.lines for point in line.points), *(at for at, _ in chart.ticks)] or [0.0]
    first, last = (min(ats), max(ats)) if max(ats) > min(ats) else (ats[0] - 0.5, ats[0] + 0.5)
    most = scale(max((value for line in chart.lines for _, value in _numbers(line)), default=0))[-1]
    labels = _TOP + sum(ROW * len(words) + 4 for words in folded)
    return _Plot(sheet, max(sheet.height, labels) if sheet.beside else sheet.height, first, last, most)


def _numbers(line: Line) -> list[tuple[float, float]]:
    """Where a line has a number, and which."""
    return [(point.at, point.value) for point in line.points if point.value is not None]


def _with_room(ticks: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str]]:
    """As many labels as stand clear of one another, the last always among them."""
    kept = [ticks[-1]] if ticks else []
    for x, words in reversed(ticks[:-1]):
        after, others = kept[-1]
        if after - x >= (len(words) + len(others)) / 2 * _LETTER + 8:
            kept.append((x, words))
    return reversed(kept)


def _strokes(lines: Sequence[Line], folded: Sequence[tuple[str, ...]], plot: _Plot) -> Iterator[Stroke]:
    drawn = [tuple((plot.x(at), plot.y(value)) for at, value in _numbers(line)) for line in lines]
    ends = [places[-1] if places else None for places in drawn]
    labels = _beside(ends, folded, plot) if plot.sheet.beside else _beneath(folded, plot)
    for n, line in enumerate(lines):
        runs = tuple(tuple((plot.x(one.at), plot.y(one.value or 0)) for one in run) for run in stretches(line.points))
        marker, hollow = MARKERS[n % len(MARKERS)], n // len(MARKERS) % 2 == 1
        label = _label(labels[n], folded[n], ends[n], plot)
        yield Stroke(runs, drawn[n], marker, hollow, DASHES[n % len(DASHES)], label)


def _label(at: Place, words: tuple[str, ...], end: Place | None, plot: _Plot) -> Label:
    x, y = at
    near = plot.sheet.beside and end is not None and x - end[0] < _FAR
    leader = ((end[0] + 7, end[1]), (x - 8, y)) if near and end else None
    return Label((x + 12, y + 5), words, at if end else None, leader)


def _folded(line: Line, sheet: Sheet) -> tuple[str, ...]:
    """A label in lines that fit; one of a line without a number says that nothing is drawn."""
    words = line.label if _numbers(line) else f"{line.label} (no number to draw)"
    room = (sheet.beside or sheet.width - 20) - 36
    return tuple(wrap(words, int(room / _LETTER))) or ("",)


def _beside(ends: Sequence[tuple[float, float] | None], folded: Sequence[tuple[str, ...]], plot: _Plot) -> list[tuple[float, float]]:  # fmt: skip
    """Each label as near its line's end as the others leave room, in the order of the ends from top to bottom."""
    order = sorted(range(len(ends)), key=lambda n: end[1] if (end := ends[n]) else plot.height)
    x, ys, free = plot.right + 18, dict[int, float](), 0.0
    for n in order:
        end = ends[n]
        wanted = end[1] if end else plot.bottom
        ys[n] = max(wanted, free + ROW / 2)
        free = ys[n] + ROW * (len(folded[n]) - 0.5) + 4
    over = free - 4 - plot.bottom - _UNDER / 2
    for n in reversed(order):  # what was pushed off the sheet pushes the others up again
        if over <= 0:
            break
        before = order.index(n)
        above = ys[order[before - 1]] + ROW * len(folded[order[before - 1]]) + 4 if before else 0.0
        ys[n] -= over
        over = above - ys[n] if before else 0.0
    return [(x, round(ys[n], 1)) for n in range(len(ends))]


def _beneath(folded: Sequence[tuple[str, ...]], plot: _Plot) -> list[tuple[float, float]]:
    """The labels under one another, in the order of the lines."""
    places, y = [], plot.height + 8.0
    for words in folded:
        places.append((16.0, y))
        y += ROW * len(words)
    return places
