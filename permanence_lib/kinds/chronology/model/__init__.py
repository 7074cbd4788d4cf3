"""A chronology: entries dated as far as is known, in order, with the child's age at each and the gaps between them."""

from permanence_lib.kinds.chronology.model.ages import age_words
from permanence_lib.kinds.chronology.model.definition import Definition, Question, check
from permanence_lib.kinds.chronology.model.gaps import Gap, gap_weeks, gap_words, gaps_in
from permanence_lib.kinds.chronology.model.moments import UNDATED, When, read_when, say_when
from permanence_lib.kinds.chronology.model.offering import offers
from permanence_lib.kinds.chronology.model.order import in_order
from permanence_lib.kinds.chronology.model.reading import Reading
from permanence_lib.kinds.chronology.model.response import Disagreement, Draft, Entry, GapNote, Response
from permanence_lib.kinds.chronology.model.taking import take
from permanence_lib.kinds.chronology.model.words import capital, plural

__all__ = [
    "UNDATED",
    "Definition",
    "Disagreement",
    "Draft",
    "Entry",
    "Gap",
    "GapNote",
    "Question",
    "Reading",
    "Response",
    "When",
    "age_words",
    "capital",
    "check",
    "gap_weeks",
    "gap_words",
    "gaps_in",
    "in_order",
    "offers",
    "plural",
    "read_when",
    "say_when",
    "take",
]
