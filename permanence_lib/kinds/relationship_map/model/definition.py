"""What an author writes: whose map, which pictures, who is offered to be placed, and what is asked of each tie and of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]
"""What an answer is kept under. Answers are lost to view when it changes."""
MapName = Literal["ecomap", "genogram", "golden_thread", "identity"]
Generation: TypeAlias = Literal["", "grandparents", "parents", "child", "younger"]
#: Three pictures of people and their ties; the wheel shows something else.
OF_PEOPLE: tuple[MapName, ...] = ("ecomap", "genogram", "golden_thread")
#: What may be put otherwise without setting an answer aside.
_NOT_ASKED = {"maps": (), "given": (), "offered": (), "areas": (), "circles": ("", "", ""), "keep_most": 0, "law": (), "evidence": ()}  # fmt: skip


class Question(Part):
    """Something the author asks; `{child}` stands for the name in the middle."""

    id: Name
    question: str
    hint: str = ""


class IdentityPart(Part):
    """One part of an identity: language, faith, family, place, skills."""

    id: Name
    name: str
    about: str = ""


class OfferedPerson(Part):
    """Somebody, or a place, that the participant may put on the map with one press."""

    id: Name
    name: str
    relation: str = ""
    generation: Generation = ""
    area: str = ""
    about: str = ""


class Definition(kind.Definition):
    """Whose map it is, how it opens, and what is asked."""

    map: MapName
    """The picture it opens with."""
    maps: tuple[MapName, ...] = ()
    """The pictures there are; empty: the wheel alone for `identity`, otherwise all three of people."""
    centre: str = ""
    """The name in the middle; empty: the participant gives an alias."""
    given: tuple[str, ...] = ()
    """People of the case, by id, who are offered to be placed."""
    offered: tuple[OfferedPerson, ...] = ()
    """People and places written here, offered like those of a case."""
    areas: tuple[str, ...] = (
        "Family", "Home now", "Friends", "School or work", "Community and faith", "Professionals", "Online",
    )  # fmt: skip
    """Parts of a life; ties of one area stand together on the ecomap."""
    circles: tuple[str, str, str] = ("Closest", "Close", "Further out")
    """The names of the three circles, from the middle."""
    ask: tuple[Question, ...] = ()
    """Asked of each tie."""
    ask_of_thread: tuple[Question, ...] = ()
    """Asked besides of each tie kept for life: why, what it costs, when it is looked at again."""
    keep_most: int = Field(default=0, ge=0, le=50)
    """How many ties the exercise asks to keep at most; 0 for as many as there are. Going over is said, not stopped."""
    parts: tuple[IdentityPart, ...] = ()
    """The parts of the wheel; the participant may add others."""
    missing_question: str = "Who is missing from this map that {child} would put first?"
    """Asked under every map of people; a full map is not a good one."""
    closing: tuple[Question, ...] = ()

    def question_hash(self) -> str:
        """Only what is asked counts: other people on offer leave the answers where they are."""
        return kind.Definition.question_hash(self.model_copy(update=_NOT_ASKED))

    def shown(self) -> tuple[MapName, ...]:
        """The pictures in their usual order, with the one it opens with among them."""
        wanted = {self.map, *(self.maps or (("identity",) if self.map == "identity" else OF_PEOPLE))}
        return tuple(name for name in (*OF_PEOPLE, "identity") if name in wanted)

    def has_people(self) -> bool:
        """Whether any picture is one of people."""
        return self.shown() != ("identity",)


def offered_people(definition: Definition, material: Material) -> list[OfferedPerson]:
    """Who may be put on the map with one press; nobody of the case while the map is of the child the participant follows."""
    if material.followed is not None:
        return []
    people = [material.case.person(name) for name in definition.given] if material.case else []
    given = [
        OfferedPerson(
            id=x.id,
            name=x.name,
            relation="" if x.role == "child" else x.role,
            generation=generation_of(x.role),
            about=x.about,
        )
        for x in people
        if x
    ]
    return [*given, *definition.offered]


_OWN = re.compile(r"\b(half-|step)?(brother|sister|sibling|cousin|twin|child)s?\b|\bchildren\b")
_PARENTS = re.compile(r"\b(step|step-)?(mother|father|mum|dad|parent|aunt|uncle)s?\b")
_GRAND = re.compile(r"\b(grand(mother|father|parent|ma|pa|mum|dad)|nan|great-(aunt|uncle))s?\b")


def generation_of(role: str) -> Generation:
    """The generation that the words of a case give somebody; nothing where they do not say. A first guess, to be changed."""
    words = role.lower()
    if re.search(r"\b(foster|adoptive|prospective|worker|friend)", words):
        return ""
    if _GRAND.search(words):
        return "grandparents"
    if _PARENTS.search(words):
        return "parents"
    return "child" if _OWN.search(words) else ""


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a map that its schema cannot say."""
    return [
        *_names_used_twice(definition),
        *_people_who_are_not_there(definition, material),
        *_odd_pictures(definition),
    ]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    for field in ("ask", "ask_of_thread", "parts", "closing", "offered"):
        ids = [x.id for x in getattr(definition, field)]
        yield from (f"{field}: the id '{x}' is used twice." for x in dict.fromkeys(ids) if ids.count(x) > 1)
    for x in {x.id for x in definition.ask} & {x.id for x in definition.ask_of_thread}:
        yield f"ask and ask_of_thread both use the id '{x}'; give one of them another."
    for x in {x.id for x in definition.offered} & set(definition.given):
        yield f"offered: '{x}' is also a person of the case in `given`; give it another id."


def _people_who_are_not_there(definition: Definition, material: Material) -> Iterator[str]:
    if definition.given and material.case is None:
        yield "given: names people of a case, but no case is given; add `case:` or write them under `offered:`."
    for name in definition.given if material.case else ():
        if material.case and material.case.person(name) is None:
            there = ", ".join(person.id for person in material.case.people)
            yield f"given: there is nobody called '{name}' in the case; it has {there}."
    centre = definition.centre.lower().split()[:1]
    for one in offered_people(definition, material):
        if centre and one.name.lower().split()[:1] == centre:
            yield f"given: '{one.id}' is the child in the middle; leave it out."
    for person in definition.offered:
        if person.area and person.area not in definition.areas:
            yield f"offered: the area '{person.area}' of '{person.id}' is not one of the areas."


def _odd_pictures(definition: Definition) -> Iterator[str]:
    if "identity" in definition.shown() and not definition.parts:
        yield "parts: the identity wheel needs parts."
    if definition.parts and "identity" not in definition.shown():
        yield "parts: belong to the identity wheel; add `identity` to `maps`."
