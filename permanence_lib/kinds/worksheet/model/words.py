"""Answers as they are read, and what a row is called."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from permanence_lib.kind import DateParts
from permanence_lib.kinds.worksheet.model.definition import Question, Rows
from permanence_lib.kinds.worksheet.model.response import Answer, Row, is_written

LONGEST_NAME = 60


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


def row_name(rows: Rows, row: Row, number: int) -> str:
    """What a row is called: the author's title, or its number and the first words of its first answer."""
    for given in rows.given:
        if given.id == row.id:
            return given.title
    first = " ".join(answer_words(rows.questions[0], row.answers.get(rows.questions[0].id)).split())
    short = first if len(first) <= LONGEST_NAME else first[:LONGEST_NAME].rstrip() + "…"
    plain = f"{rows.one[:1].upper()}{rows.one[1:]} {number}"
    return f"{plain}: {short}" if short else plain


def words_of(question: dict[str, Any], answer: Any) -> str:
    """An answer in words, from plain values: the browser computes the same."""
    row = Row.model_validate({"id": "r1", "answers": {} if answer is None else {"it": answer}})
    return answer_words(Question.model_validate(question), row.answers.get("it"))


def name_of(rows: dict[str, Any], row: dict[str, Any], number: int) -> str:
    """A row's name, from plain values: the browser computes the same."""
    return row_name(Rows.model_validate(rows), Row.model_validate(row), number)
