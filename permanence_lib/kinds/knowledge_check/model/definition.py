"""What an author writes: questions to choose from and statements to sort, with feedback on every answer."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.kind import Part

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""What an answer is kept under: small letters, figures and hyphens. Answers are lost to view when it changes."""
Stands = Literal["", "holds", "arguable", "does_not_hold"]


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
