"""How a room is spread over the answers to one question, in a sentence: of people, never of somebody."""

from __future__ import annotations

from permanence_lib.document.blocks import Bar, Chart


def in_words(chart: Chart) -> str:
    """Where the answers lie, where each lies in one place; the chart's own sentence otherwise.

    A kind that draws both answers itself has a sentence on who moved; where it has none, what grew and shrank is said.
    """
    bars = sorted((bar for bar in chart.bars if bar.value), key=lambda bar: -bar.value)
    if not chart.whole or not bars:
        return chart.sentence
    twice = any(bar.was is not None for bar in chart.bars)
    return f"{_where(bars, chart.whole)} {chart.sentence or _since(chart)}" if twice else _where(bars, chart.whole)


def _where(bars: list[Bar], whole: int) -> str:
    top = bars[0]
    if len(bars) == 1:
        return f"All {whole} answers: {_named(top)}."
    if 2 * top.value >= whole and top.value > bars[1].value:
        half = "Half" if 2 * top.value == whole else "More than half"
        return f"{half}, {top.value:g} of {whole}: {_named(top)}. The others: {_elsewhere(bars[1:])}."
    if top.value - bars[1].value <= 1 and 3 * (top.value + bars[1].value) >= 2 * whole:
        return f"The room is divided: {_named(top)}, {top.value:g}, and {_named(bars[1])}, {bars[1].value:g}."
    return f"Spread over {len(bars)} places. Most often, {top.value:g} of {whole}: {_named(top)}."


def _elsewhere(others: list[Bar]) -> str:
    return _named(others[0]) if len(others) == 1 else f"spread over {len(others)} places"


def _since(chart: Chart) -> str:
    """What grew most and what shrank most since the first answers."""
    moved = [(bar.value - (bar.was or 0), bar) for bar in chart.bars]
    (most, more), (least, less) = max(moved, key=lambda one: one[0]), min(moved, key=lambda one: one[0])
    said = [f"{_named(more)} {most:g} more"] if most > 0 else []
    said += [f"{_named(less)} {-least:g} fewer"] if least < 0 else []
    return f"Since the first answers: {', '.join(said)}." if said else "As many in each place as at first."


def _named(bar: Bar) -> str:
    return f"“{bar.label}”"
