"""How an author has a chronology read back: rules, words, lengths and the clocks of the timetable."""

from __future__ import annotations

from pydantic import Field

from permanence_lib.kind import Part
from permanence_lib.kinds.chronology.model.cues import CUES, GOALS, KIN, NOT_NAMES, TOPICS, Topic
from permanence_lib.kinds.chronology.model.rules import RULES, Rule


class Clock(Part):
    """A limit from the timetable: which entry starts it and which ends it, by the signs they bear.

    `nth`: the how-manieth such entry starts it. `after`: only entries after the first with this sign count.
    `every`: each later one starts it again. The length comes from the law fact, never from here.
    """

    law: str
    starts: str
    ends: str
    nth: int = Field(default=1, ge=1, le=9)
    after: str = ""
    every: bool = False


class Lengths(Part):
    """How long is long, in weeks, and how many is many, in entries. An author may choose others."""

    voice: int = Field(default=26, ge=1, le=520)
    """Without the child's own words."""
    referrals: int = Field(default=52, ge=1, le=520)
    """Within which a second referral repeats the first."""
    sources: int = Field(default=26, ge=1, le=520)
    """Within which two sources are held beside each other."""
    few: int = Field(default=5, ge=1, le=100)
    """From so many entries on, the whole is asked about."""
    run: int = Field(default=10, ge=2, le=100)
    """So many entries one after another make a stretch."""


class Reads(Part):
    """How the whole is read back: rules, words, lengths. `without` names rules that the author does not want."""

    rules: dict[str, Rule] = Field(default_factory=lambda: dict(RULES))
    cues: dict[str, tuple[str, ...]] = Field(default_factory=lambda: dict(CUES))
    topics: tuple[Topic, ...] = TOPICS
    goals: dict[str, tuple[str, ...]] = Field(default_factory=lambda: dict(GOALS))
    kin: dict[str, tuple[str, ...]] = Field(default_factory=lambda: dict(KIN))
    not_names: tuple[str, ...] = NOT_NAMES
    lengths: Lengths = Lengths()
    stands_for: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Which of the author's categories and tags bear which sign: home, staff, plan, good."""
    clocks: tuple[Clock, ...] = ()
    without: tuple[str, ...] = ()
