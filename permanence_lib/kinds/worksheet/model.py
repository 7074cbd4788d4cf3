"""Sections of questions and rows, what was written in them, and how much of it has something in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Material, Part, Progress

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""What an answer is kept under: small letters, figures and underscores. Answers are lost to view when it changes."""
Answer: TypeAlias = str | tuple[str, ...] | DateParts
"""Words or a chosen name; several chosen names; a date as typed."""
LONGEST_NAME = 60


class Beside(Part):
    """What stands next to a question: ids of facts the exercise lists, of its passages, or of events in its case."""

    law: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()


class Passage(Part):
    """A text to work on."""

    id: Name
    title: str
    text: str
    source: str = ""


class Choice(Part):
    """One of the answers offered."""

    id: Name
    words: str
    hint: str = ""


class Question(Part):
    """One thing asked: `line` and `text` take words, `choice` one of several, `ticks` any of several, `date` a day.

    `prompts` help someone who is stuck; `think_again` asks one question back, when it is wanted.
    """

    id: Name
    label: str
    type: Literal["line", "text", "choice", "ticks", "date"] = "text"
    hint: str = ""
    prompts: tuple[str, ...] = ()
    think_again: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = Field(default=3, ge=2, le=20)
    column: str = ""
    optional: bool = False
    beside: Beside = Beside()


class GivenRow(Part):
    """A row the author starts with; its title is not the participant's to write."""

    id: Name
    title: str
    about: str = ""
    beside: Beside = Beside()


class Rows(Part):
    """A list the participant makes longer or shorter: each row asks the same questions.

    `suggested` rows wait to be filled and nobody is held to them. `folded` shows one row open at a time.
    """

    one: str
    many: str
    questions: tuple[Question, ...] = Field(min_length=1)
    given: tuple[GivenRow, ...] = ()
    suggested: int = Field(default=1, ge=0, le=20)
    folded: bool = False


class Section(Part):
    """A part of the worksheet under one heading; with `columns` its questions stand side by side."""

    id: Name
    title: str
    about: str = ""
    columns: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: Rows | None = None
    beside: Beside = Beside()


class Definition(kind.Definition):
    """The sections in order; `one_at_a_time` shows a list of them and opens one."""

    sections: tuple[Section, ...] = Field(min_length=1)
    passages: tuple[Passage, ...] = ()
    one_at_a_time: bool = False


class Row(Part):
    """What was written in one row, by question."""

    id: str
    answers: dict[str, Answer] = Field(default_factory=dict)


class Response(kind.Response):
    """Answers by question; rows by section, once anything in the list has been touched."""

    answers: dict[str, Answer] = Field(default_factory=dict)
    rows: dict[str, tuple[Row, ...]] = Field(default_factory=dict)


def is_written(answer: Answer | None) -> bool:
    """Whether there is anything in an answer at all."""
    if isinstance(answer, DateParts):
        return any(box.strip() for box in (answer.day, answer.month, answer.year))
    return bool(answer.strip() if isinstance(answer, str) else answer)


def day_meant(typed: DateParts) -> date | None:
    """The day that three boxes make, or None. Only plain figures count, as in the browser."""
    day, month, year = (box.strip() for box in (typed.day, typed.month, typed.year))
    if not re.fullmatch(r"[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}", f"{day}-{month}-{year}"):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def answer_words(question: Question, answer: Answer | None) -> str:
    """An answer as it is read: the words of a choice, a day in full, or what was typed."""
    if answer is None or not is_written(answer):
        return ""
    if isinstance(answer, DateParts):
        return _day_words(answer)
    chosen = {choice.id: choice.words for choice in question.choices}
    if isinstance(answer, str):
        return chosen.get(answer, answer) if question.type == "choice" else answer.strip()
    in_order = [name for name in chosen if name in answer] + [name for name in answer if name not in chosen]
    return "; ".join(chosen.get(name, name) for name in in_order)


