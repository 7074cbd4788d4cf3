"""Two clocks: the dates of a record against the life of one child, and what the law's clock makes of them."""

from permanence_lib.kinds.delay_timeline.model.carrying import offers, take
from permanence_lib.kinds.delay_timeline.model.clocks import Clocks
from permanence_lib.kinds.delay_timeline.model.complaints import check
from permanence_lib.kinds.delay_timeline.model.days import add_time
from permanence_lib.kinds.delay_timeline.model.decisions import what_if
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition, Given, Stretch
from permanence_lib.kinds.delay_timeline.model.loose import read_loose
from permanence_lib.kinds.delay_timeline.model.response import (
    TAGS,
    OwnDecision,
    OwnStretch,
    Point,
    Response,
    Thought,
    progress,
)
from permanence_lib.kinds.delay_timeline.model.steps import Expected, letter, standing
from permanence_lib.kinds.delay_timeline.model.words import capital, say_age, say_gap, share_of_life

__all__ = [
    "TAGS",
    "Clocks",
    "Decision",
    "Definition",
    "Expected",
    "Given",
    "OwnDecision",
    "OwnStretch",
    "Point",
    "Response",
    "Stretch",
    "Thought",
    "add_time",
    "capital",
    "check",
    "letter",
    "offers",
    "progress",
    "read_loose",
    "say_age",
    "say_gap",
    "share_of_life",
    "standing",
    "take",
    "what_if",
]
