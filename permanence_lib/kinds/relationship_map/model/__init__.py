"""The facts behind a relationship map: people, places, ties, kept ties, parts of an identity; and what they say in words."""

from permanence_lib.kinds.relationship_map.model.carrying import offers, take
from permanence_lib.kinds.relationship_map.model.definition import (
    Definition,
    IdentityPart,
    MapName,
    OfferedPerson,
    Question,
    complaints,
    offered_people,
)
from permanence_lib.kinds.relationship_map.model.progress import progress
from permanence_lib.kinds.relationship_map.model.response import Family, Person, Response, Thread, Tie, Voice
from permanence_lib.kinds.relationship_map.model.sentences import (
    ecomap_sentence,
    genogram_sentence,
    thread_sentence,
    wheel_sentence,
)
from permanence_lib.kinds.relationship_map.model.words import (
    CLOSENESS,
    GENERATIONS,
    centre_name,
    generation_of,
    last_said,
    last_words,
    name_words,
    parts_of,
    tie_words,
)

__all__ = [
    "CLOSENESS",
    "GENERATIONS",
    "Definition",
    "Family",
    "IdentityPart",
    "MapName",
    "OfferedPerson",
    "Person",
    "Question",
    "Response",
    "Thread",
    "Tie",
    "Voice",
    "centre_name",
    "complaints",
    "ecomap_sentence",
    "generation_of",
    "genogram_sentence",
    "last_said",
    "last_words",
    "name_words",
    "offered_people",
    "offers",
    "parts_of",
    "progress",
    "take",
    "thread_sentence",
    "tie_words",
    "wheel_sentence",
]
