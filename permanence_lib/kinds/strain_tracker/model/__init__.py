"""Signs of strain over time: what an author writes, what people rate, and how that is read."""

from permanence_lib.kinds.strain_tracker.model.carrying import offers, take
from permanence_lib.kinds.strain_tracker.model.complaints import check, is_rated, progress
from permanence_lib.kinds.strain_tracker.model.definition import Bulletin, Definition, Sign
from permanence_lib.kinds.strain_tracker.model.reading import differences, in_order, missing_between, reached, read_day
from permanence_lib.kinds.strain_tracker.model.response import Entry, Response, Seen
from permanence_lib.kinds.strain_tracker.model.tracker import (
    NOT_RATED,
    Agreement,
    Tracker,
    rule_words,
    said_date,
    went_words,
)

__all__ = [
    "NOT_RATED", "Agreement", "Bulletin", "Definition", "Entry", "Response", "Seen", "Sign", "Tracker", "check", "differences",
    "in_order", "is_rated", "missing_between", "offers", "progress", "reached", "read_day", "rule_words", "said_date",
    "take", "went_words",
]  # fmt: skip
