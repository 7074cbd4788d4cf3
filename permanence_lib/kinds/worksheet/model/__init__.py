"""A worksheet: sections of questions and rows, what was written in them, and what is carried on."""

from permanence_lib.kinds.worksheet.model.carrying import offers, take
from permanence_lib.kinds.worksheet.model.complaints import complaints
from permanence_lib.kinds.worksheet.model.definition import (
    Beside,
    Choice,
    Definition,
    GivenRow,
    Passage,
    Question,
    Rows,
    Section,
)
from permanence_lib.kinds.worksheet.model.facts import aspects_beside
from permanence_lib.kinds.worksheet.model.parts import (
    count_parts,
    count_section,
    no_longer_asked,
    progress,
    questions_of,
    row_is_written,
    rows_shown,
)
from permanence_lib.kinds.worksheet.model.response import Answer, Response, Row, is_written
from permanence_lib.kinds.worksheet.model.words import answer_words, day_meant, name_of, row_name, words_of

__all__ = [
    "Answer",
    "Beside",
    "Choice",
    "Definition",
    "GivenRow",
    "Passage",
    "Question",
    "Response",
    "Row",
    "Rows",
    "Section",
    "answer_words",
    "aspects_beside",
    "complaints",
    "count_parts",
    "count_section",
    "day_meant",
    "is_written",
    "name_of",
    "no_longer_asked",
    "offers",
    "progress",
    "questions_of",
    "row_is_written",
    "row_name",
    "rows_shown",
    "take",
    "words_of",
]
