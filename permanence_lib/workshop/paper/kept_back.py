"""What an exercise keeps back until somebody has answered (news, a second telling, the next bulletin): to be handed out then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from permanence_lib.content.library import Content
from permanence_lib.document import text
from permanence_lib.document.blocks import Block, Heading, Items, Paragraph
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Definition
from permanence_lib.workshop.paper.blank import form
from permanence_lib.workshop.prompt import as_blocks

#: Shorter words are labels of buttons and boxes, not something to read.
_SHORTEST = 25
#: What every exercise has is printed elsewhere; `words` are those of buttons.
_NOT_READ = {*Definition.model_fields, "words"}
_NAMES = ("title", "heading", "name", "words", "text", "label", "question")


def blocks(exercise: Exercise, content: Content) -> list[Block]:
    """Every text of the definition that is not on the participants' sheet, under the name of the part it comes from.

    No kind is known by name: what a kind does not print on its empty form is what it keeps back.
    """
    shown = _plain(text.render([*form(exercise), *as_blocks(exercise.definition.prompt, content)]))
    asked = exercise.definition.model_dump(mode="json", exclude=_NOT_READ)
    found: list[Block] = []
    for part, value in asked.items():
        held = tuple(dict.fromkeys(_held(value, shown, ())))
        if held:
            found += [Heading(part.replace("_", " ").capitalize(), 3), *_told(held, content)]
    return found


def _held(value: Any, shown: str, under: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(where, words) of each text that nobody has seen."""
    if isinstance(value, dict):
        here = next((value[name] for name in _NAMES if isinstance(value.get(name), str)), "")
        beneath = (*under, here) if here and len(here) < 80 else tuple(under)
        for inner in value.values():
            yield from _held(inner, shown, beneath)
    elif isinstance(value, list):
        for inner in value:
            yield from _held(inner, shown, under)
    elif isinstance(value, str) and len(value) >= _SHORTEST and " " in value and _plain(value) not in shown:
        yield ": ".join(each for each in under if each != value)[:120], value


def _told(held: Sequence[tuple[str, str]], content: Content) -> Iterator[Block]:
    """What belongs together under what it belongs to; a longer text as paragraphs, shorter ones as a list."""
    for where, group in groupby(held, key=lambda each: each[0]):
        if where:
            yield Paragraph(f"{where}:")
        short: list[str] = []
        for _, words in group:
            made = list(as_blocks(words, content))
            if len(made) == 1 and isinstance(made[0], Paragraph):
                short.append(made[0].text)
                continue
            yield from [Items(tuple(short))] if short else []
            yield from made
            short = []
        yield from [Items(tuple(short))] if short else []


def _plain(words: str) -> str:
    """Words alone, so that a line that was wrapped is still found."""
    return "".join(c for c in words if c.isalnum())
