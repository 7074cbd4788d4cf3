"""Questions to choose from and statements to sort; what was answered first and what is answered now. Nothing is marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Material, Part, Progress

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures and hyphens. Answers are lost to view when it changes."""
Stands = Literal["", "holds", "arguable", "does_not_hold"]
Json = Mapping[str, Any]
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


class Sources(Part):
    """What feedback stands on: ids of facts that the exercise lists, or of events in its case."""

    law: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """What the law says of an option, as option.aspect: 'adoption.approval'."""
    events: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.law, self.evidence, self.terms, self.options, self.events))


class Note(Part):
    """What can be said to one answer. Without `stands` the answer is open: nobody says whether it holds."""

    words: str
    stands: Stands = ""
    sources: Sources = Sources()


class Choice(Part):
    """One of the answers offered, and what is said to it afterwards."""

    id: Name
    words: str
    hint: str = ""
    note: Note


class Category(Part):
    """One of the heaps that statements are sorted into; `ask` is one more question for what is put there."""

    id: Name
    words: str
    hint: str = ""
    ask: str = ""


class Item(Part):
    """One statement to sort. `notes` go by category; `otherwise` is said to any category without its own."""

    id: Name
    text: str
    by: str = ""
    notes: dict[str, Note]
    otherwise: Note | None = None
    afterwards: str = ""
    """Said after any answer."""
    sources: Sources = Sources()


class Question(Part):
    """One question: `one` of the choices, `several` of them, or `sort`, which asks it of each item in turn."""

    id: Name
    type: Literal["one", "several", "sort"]
    text: str
    hint: str = ""
    why: str = ""
    """The label of a box for reasons; left out, there is none."""
    passage: str = ""
    by: str = ""
    choices: tuple[Choice, ...] = ()
    categories: tuple[Category, ...] = ()
    items: tuple[Item, ...] = ()
    afterwards: str = ""
    sources: Sources = Sources()


class Words(Part):
    """How the check speaks of its parts and of its answers."""

    one: str = "question"
    many: str = "questions"
    holds: str = "This holds"
    arguable: str = "This can be argued"
    does_not_hold: str = "This does not hold"


class Closing(Part):
    """A question about the whole, asked at the end in words."""

    id: Name
    label: str
    hint: str = ""


class Definition(kind.Definition):
    """What an author writes: questions with feedback on every answer, and closing questions."""

    questions: tuple[Question, ...] = Field(min_length=1)
    words: Words = Words()
    closing: tuple[Closing, ...] = ()

    def question_hash(self) -> str:
        """Only what is asked counts: feedback and its sources may be put right without setting answers aside."""
        bare = {"law": (), "evidence": (), "options": (), "terms": (), "words": Words()}
        asked = self.model_copy(update={"questions": tuple(_only_asked(x) for x in self.questions), **bare})
        return kind.Definition.question_hash(asked)


def _only_asked(question: Question) -> Question:
    silent = Note(words="")
    choices = tuple(x.model_copy(update={"note": silent}) for x in question.choices)
    quiet: dict[str, Any] = {"notes": {}, "otherwise": None, "afterwards": "", "sources": Sources()}
    items = tuple(x.model_copy(update=quiet) for x in question.items)
    return question.model_copy(
        update={"choices": choices, "items": items, "afterwards": "", "sources": Sources()},
    )


class Given(Part):
    """An answer as it was kept, with the reason of that moment."""

    chosen: tuple[str, ...] = ()
    why: str = ""


class Answer(Part):
    """What stands in the boxes, what was written to a category's own question, and every answer kept, oldest first."""

    chosen: tuple[str, ...] = ()
    why: str = ""
    more: str = ""
    given: tuple[Given, ...] = ()


class Response(kind.Response):
    """Answers by question, or by question and item ('kinds.door'); closing words by id."""

    answers: dict[str, Answer] = Field(default_factory=dict)
    closing: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Offered:
    """One answer on offer in a step, and what is said to it."""

    id: str
    words: str
    hint: str
    ask: str
    note: Note | None


@dataclass(frozen=True)
class Step:
    """One thing to answer: a whole question, or one statement of a sorting."""

    key: str
    question: Question
    item: Item | None = None

    @property
    def text(self) -> str:
        """What is looked at: the statement, or the question itself."""
        return self.item.text if self.item else self.question.text

    @property
    def afterwards(self) -> str:
        """What is said after any answer."""
        said = (self.item.afterwards if self.item else "", self.question.afterwards)
        return "\n\n".join(filter(None, said))

    def offered(self) -> tuple[Offered, ...]:
        """The answers on offer, each with what is said to it."""
        if self.item is None:
            return tuple(Offered(x.id, x.words, x.hint, "", x.note) for x in self.question.choices)
        notes, otherwise = self.item.notes, self.item.otherwise
        heaps = self.question.categories
        return tuple(Offered(x.id, x.words, x.hint, x.ask, notes.get(x.id, otherwise)) for x in heaps)


def steps(definition: Definition) -> tuple[Step, ...]:
    """Everything there is to answer, in order."""
    found: list[Step] = []
    for question in definition.questions:
        if question.type == "sort":
            found += [Step(f"{question.id}.{item.id}", question, item) for item in question.items]
        else:
            found.append(Step(question.id, question))
    return tuple(found)


