"""What a participant made of the two clocks, and how much of it there is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Material, Part, Progress
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition, Stretch

TAGS = {"purposeful": "Purposeful", "avoidable": "Avoidable", "cannot_tell": "Cannot tell"}
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
    """A date the participant adds to one of the tracks."""

    id: str
    label: str = ""
    track: str = ""
    date: DateParts = DateParts()


class Response(kind.Response):
    """What a participant made of the two clocks."""

    stretches: dict[str, Thought] = Field(default_factory=dict)
    own_stretches: tuple[OwnStretch, ...] = ()
    points: tuple[Point, ...] = ()
    moved: dict[str, DateParts] = Field(default_factory=dict)
    what_if: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    thing: str = ""
    who: str = ""
    by_when: DateParts = DateParts()

    def thought_on(self, stretch: Stretch) -> Thought:
        """What was said about one of the author's stretches."""
        return self.stretches.get(stretch.id, Thought())

    def typed_for(self, decision: Decision) -> DateParts:
        """What stands in the boxes of one decision, a date or not."""
        return self.moved.get(decision.id, DateParts())


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Each stretch, the what-if, each question and the action is one part."""
    done = [not response.thought_on(stretch).is_empty() for stretch in definition.stretches]
    if definition.own_stretches and not definition.stretches:
        done.append(any(not stretch.is_empty() for stretch in response.own_stretches))
    if definition.decisions:
        done.append(bool(response.what_if.strip()) or any(not typed.is_empty() for typed in response.moved.values()))
    done += [bool(response.answers.get(ask.id, "").strip()) for ask in definition.questions]
    done.append(bool(response.thing.strip()))
    return Progress(sum(done), len(done))
