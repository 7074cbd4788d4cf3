"""A chronology: entries dated as far as is known, in order, with the child's age at each and the gaps between them."""

from permanence_lib.kinds.chronology.model.ages import age_words, ages_words
from permanence_lib.kinds.chronology.model.definition import Definition, Question, check
from permanence_lib.kinds.chronology.model.finding import Finding
from permanence_lib.kinds.chronology.model.gaps import Gap, gap_weeks, gap_words, gaps_in
from permanence_lib.kinds.chronology.model.moments import NO_DATE, UNDATED, When, read_when, say_range, say_when
from permanence_lib.kinds.chronology.model.offering import offers
from permanence_lib.kinds.chronology.model.order import in_order
from permanence_lib.kinds.chronology.model.readback import ask, findings, read_back
from permanence_lib.kinds.chronology.model.reading import Reading
from permanence_lib.kinds.chronology.model.response import Disagreement, Draft, Entry, GapNote, Reply, Response, Step
from permanence_lib.kinds.chronology.model.signs import phrase_in, plain_words
from permanence_lib.kinds.chronology.model.spreadsheet import sheet_rows, to_csv
from permanence_lib.kinds.chronology.model.taking import take
from permanence_lib.kinds.chronology.model.timetable import due_after
from permanence_lib.kinds.chronology.model.words import capital, plural

__all__ = [
    "NO_DATE",
    "UNDATED",
    "Definition",
    "Disagreement",
    "Draft",
    "Entry",
    "Finding",
    "Gap",
    "GapNote",
    "Question",
    "Reading",
    "Reply",
    "Response",
    "Step",
    "When",
    "age_words",
    "ages_words",
    "ask",
    "capital",
    "check",
    "due_after",
    "findings",
    "gap_weeks",
    "gap_words",
    "gaps_in",
    "in_order",
    "offers",
    "phrase_in",
    "plain_words",
    "plural",
    "read_back",
    "read_when",
    "say_range",
    "say_when",
    "sheet_rows",
    "take",
    "to_csv",
]
