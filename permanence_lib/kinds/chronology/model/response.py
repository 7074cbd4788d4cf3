"""What a participant gives: entries, disagreements, notes on gaps, sentences of meaning, and what is half made."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part
from permanence_lib.kinds.chronology.model.moments import NO_DATE, When


class Entry(Part):
    """One thing that happened, in the participant's words, with where it is recorded and how firm that is."""

    id: str = ""
    when: When = When()
    until: When = NO_DATE
    """When it ended, where it went on for some time."""
    what: str = ""
    meaning: str = ""
    more: dict[str, str] = Field(default_factory=dict)
    source: str = ""
    said_by: str = ""
    written: str = ""
    first_hand: Literal["", "first", "repeated", "unclear"] = ""
    child_words: str = ""
    pen: str = ""
    analysis: str = ""
    """What the participant makes of it: facts stay in `what`."""
    significance: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    order: int = 0
    """Among entries of the same date, smaller comes first."""
    from_event: str = ""
    """The record of the case it was drawn from."""


class Draft(Entry):
    """The half-made entry. `editing` is the id of the entry it will replace; `new_tags` is typed, with commas."""

    editing: str = ""
    new_tags: str = ""


class Disagreement(Part):
    """Two entries that cannot both be wholly right, and what would settle it."""

    id: str
    first: str = ""
    second: str = ""
    about: str = ""
    settle: str = ""


class GapNote(Part):
    """What the participant makes of the gap between two entries."""

    after: str
    before: str
    text: str = ""


class Step(Part):
    """A change of state, the day on which it was made (ISO), and why, where that was said."""

    to: Literal["active", "finished", "reopened"]
    day: str = Field(pattern=r"^\d{4}-\d\d-\d\d$")
    why: str = ""


class Reply(Part):
    """What the participant answers to a question the workbook asked of the chronology; `about` is the question as it stood."""

    key: str
    about: str = ""
    text: str = ""


class Response(kind.Response):
    """One child's chronology. `alias` and `born` are asked for only where no case and no earlier work gives them."""

    alias: str = ""
    born: When = When(known="month")
    entries: tuple[Entry, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    gap_weeks: str = ""
    gap_notes: tuple[GapNote, ...] = ()
    sentences: dict[str, str] = Field(default_factory=dict)
    draft: Draft = Draft()
    pasted: str = ""
    """Rows not yet added: pasted, or read from a file."""
    mapping: tuple[str, ...] = ()
    """What each column of those rows holds, where the participant chose; empty while it is guessed from the headings."""
    ways: dict[str, str] = Field(default_factory=dict)
    """How dates that can be read in two ways are to be read, by the sort of doubt."""
    hidden: tuple[str, ...] = ()
    """Columns of the table that are switched off."""
    history: tuple[Step, ...] = ()
    replies: tuple[Reply, ...] = ()

    @property
    def state(self) -> str:
        """Active until it is said to be finished; reopened after that."""
        return self.history[-1].to if self.history else "active"
