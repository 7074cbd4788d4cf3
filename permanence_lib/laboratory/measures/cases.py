"""What a measure finds before it is summed up: a value for each case, and how many were left out for which reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas

from permanence_lib.laboratory.extract.sequence import year_of


@dataclass(frozen=True)
class Cases:
    """The cases of a measure. `rows` has `value` (days, changes, or 1 for yes), `age` in years or NaN, `year` of the return."""

    rows: pandas.DataFrame
    left_out: Mapping[str, int]

    @property
    def out_of(self) -> int:
        """All that the measure asks about: those with a value, and those left out."""
        return len(self.rows) + sum(self.left_out.values())


def sorted_out(
    asked: pandas.DataFrame, reasons: Mapping[str, pandas.Series]
) -> tuple[pandas.DataFrame, dict[str, int]]:
    """What is left after each is left out for the first reason that fits, and how many each reason took."""
    count: dict[str, int] = {}
    kept = pandas.Series(True, index=asked.index)
    for reason, which in reasons.items():
        taken = which.reindex(asked.index, fill_value=False) & kept
        count[reason] = int(taken.sum())
        kept &= ~taken
    return asked[kept], count


def made(values: pandas.Series, ages: pandas.Series, days: pandas.Series, left_out: Mapping[str, int]) -> Cases:
    """Cases from values, ages and the days that say to which year each belongs; all share one index."""
    rows = pandas.DataFrame(
        {"value": values.astype(float), "age": ages.astype(float), "year": year_of(days).astype(float)}
    )
    return Cases(rows.reset_index(drop=True), dict(left_out))
