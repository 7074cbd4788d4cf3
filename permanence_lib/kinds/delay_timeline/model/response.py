"""What a participant made of the two clocks, and how much of it there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Material, Part, Progress
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition, Stretch
from permanence_lib.kinds.delay_timeline.model.loose import Span, say_span, span_of

#: The type of a field that is itself called `date`.
Day = date
TAGS = {"purposeful": "Purposeful", "avoidable": "Avoidable", "cannot_tell": "Cannot tell"}
#: What a date of one's own may have changed for the child; 'home_carer' is a new home with new carers, 'seen' a meeting.
SORTS = {"home": ("home", "homes"), "carer": ("carer", "carers"), "school": ("school", "schools"),
         "worker": ("social worker", "social workers")}  # fmt: skip
Tag = Literal["", "purposeful", "avoidable", "cannot_tell"]


class Thought(Part):
    """What a participant says about one stretch."""

    cause: str = ""
    tag: Tag = ""
    cost: str = ""

    def is_empty(self) -> bool:
        """Whether nothing has been said."""
        return not (self.cause.strip() or self.tag or self.cost.strip())


class OwnStretch(Thought):
    """A stretch chosen by the participant: `start` and `end` name entries, points or 'birth'."""

    id: str
    label: str = ""
    start: str = ""
    end: str = ""


class Point(Part):
    """A date the participant adds to one of the tracks; known to the day, or less exactly as far as the boxes are filled.

    `season` belongs to a year alone. `said_when` and `source` came with what was carried in from earlier work. `means`: the
    moment of the timetable that it is. `sort`: what changed for the child (see `SORTS`), with `who` was seen.
    """

    id: str
    label: str = ""
    track: str = ""
    date: DateParts = DateParts()
    season: str = ""
    said_when: str = ""
    source: str = ""
    means: str = ""
    sort: str = ""
    who: str = ""

    def span(self) -> Span | None:
        """The days it may mean."""
        return span_of(self.date, self.season)

    def day(self) -> Day | None:
        """The day, where it is known to the day."""
        span = self.span()
        return span.first if span and span.known == "day" else None

    def said(self) -> str:
        """When it was, as far as that is known; what was typed or said where the boxes make no date."""
        span = self.span()
        if span:
            return say_span(span, self.season)
        typed = "/".join(box.strip() or "?" for box in (self.date.day, self.date.month, self.date.year))
        return self.said_when.strip() or ("No date" if self.date.is_empty() else typed)


class Clock(Part):
    """For the followed child: what starts the clock of a step and what answers it, as points or 'birth'."""

    starts: str = ""
    met: str = ""


class OwnDecision(Part):
    """A decision about the followed child that could be moved, with the date now planned for it."""

    id: str
    label: str = ""
    planned: DateParts = DateParts()
    waits_for: str = ""
    means: str = ""

    def day(self) -> Day | None:
        """The date planned, where it is one."""
        span = span_of(self.planned)
        return span.first if span and span.known == "day" else None

    def name(self) -> str:
        """What it is called."""
        return self.label.strip() or "A decision"


class Response(kind.Response):
    """What a participant made of the two clocks. From `alias` on, what is asked only about the child they follow.

    `moved` is plan A, `moved_b` plan B where there are two. `set_aside`: stages of the timetable that do not arise for this
    child. `not_yet`: moments of it that had not happened by the last day.
    """

    stretches: dict[str, Thought] = Field(default_factory=dict)
    own_stretches: tuple[OwnStretch, ...] = ()
    points: tuple[Point, ...] = ()
    moved: dict[str, DateParts] = Field(default_factory=dict)
    moved_b: dict[str, DateParts] = Field(default_factory=dict)
    two_plans: bool = False
    what_if: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    thing: str = ""
    who: str = ""
    by_when: DateParts = DateParts()
    alias: str = ""
    born: DateParts = DateParts()
    expected: bool = False
    since: str = ""
    clocks: dict[str, Clock] = Field(default_factory=dict)
    own_decisions: tuple[OwnDecision, ...] = ()
    set_aside: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()

    def thought_on(self, stretch: Stretch) -> Thought:
        """What was said about one of the author's stretches."""
        return self.stretches.get(stretch.id, Thought())

    def typed_for(self, decision: Decision, plan: str = "a") -> DateParts:
        """What stands in the boxes of one decision in a plan, a date or not."""
        return (self.moved_b if plan == "b" else self.moved).get(decision.id, DateParts())


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Each stretch, the what-if, each question and the action is one part; for the followed child, also the dates."""
    if material.followed is not None:
        done = [bool(response.points), any(not stretch.is_empty() for stretch in response.own_stretches)]
        return _counted(definition, response, done)
    done = [not response.thought_on(stretch).is_empty() for stretch in definition.stretches]
    if definition.own_stretches and not definition.stretches:
        done.append(any(not stretch.is_empty() for stretch in response.own_stretches))
    if definition.decisions:
        done.append(bool(response.what_if.strip()) or any(not typed.is_empty() for typed in response.moved.values()))
    return _counted(definition, response, done)


def _counted(definition: Definition, response: Response, begun: Sequence[bool]) -> Progress:
    done = list(begun)
    done += [bool(response.answers.get(ask.id, "").strip()) for ask in definition.questions]
    done.append(bool(response.thing.strip()))
    return Progress(sum(done), len(done))
