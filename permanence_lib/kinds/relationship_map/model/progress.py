"""How much of a map has something in it. More people are not more progress."""

from __future__ import annotations

from permanence_lib.kind import Material, Progress
from permanence_lib.kinds.relationship_map.model.definition import Definition
from permanence_lib.kinds.relationship_map.model.response import Person, Response, Voice


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Somebody on the map, what its opening picture is about, each part of the wheel, each question at the end."""
    parts = [bool(response.closing.get(x.id, "").strip()) for x in definition.closing]
    if definition.has_people():
        parts += [
            bool(response.people),
            any(map(_TOLD[definition.map], response.people)),
            bool(response.missing.strip()),
        ]
    if "identity" in definition.shown():
        parts += [response.identity.get(x.id, Voice()) != Voice() for x in definition.parts]
    return Progress(sum(parts), len(parts))


def _tie_told(person: Person) -> bool:
    return bool(person.tie.strength)


_TOLD = {
    "ecomap": _tie_told,
    "identity": _tie_told,
    "genogram": lambda person: bool(person.family.generation),
    "golden_thread": lambda person: person.thread.keep == "life",
}
