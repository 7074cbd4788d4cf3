"""A measure set beside the published figure: same unit, with the source, and with what makes the two different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from permanence_lib.content.statistics import Statistic, Statistics
from permanence_lib.document.blocks import Bar, Block, Chart, Items, Paragraph, Table
from permanence_lib.laboratory.measures.finding import year_words
from permanence_lib.laboratory.suppression import Shown

#: Days in each unit of the published figures; a month is a twelfth of a year of 365.25 days.
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12}
_MOST = 3


@dataclass(frozen=True)
class Beside:
    """One line of the comparison: whose figure, the number as shown, and its unit."""

    label: str
    value: int
    unit: str

    @property
    def words(self) -> str:
        """The number with its unit."""
        return f"{self.value} {self.unit}"


def blocks(shown: Shown, statistics: Statistics) -> list[Block]:
    """The comparison as blocks; words alone where nothing published fits."""
    compare = shown.measure.compare
    if compare is None:
        return [Paragraph(shown.measure.no_comparison, "National figures"), _caveats(shown)]
    published = [row for row in statistics.by_series[compare.series] if row.breakdown == compare.breakdown]
    chosen = _chosen([row for row in published if row.number() is not None], shown)
    lines = [*_here(shown, compare.unit), *(_there(row, compare.unit) for row in chosen)]
    return [_chart(shown, lines, chosen, statistics), _caveats(shown)]


def _here(shown: Shown, unit: str) -> list[Beside]:
    if shown.mean is None:
        return []
    return [Beside(f"This extract, {span(shown.years)}", round(shown.mean / _DAYS[unit]), unit)]


def _there(row: Statistic, unit: str) -> Beside:
    number = row.number()
    assert number is not None  # rows that hold a symbol were left out
    return Beside(f"{row.geography}, {_period(row)}", round(number), unit)


def _period(row: Statistic) -> str:
    """2025 as '2024-25' where it is the year to 31 March; anything else as published."""
    reporting = row.period.isdigit() and row.period_type.startswith("reporting year")
    return year_words(int(row.period)) if reporting else row.period


def span(years: Sequence[int]) -> str:
    """'2024-25', or '2022-23 to 2024-25'."""
    if not years:
        return "no year"
    first, last = year_words(min(years)), year_words(max(years))
    return first if first == last else f"{first} to {last}"


def _chosen(rows: Sequence[Statistic], shown: Shown) -> list[Statistic]:
    """The latest figure, and those of the extract's own years; no more than a few."""
    ordered = sorted(rows, key=lambda row: row.period)
    own = [row for row in ordered[:-1] if row.period in {str(year) for year in shown.years}]
    return [*own[-_MOST + 1 :], *ordered[-1:]]


def _chart(shown: Shown, lines: list[Beside], chosen: Sequence[Statistic], statistics: Statistics) -> Chart:
    table = Table(
        f"{shown.measure.name}: this extract and the published figure",
        ("Whose figure", "Average"),
        tuple((line.label, line.words) for line in lines),
    )
    bars = tuple(Bar(line.label, line.value, line.words) for line in lines)
    return Chart(f"{shown.measure.name} beside the published figure", _sentence(shown, lines), table, bars,
                 source=_source(chosen, statistics))  # fmt: skip


def _sentence(shown: Shown, lines: list[Beside]) -> str:
    latest = lines[-1]
    if shown.mean is None:
        return f"The published average is {latest.words} ({latest.label}). There is no figure of this extract to set beside it."
    return (
        f"The average is {lines[0].words} in this extract; the published one is {latest.words} ({latest.label}). "
        "A difference is a question to ask, not a mark: the two are not counted alike, as is said below."
    )


def _source(chosen: Sequence[Statistic], statistics: Statistics) -> str:
    """Title, release, licence and notes of the published rows."""
    series = statistics.series[chosen[-1].series_id]
    sources = [statistics.about.sources[name] for name in dict.fromkeys(row.source_id for row in chosen)]
    said = "; ".join(f"{one.publisher}, {one.title}. {one.licence}" for one in sources)
    return f"{series.title}. Source: {said}. Contains public sector information licensed under the Open Government Licence v3.0."


def _caveats(shown: Shown) -> Items:
    return Items(shown.measure.caveats)
