"""What was written on a map, for a room to hear. Names that somebody put on it are no voices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.relationship_map.model.definition import Definition, offered_people
from permanence_lib.kinds.relationship_map.model.facts import put
from permanence_lib.kinds.relationship_map.model.response import Person, Response

#: An identifier, what it is about, and the words.
Said = tuple[str, str, object]


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """What was said of each tie, of each part of an identity, of who is missing, and at the end."""
    child = (definition.centre if material.followed is None else material.followed) or "the child"
    named = {one.id: one.name for one in offered_people(definition, material)}
    of_ties = (said for person in response.people for said in _of_tie(definition, person, named, child))
    return spoken([*of_ties, *_of_identity(definition, response), *_of_the_whole(definition, response, child)])


def _of_tie(definition: Definition, person: Person, named: dict[str, str], child: str) -> Iterator[Said]:
    """Under the author's name for somebody of the case; a name that the participant wrote stays on their map."""
    who = named.get(person.given) or "Somebody on the map"
    yield f"tie.{person.id}", f"{who}: what the tie is like", person.tie.words
    yield f"how.{person.id}", f"{who}: how the tie is kept", person.thread.how
    yield f"plan.{person.id}", f"{who}: later", person.thread.plan
    for ask in (*definition.ask, *definition.ask_of_thread):
        yield f"ask.{person.id}.{ask.id}", f"{who}: {put(ask.question, child)}", person.answers.get(ask.id)


def _of_identity(definition: Definition, response: Response) -> Iterator[Said]:
    for part in definition.parts:
        said = response.identity.get(part.id)
        for lead, words in (
            ("the child's words", said.child),
            ("others' words", said.others),
            ("what is missing", said.missing),
            ("who can help", said.help),
        ) if said else ():  # fmt: skip
            yield f"identity.{part.id}.{lead.split()[-1]}.{lead.split()[0]}", f"{part.name}: {lead}", words


def _of_the_whole(definition: Definition, response: Response, child: str) -> Iterator[Said]:
    yield "missing", put(definition.missing_question, child), response.missing
    for closing in definition.closing:
        yield f"closing.{closing.id}", put(closing.question, child), response.closing.get(closing.id)
