"""A rewrite: what an author gives, what a participant writes, and what can be counted in a text."""

from permanence_lib.kinds.rewrite.model.answers import (
    Marked,
    OwnPassage,
    Response,
    Shown,
    Written,
    begun_with,
    offers,
    own_shown,
    progress,
    shown,
    take,
)
from permanence_lib.kinds.rewrite.model.definition import Ask, Check, Definition, Mark, Passage, Reader, complaints
from permanence_lib.kinds.rewrite.model.measures import (
    is_long_word,
    marked_too,
    measure_rows,
    measure_words,
    measures,
    sentences,
)

__all__ = [
    "Ask",
    "Check",
    "Definition",
    "Mark",
    "Marked",
    "OwnPassage",
    "Passage",
    "Reader",
    "Response",
    "Shown",
    "Written",
    "begun_with",
    "complaints",
    "is_long_word",
    "marked_too",
    "measure_rows",
    "measure_words",
    "measures",
    "offers",
    "own_shown",
    "progress",
    "sentences",
    "shown",
    "take",
]
