"""Charts drawn for paper: only here is a plotting library worth its time. Black, grey, hatches, shapes and letters."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any, TypeAlias

from permanence_lib.document import lines
from permanence_lib.document.blocks import Chart, Mark

#: Axes of matplotlib, which is imported only when a figure is made.
Axes: TypeAlias = Any
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "+++")
_WIDTH, _LANE, _NARROW, _WORDS = 6.6, 0.36, 26, 8.5
_MARKERS = {
    "circle": "o", "square": "s", "triangle": "^", "diamond": "D", "cross": "x", "plus": "+", "upside-down triangle": "v",
}  # fmt: skip


def png(chart: Chart) -> bytes:
    """The picture of a chart's lines, bars or marks; b'' where it has none."""
    if not (chart.lines or chart.bars or chart.marks):
        return b""
    figure = _lines(chart) if chart.lines else _bars(chart) if chart.bars else _lanes(chart)
    out = io.BytesIO()
    with warnings.catch_warnings():
        # A letter that the font does not have is drawn as a box; the table beside the figure has it.
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        figure.savefig(out, format="png", dpi=150, metadata={"Software": None})
    return out.getvalue()


def _lines(chart: Chart) -> Any:
    """Drawn from the same places as on a page, in black."""
    from matplotlib.figure import Figure

    drawn = lines.drawing(chart)
    figure = Figure(figsize=(_WIDTH, _WIDTH * drawn.height / drawn.width))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, drawn.width)
    axes.set_ylim(drawn.height, 0)
    axes.set_axis_off()
    axes.text(2, 12, drawn.unit, va="center", fontsize=_WORDS)
    for y, words in drawn.grid:
        axes.plot((drawn.left, drawn.right), (y, y), color="#bbbbbb", linewidth=0.7, zorder=0)
        axes.text(drawn.left - 8, y, words, ha="right", va="center", fontsize=_WORDS)
    for x, words in drawn.ticks:
        axes.text(x, drawn.bottom + 15, words, ha="center", va="center", fontsize=_WORDS)
    for x, words, side in drawn.breaks:
        axes.text(x, drawn.top - 12, words, ha="right" if side == "end" else "left", va="center", fontsize=_WORDS - 1)
        axes.plot((x, x), (drawn.top, drawn.bottom), color="black", linewidth=0.9, linestyle=(0, (4, 5)))
    for stroke in drawn.strokes:
        _stroke(axes, stroke)
    return figure


def _stroke(axes: Axes, stroke: lines.Stroke) -> None:
    """A line with its dash, its markers and its label."""
    dash = (0, tuple(float(part) for part in stroke.dash.split())) if stroke.dash else "solid"
    for run in stroke.runs:
        axes.plot(*zip(*run, strict=True), color="black", linewidth=1.3, linestyle=dash)
    places = [*stroke.places, *([stroke.label.sample] if stroke.label.sample else [])]
    if places:
        ground = "white" if stroke.hollow else "black"
        filled = {"facecolors": ground, "edgecolors": "black"}
        marked = {"color": "black"} if stroke.marker in ("cross", "plus") else filled
        axes.scatter(
            *zip(*places, strict=True), marker=_MARKERS[stroke.marker], s=22, linewidths=1.1, zorder=3, **marked
        )
    if stroke.label.leader:
        axes.plot(*zip(*stroke.label.leader, strict=True), color="#888888", linewidth=0.6)
    x, y = stroke.label.place
    for row, words in enumerate(stroke.label.words):
        axes.text(x, y - 5 + row * lines.ROW, words, va="center", fontsize=_WORDS)


def _bars(chart: Chart) -> Any:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.2, 0.45 * len(chart.bars) + 0.4), layout="constrained")
    axes = figure.subplots()
    rows = range(len(chart.bars))
    axes.barh(rows, [bar.value if bar.drawn else 0 for bar in chart.bars], color="#1d70b8")
    for row, bar in enumerate(chart.bars):
        if bar.was is not None:
            axes.barh(row, bar.was, fill=False, edgecolor="black", linestyle="--", linewidth=1.1)
    axes.set_yticks(rows, [_folded(bar.label, 40) for bar in chart.bars])
    longest = axes.barh(rows, [max(bar.value, bar.was or 0) for bar in chart.bars], alpha=0)  # words beside either
    axes.bar_label(longest, [bar.words for bar in chart.bars], padding=4)
    axes.invert_yaxis()
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.get_xaxis().set_visible(False)
    axes.margins(x=0.5 if any(bar.was is not None for bar in chart.bars) else 0.25)
    return figure


