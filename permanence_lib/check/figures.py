"""Do the questions fit the statistics: rows for every group, one unit in each, no series forgotten, every view opens?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from permanence_lib import national
from permanence_lib.check.pointers import Way, complaint
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.figures import FigureUnit, Group, Question, QuestionPart
from permanence_lib.content.library import Content
from permanence_lib.content.statistics import Statistic
from permanence_lib.errors import ContentError, PermanenceError


def figure_problems(content: Content) -> Iterator[ContentError]:
    """Everything in which the questions and the statistics disagree."""
    for place, question in enumerate(content.questions.questions):
        unfit = [*_parts(content, question, place), *_pointers(content, question, place)]
        yield from unfit or _views(content, question, place)
    yield from _forgotten(content)


def _parts(content: Content, question: Question, place: int) -> Iterator[ContentError]:
    unit = content.questions.unit(question)
    for number, part in enumerate(question.parts):
        way: Way = ("questions", place, "parts", number)
        if part.series not in content.statistics.series:
            near = did_you_mean(part.series, content.statistics.series)
            yield complaint(_file(content), (*way, "series"), f"there is no series '{part.series}'.", near)
            continue
        for group in part.made():
            yield from _group(content, part, group, unit, way)


def _group(content: Content, part: QuestionPart, group: Group, unit: FigureUnit, way: Way) -> Iterator[ContentError]:
    """Its rows exist, are counted in the unit, and are of one sort of time and one country, each time once."""
    rows = national.rows(content, group)
    if not rows:
        yield _no_rows(content, part, group, way)
    for row in rows:
        if row.unit not in unit.rows and row.number() is not None:
            problem = f"rows of '{group.breakdown}' are in '{row.unit}', not in {unit.id}."
            yield complaint(_file(content), (*way, "groups"), problem, "Choose the unit of the rows.")
            return
    for what, values in (("sorts of time", _sorts(rows)), ("countries", sorted({row.geography for row in rows}))):
        if len(values) > 1:
            problem = f"rows of '{group.breakdown}' are of several {what}: {', '.join(values)}."
            yield complaint(_file(content), (*way, "groups"), problem, "Name one period_type; make two parts of it.")
    if len({row.period for row in rows}) < len(rows):
        yield complaint(
            _file(content), (*way, "groups"), f"'{group.breakdown}' has two rows for one time.", "Keep one."
        )


def _sorts(rows: tuple[Statistic, ...]) -> list[str]:
    return sorted({row.period_type for row in rows})


def _no_rows(content: Content, part: QuestionPart, group: Group, way: Way) -> ContentError:
    own = content.statistics.by_series[part.series]
    if part.breakdown_group not in {row.breakdown_group for row in own}:
        known = sorted({row.breakdown_group for row in own})
        problem = f"{part.series} is not split by '{part.breakdown_group}'."
        return complaint(_file(content), (*way, "breakdown_group"), problem, f"It is by: {', '.join(known)}.")
    known = sorted({row.breakdown for row in own if row.breakdown_group == part.breakdown_group})
    instead = did_you_mean(group.breakdown, known) or f"There are: {', '.join(known)}."
    return complaint(_file(content), (*way, "groups"), f"{part.series} has no '{group.breakdown}' here.", instead)


def _pointers(content: Content, question: Question, place: int) -> Iterator[ContentError]:
    """Cautions, weeks, measures and times that a question names exist."""
    way: Way = ("questions", place)
    cautions = len(content.statistics.about.cautions)
    for number in (one for one in question.cautions if isinstance(one, int)):
        if not 1 <= number <= cautions:
            problem = f"series.yaml has no caution {number}."
            yield complaint(_file(content), (*way, "cautions"), problem, f"They are numbered 1 to {cautions}.")
    for week in question.weeks:
        if week not in content.weeks:
            yield complaint(
                _file(content), (*way, "weeks"), f"there is no week '{week}'.", did_you_mean(week, content.weeks)
            )
    measures = [measure.id for measure in content.ssda903.measures]
    if question.measure and question.measure not in measures:
        near = did_you_mean(question.measure, measures) or f"There are: {', '.join(measures)}."
        yield complaint(_file(content), (*way, "measure"), f"there is no measure '{question.measure}'.", near)
    yield from _times(content, question, way)


def _times(content: Content, question: Question, way: Way) -> Iterator[ContentError]:
    """A time that a question opens with, or breaks at, is one of its own; no time has two meanings."""
    rows = [row for group in question.groups for row in national.rows(content, group)]
    opening = question.default
    named = [*(("breaks", one.at) for one in question.breaks), *(("default", at) for at in (opening.start, opening.end, opening.period) if at)]  # fmt: skip
    known = sorted({row.period for row in rows})
    for where, at in named:
        if at not in known:
            yield complaint(
                _file(content), (*way, where), f"no row here is of '{at}'.", f"There are: {', '.join(known)}."
            )
    for key in known:
        if len({row.period_type for row in rows if row.period == key}) > 1:
            yield complaint(
                _file(content), (*way, "parts"), f"'{key}' is two sorts of time here.", "Make two questions of it."
            )


def _views(content: Content, question: Question, place: int) -> Iterator[ContentError]:
    """It opens in each of its forms, with what it opens with and with every group."""
    every = tuple(group.id for group in question.groups)
    for form in question.forms:
        for groups in ((), every):
            try:
                national.view(content, question.id, national.Choice(form=form, groups=groups))
            except PermanenceError as wrong:
                yield complaint(
                    _file(content),
                    ("questions", place),
                    f"it cannot be shown ({form}): {wrong}",
                    "Correct what it opens with.",
                )


def _forgotten(content: Content) -> Iterator[ContentError]:
    """Every series belongs to a question, or is said to be unused and why; not both."""
    used = {part.series for question in content.questions.questions for part in question.parts}
    unused = content.questions.unused
    for name in content.statistics.series:
        if name not in used and name not in unused:
            problem = f"no question shows the series '{name}'."
            yield complaint(_file(content), (), problem, "Use it in a question, or say under `unused` why not.")
    for name in unused:
        if name in used:
            yield complaint(_file(content), ("unused", name), f"'{name}' is used by a question.", "Take it out here.")
        elif name not in content.statistics.series:
            near = did_you_mean(name, content.statistics.series)
            yield complaint(_file(content), ("unused", name), f"there is no series '{name}'.", near)


def _file(content: Content) -> Path:
    return content.data / "statistics" / "questions.yaml"
