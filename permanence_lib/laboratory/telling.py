"""A finding as blocks: the number in the sentence, in the table and in the picture is one value from one function."""

from __future__ import annotations

from collections.abc import Sequence

from permanence_lib.content.ssda903 import Measure
from permanence_lib.content.statistics import Statistics
from permanence_lib.document.blocks import Bar, Block, Chart, Paragraph, Table
from permanence_lib.laboratory import comparison
from permanence_lib.laboratory.measures.finding import Group
from permanence_lib.laboratory.suppression import Shown

HIDDEN = "not shown"
#: From here on an average in days is also said in months; a month is a twelfth of a year of 365.25 days.
_LONG, _MONTH = 61, 365.25 / 12
_WHY_HIDDEN = (
    "A number that is not shown is small, or would give a small one away beside another number of this report. How this was "
    "done says more."
)
_WINDOW = (
    "Years at the edge of an extract mislead. In its first years only short times have both ends in it, and in its last "
    "year much has not ended yet. A rise or a fall at the edges is the extract's, not the children's."
)


def blocks(shown: Shown, statistics: Statistics) -> list[Block]:
    """A measure: its definition, the figure, who is in it, groups and years, and the published figure beside it."""
    made: list[Block] = [Paragraph(shown.measure.how, "How it is worked out")]
    made += [Paragraph(sentence(shown), "What it shows")]
    if shown.quartiles:
        made.append(Paragraph(_spread(shown), "Spread"))
    made.append(_who(shown))
    if None in (shown.measured, shown.out_of):
        made.append(Paragraph(_WHY_HIDDEN))
    made += _groups(shown)
    return made + comparison.blocks(shown, statistics)


def said(measure: Measure, value: float, briefly: bool = False) -> str:
    """A shown value in words: '412 days (about 14 months)', '1.3 times', '78 per cent'."""
    if measure.shows == "share":
        return f"{value:.0f} per cent"
    if measure.shows == "changes":
        return f"{value:g} time{'' if value == 1 else 's'}"
    days = f"{value:.0f} day{'' if value == 1 else 's'}"
    return days if briefly or value < _LONG else f"{days} (about {round(value / _MONTH)} months)"


def sentence(shown: Shown) -> str:
    """The figure in one sentence, or why there is none."""
    measure, many = shown.measure, _count(shown.measured)
    if shown.mean is None:
        if shown.measured == 0:
            return f"Nothing to measure: the extract holds no {measure.counted} with what is needed."
        return f"There are too few {measure.counted} to show a figure without pointing at a child."
    value = said(measure, shown.mean)
    if measure.shows == "share":
        return f"{measure.sentence} {value} of {many} {measure.counted} ({comparison.span(shown.years)})."
    whom = "in" if measure.shows == "changes" else "for"
    return f"{measure.sentence} {value} on average, {whom} {many} {measure.counted} ({comparison.span(shown.years)})."


def _count(count: int | None) -> str:
    if count is None:
        return "a number (not shown) of"
    return f"about {count:,}" if count else "no"


def _spread(shown: Shown) -> str:
    assert shown.quartiles is not None
    low, middle, high = (said(shown.measure, value, briefly=True) for value in shown.quartiles)
    return f"Half of them lie between {low} and {high}; the middle one is {middle}."


def _who(shown: Shown) -> Table:
    """Numerator and denominator, and those left out by reason."""
    measure = shown.measure
    rows = [(f"Asked about: {measure.counted}", _cell(shown.out_of)), ("Measured", _cell(shown.measured))]
    rows += [(f"Left out: {words}", f"{count:,}") for words, count in shown.left_out]
    if not shown.left_out and shown.out_of != shown.measured:
        rows.append(("Left out", HIDDEN))
    return Table(f"{measure.name}: who is counted", ("Which", "About how many"), tuple(rows))


def _cell(count: int | None) -> str:
    return HIDDEN if count is None else f"{count:,}"


def _groups(shown: Shown) -> list[Block]:
    made: list[Block] = []
    if len(shown.by_value) > 1:
        made.append(_sizes(shown))
    if len(shown.by_age) > 1:
        made.append(_chart(shown, shown.by_age, f"by age at {shown.measure.age_at}", "Age"))
    if len(shown.by_year) > 1:
        made.append(_chart(shown, shown.by_year, f"by year of {shown.measure.year_of}", "Year to 31 March"))
        made += [Paragraph(_WINDOW, "Careful")] if shown.measure.shows != "share" else []
    return made


def _chart(shown: Shown, groups: Sequence[Group], by: str, column: str) -> Chart:
    """Averages (or shares) of groups; groups that were joined say so in their names."""
    measure = shown.measure
    words = [said(measure, shown.value(group), briefly=True) for group in groups]
    rows = tuple((g.label, word, str(shown.size(g))) for g, word in zip(groups, words, strict=True))
    average = "Share" if measure.shows == "share" else "Average"
    table = Table(f"{measure.name} {by}", (column, average, "About how many"), rows)
    bars = tuple(Bar(g.label, shown.value(g), word) for g, word in zip(groups, words, strict=True))
    return Chart(f"{measure.name} {by}", _list(groups, words), table, bars)


def _list(groups: Sequence[Group], words: Sequence[str]) -> str:
    return "; ".join(f"{group.label}: {word}" for group, word in zip(groups, words, strict=True)) + "."


def _sizes(shown: Shown) -> Chart:
    """How many had how many; the sizes are rounded, as everywhere."""
    words = [f"about {shown.size(group)}" for group in shown.by_value]
    name = f"{shown.measure.name}: how many {shown.measure.counted} had how many"
    rows = tuple((group.label, word) for group, word in zip(shown.by_value, words, strict=True))
    bars = tuple(Bar(g.label, shown.size(g), word) for g, word in zip(shown.by_value, words, strict=True))
    return Chart(
        name, _list(shown.by_value, words), Table(name, ("Changes", shown.measure.counted.capitalize()), rows), bars
    )
