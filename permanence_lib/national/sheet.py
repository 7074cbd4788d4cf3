"""The figures shown as a file for a spreadsheet: one a row, each with its source, licence and definition."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from permanence_lib.content.figures import FigureUnit, Question
from permanence_lib.content.library import Content
from permanence_lib.document.cells import neutral
from permanence_lib.national.figures import Figure

COLUMNS = (
    "question", "group", "period", "when", "value", "symbol", "unit", "geography", "series", "note", "definition",
    "publisher", "release", "address", "licence",
)  # fmt: skip


def sheet(content: Content, question: Question, shown: Sequence[Figure], unit: FigureUnit) -> bytes:
    """Exactly what is shown, as UTF-8 CSV that a spreadsheet knows the letters of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([neutral(cell) for cell in _cells(content, question, figure, unit)] for figure in shown)
    return out.getvalue().encode("utf-8-sig")


def _cells(content: Content, question: Question, figure: Figure, unit: FigureUnit) -> list[str]:
    row, about = figure.row, content.statistics.about
    source = about.sources[row.source_id]
    value, symbol = (row.value, "") if figure.value is not None else ("", f"{row.value}: {figure.words}")
    return [
        question.title, figure.group.label, row.period, figure.period.label, value, symbol, unit.axis, row.geography,
        row.series_id, row.note, question.definition, source.publisher, source.title,
        source.url, source.licence,
    ]  # fmt: skip
