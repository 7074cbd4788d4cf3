"""The page of the standard, from what the exercises say they serve."""

from __future__ import annotations

from collections.abc import Callable

from permanence_lib import coverage
from permanence_lib.content.library import Content
from permanence_lib.coverage import Part, Served
from permanence_lib.exercises import Exercise
from permanence_lib.screen.standard import Link, Row, Section, StandardPage


def standard(content: Content, address: Callable[[str], str] = lambda week: f"/week/{week}") -> StandardPage:
    """Every statement and outcome with its exercises; `address` gives the page of a week."""
    statements, outcomes = coverage.statements(content), coverage.outcomes(content)

    def sections(parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return tuple(Section(part.title, tuple(_row(x, content, address) for x in part.served)) for part in parts)

    return StandardPage(
        title="Where everything is taught",
        notice=f"{content.standard.title}. {content.standard.notice}",
        standard=sections(statements),
        outcomes=sections(outcomes),
        summary=_summary(statements, outcomes),
    )


def _row(served: Served, content: Content, address: Callable[[str], str]) -> Row:
    missing = _modules(served.missing_in)
    return Row(
        id=served.id,
        words=served.words,
        modules=_table_words(served),
        links=tuple(_link(exercise, content, address) for exercise in served.exercises),
        missing=f"Not yet taught in {missing}." if missing else "",
    )


def _table_words(served: Served) -> str:
    """What the programme's table says of a statement; an outcome stands under its module already."""
    if served.id.startswith("M"):
        return ""
    return f"The programme's table: {_modules(served.modules)}" if served.modules else "Not in the programme's table"


def _link(exercise: Exercise, content: Content, address: Callable[[str], str]) -> Link:
    week = content.weeks[exercise.week_id]
    return Link(f"Week {week.number}: {exercise.definition.title}", f"{address(week.id)}#exercise-{exercise.id}")


def _modules(names: tuple[str, ...]) -> str:
    """('M1', 'M3') as 'modules 1 and 3'."""
    numbers = [name.removeprefix("M") for name in names]
    if not numbers:
        return ""
    return f"module {numbers[0]}" if len(numbers) == 1 else f"modules {', '.join(numbers[:-1])} and {numbers[-1]}"


def _summary(statements: tuple[Part, ...], outcomes: tuple[Part, ...]) -> str:
    counts = [
        (sum(1 for part in parts for x in part.served if x.exercises), sum(len(part.served) for part in parts))
        for parts in (statements, outcomes)
    ]
    return (
        f"{counts[0][0]} of {counts[0][1]} statements of the standard and {counts[1][0]} of {counts[1][1]} learning outcomes "
        "are served by at least one exercise. Follow a link to do it, or to show somebody where."
    )
