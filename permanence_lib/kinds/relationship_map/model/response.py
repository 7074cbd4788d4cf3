"""What a participant gives: people and places, each with a tie, a place in the family and a thread; and the parts of an identity."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import DateParts, Part
from permanence_lib.kinds.relationship_map.model.definition import Generation

Shape: TypeAlias = Literal["", "square", "circle", "diamond"]


class Tie(Part):
    """What lies between the child and somebody: how close, how strong, who gives to whom, and what it is like."""

    closeness: Literal["", "closest", "close", "further"] = ""
    strength: Literal["", "strong", "steady", "strained", "broken", "unknown"] = ""
    direction: Literal["", "to-child", "from-child", "both", "unknown"] = ""
    helps: Literal["", "helps", "mixed", "hurts", "unknown"] = ""
    often: str = ""
    words: str = ""


class Family(Part):
    """Somebody's place on the genogram. `parents` are ids; `child` among them is the child in the middle."""

    generation: Generation = ""
    shape: Shape = ""
    parents: tuple[str, ...] = ()
    parent_of_child: bool = False
    partner: str = ""
    union: Literal["", "together", "separated", "divorced", "unknown"] = ""
    born: str = ""
    died: bool = False
    died_when: str = ""
    household: str = ""
    with_child: bool = False


class Thread(Part):
    """Whether a tie is to be kept for life, since when it is, when the child last saw them, and who keeps it alive."""

    keep: Literal["", "life", "now"] = ""
    since: str = ""
    last: DateParts = DateParts()
    last_words: str = ""
    who: str = ""
    how: str = ""
    plan: str = ""


class Person(Part):
    """Somebody or something in the child's life. `given` is the id under which the exercise offered it."""

    id: str
    given: str = ""
    come_from: str = ""
    """The title of the earlier exercise it was brought from."""
    name: str = ""
    relation: str = ""
    sort: Literal["person", "pet", "place", "group"] = "person"
    area: str = ""
    tie: Tie = Tie()
    family: Family = Family()
    thread: Thread = Thread()
    answers: dict[str, str] = Field(default_factory=dict)


class Voice(Part):
    """One part of an identity: whose words there are on it, what is missing, who can help, what the plan does with it."""

    child: str = ""
    others: str = ""
    missing: str = ""
    help: str = ""
    plan: Literal["", "protects", "risks", "silent"] = ""


class OwnPart(Part):
    """A part of the wheel that the participant added."""

    id: str
    name: str = ""


class Response(kind.Response):
    """One set of facts for every picture."""

    alias: str = ""
    child_shape: Shape = ""
    people: tuple[Person, ...] = ()
    draft: str = ""
    """Names being typed, one on each line, not yet on the map."""
    identity: dict[str, Voice] = Field(default_factory=dict)
    own_parts: tuple[OwnPart, ...] = ()
    missing: str = ""
    closing: dict[str, str] = Field(default_factory=dict)
