"""What a witness answers, how often, and what stays open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Carried, Material, Offer, Part, Progress
from permanence_lib.kinds.court_drill.model.definition import Definition
from permanence_lib.kinds.court_drill.model.putting import Put, in_order, put_author, put_taken


class Taken(Part):
    """Something carried in from earlier work, of which a question is made."""

    id: str
    sort: str
    title: str
    text: str = ""
    came: str = ""


class Try(Part):
    """One answer as it was given: typed, or said aloud with notes; how long it took, where a clock ran."""

    words: str = ""
    aloud: bool = False
    took: int | None = None
    checks: dict[str, str] = Field(default_factory=dict)


class Answered(Part):
    """What stands in the box and how long it has stood there, the answers kept, and what stays open."""

    words: str = ""
    aloud: bool = False
    took: int | None = None
    tries: tuple[Try, ...] = ()
    could_not: str = ""
    missing: str = ""


class Response(kind.Response):
    """Answers by question; the order and the clock as the participant set them."""

    clock: bool = True
    order: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    answers: dict[str, Answered] = Field(default_factory=dict)
    closing: dict[str, str] = Field(default_factory=dict)


def questions_for(definition: Definition, response: Response, material: Material) -> list[Put]:
    """Every question as it is put to this participant about this child."""
    taken = [x.model_dump() for x in response.taken]
    return _put(definition, taken, response.order, material.followed)


def _put(
    definition: Definition, taken: Sequence[Mapping[str, Any]], order: Sequence[str], followed: str | None
) -> list[Put]:
    child = (definition.child if followed is None else followed.strip()) or "the child"
    here = "case" if followed is None else "followed"
    questions = [put_author(x, child) for x in definition.questions if not x.only or x.only == here]
    if definition.from_gaps:
        questions += put_taken(definition, taken, child)
    return in_order(questions, order)


def put_questions(
    definition: dict[str, Any], taken: Sequence[Mapping[str, Any]], order: Sequence[str], followed: str | None
) -> list[dict[str, str]]:
    """The questions from plain values: the browser computes the same."""
    bare = {"kind": "court_drill", "title": "t", "purpose": "p", "prompt": "q", "minutes": 1}
    found = _put(Definition.model_validate(bare | definition), taken, order, followed)
    return [{"id": x.id, "text": x.text, "about": x.about, "came": x.came} for x in found]


def is_tried(answered: Answered | None) -> bool:
    """Whether an answer was kept."""
    return answered is not None and bool(answered.tries)


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """A kept answer to each question, and each question at the end. A second answer is a gift, not a part."""
    asked = questions_for(definition, response, material)
    parts = [is_tried(response.answers.get(x.id)) for x in asked]
    parts += [bool(response.closing.get(x.id, "").strip()) for x in definition.closing]
    return Progress(sum(parts), max(1, len(parts)))


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """What could not be answered, as questions; what the file would need, as gaps."""
    found: list[Offer] = []
    for question in questions_for(definition, response, material):
        kept = response.answers.get(question.id, Answered())
        if open_words := kept.could_not.strip():
            found.append(Offer(id=f"{question.id}-open", sort="question", title=_line(open_words), text=open_words))
        if missing := kept.missing.strip():
            found.append(Offer(id=f"{question.id}-missing", sort="gap", title=_line(missing), text=missing))
    return found


def _line(words: str, longest: int = 120) -> str:
    """The first words of a text, for a list."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """Each thing carried in becomes a question of its own."""
    have = {x.id for x in response.taken}
    new = [
        Taken(id=f"{x.exercise}:{x.offer.id}", sort=x.offer.sort, title=x.offer.title, text=x.offer.text, came=x.title)
        for x in carried
    ]
    return response.model_copy(update={"taken": response.taken + tuple(x for x in new if x.id not in have)})