def _day_words(typed: DateParts) -> str:
    meant = day_meant(typed)
    if meant:
        return f"{meant.day} {meant:%B} {meant.year}"
    as_typed = " ".join(box.strip() or "?" for box in (typed.day, typed.month, typed.year))
    return f"{as_typed} (not a full date yet)"


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


def row_name(rows: Rows, row: Row, number: int) -> str:
    """What a row is called: the author's title, or its number and the first words of its first answer."""
    for given in rows.given:
        if given.id == row.id:
            return given.title
    first = " ".join(answer_words(rows.questions[0], row.answers.get(rows.questions[0].id)).split())
    short = first if len(first) <= LONGEST_NAME else first[:LONGEST_NAME].rstrip() + "…"
    plain = f"{rows.one[:1].upper()}{rows.one[1:]} {number}"
    return f"{plain}: {short}" if short else plain


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


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a worksheet that its schema cannot say."""
    return [*_names_used_twice(definition), *_odd_questions(definition), *_ids_that_lead_nowhere(definition, material)]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    names = {
        "section": [section.id for section in definition.sections],
        "question": [question.id for section in definition.sections for question in section.questions],
        "passage": [passage.id for passage in definition.passages],
    }
    for section in definition.sections:
        if section.rows:
            names[f"question in the rows of '{section.id}'"] = [question.id for question in section.rows.questions]
            names[f"given row of '{section.id}'"] = [row.id for row in section.rows.given]
    for sort, used in names.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two {sort}s are called '{name}'; give one of them another id."


def _odd_questions(definition: Definition) -> Iterator[str]:
    for section in definition.sections:
        if not questions_of(section):
            yield f"section '{section.id}' asks nothing; give it questions or rows."
        for question in questions_of(section):
            if (question.type in ("choice", "ticks")) != bool(question.choices):
                yield f"question '{question.id}': choices belong with type choice or ticks, and those need them."
            if question.column and question.column not in section.columns:
                yield f"question '{question.id}': section '{section.id}' has no column '{question.column}'."


def _ids_that_lead_nowhere(definition: Definition, material: Material) -> Iterator[str]:
    known = {
        "law": {fact.id for fact in material.law} | {judgment.id for judgment in material.judgments},
        "evidence": {record.id for record in material.evidence},
        "terms": {term.id for term in material.terms},
        "events": {event.id for event in material.case.events} if material.case else set(),
        "passages": {passage.id for passage in definition.passages},
    }
    where = {"events": "the exercise's case", "passages": "its passages"}
    for place, beside in _all_beside(definition):
        for sort, ids in known.items():
            for name in getattr(beside, sort):
                if name not in ids:
                    listed = where.get(sort, f"the exercise's own list `{sort}`")
                    yield f"'{place}' shows {sort} '{name}' beside it, which is not in {listed}."


def _all_beside(definition: Definition) -> Iterator[tuple[str, Beside]]:
    for section in definition.sections:
        yield section.id, section.beside
        yield from ((question.id, question.beside) for question in questions_of(section))
        yield from ((row.id, row.beside) for row in (section.rows.given if section.rows else ()))


def count_parts(section: dict[str, Any], response: dict[str, Any]) -> list[int]:
    """Filled and all parts of a section, from plain values: the browser computes the same."""
    count = count_section(Section.model_validate(section), Response.model_validate(response))
    return [count.filled, count.parts]


def words_of(question: dict[str, Any], answer: Any) -> str:
    """An answer in words, from plain values: the browser computes the same."""
    row = Row.model_validate({"id": "r1", "answers": {} if answer is None else {"it": answer}})
    return answer_words(Question.model_validate(question), row.answers.get("it"))


def name_of(rows: dict[str, Any], row: dict[str, Any], number: int) -> str:
    """A row's name, from plain values: the browser computes the same."""
    return row_name(Rows.model_validate(rows), Row.model_validate(row), number)
