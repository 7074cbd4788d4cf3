"""What there is to say of rows: which rule, in which file and line. Never whose row it is."""

from __future__ import annotations

from typing import Any

import numpy
import pandas

COLUMNS = ["file", "line", "table", "column", "rule", "shown"]


class Notes:
    """Notices while they are gathered; `frame` gives them as a table, in the order of files and lines."""

    def __init__(self) -> None:
        self._parts: list[pandas.DataFrame] = []

    def add(self, rule: str, table: str, file: Any, line: Any, column: str = "", shown: Any = "") -> None:
        """One notice for each line. `file`, `line` and `shown` are arrays of one length, or one value for all."""
        lines = numpy.atleast_1d(numpy.asarray(line, dtype="int64"))
        if len(lines):
            part = {"file": file, "line": lines, "table": table, "column": column, "rule": rule, "shown": shown}
            self._parts.append(pandas.DataFrame(part, columns=COLUMNS))

    def rows(
        self, rule: str, table: str, rows: pandas.DataFrame, which: Any, column: str = "", shown: Any = ""
    ) -> None:
        """One notice for each of the chosen rows of a table that was read; `which` is a mask."""
        mask = numpy.asarray(which, dtype=bool)
        if mask.any():
            file = numpy.asarray(rows["_file"], dtype=object)[mask]
            self.add(rule, table, file, rows["_line"].to_numpy()[mask], column, shown)

    def frame(self) -> pandas.DataFrame:
        """Every notice: file, line, table, column, rule, shown."""
        if not self._parts:
            return pandas.DataFrame({name: [] for name in COLUMNS})
        return pandas.concat(self._parts, ignore_index=True).sort_values(
            ["file", "line"], kind="stable", ignore_index=True
        )
