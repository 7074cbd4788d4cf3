"""What a participant gives: entries over time, each with ratings by viewpoint, and what was agreed and done."""

from __future__ import annotations

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Part


class Rating(Part):
    """One sign at one time from one viewpoint. No level means not rated: nothing is guessed."""

    level: str = ""
    words: str = ""


class Seen(Part):
    """What one viewpoint gave in one entry, by sign; `words` is anything else they said."""

    ratings: dict[str, Rating] = Field(default_factory=dict)
    words: str = ""


class Entry(Part):
    """One occasion of rating. `done` names what was agreed and was done since the last; `did` says it in words."""

    id: str
    when: DateParts = DateParts()
    bulletin: str = ""
    views: dict[str, Seen] = Field(default_factory=dict)
    done: tuple[str, ...] = ()
    did: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    origin: str = ""
    """Where it was brought in from, in words, and what it is called there."""
    origin_id: str = ""
    also: str = ""
    """Ratings of signs that this exercise does not have, as words."""


class OwnSign(Part):
    """A sign of this home's own, in the participant's words."""

    id: str
    name: str = ""
    calm: str = ""
    watch: str = ""
    act: str = ""


class OwnAgreed(Part):
    """An agreement the participant made: so many signs at a level for so many entries, then what, and whom to call."""

    id: str
    signs: str = "2"
    level: str = "watch"
    entries: str = "2"
    viewpoint: str = ""
    what: str = ""
    who: str = ""


class Response(kind.Response):
    """Entries in the order they were made; own signs and agreements; answers at the end."""

    rhythm: str = ""
    entries: tuple[Entry, ...] = ()
    own_signs: tuple[OwnSign, ...] = ()
    own_agreed: tuple[OwnAgreed, ...] = ()
    closing: dict[str, str] = Field(default_factory=dict)
