"""An exercise's empty form with room to write. Every kind prints what is not answered yet as a sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from permanence_lib.document.blocks import Block, Chart, Heading, Items, Paragraph, Quote, Space, Table
from permanence_lib.exercises import Exercise

#: 'Nothing written yet.', 'Not sorted yet', 'Nobody and nothing is on the map yet.'
_NOT_YET = re.compile(r"(?:No|Not|Nothing|Nobody|None)\b[^.:;\n]*\byet\.?")
#: A count of what is done, which on an empty sheet counts nothing: '0 of 4 rated', '12 of 12 bulletins are not opened yet.'
_COUNT = re.compile(r"(?:.*:\s*)?\d+ of \d+ [^.:]*\.?")
_LINE = "\u2026" * 12
#: What may be ticked is set out with boxes.
_BOX = "\u2610 "
_CHOOSE = ("Choose one", "Choose any")
#: Lines of ruled paper: after a question, and for a drawing or a table of one's own.
WORDS, DRAWING = 4, 14
SPACE = "\u00a0"


def form(exercise: Exercise) -> list[Block]:
    """The empty form, its highest heading of level 2."""
    empty = exercise.kind.report(exercise.definition, exercise.kind.response(), exercise.material)
    return list(_raised(_spaced(empty)))


def _spaced(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Paragraph(text, lead):
                yield from _paragraph(text, lead)
            case Items(items, numbered):
                kept = tuple(_in_a_line(item) for item in items if not _COUNT.fullmatch(item))
                if kept:
                    yield Items(kept, numbered)
            case Table(caption, columns, rows):
                yield Table(caption, columns, tuple(tuple(_in_a_cell(cell, len(columns)) for cell in row) for row in rows))  # fmt: skip
            case Chart():
                continue  # of no answers there is nothing to see
            case Quote(text) if _NOT_YET.fullmatch(text.strip()):
                yield Space(WORDS)
            case _:
                yield block


def _paragraph(text: str, lead: str) -> Iterator[Block]:
    if _COUNT.fullmatch(text):
        return
    if lead.startswith(_CHOOSE):
        yield Paragraph(lead)
        yield Items(tuple(f"{_BOX}{choice.strip()}" for choice in text.split(";")))
    elif _NOT_YET.fullmatch(text.strip()):
        if lead:
            yield Paragraph(lead)
        yield Space(WORDS if len(text) < 30 else DRAWING)
    else:
        yield Paragraph(_in_a_line(text), lead)


def _in_a_line(words: str) -> str:
    return "\n".join(_NOT_YET.sub(_LINE, line) if ":" in line else line for line in words.split("\n"))


def _in_a_cell(words: str, columns: int) -> str:
    return room_in_a_cell(columns) if not words or _NOT_YET.fullmatch(words.strip()) else _in_a_line(words)


def room_in_a_cell(columns: int) -> str:
    """Spaces that nothing folds up, so that an empty column stays wide enough for a pen: two lines of them."""
    return f"{SPACE * max(8, 60 // columns)}\n{SPACE}"


def _raised(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings one level up, going down one step at a time."""
    deep = False
    for block in blocks:
        if isinstance(block, Heading):
            deep, block = True, replace(block, level=3 if deep and block.level == 4 else 2)
        yield block
