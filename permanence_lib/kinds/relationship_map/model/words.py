"""What is chosen on a map, in words. The browser says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.kind import Material
from permanence_lib.kinds.relationship_map.model.definition import Definition, IdentityPart, generation_of
from permanence_lib.kinds.relationship_map.model.response import Person, Response, Thread, Tie

__all__ = [
    "CLOSENESS",
    "GENERATIONS",
    "centre_name",
    "generation_of",
    "last_said",
    "last_words",
    "name_words",
    "parts_of",
    "tie_words",
]

CLOSENESS = ("closest", "close", "further")
GENERATIONS = {
    "grandparents": "the grandparents' generation",
    "parents": "the parents' generation",
    "child": "the child's own generation",
    "younger": "the next generation",
}
STRENGTH = {
    "strong": "strong", "steady": "steady", "strained": "strained", "broken": "broken or lost", "unknown": "strength not known",
}  # fmt: skip
DIRECTION = {
    "to-child": "mostly given to the child", "from-child": "mostly given by the child", "both": "both ways",
    "unknown": "who gives is not known",
}  # fmt: skip
HELPS = {
    "helps": "helps",
    "mixed": "helps and hurts",
    "hurts": "hurts or frightens",
    "unknown": "not known if it helps",
}
UNION = {
    "together": "together",
    "separated": "separated",
    "divorced": "divorced or ended",
    "unknown": "not known if together",
}
SHAPE = {"square": "square", "circle": "circle", "diamond": "diamond"}
SORTS = {"person": "", "pet": "a pet", "place": "a place", "group": "a group"}
KEEP = {"life": "kept for life", "now": "matters now, not for life", "": "not decided"}
PLAN = {
    "protects": "the plan protects it",
    "risks": "the plan puts it at risk",
    "silent": "the plan says nothing about it",
}


def plural(n: int, word: str, many: str = "") -> str:
    """1 tie, 3 ties, 2 people."""
    return f"{n} {word if n == 1 else many or word + 's'}"


def tie_words(tie: Mapping[str, Any]) -> str:
    """A tie's strength, direction and effect: 'strained, both ways, helps and hurts'; or that nothing is said yet."""
    found = [STRENGTH.get(tie["strength"]), DIRECTION.get(tie["direction"]), HELPS.get(tie["helps"])]
    return ", ".join(x for x in found if x) or "nothing said yet"


def tie_in_words(tie: Tie) -> str:
    """The same of a tie itself."""
    return tie_words(tie.model_dump())


def last_words(thread: Thread) -> str:
    """When the child last saw them: a day in full, or what was typed."""
    boxes = [x.strip() for x in (thread.last.day, thread.last.month, thread.last.year)]
    day = thread.last.read()
    typed = say_date(day) if day else f"{' '.join(x or '?' for x in boxes)} (not a full date yet)" if any(boxes) else ""
    return "; ".join(x for x in (typed, thread.last_words.strip()) if x)


def name_words(person: Person) -> str:
    """A name, or what stands for it while there is none."""
    return person.name.strip() or "Not named yet"


def centre_name(definition: Definition, response: Response, material: Material) -> str:
    """The name in the middle: the followed child's alias, the author's, or the one the participant gave."""
    if material.followed is not None:
        return material.followed.strip() or "the child you follow"
    return definition.centre.strip() or response.alias.strip() or "the child"


def parts_of(definition: Definition, response: Response) -> list[IdentityPart]:
    """The wheel's parts: the author's, then the participant's own."""
    own = [
        IdentityPart.model_construct(id=x.id, name=x.name.strip() or "Not named yet", about="")
        for x in response.own_parts
    ]
    return [*definition.parts, *own]


def last_said(thread: Mapping[str, Any]) -> str:
    """The same from plain values: the browser says it too."""
    return last_words(Thread.model_validate(thread))
