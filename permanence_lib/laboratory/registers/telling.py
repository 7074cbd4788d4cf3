"""A record's authority and age in words: where it was read, when, by whom, and when to look again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from permanence_lib.content import citations
from permanence_lib.content.dates import say_date
from permanence_lib.content.library import Content
from permanence_lib.content.part import Sourced
from permanence_lib.laboratory.registers.entry import Entry
from permanence_lib.laboratory.registers.law import unchecked_words
from permanence_lib.laboratory.registers.uses import Use
from permanence_lib.screen.register import Place, Run
from permanence_lib.screen.standard import Link

_GRADES = {
    "official": "an official page",
    "sector": "a page of a professional body, charity or council, which is not linked here",
    "copy_or_commentary": "a copy or a commentary, which is not linked here",
    None: "a page of a kind that is not recorded",
}


def age(record: Sourced, on: date) -> Iterator[str]:
    """How it is known and how old that is, a sentence at a time."""
    who = f", by {record.checked_by}" if record.checked_by else "; by whom is not recorded"
    if record.settled:
        second = ", and a second page agrees" if record.second_url else ""
        yield f"Read in a source on {say_date(record.as_at)}{who}: {_GRADES[record.grade]}{second}."
    else:
        yield f"From general knowledge, as at {say_date(record.as_at)}{who}."
    if record.source_version:
        yield f"The text read: {_ended(record.source_version)}"
    if record.check_at and not record.settled:
        yield f"Where to look: {_ended(record.check_at)}"
    if record.note:
        yield f"Note: {_ended(record.note)}"
    yield _next_look(record, on)


def _next_look(record: Sourced, on: date) -> str:
    last = f"; passes as settled until {say_date(record.fail_by)}" if record.fail_by and record.settled else ""
    if record.review_by is None:
        return f"No earlier day is set to look again{last}." if last else "No day is set to look again."
    if record.is_due(on):
        return f"It should have been looked at again by {say_date(record.review_by)}{last}."
    return f"To be looked at again by {say_date(record.review_by)}{last}."


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!")) else f"{words}."


def marks(entry: Entry, on: date) -> tuple[str, ...]:
    """What a reader must not miss."""
    return tuple(f"{mark}." for mark in (unchecked_words(entry), _overdue(entry, on)) if mark)


def _overdue(entry: Entry, on: date) -> str:
    record = entry.record
    if record.fail_by and entry.is_past(on):
        return f"Past the last day on which it may pass as settled, {say_date(record.fail_by)}"
    due = record.due_words(on)
    return f"{due[:1].upper()}{due[1:]}"


def cited(source: str, content: Content) -> tuple[Run, ...]:
    """A source in the standard form; names of cases in italics, and an official page linked where one is known."""
    if not source:
        return ()
    return tuple(Run(piece.words, piece.italic, piece.url or "") for piece in citations.pieces(source, content))


def read_at(url: str | None) -> Link | None:
    """The page to read, by the name of its site."""
    return Link((urlsplit(url).hostname or url).removeprefix("www."), url) if url else None


def places(uses: Iterable[Use], linked: bool) -> tuple[Place, ...]:
    """Where it is used; not linked where the weeks cannot be opened."""
    return tuple(Place(use.words, use.href if linked else "") for use in uses)


def many(number: int, one: str, more: str) -> str:
    """'1 record' or '12 records'."""
    return f"{number} {one if number == 1 else more}"
