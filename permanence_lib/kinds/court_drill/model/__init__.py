"""A court drill: what is asked, what was answered, and what could not be."""

from permanence_lib.kinds.court_drill.model.answers import (
    Answered,
    Response,
    Taken,
    Try,
    is_tried,
    offers,
    progress,
    put_questions,
    questions_for,
    take,
)
from permanence_lib.kinds.court_drill.model.definition import (
    CHECKED,
    Ask,
    Check,
    CourtQuestion,
    Definition,
    GapQuestion,
    complaints,
)
from permanence_lib.kinds.court_drill.model.putting import Put, put_author, say_time

__all__ = [
    "CHECKED",
    "Answered",
    "Ask",
    "Check",
    "CourtQuestion",
    "Definition",
    "GapQuestion",
    "Put",
    "Response",
    "Taken",
    "Try",
    "complaints",
    "is_tried",
    "offers",
    "progress",
    "put_author",
    "put_questions",
    "questions_for",
    "say_time",
    "take",
]