def _lanes(chart: Chart) -> Any:
    """One row or more for each lane, time from left to right."""
    from matplotlib.figure import Figure

    names = list(dict.fromkeys(mark.lane for mark in chart.marks))
    laid = {name: _rows([mark for mark in chart.marks if mark.lane == name], chart.span) for name in names}
    height = sum(1 + max(row for _, row in marks) for marks in laid.values())
    kinds = list(dict.fromkeys(mark.label for mark in chart.marks if mark.end > mark.start))
    figure = Figure(figsize=(_WIDTH, _LANE * height + 0.8 + 0.2 * bool(kinds)), layout="constrained")
    axes, top, middles = figure.subplots(), 0, []
    for name in names:
        for mark, row in laid[name]:
            _draw(axes, mark, top + row, kinds, chart.span)
        rows = 1 + max(row for _, row in laid[name])
        middles.append(top + (rows - 1) / 2)
        top += rows
        axes.axhline(top - 0.5, color="#bbbbbb", linewidth=0.6)
    _frame(axes, chart, names, middles, top)
    _key(figure, kinds)
    return figure


def _rows(marks: Sequence[Mark], span: float) -> list[tuple[Mark, int]]:
    """Each mark on the first row of its lane where it covers no other."""
    room, ends, laid = (span or 1) / 28, list[float](), list[tuple[Mark, int]]()
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        row = next((n for n, end in enumerate(ends) if end <= mark.start), len(ends))
        ends[row : row + 1] = [mark.end + room]
        laid.append((mark, row))
    return laid


def _draw(axes: Axes, mark: Mark, row: int, kinds: Sequence[str], span: float) -> None:
    """A bar with the hatch of its kind, or a letter in a shape: numbers in circles, letters in squares, others plain."""
    if mark.end > mark.start:
        hatch = HATCHES[kinds.index(mark.label) % len(HATCHES)]
        width = max(mark.end - mark.start, span / 300)
        axes.barh(row, width, left=mark.start, height=0.5, color="white", edgecolor="black", hatch=hatch, linewidth=0.9)
        return
    shape = "circle,pad=0.25" if mark.label.isdigit() else "square,pad=0.25"
    box = {"boxstyle": shape, "facecolor": "white", "edgecolor": "black", "linewidth": 0.8}
    axes.text(mark.start, row, mark.label[:3], ha="center", va="center", fontsize=6.5, bbox=box)


def _frame(axes: Axes, chart: Chart, names: Sequence[str], middles: Sequence[float], rows: int) -> None:
    """Lanes named on the left, ages or dates along the top."""
    for day, _ in chart.ticks:
        axes.axvline(day, color="#cccccc", linewidth=0.6, zorder=0)
    axes.set_xlim(-0.02 * chart.span, 1.02 * chart.span)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.set_yticks(list(middles), [_folded(name) for name in names], fontsize=8)
    axes.set_xticks([day for day, _ in chart.ticks], [_folded(words, 13) for _, words in chart.ticks], fontsize=7)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _folded(words: str, width: int = _NARROW) -> str:
    """On at most two lines."""
    from textwrap import wrap

    lines = wrap(words, width)
    return "\n".join(lines[:2]) + ("…" if len(lines) > 2 else "")


def _key(figure: Any, kinds: Sequence[str]) -> None:
    """What each hatch means, in words."""
    from matplotlib.patches import Patch

    hatched = [
        Patch(facecolor="white", edgecolor="black", hatch=HATCHES[n % len(HATCHES)], label=kind)
        for n, kind in enumerate(kinds)
    ]
    if hatched:
        figure.legend(
            handles=hatched, loc="outside lower center", ncols=min(4, len(hatched)), fontsize=7, frameon=False
        )
