"""National statistics: published figures in long form, each with its source and its symbols."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from permanence_lib.content.part import Day, Grade, Part, Text, Url
from permanence_lib.errors import ContentError

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "series_id", "period", "period_type", "geography", "breakdown_group", "breakdown", "value", "unit", "denominator",
    "note", "source_id",
)  # fmt: skip


class Series(Part):
    """A set of figures that may be shown together."""

    id: Text
    title: Text
    rows: int


class StatisticsSource(Part):
    """The release a figure was read from."""

    publisher: Text
    title: Text
    url: Url
    licence: Text
    version: Text | None = None
    """Which copy was read, where the release has several."""
    grade: Grade | None = None

    @property
    def link(self) -> str | None:
        """The address to offer to a learner: official pages only."""
        return self.url if self.grade == "official" else None


class SeriesFile(Part):
    """statistics/series.yaml: what the rows of statistics.csv mean."""

    title: Text
    compiled: Day
    tidy_file: Text
    latest: dict[str, Text]
    licence: Text
    columns: dict[str, Text]
    symbols: dict[str, Text]
    cautions: tuple[Text, ...]
    headline_2025: dict[str, int]
    series: tuple[Series, ...]
    sources: dict[str, StatisticsSource]


@dataclass(frozen=True, slots=True)
class Statistic:
    """One published figure. `value` is a number as printed, or one of the release's symbols."""

    series_id: str
    period: str
    period_type: str
    geography: str
    breakdown_group: str
    breakdown: str
    value: str
    unit: str
    denominator: str
    note: str
    source_id: str

    def number(self) -> float | None:
        """The figure as a number, or None where the release shows a symbol."""
        try:
            return float(self.value)
        except ValueError:
            return None


class Statistics:
    """The rows of statistics.csv with the words of series.yaml."""

    def __init__(self, about: SeriesFile, table: Path) -> None:
        self.about, self.table = about, table
        self.series = {series.id: series for series in about.series}

    @cached_property
    def rows(self) -> tuple[Statistic, ...]:
        """Every row, as published."""
        with self.table.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            if tuple(next(reader, ())) != COLUMNS:
                raise ContentError(self.table, 1, "the columns are not the expected ones.", ", ".join(COLUMNS))
            return tuple(self._row(reader.line_num, cells) for cells in reader)

    def _row(self, line: int, cells: list[str]) -> Statistic:
        if len(cells) != len(COLUMNS):
            raise ContentError(
                self.table,
                line,
                f"this row has {len(cells)} cells, not {len(COLUMNS)}.",
                "Put double quotes round a cell that holds a comma.",
            )
        return Statistic(*cells)

    @cached_property
    def by_series(self) -> dict[str, tuple[Statistic, ...]]:
        """The rows of each series, in the file's order."""
        found: dict[str, list[Statistic]] = defaultdict(list)
        for row in self.rows:
            found[row.series_id].append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    def frame(self) -> pandas.DataFrame:
        """All rows as a table for analysis; symbols become missing numbers in the column `number`."""
        import pandas

        frame = pandas.DataFrame(self.rows, columns=list(COLUMNS))
        return frame.assign(number=pandas.to_numeric(frame["value"], errors="coerce"))
