"""Questions to choose from and statements to sort; what was answered first and what is answered now. Nothing is marked."""

from permanence_lib.kinds.knowledge_check.model.answers import (
    Answer,
    Given,
    Response,
    answered,
    changed,
    progress,
    standing,
    trim,
)
from permanence_lib.kinds.knowledge_check.model.carrying import offers
from permanence_lib.kinds.knowledge_check.model.complaints import complaints, unchecked_sources
from permanence_lib.kinds.knowledge_check.model.definition import Definition, Note, Question, Sources
from permanence_lib.kinds.knowledge_check.model.steps import Offered, Step, step_keys, steps

__all__ = [
    "Answer",
    "Definition",
    "Given",
    "Note",
    "Offered",
    "Question",
    "Response",
    "Sources",
    "Step",
    "answered",
    "changed",
    "complaints",
    "offers",
    "progress",
    "standing",
    "step_keys",
    "steps",
    "trim",
    "unchecked_sources",
]
