"""How things stand in a room. Every change is kept as a new revision, so the day as it was run can be read back."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

#: waiting: not opened yet. open: everybody answers for themselves. held: closed, and nothing is shown. shown: the room sees
#: where it stands. again: a second answer, after hearing the others. closed: both are kept, and may be seen side by side.
Phase = Literal["waiting", "open", "held", "shown", "again", "closed"]
#: What is on the projector.
Picture = Literal["welcome", "agenda", "question", "picture", "before-after", "words", "clock", "rest"]


class Part(BaseModel):
    """A piece of the room's state: unchangeable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Standing(Part):
    """How one live exercise stands. Moments are ISO 8601 in UTC, '' for one that has not come."""

    phase: Phase = "waiting"
    opened_at: str = ""
    shown_at: str = ""
    """When the room first saw where it stood: what was answered until then is everybody's first answer."""
    again_at: str = ""
    """When a second answer was last asked for."""
    closed_at: str = ""
    """When it was closed; '' again when it is opened again. What comes later is kept for its writer and not counted."""
    named: bool = False
    """Whether words stand with names: the exercise's own rule when it was opened, or anonymous by the facilitator's choice."""


class Clock(Part):
    """A stretch of time counted down. It runs until `ends_at`; stopped, `left` seconds are left of it."""

    minutes: float
    ends_at: str = ""
    left: float | None = None


class Move(Part):
    """The facilitator moved time: a stretch became longer by so many minutes (shorter if negative)."""

    stretch: str
    minutes: int


class Verdict(Part):
    """What the facilitator decided about one piece of somebody's words before the room sees it."""

    shown: bool
    theme: str = ""


class Question(Part):
    """A question kept for later in the day, or for the next workshop."""

    id: str
    words: str
    answered: bool = False
    carried: bool = False
    """Whether it came from an earlier workshop."""


class OnScreen(Part):
    """What the projector shows, and of which exercise."""

    what: Picture = "welcome"
    exercise: str = ""
    part: int = 0
    """Which part of it, where it does not fit on the wall at once."""


class State(Part):
    """The whole room at one moment."""

    week: str
    cohort: str
    code: str
    started_at: str
    stretch: str = ""
    """Where in the day the room is: `w18s1.2` (second segment of a session) or `break.1`; '' before it begins."""
    since: str = ""
    """When that stretch was begun."""
    standings: dict[str, Standing] = Field(default_factory=dict)
    screen: OnScreen = OnScreen()
    clock: Clock | None = None
    moves: tuple[Move, ...] = ()
    pace: Literal["together", "free"] = "together"
    """free: everybody may work at any exercise of the day in their own time."""
    paused: bool = False
    pause_words: str = ""
    groups: tuple[tuple[str, ...], ...] = ()
    past_groups: tuple[tuple[str, ...], ...] = ()
    """Who has sat together already today."""
    verdicts: dict[str, Verdict] = Field(default_factory=dict)
    """By the voice's key: exercise/participant/voice."""
    themes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    heard: dict[str, str] = Field(default_factory=dict)
    """Whose 'I need a moment' has been seen, and when."""
    ended_at: str = ""

    def standing(self, exercise: str) -> Standing:
        """How an exercise stands; one that nobody has touched is waiting."""
        return self.standings.get(exercise, Standing())
