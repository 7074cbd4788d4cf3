"""The rows of statistics.csv, for tests that ask whether words agree with them."""

from __future__ import annotations

from permanence_lib.content.library import Content

MEAN, MEDIAN, WITHIN = "care_case_mean_weeks", "care_case_median_weeks", "care_case_within_26_weeks_percent"


class Rows:
    """The rows of statistics.csv, asked for by series, period and breakdown."""

    def __init__(self, content: Content) -> None:
        self._values = {
            (row.series_id, row.period, row.breakdown_group, row.breakdown): row.number()
            for row in content.statistics.rows
        }

    def __call__(self, series: str, period: str, group: str = "Total", breakdown: str = "Total") -> float:
        value = self._values[series, period, group, breakdown]
        assert value is not None
        return value

    def share(self, series: str, period: str, group: str = "Total", breakdown: str = "Total") -> str:
        return f"{self(series, period, group, breakdown):g}"
