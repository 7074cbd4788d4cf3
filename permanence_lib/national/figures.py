"""The published figures of a question, each made once: sentence, table, picture and download all say these."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.content.figures import FigureUnit, Group, Question
from permanence_lib.content.library import Content
from permanence_lib.content.statistics import Statistic
from permanence_lib.national.periods import Period, period


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number, or the words for the symbol that stands in its place."""

    group: Group
    period: Period
    value: float | None
    words: str
    row: Statistic


def figures(content: Content, question: Question) -> tuple[Figure, ...]:
    """Everything a question can show, by group in the author's order, and by time within each."""
    unit = content.questions.unit(question)
    return tuple(figure for group in question.groups for figure in _of_group(content, question, group, unit))


def rows(content: Content, group: Group) -> tuple[Statistic, ...]:
    """The rows of a group, as published."""
    return tuple(
        row
        for row in content.statistics.by_series.get(group.series, ())
        if (row.breakdown_group, row.breakdown) == (group.breakdown_group, group.breakdown)
        and group.period_type in (None, row.period_type)
    )


def _of_group(content: Content, question: Question, group: Group, unit: FigureUnit) -> list[Figure]:
    symbols = content.statistics.about.symbols
    made = [_figure(group, row, question.snapshot, unit, symbols) for row in rows(content, group)]
    return sorted(made, key=lambda figure: figure.period.at)


def _figure(group: Group, row: Statistic, snapshot: bool, unit: FigureUnit, symbols: dict[str, str]) -> Figure:
    value = row.number()
    words = symbols[row.value] if value is None else unit.words(value)
    return Figure(group, period(row, snapshot), value, words, row)
