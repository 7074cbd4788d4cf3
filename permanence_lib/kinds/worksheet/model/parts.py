"""The rows on the page, and how much of the worksheet has something in it."""

from __future__ import annotations

from typing import Any

from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.worksheet.model.definition import Definition, Question, Section
from permanence_lib.kinds.worksheet.model.response import Answer, Response, Row, is_written


def rows_shown(section: Section, response: Response) -> tuple[Row, ...]:
    """The rows on the page: those kept, or the author's first rows while nobody has touched the list."""
    if section.rows is None:
        return ()
    if section.id in response.rows:
        return response.rows[section.id]
    given = [Row(id=row.id) for row in section.rows.given]
    return tuple(given or [Row(id=f"r{n}") for n in range(1, section.rows.suggested + 1)])


def row_is_written(row: Row) -> bool:
    """Whether there is anything in any part of a row."""
    return any(is_written(answer) for answer in row.answers.values())


def count_section(section: Section, response: Response) -> Progress:
    """Parts of one section: each question that is not optional, and each row."""
    asked = [is_written(response.answers.get(question.id)) for question in section.questions if not question.optional]
    rows = [row_is_written(row) for row in rows_shown(section, response)]
    parts = asked + (rows or [False] if section.rows else [])
    return Progress(sum(parts), len(parts))


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Parts of the whole worksheet."""
    counts = [count_section(section, response) for section in definition.sections]
    return Progress(sum(count.filled for count in counts), sum(count.parts for count in counts))


def questions_of(section: Section) -> tuple[Question, ...]:
    """Every question of a section, those of its rows last."""
    return section.questions + (section.rows.questions if section.rows else ())


def no_longer_asked(definition: Definition, response: Response) -> list[Answer]:
    """Answers kept from an earlier form of the worksheet, whose question is gone."""
    asked = {question.id for section in definition.sections for question in section.questions}
    lost = [answer for name, answer in response.answers.items() if name not in asked]
    columns = {s.id: {q.id for q in s.rows.questions} for s in definition.sections if s.rows}
    for section_id, rows in response.rows.items():
        known = columns.get(section_id, set())
        lost += [answer for row in rows for name, answer in row.answers.items() if name not in known]
    return [answer for answer in lost if is_written(answer)]


def count_parts(section: dict[str, Any], response: dict[str, Any]) -> list[int]:
    """Filled and all parts of a section, from plain values: the browser computes the same."""
    count = count_section(Section.model_validate(section), Response.model_validate(response))
    return [count.filled, count.parts]
