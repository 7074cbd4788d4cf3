"""Everything there is to answer, one thing after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from permanence_lib.kinds.knowledge_check.model.definition import Definition, Item, Note, Question

Json = Mapping[str, Any]


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
