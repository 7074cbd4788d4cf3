"""Options weighed against factors in words: what may help, what may harm, what nobody knows yet. Nothing adds up."""

from permanence_lib.kinds.options_matrix.model.carrying import offers, take
from permanence_lib.kinds.options_matrix.model.choice import NOT_NAMED, Choice, choices, left
from permanence_lib.kinds.options_matrix.model.comparison import Comparison, plural, progress
from permanence_lib.kinds.options_matrix.model.complaints import check
from permanence_lib.kinds.options_matrix.model.definition import Definition, Factor
from permanence_lib.kinds.options_matrix.model.draft import BY_OPTION, SECTIONS, Sentence, draft
from permanence_lib.kinds.options_matrix.model.gaps import RULES, coverage, gaps, key_of
from permanence_lib.kinds.options_matrix.model.ground import Ground, factors, ground, is_elsewhere, is_outside
from permanence_lib.kinds.options_matrix.model.response import MORE_THAN_ONE, EvidenceItem, Note, Response
from permanence_lib.kinds.options_matrix.model.weighing import (
    BOXES,
    Json,
    age_on,
    cell_of,
    cues,
    days_late,
    is_assessed,
    items_of,
    progress_counts,
    reading,
    trim,
    weighable,
)

__all__ = [
    "BOXES",
    "BY_OPTION",
    "MORE_THAN_ONE",
    "NOT_NAMED",
    "RULES",
    "SECTIONS",
    "Choice",
    "Comparison",
    "Definition",
    "EvidenceItem",
    "Factor",
    "Ground",
    "Json",
    "Note",
    "Response",
    "Sentence",
    "age_on",
    "cell_of",
    "check",
    "choices",
    "coverage",
    "cues",
    "days_late",
    "draft",
    "factors",
    "gaps",
    "ground",
    "is_assessed",
    "is_elsewhere",
    "is_outside",
    "items_of",
    "key_of",
    "left",
    "offers",
    "plural",
    "progress",
    "progress_counts",
    "reading",
    "take",
    "trim",
    "weighable",
]
