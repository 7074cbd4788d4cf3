"""What a map lends to later work, and what it takes from earlier work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.relationship_map.model.definition import Definition
from permanence_lib.kinds.relationship_map.model.response import Person, Response, Voice
from permanence_lib.kinds.relationship_map.model.words import name_words, parts_of, tie_in_words


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Everybody and everything on the map; each part of the wheel as a point; the alias, if one was given."""
    return [*_alias(response), *map(_person, response.people), *_parts(definition, response)]


def _alias(response: Response) -> Iterator[Offer]:
    if response.alias.strip():
        yield Offer(id="alias", sort="alias", title=response.alias.strip())


def _person(person: Person) -> Offer:
    title = ", ".join(x for x in (name_words(person), person.relation.strip()) if x)
    tie = "" if tie_in_words(person.tie) == "nothing said yet" else f"The tie: {tie_in_words(person.tie)}."
    text = "\n".join(x for x in (tie, person.tie.words.strip()) if x)
    return Offer(id=person.id, sort="person", title=title, text=text, data=person.model_dump(mode="json"))


def _parts(definition: Definition, response: Response) -> Iterator[Offer]:
    for part in parts_of(definition, response):
        voice = response.identity.get(part.id, Voice())
        words = (("The child says", voice.child), ("Others say", voice.others), ("Missing", voice.missing), ("Who can help", voice.help))  # fmt: skip
        lines = [f"{lead}: {text.strip()}" for lead, text in words if text.strip()]
        if lines:
            yield Offer(id=f"part-{part.id}", sort="point", title=part.name, text="\n".join(lines))


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """The map with the chosen people added, as they were where they come from; an alias only where there is none."""
    people = list(response.people)
    for one in (x for x in carried if x.offer.sort == "person"):
        person = _taken(one)
        if person.id not in {x.id for x in people}:
            people.append(person)
    alias = response.alias.strip() or next((x.offer.title for x in carried if x.offer.sort == "alias"), "")
    return response.model_copy(
        update={"people": tuple(people), "alias": response.alias if response.alias.strip() else alias}
    )


def _taken(one: Carried) -> Person:
    """Ids are given the exercise's own prefix, so that parents and partners brought along find each other again."""
    try:
        person = Person.model_validate(one.offer.data)
    except ValidationError:
        plain = Person(id=one.offer.id, name=one.offer.title)
        person = plain.model_copy(update={"tie": plain.tie.model_copy(update={"words": one.offer.text})})
    family = person.family
    moved = {
        "parents": tuple(x if x == "child" else _prefixed(one, x) for x in family.parents),
        "partner": _prefixed(one, family.partner) if family.partner else "",
    }
    where = {"id": _prefixed(one, person.id), "come_from": one.title, "family": family.model_copy(update=moved)}
    return person.model_copy(update=where)


def _prefixed(one: Carried, name: str) -> str:
    return f"{one.exercise}-{name}"
