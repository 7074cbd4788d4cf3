"""Two clocks: the dates of a record against the life of one child, and what the law's clock makes of them."""

from permanence_lib.kinds.delay_timeline.model.carrying import offers, take
from permanence_lib.kinds.delay_timeline.model.clocks import Clocks
from permanence_lib.kinds.delay_timeline.model.complaints import check
from permanence_lib.kinds.delay_timeline.model.days import add_time
from permanence_lib.kinds.delay_timeline.model.decisions import what_if
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition, Given, Stretch
from permanence_lib.kinds.delay_timeline.model.episodes import read_file
from permanence_lib.kinds.delay_timeline.model.growing import growing_between, growing_words
from permanence_lib.kinds.delay_timeline.model.loose import read_loose
from permanence_lib.kinds.delay_timeline.model.response import (
    SORTS,
    TAGS,
    OwnDecision,
    OwnStretch,
    Point,
    Response,
    Thought,
    progress,
)
from permanence_lib.kinds.delay_timeline.model.steps import Expected, by_stage, letter
from permanence_lib.kinds.delay_timeline.model.three import three_sentences
from permanence_lib.kinds.delay_timeline.model.timetable import (
    earliest_standing,
    sort_of,
    stage_summary,
    standing,
    timetable,
)
from permanence_lib.kinds.delay_timeline.model.words import capital, say_age, say_gap, share_of_life, share_percent

__all__ = [
    "SORTS",
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
    "by_stage",
    "capital",
    "check",
    "earliest_standing",
    "growing_between",
    "growing_words",
    "letter",
    "offers",
    "progress",
    "read_file",
    "read_loose",
    "say_age",
    "say_gap",
    "share_of_life",
    "share_percent",
    "sort_of",
    "stage_summary",
    "standing",
    "take",
    "three_sentences",
    "timetable",
    "what_if",
]
