"""Do the files agree with themselves: names with places, counts with rows, the standard with its table?"""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib import exercises
from permanence_lib.check.pointers import Way, complaint
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.library import Content
from permanence_lib.content.statistics import Statistic, Statistics
from permanence_lib.errors import ContentError

#: Minutes by which a route may miss what it states.
_LATITUDE = 15


def sum_problems(content: Content) -> Iterator[ContentError]:
    """Everything in which a file contradicts itself, its name or its neighbour."""
    yield from _names(content)
    yield from _week_order(content)
    yield from _statistics(content)
    yield from _table_of_modules(content)
    yield from _same_id_twice(content)
    yield from _routes(content)


def _names(content: Content) -> Iterator[ContentError]:
    """A case has the id its file is named by."""
    for stem, path in content.case_files.items():
        if stem not in content.cases:
            yield complaint(path, ("id",), f"the id is not the name of the file, '{stem}'.", "Make them the same.")


def _week_order(content: Content) -> Iterator[ContentError]:
    """Week w09 is number 9, week 2 of module 2, and a study week as the programme says."""
    pattern = {entry.week_in_module: entry.type for entry in content.programme.week_pattern}
    length = content.programme.weeks_per_module
    for place, week in enumerate(content.weeks_file.weeks):
        module, week_in_module = place // length + 1, place % length + 1
        says = (week.id, week.number, week.module, week.week_in_module, week.type)
        should = (f"w{place + 1:02}", place + 1, module, week_in_module, pattern[week_in_module])
        for name, has, wanted in zip(("id", "number", "module", "week_in_module", "type"), says, should, strict=True):
            if has != wanted:
                file = content.data / "weeks.yaml"
                yield complaint(file, ("weeks", place, name), f"{name} is {has}.", f"Here it must be {wanted}.")


def _statistics(content: Content) -> Iterator[ContentError]:
    """Every series has as many rows as it says, and every row is well."""
    statistics = content.statistics
    file = content.data / "statistics" / "series.yaml"
    for place, series in enumerate(statistics.about.series):
        rows = len(statistics.by_series.get(series.id, ()))
        if rows != series.rows:
            problem = f"{series.id} says {series.rows} rows, but the table has {rows}."
            yield complaint(file, ("series", place, "rows"), problem, f"Write {rows}, or bring the rows back.")
    for line, row in enumerate(statistics.rows, start=2):
        yield from _row(statistics, line, row)


def _row(statistics: Statistics, line: int, row: Statistic) -> Iterator[ContentError]:
    """A row names a series and a source that are described, and its value is a number or a known symbol."""
    about = statistics.about
    if row.number() is None and row.value not in about.symbols:
        instead = f"Write a number, or one of {', '.join(about.symbols)}."
        yield ContentError(statistics.table, line, f"'{row.value}' is not a number.", instead)
    for name, known, what in ((row.series_id, statistics.series, "series"), (row.source_id, about.sources, "source")):
        if name not in known:
            yield ContentError(
                statistics.table, line, f"series.yaml has no {what} '{name}'.", did_you_mean(name, known)
            )


def _table_of_modules(content: Content) -> Iterator[ContentError]:
    """The statements that the programme's table leaves out are the ones said to be left out."""
    standard = content.standard
    left_out = set(content.statements) - {name for names in standard.modules.values() for name in names}
    for name in sorted(left_out ^ set(standard.not_in_table)):
        problem = f"statement {name} is in the modules table and in not_in_table, or in neither."
        yield complaint(content.data / "standard.yaml", ("not_in_table",), problem, "Write it in one of them.")


def _same_id_twice(content: Content) -> Iterator[ContentError]:
    """The role {law} finds facts and judgments alike, so they share no id."""
    for place, name in enumerate(content.case_law):
        if name in content.law:
            file = content.data / "law" / "case_law.yaml"
            yield complaint(
                file, ("judgments", place, "id"), f"'{name}' is also an id in timetable.yaml.", "Rename one."
            )


def _routes(content: Content) -> Iterator[ContentError]:
    """A route leads to exercises there are, serves every outcome of its course, and takes the time it states."""
    file, made = content.data / "routes.yaml", exercises.files(content)
    courses = {companion.id: companion for companion in content.programme.companions}
    for place, route in enumerate(content.routes.values()):
        way: Way = ("routes", place)
        course = courses.get(route.companion)
        if course is None:
            near = did_you_mean(route.companion, courses)
            yield complaint(file, (*way, "companion"), f"there is no companion course '{route.companion}'.", near)
            continue
        named = [name for stop in route.stops for name in stop.exercises]
        for name in (name for name in named if name not in made):
            yield complaint(file, way, f"there is no exercise '{name}'.", did_you_mean(name, made))
        served = {name for stop in route.stops for name in stop.outcomes}
        for outcome in course.outcomes:
            if outcome.id not in served:
                yield complaint(file, way, f"no stop serves {outcome.id}.", "Name it under the outcomes of a stop.")
        try:
            takes = sum(exercises.find(name, content).definition.minutes for name in named)
        except ContentError:
            continue  # what is wrong with an exercise itself is said elsewhere
        takes += sum(stop.reading_minutes for stop in route.stops)
        if abs(takes - route.minutes) > _LATITUDE:
            yield complaint(file, (*way, "minutes"), f"it comes to {takes} minutes.", "Write that, or change a stop.")
