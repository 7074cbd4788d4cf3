"""Marking a fact as looked at again: one line more in data/checks.csv, and nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from permanence_lib.content import checks, ledger
from permanence_lib.content.checks import Check, Outcome
from permanence_lib.content.complaints import did_you_mean
from permanence_lib.content.dates import say_date
from permanence_lib.content.ledger import Kept
from permanence_lib.content.library import Content
from permanence_lib.content.part import Sourced
from permanence_lib.content.sources import Evidence
from permanence_lib.errors import PermanenceError

NO_DAY = "none"
Record = Kept[Sourced | Evidence]


@dataclass(frozen=True)
class Marked:
    """What somebody says of a record: who, what they read, on which day, when to look again ('none': when it grows old)."""

    by: str
    read: str = ""
    until: str = ""
    on: str = ""
    doubt: bool = False


def day(text: str, what: str) -> date:
    """A day written 2027-01-31.

    Raises:
        PermanenceError: it is not one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PermanenceError(f"'{text}' is not a day for {what}. Write it as 2027-01-31.") from None


def record(name: str, content: Content) -> Record:
    """The one record of an id.

    Raises:
        PermanenceError: there is none, or the id stands in two files.
    """
    found = ledger.find(name, content)
    if not found:
        near = did_you_mean(name, [each.id for each in ledger.everything(content)])
        raise PermanenceError(f"There is no fact '{name}'. {near}".strip())
    if len(found) > 1:
        ids = " or ".join(each.full_id for each in found)
        raise PermanenceError(f"'{name}' stands in {len(found)} files. Write {ids}.")
    return found[0]


def check_of(kept: Record, said: Marked, content: Content, today: date) -> Check:
    """The line to add, when what was said holds together.

    Raises:
        PermanenceError: it does not; nothing is written.
    """
    when = day(said.on, "--on") if said.on else today
    _possible(kept, when, today)
    if isinstance(kept.record, Evidence):
        _study(kept.record, said)
    if not said.doubt and not (said.read or kept.record.url):
        raise PermanenceError(f"{kept.id} has no source that was read. Say what you read: --read https://…")
    outcome: Outcome = "in_doubt" if said.doubt else "stands"
    values = {
        "when": when, "file": kept.file, "id": kept.id, "who": said.by.strip(), "read": said.read or None,
        "outcome": outcome, "look_again_by": _until(kept, said, when, content), "words": checks.mark(kept.record),
    }  # fmt: skip
    try:
        return Check.model_validate(values)
    except ValidationError as wrong:
        raise PermanenceError(_WRONG[str(wrong.errors()[0]["loc"][0])]) from None


_WRONG = {
    "who": "Say who looked with --by: a name, without commas and not beginning with a sign.",
    "read": "Give the whole address of the page you read with --read, beginning with https://.",
}


def _possible(kept: Record, when: date, today: date) -> None:
    if when > today:
        raise PermanenceError(f"{say_date(when)} has not come yet. Write the day on which the source was read.")
    known = kept.record.as_at
    if known and when < known:
        raise PermanenceError(
            f"{kept.id} was already checked later than that, on {say_date(known)}. Nothing was written."
        )


def _study(record: Evidence, said: Marked) -> None:
    """How a study was seen is part of its record, so that a mark alone can neither vouch for one nor take it away."""
    if said.doubt:
        raise PermanenceError(
            f"A study in doubt must leave the pages that cite {record.id}: take it out of them, then write confidence: "
            "recalled in data/evidence.yaml."
        )
    if not record.settled or (said.read and said.read != record.url):
        raise PermanenceError(
            f"{record.id} says how it was seen. Put what you read into data/evidence.yaml first: confidence, seen_as, tier "
            "and the url of its citation; then mark it without --read."
        )


def _until(kept: Record, said: Marked, when: date, content: Content) -> date | None:
    """When to look again; what is in motion must be given a day, and no day may lie beyond the longest age."""
    if said.doubt:
        return None
    if not said.until:
        if kept.record.review_by is None:
            return None
        due = say_date(kept.record.review_by)
        raise PermanenceError(
            f"{kept.id} is in motion: it was to be looked at by {due}. Say when to look again with --until 2027-01-31, "
            f"or --until {NO_DAY} if it has come to rest."
        )
    if said.until == NO_DAY:
        return None
    until, longest = day(said.until, "--until"), content.upkeep.register.longest(kept.file, when)
    if not when < until <= longest:
        raise PermanenceError(f"Look again after {say_date(when)}, and by {say_date(longest)} at the latest.")
    return until


def add(check: Check, path: Path) -> None:
    """Puts the line at the end of the file, which is begun if there is none."""
    checks.read(path)  # a file that cannot be read is not made longer
    begun = path.read_text(encoding="utf-8") if path.is_file() else ",".join(checks.COLUMNS) + "\n"
    ending = "" if begun.endswith("\n") else "\n"
    try:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(("" if path.stat().st_size else begun) + ending + check.row())
    except OSError as trouble:
        raise PermanenceError(f"{path} cannot be written: {trouble.strerror}. Nothing was changed.") from None
