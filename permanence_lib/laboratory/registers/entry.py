"""One record of the law register, whichever file it comes from: what it says, on what authority, and how old that is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from permanence_lib.content.part import Sourced
from permanence_lib.laboratory.registers.uses import Use

#: How far ahead "due soon" looks.
SOON = timedelta(days=90)
Standing = Literal["failed", "overdue", "soon", "later", "undated"]


@dataclass(frozen=True)
class Entry:
    """A record with its place in the register."""

    id: str
    """Its own id, or option, aspect and place for a fact of an option."""
    anchor: str
    """Its address in the page."""
    section: str
    group: str
    title: str
    words: str
    record: Sourced
    source: str
    """As its author wrote it; the page shows the standard form."""
    status: str
    status_words: str
    checked: bool
    """Whether all of it was seen in a source."""
    options: frozenset[str] = frozenset()
    uses: tuple[Use, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    """More about it: a label and its words."""
    items: tuple[str, ...] = ()
    """The lines of a checklist."""
    moved: str = ""
    """When a matter in motion last moved: a day, a month or a year."""
    marked_as: str = ""
    """By which `permanence checked` knows it: the id, with its file where another file has the same."""
    search: str = field(default="", compare=False)
    """Everything a search looks at, in small letters."""

    def standing(self, on: date) -> Standing:
        """Whether it is past its last day, to be looked at again, and how soon; every record stands in exactly one place."""
        record = self.record
        if self.is_past(on):
            return "failed"
        if record.is_due(on):
            return "overdue"
        days = [day for day in (record.review_by, record.fail_by) if day]
        if days and min(days) <= on + SOON:
            return "soon"
        return "later" if record.review_by else "undated"

    def is_past(self, on: date) -> bool:
        """Whether the last day on which it may be shown as settled is over."""
        return self.record.fail_by is not None and on > self.record.fail_by

    @property
    def next_look(self) -> date:
        """The earliest day set for looking again; a record without any comes last."""
        return min((day for day in (self.record.review_by, self.record.fail_by) if day), default=date.max)
