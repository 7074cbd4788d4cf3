"""What a self-assessment asks, what was answered, and how two profiles compare."""

from permanence_lib.kinds.self_assessment.model.carrying import offers, take
from permanence_lib.kinds.self_assessment.model.definition import (
    Ask,
    Definition,
    Group,
    Level,
    Stated,
    complaints,
    groups_of,
)
from permanence_lib.kinds.self_assessment.model.growth import MOVES, growth, move
from permanence_lib.kinds.self_assessment.model.response import (
    Aim,
    Earlier,
    Pick,
    Rating,
    Response,
    progress,
    rated_in,
    trim,
)

__all__ = [
    "MOVES",
    "Aim",
    "Ask",
    "Definition",
    "Earlier",
    "Group",
    "Level",
    "Pick",
    "Rating",
    "Response",
    "Stated",
    "complaints",
    "groups_of",
    "growth",
    "move",
    "offers",
    "progress",
    "rated_in",
    "take",
    "trim",
]
