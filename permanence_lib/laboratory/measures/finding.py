"""What a measure found, summed up: exact numbers, before anything small is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas

from permanence_lib.content.ssda903 import Band, Measure, Ssda903
from permanence_lib.laboratory.measures.cases import Cases

_NO_AGE = "Age not known"


@dataclass(frozen=True)
class Group:
    """Cases taken together: how many, and the sum of their values."""

    label: str
    count: int
    total: float

    @property
    def mean(self) -> float:
        """The average value; 0.0 of nothing."""
        return self.total / self.count if self.count else 0.0


@dataclass(frozen=True)
class Finding:
    """One measure over all cases. Values are days, changes of carer, or 1 for yes; `quartiles` are lower, middle, upper."""

    measure: Measure
    whole: Group
    out_of: int
    left_out: tuple[tuple[str, int], ...]
    quartiles: tuple[float, float, float]
    by_age: tuple[Group, ...]
    by_year: tuple[Group, ...]
    by_value: tuple[Group, ...]
    years: tuple[int, ...]


def finding(measure: Measure, cases: Cases, ssda: Ssda903) -> Finding:
    """Sum up the cases of a measure."""
    rows = cases.rows
    years = sorted({int(year) for year in rows["year"].dropna()})
    return Finding(
        measure,
        Group(measure.name, len(rows), float(rows["value"].sum())),
        cases.out_of,
        tuple((measure.left_out[reason], count) for reason, count in cases.left_out.items()),
        _quartiles(rows["value"]),
        _banded(rows, "age", ssda.age_bands, _NO_AGE) if measure.age_at else (),
        tuple(_group(year_words(year), rows[rows["year"] == year]) for year in years) if measure.year_of else (),
        _banded(rows, "value", measure.bands, ""),
        tuple(years),
    )


def _quartiles(values: pandas.Series) -> tuple[float, float, float]:
    if values.empty:
        return (0.0, 0.0, 0.0)
    low, middle, high = values.quantile([0.25, 0.5, 0.75])
    return float(low), float(middle), float(high)


def _banded(rows: pandas.DataFrame, column: str, bands: Iterable[Band], unknown: str) -> tuple[Group, ...]:
    found = [
        _group(band.label, rows[rows[column].between(band.start, band.to if band.to is not None else float("inf"))])
        for band in bands
    ]
    rest = rows[rows[column].isna()]
    return (*found, _group(unknown, rest)) if len(rest) and found else tuple(found)


def _group(label: str, rows: pandas.DataFrame) -> Group:
    return Group(label, len(rows), float(rows["value"].sum()))


def year_words(year: int) -> str:
    """2025 as '2024-25'."""
    return f"{year - 1}-{year % 100:02}"
