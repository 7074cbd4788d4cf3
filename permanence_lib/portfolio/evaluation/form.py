"""The evaluation form: its questions with something to choose or tick, and what one answer chose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise

#: Where the rows of an answer stand among its questions; no question can be called so.
ROWS = "/rows"


@dataclass(frozen=True)
class Asked:
    """One question: `id` with its row before it (study.useful), what may be chosen, and whether several may be."""

    id: str
    section: str
    label: str
    choices: tuple[tuple[str, str], ...]
    several: bool = False
    row: str = ""
    """The row it is asked of, in words; '' for a question of its own."""


def questions(content: Content) -> tuple[Asked, ...]:
    """What the form asks with choices or ticks, in its order."""
    definition: Any = exercises.find(content.evaluation.form, content).definition
    return tuple(_questions(definition))


def _questions(definition: Any) -> Iterator[Asked]:
    for section in definition.sections:
        for row in section.rows.given if section.rows else ():
            for one in section.rows.questions:
                yield from _asked(one, section.title, f"{row.id}.", row.title)
        for one in section.questions:
            yield from _asked(one, section.title)


def _asked(one: Any, section: str, before: str = "", row: str = "") -> Iterator[Asked]:
    if one.type in ("choice", "ticks"):
        choices = tuple((choice.id, choice.words) for choice in one.choices)
        yield Asked(f"{before}{one.id}", section, one.label, choices, one.type == "ticks", row)


def ticked(content: Content, answer: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What an answer chose, by question; only what the form offers."""
    given = {**answer, **dict(_in_rows(answer.get(ROWS)))}
    found = {one.id: _known(one, given.get(one.id)) for one in questions(content)}
    return {name: chosen for name, chosen in found.items() if chosen}


def _in_rows(rows: Any) -> Iterator[tuple[str, Any]]:
    for several in (rows or {}).values():
        for row in several:
            yield from ((f"{row.get('id')}.{name}", said) for name, said in row.get("answers", {}).items())


def _known(one: Asked, said: Any) -> tuple[str, ...]:
    chosen = (said,) if isinstance(said, str) else tuple(said) if isinstance(said, list | tuple) else ()
    offered = [name for name, _ in one.choices]
    kept = tuple(name for name in offered if name in chosen)
    return kept if one.several else kept[:1]


def label(exercise: Exercise, question: str) -> str:
    """The words of a question of an exercise; '' where it asks no such thing."""
    definition: Any = exercise.definition
    asked = (one for section in getattr(definition, "sections", ()) for one in section.questions)
    return next((one.label for one in asked if one.id == question), "")
