"""A chart drawn as SVG, by hand: a thousand times cheaper than a plotting library, and readable at any size."""

from __future__ import annotations

from html import escape

from permanence_lib.document import lines
from permanence_lib.document.blocks import Bar, Chart, Mark

_WIDTH, _ROW, _LABEL = 720, 34, 220
#: What stands before a bar may be an answer in full; two that differ only at their end must not look alike.
_BAR_LABEL = 290


def svg(chart: Chart) -> str:
    """The picture alone; its words stand beside it, so that the image's name is its title and sentence."""
    name = escape(f"{chart.title.rstrip('.?!')}. {chart.sentence}", quote=True)
    if chart.lines:
        return _lines(lines.drawing(chart), name)
    body, height = _bars(chart.bars) if chart.bars else _marks(chart)
    return f'<svg role="img" aria-label="{name}" viewBox="0 0 {_WIDTH} {height}">{body}</svg>'


def _bars(bars: tuple[Bar, ...]) -> tuple[str, int]:
    longest = max((max(bar.value, bar.was or 0) for bar in bars), default=0) or 1
    scale = (_WIDTH - _BAR_LABEL - 150) / longest
    return "".join(_bar(bar, n, scale) for n, bar in enumerate(bars)), _ROW * len(bars) + 6


def _bar(bar: Bar, row: int, scale: float) -> str:
    y, length, was = row * _ROW, scale * bar.value, scale * (bar.was or 0)
    drawn = (
        f'<rect class="ap-bar" x="{_BAR_LABEL}" y="{y + 6}" width="{length:.1f}" height="22"></rect>'
        if bar.drawn
        else ""
    )
    return (
        f'<text x="{_BAR_LABEL - 8}" y="{y + 22}" text-anchor="end" font-size="15">{escape(_short(bar.label, 37))}</text>'
        f"{drawn}{_was(was, y)}"
        f'<text x="{_BAR_LABEL + max(length, was) + 8:.1f}" y="{y + 22}" font-size="15">{escape(bar.words)}</text>'
    )


def _was(length: float, y: int) -> str:
    """What a bar was before, as an outline over it."""
    if not length:
        return ""
    return f'<path d="M{_BAR_LABEL} {y + 6}h{length:.1f}v22H{_BAR_LABEL}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="6 4"></path>'


def _marks(chart: Chart) -> tuple[str, int]:
    lanes = list(dict.fromkeys(mark.lane for mark in chart.marks))
    height = 30 + _ROW * len(lanes) + 6
    scale = (_WIDTH - _LABEL - 20) / (chart.span or 1)
    ticks = "".join(_tick(_LABEL + day * scale, label, height) for day, label in chart.ticks)
    names = "".join(
        f'<text x="{_LABEL - 8}" y="{30 + n * _ROW + 22}" text-anchor="end" font-size="14">{escape(_short(lane))}</text>'
        for n, lane in enumerate(lanes)
    )
    marks = "".join(_mark(mark, lanes.index(mark.lane), scale) for mark in chart.marks)
    return ticks + names + marks, height


def _tick(x: float, label: str, height: int) -> str:
    return (
        f'<line class="ap-line" x1="{x:.1f}" y1="24" x2="{x:.1f}" y2="{height}"></line>'
        f'<text x="{x:.1f}" y="16" text-anchor="middle" font-size="13">{escape(label)}</text>'
    )


def _mark(mark: Mark, lane: int, scale: float) -> str:
    x, y = _LABEL + mark.start * scale, 30 + lane * _ROW
    width = max((mark.end - mark.start) * scale, 6)
    return f'<rect class="ap-mark" x="{x:.1f}" y="{y + 8}" width="{width:.1f}" height="18"><title>{escape(mark.words)}</title></rect>'


def _lines(drawn: lines.Drawing, name: str) -> str:
    """Everything in the colour of the words around it, so that it can be read on any ground."""
    grid = "".join(f"M{drawn.left:g} {y:g}H{drawn.right:g}" for y, _ in drawn.grid)
    breaks = "".join(f"M{x:g} {drawn.top:g}V{drawn.bottom:g}" for x, _, _ in drawn.breaks)
    broken = "".join(
        f'<text x="{x:g}" y="{drawn.top - 6:g}" text-anchor="{side}">{words}</text>'
        for x, words, side in drawn.breaks
        if words
    )
    numbers = "".join(
        f'<text x="{drawn.left - 8:g}" y="{y + 5:g}" text-anchor="end">{escape(words)}</text>'
        for y, words in drawn.grid
    )
    times = "".join(
        f'<text x="{x:g}" y="{drawn.bottom + 20:g}" text-anchor="middle">{escape(words)}</text>'
        for x, words in drawn.ticks
    )
    return (
        f'<svg role="img" aria-label="{name}" viewBox="0 0 {drawn.width} {drawn.height}" fill="currentColor" font-size="14">'
        f'<path d="{grid}" stroke="currentColor" stroke-opacity=".3"></path>'
        f'<path d="{breaks}" stroke="currentColor" stroke-width="1.5" stroke-dasharray="4 5"></path>'
        f'<text x="0" y="16">{escape(drawn.unit)}</text>{numbers}{times}{broken}'
        f'<g fill="none" stroke="currentColor" stroke-width="2">{"".join(map(_stroke, drawn.strokes))}</g>'
        f"{''.join(_label(stroke.label) for stroke in drawn.strokes)}</svg>"
    )


def _stroke(stroke: lines.Stroke) -> str:
    dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
    fill = "" if stroke.hollow else ' fill="currentColor"'
    leader = f'<path d="{stroke.leader()}" stroke-width="1" stroke-opacity=".5"></path>' if stroke.label.leader else ""
    return (
        f'{leader}<path d="{stroke.path()}"{dash}></path><path d="{stroke.markers()}"{fill} stroke-width="1.5"></path>'
    )


def _label(label: lines.Label) -> str:
    (x, y), (first, *others) = label.place, label.words
    under = "".join(f'<tspan x="{x:g}" dy="{lines.ROW}">{escape(words)}</tspan>' for words in others)
    return f'<text x="{x:g}" y="{y:g}">{escape(first)}{under}</text>'


def _short(words: str, most: int = 27) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
