"""What a participant gives: entries, disagreements, notes on gaps, sentences of meaning, and what is half made."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part
from permanence_lib.kinds.chronology.model.moments import When


class Entry(Part):
    """One thing that happened, in the participant's words, with where it is recorded and how firm that is."""

    id: str = ""
    when: When = When()
    what: str = ""
    meaning: str = ""
    more: dict[str, str] = Field(default_factory=dict)
    source: str = ""
    said_by: str = ""
    written: str = ""
    first_hand: Literal["", "first", "repeated", "unclear"] = ""
    child_words: str = ""
    pen: str = ""
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
