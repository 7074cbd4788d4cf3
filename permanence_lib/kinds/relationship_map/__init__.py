"""Relationship map: a child's people, places and ties as one set of facts, drawn as ecomap, genogram, golden thread or wheel."""

from permanence_lib.kind import Kind
from permanence_lib.kinds.relationship_map.model import Definition, Response, complaints, offers, progress, take
from permanence_lib.kinds.relationship_map.model.voices import voices
from permanence_lib.kinds.relationship_map.report import picture, report

KIND = Kind(
    name="relationship_map",
    label="Relationship map",
    about="Who and what a child belongs to: ecomap, three generations and golden thread drawn from the same facts; or "
    "the parts of an identity, and whose words stand for each.",
    definition=Definition,
    response=Response,
    progress=progress,
    report=report,
    picture=picture,
    voices=voices,
    check=complaints,
    offers=offers,
    take=take,
    either_child=True,
)
