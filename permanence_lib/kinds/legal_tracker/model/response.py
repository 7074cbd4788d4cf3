"""What a participant gives: how each step stands, steps and events of their own, and answers about the whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Part

#: Where a step stands, in the words shown; a participant chooses, nothing is inferred.
STANDS = {
    "done": "Done, when it should have been",
    "late": "Done, later than it should have been",
    "due": "Still to come",
    "unneeded": "Not needed here, and the reason is recorded",
    "none": "I can find no record of it",
    "cannot_tell": "Cannot tell, and why",
}
#: The states that ask for a reason.
WHY = {"unneeded": "The reason, and where it is recorded", "cannot_tell": "Why it cannot be told, and which record would say"}  # fmt: skip
NOT_SAID = "Not looked at yet"


class StepAnswer(Part):
    """What is known of one step. `expected` is typed where the date is fixed by somebody, and not counted by a rule."""

    stands: Literal["", "done", "late", "due", "unneeded", "none", "cannot_tell"] = ""
    why: str = ""
    expected: DateParts = DateParts()
    happened: DateParts = DateParts()
    papers: str = ""
    tells: str = ""
    blocker: str = ""
    whose: str = ""


class OwnStep(Part):
    """A step the participant added to a path; `after` is the step it follows, or nothing for the end."""

    id: str
    path: str
    title: str = ""
    after: str = ""


class Event(Part):
    """Something dated that was brought in, and the step it was placed on, if any."""

    id: str
    title: str
    text: str = ""
    when: DateParts = DateParts()
    said_when: str = ""
    origin: str = ""
    """Where it came from, in words."""
    step: str = ""


class Response(kind.Response):
    """Steps by id; own steps; events; answers to the questions before and after; the day of writing."""

    whose: str = ""
    """Whose path it is, where it is another child's than the page's: in a worked example."""
    today: DateParts = DateParts()
    steps: dict[str, StepAnswer] = Field(default_factory=dict)
    own: tuple[OwnStep, ...] = ()
    events: tuple[Event, ...] = ()
    answers: dict[str, str] = Field(default_factory=dict)
