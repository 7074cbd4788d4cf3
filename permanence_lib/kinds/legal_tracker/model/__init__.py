"""Paths through the law: what an author writes, what a participant gives, and the dates that follow."""

from permanence_lib.content.days import add_time, say_gap
from permanence_lib.kinds.legal_tracker.model.carrying import offers, take
from permanence_lib.kinds.legal_tracker.model.complaints import check
from permanence_lib.kinds.legal_tracker.model.counting import progress
from permanence_lib.kinds.legal_tracker.model.definition import Ask, Definition, Path, Step
from permanence_lib.kinds.legal_tracker.model.reckoning import beside_rule, reckon, say_due
from permanence_lib.kinds.legal_tracker.model.response import (
    NOT_SAID,
    STANDS,
    WHY,
    Event,
    OwnStep,
    Response,
    StepAnswer,
)
from permanence_lib.kinds.legal_tracker.model.tracker import Placed, Tracker, said_date

__all__ = [
    "NOT_SAID", "STANDS", "WHY", "Ask", "Definition", "Event", "OwnStep", "Path", "Placed", "Response", "Step",
    "StepAnswer", "Tracker", "add_time", "beside_rule", "check", "offers", "progress", "reckon", "said_date", "say_due",
    "say_gap", "take",
]  # fmt: skip