def step_keys(questions: Sequence[Json]) -> list[str]:
    """What answers are kept under, from the questions as plain values."""
    found: list[str] = []
    for question in questions:
        sorts = question["type"] == "sort"
        found += [f"{question['id']}.{item['id']}" for item in question["items"]] if sorts else [question["id"]]
    return found


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def standing(answer: Json) -> str:
    """Where an answer stands: blank, started, kept, changed since it was first kept, or being changed now."""
    given, why = answer["given"], trim(answer["why"])
    if not given:
        return "started" if answer["chosen"] or why else "blank"
    if why or set(answer["chosen"]) != set(given[-1]["chosen"]):
        return "changing"
    return "changed" if set(given[-1]["chosen"]) != set(given[0]["chosen"]) else "kept"


def answered(keys: Sequence[str], answers: Json) -> int:
    """How many of the steps have an answer that was kept. A count of answers, never of right ones."""
    return sum(bool(answers.get(key, {}).get("given")) for key in keys)


def changed(answer: Answer) -> bool:
    """Whether the answer kept last is another than the one kept first."""
    return bool(answer.given) and set(answer.given[0].chosen) != set(answer.given[-1].chosen)


def progress(definition: Definition, response: Response, material: Material) -> Progress:
    """Steps with an answer kept, and closing questions with something in them."""
    keys = [step.key for step in steps(definition)]
    kept = answered(keys, response.model_dump(mode="json")["answers"])
    closed = sum(bool(trim(response.closing.get(x.id))) for x in definition.closing)
    return Progress(kept + closed, len(keys) + len(definition.closing))


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a check that its schema cannot say."""
    return [
        *_names_used_twice(definition),
        *_odd_questions(definition),
        *_answers_without_feedback(definition),
        *_sources_that_lead_nowhere(definition, material),
        *_keyed_on_unchecked(definition, material),
    ]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists: dict[str, list[str]] = {
        "question": [x.id for x in definition.questions],
        "closing question": [x.id for x in definition.closing],
    }
    for question in definition.questions:
        lists[f"choice of '{question.id}'"] = [x.id for x in question.choices]
        lists[f"category of '{question.id}'"] = [x.id for x in question.categories]
        lists[f"item of '{question.id}'"] = [x.id for x in question.items]
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _odd_questions(definition: Definition) -> Iterator[str]:
    for question in definition.questions:
        sorts = question.type == "sort"
        if sorts and (len(question.categories) < 2 or not question.items or question.choices):
            yield f"question '{question.id}' sorts: give it two categories or more, items, and no choices."
        if not sorts and (len(question.choices) < 2 or question.categories or question.items):
            yield f"question '{question.id}': give it two choices or more, and no categories or items."


def _answers_without_feedback(definition: Definition) -> Iterator[str]:
    for step in steps(definition):
        for offered in step.offered():
            if offered.note is None or not trim(offered.note.words):
                yield f"'{step.key}' says nothing to the answer '{offered.id}'; write a note for it."
        known = {x.id for x in step.offered()}
        for name in (step.item.notes if step.item else {}).keys() - known:
            yield f"'{step.key}' has a note for '{name}', which is none of the categories."
        stands = [x.note.stands for x in step.offered() if x.note]
        if any(stands) and not {"holds", "arguable"} & set(stands):
            yield f"'{step.key}' has no answer that holds or can be argued; leave every `stands` out, or give it one."


def _sources_of(step: Step) -> Iterator[Sources]:
    yield step.question.sources
    if step.item:
        yield step.item.sources
    for offered in step.offered():
        if offered.note:
            yield offered.note.sources


def _sources_that_lead_nowhere(definition: Definition, material: Material) -> Iterator[str]:
    known = {
        "law": {x.id for x in material.law} | {x.id for x in material.judgments},
        "evidence": {x.id for x in material.evidence},
        "terms": {x.id for x in material.terms},
        "options": {f"{x.id}.{aspect}" for x in material.options for aspect in x.aspects},
        "events": {x.id for x in material.case.events} if material.case else set(),
    }
    seen: set[str] = set()
    for step in steps(definition):
        for sources in _sources_of(step):
            for sort, ids in known.items():
                for name in (x for x in getattr(sources, sort) if x not in ids):
                    where = "the exercise's case" if sort == "events" else f"the exercise's own list of {sort}"
                    seen.add(f"'{step.key}' points at {sort} '{name}', which is not in {where}; add it, or correct it.")
    yield from sorted(seen)


def _keyed_on_unchecked(definition: Definition, material: Material) -> Iterator[str]:
    """Nobody is told that an answer holds, or does not, on the strength of a fact that nobody has checked."""
    unchecked = set(unchecked_sources(material))
    seen: set[str] = set()
    for step in steps(definition):
        if not any(x.note and x.note.stands for x in step.offered()):
            continue
        for sources in _sources_of(step):
            names = (*sources.law, *sources.evidence, *sources.terms, *sources.options)
            seen |= {f"'{step.key}' says which answers hold, on '{x}', which is not yet checked. Leave `stands` out of its "
                     "notes, or rest it on a verified fact." for x in names if x in unchecked}  # fmt: skip
    yield from sorted(seen)


def unchecked_sources(material: Material) -> Iterator[str]:
    """Ids of facts that were not seen in a source; an option's aspect counts when any of its facts was not."""
    yield from (x.id for x in material.law if not x.settled)
    yield from (x.id for x in material.evidence if not x.settled)
    yield from (x.id for x in material.terms if not x.settled)
    yield from (x.id for x in material.judgments if not (x.settled and x.principle_confidence == "verified"))
    for option in material.options:
        for aspect, facts in option.aspects.items():
            if not all(fact.settled for fact in facts):
                yield f"{option.id}.{aspect}"
