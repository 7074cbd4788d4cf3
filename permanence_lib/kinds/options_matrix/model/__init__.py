"""Options weighed against factors in words: what may help, what may harm, what nobody knows yet. Nothing adds up."""

from permanence_lib.kinds.options_matrix.model.carrying import offers, take
from permanence_lib.kinds.options_matrix.model.choice import NOT_NAMED, Choice, choices
from permanence_lib.kinds.options_matrix.model.comparison import Comparison, plural, progress
from permanence_lib.kinds.options_matrix.model.complaints import check
from permanence_lib.kinds.options_matrix.model.definition import Definition, Factor
from permanence_lib.kinds.options_matrix.model.response import MORE_THAN_ONE, Note, Response
from permanence_lib.kinds.options_matrix.model.weighing import (
    BOXES,
    age_on,
    cell_of,
    cues,
    days_late,
    is_assessed,
    progress_counts,
    trim,
    weighable,
)

__all__ = [
    "BOXES",
    "MORE_THAN_ONE",
    "NOT_NAMED",
    "Choice",
    "Comparison",
    "Definition",
    "Factor",
    "Note",
    "Response",
    "age_on",
    "cell_of",
    "check",
    "choices",
    "cues",
    "days_late",
    "is_assessed",
    "offers",
    "plural",
    "progress",
    "progress_counts",
    "take",
    "trim",
    "weighable",
]
