"""A chronology as the rows of a spreadsheet, and as a CSV file that this workbook reads back. view/sheet.js makes the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pydantic import validate_call

from permanence_lib.kinds.chronology.model.ages import ages_words
from permanence_lib.kinds.chronology.model.definition import Question
from permanence_lib.kinds.chronology.model.moments import UNDATED, When, say_when
from permanence_lib.kinds.chronology.model.order import dated, undated
from permanence_lib.kinds.chronology.model.response import Entry
from permanence_lib.kinds.chronology.model.words import HAND_WORDS

#: Field and heading. The age is worked out again, so it is never read in.
COLUMNS = (
    ("when", "Date"), ("until", "Until"), ("age", "Age then"), ("what", "What happened"), ("meaning", "What it meant"),
    ("analysis", "Analysis"), ("child_words", "Child’s own words"), ("pen", "Who held the pen"), ("source", "Source"),
    ("said_by", "Who said it"), ("written", "Date written"), ("first_hand", "First-hand or repeated"),
    ("significance", "Significance"), ("category", "Kind of event"), ("tags", "Tags"), ("from_event", "Record in the file"),
)  # fmt: skip
#: What a spreadsheet would take for a formula; an apostrophe in front makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@validate_call
def sheet_rows(entries: tuple[Entry, ...], fields: tuple[Question, ...], born: When) -> list[list[str]]:
    """Headings, then a row for each entry in order, those without a date last."""
    ordered = [*(x.entry for x in dated(entries)), *undated(entries)]
    headings = [*(words for _, words in COLUMNS), *(field.question for field in fields)]
    return [headings, *(_row(entry, fields, born) for entry in ordered)]


def _row(entry: Entry, fields: Sequence[Question], born: When) -> list[str]:
    made: dict[str, Callable[[], str]] = {
        "when": lambda: _date_cell(entry.when, "not known"),
        "until": lambda: _date_cell(entry.until, ""),
        "age": lambda: ages_words(born, entry.when, entry.until),
        "first_hand": lambda: HAND_WORDS.get(entry.first_hand, ""),
        "tags": lambda: "; ".join(entry.tags),
    }
    own = (made[name]() if name in made else str(getattr(entry, name)) for name, _ in COLUMNS)
    return [cell.strip() for cell in (*own, *(entry.more.get(field.id, "") for field in fields))]


def _date_cell(when: When, empty: str) -> str:
    """A date as it is said, or that it is not known, with what was typed."""
    said, boxes = say_when(when), [box.replace("/", " ").strip() for box in (when.day, when.month, when.year)]
    if said != UNDATED:
        return said
    return f"not known (typed: {'/'.join(boxes)})" if any(boxes) else empty


@validate_call
def to_csv(entries: tuple[Entry, ...], fields: tuple[Question, ...], born: When) -> str:
    """The rows as a CSV file: formula signs neutralised, a byte order mark so that a spreadsheet knows the letters."""
    lines = (",".join(_quoted(neutral(cell)) for cell in row) for row in sheet_rows(entries, fields, born))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def neutral(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; reading it back takes the apostrophe off."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if re.search('[",;\t\n\r]', cell) else cell
