"""A chart drawn as SVG, by hand: a thousand times cheaper than a plotting library, and readable at any size."""

from __future__ import annotations

from html import escape

from permanence_lib.document.blocks import Bar, Chart, Mark

_WIDTH, _ROW, _LABEL = 720, 34, 220


def svg(chart: Chart) -> str:
    """The picture alone; its words stand beside it, so that the image's name is its title and sentence."""
    body, height = _bars(chart.bars) if chart.bars else _marks(chart)
    name = escape(f"{chart.title}. {chart.sentence}", quote=True)
    return f'<svg role="img" aria-label="{name}" viewBox="0 0 {_WIDTH} {height}">{body}</svg>'


def _bars(bars: tuple[Bar, ...]) -> tuple[str, int]:
    longest = max((bar.value for bar in bars), default=0) or 1
    room = _WIDTH - _LABEL - 150
    return "".join(_bar(bar, n, room * bar.value / longest) for n, bar in enumerate(bars)), _ROW * len(bars) + 6


def _bar(bar: Bar, row: int, length: float) -> str:
    y = row * _ROW
    return (
        f'<text x="{_LABEL - 8}" y="{y + 22}" text-anchor="end" font-size="15">{escape(_short(bar.label))}</text>'
        f'<rect class="ap-bar" x="{_LABEL}" y="{y + 6}" width="{length:.1f}" height="22"></rect>'
        f'<text x="{_LABEL + length + 8:.1f}" y="{y + 22}" font-size="15">{escape(bar.words)}</text>'
    )


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


def _short(words: str, most: int = 30) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
