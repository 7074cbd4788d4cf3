"""Who runs the workbook for others: the words that stand in its notice and its statement."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from permanence_lib.content import loading
from permanence_lib.content.part import Part
from permanence_lib.content.retention import Retention

#: Names another file of the same form, outside the installed package.
SETTING = "PERMANENCE_ORGANISATION"
FILE = "organisation.yaml"
_MARK = re.compile(r"\[\[([a-z_]+)\]\]")


class Organisation(Part, coerce_numbers_to_str=True):
    """What whoever runs the workbook says of themselves; '' where they have not said it."""

    organisation: str = ""
    contact: str = ""
    answer_days: str = ""
    data_protection_officer: str = ""
    hosting: str = ""
    statement_reviewed: str = ""


#: What is shown in brackets where nothing was filled in.
MISSING = {
    "organisation": "the organisation that runs this workbook",
    "contact": "whom to ask, and how to reach them",
    "answer_days": "number",
    "data_protection_officer": "who is asked about data protection",
    "hosting": "where the server stands, and who runs it",
    "statement_reviewed": "date",
}


def read(folder: Path) -> Organisation:
    """From the file that is named by the setting, else the one in `folder`. ContentError says what is wrong with it."""
    return loading.load(Path(os.environ.get(SETTING) or folder / FILE), Organisation)


def words(said: Organisation, kept: Retention) -> dict[str, str]:
    """Every mark with its words: the organisation's own, and how long things are kept by the rules that are in force."""
    known: dict[str, Any] = said.model_dump()
    filled = {name: known[name].strip() or f"\\[{MISSING[name]}: to be filled in\\]" for name in MISSING}
    times = {
        "draft_days": kept.drafts.after, "draft_minutes": kept.drafts.minutes, "room_days": kept.rooms.days,
        "log_days": kept.log.days, "backup_days": kept.backups.days,
    }  # fmt: skip
    return filled | {name: str(number) for name, number in times.items()}


def filled_in(text: str, known: dict[str, str]) -> str:
    """The text with those words; what is missing stands in brackets, so that nobody takes it for an answer."""
    return _MARK.sub(lambda found: known[found[1]], text)
