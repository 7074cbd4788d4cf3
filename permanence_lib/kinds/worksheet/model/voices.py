"""What was written on a worksheet, question by question and row by row, for a room to hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.worksheet.model.definition import WORDED, Definition, Question, Rows, Section
from permanence_lib.kinds.worksheet.model.parts import row_is_written, rows_shown
from permanence_lib.kinds.worksheet.model.response import Response, Row
from permanence_lib.kinds.worksheet.model.words import answer_words


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """Each answer in words, and each row as one; what was only ticked or dated is no voice, and neither is an alias."""
    return spoken(said for section in definition.sections for said in _of_section(section, response))


def _of_section(section: Section, response: Response) -> Iterator[tuple[str, str, object]]:
    for question in section.questions:
        if _worded(question):
            yield question.id, question.label, response.answers.get(question.id)
    if section.rows:
        for row in filter(row_is_written, rows_shown(section, response)):
            yield f"{section.id}.{row.id}", _row_about(section, section.rows, row), _row_words(section.rows, row)


def _worded(question: Question) -> bool:
    return question.type in WORDED and question.offers != "alias"


def _row_about(section: Section, rows: Rows, row: Row) -> str:
    given = next((given.title for given in rows.given if given.id == row.id), "")
    return f"{section.title}: {given}" if given else section.title


def _row_words(rows: Rows, row: Row) -> str:
    """A line for each question with an answer; nothing where no words stand in any."""
    written = [(question, answer_words(question, row.answers.get(question.id))) for question in rows.questions]
    if not any(words for question, words in written if _worded(question)):
        return ""
    told = [(question, words) for question, words in written if words and question.offers != "alias"]
    if len(rows.questions) == 1:
        return told[0][1]
    return "\n".join(f"{_asked(question.label)} {words}" for question, words in told)


def _asked(label: str) -> str:
    return label if label.endswith(("?", ":")) else f"{label.rstrip('.')}:"
