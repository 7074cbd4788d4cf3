"""The pack as a notebook shows it: a part to a cell, and at the end the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from permanence_lib.content.library import current
from permanence_lib.document import html, text
from permanence_lib.document.blocks import Block, Heading, Paragraph
from permanence_lib.portfolio import compiled
from permanence_lib.portfolio.compiled import Chapter
from permanence_lib.workbook import parameters
from permanence_lib.workbook.shown import Shown
from permanence_lib.workshop.pack import document, kept
from permanence_lib.workshop.room import Room

_NO_ROOM = "This notebook makes the pack of a workshop day. It needs to know of which room:"
_HOW = "permanence workshop-pack --room FOLDER --to pack.docx"


def report(room: str | None = None, to: str | None = None, week: str | None = None) -> Report:
    """What the notebook shows. `room`: the folder (or file) a room is kept in; `to`: the file to write, .docx or .html;
    `week`: which of several kept there.

    Raises UnknownParameter for a parameter it does not take, StoreError or RoomRefused where there is no such room.
    """
    parameters.refuse_unknown({"room", "to", "week"})
    return Report(kept.opened(room, current(), week) if room else None, Path(to) if to else None)


class Report:
    """The pack of one room, part by part; without a room, each part says how to give one."""

    def __init__(self, room: Room | None, to: Path | None = None) -> None:
        self._room, self._to = room, to
        self._made = document.document(room) if room else None

    def cover(self) -> Shown:
        """What the pack is of."""
        if self._made is None:
            return _shown([Paragraph(_NO_ROOM), Paragraph(_HOW)])
        return _shown([Heading(self._made.title, 1), *self._made.cover])

    def chapter(self, name: str) -> Shown:
        """One chapter by its id: as-run, answers, words, questions or evaluation."""
        if self._made is None:
            return Shown("", "")
        return _shown(_blocks(each for each in self._made.chapters if each.id == name))

    def file(self) -> Shown:
        """The pack as a Word document, or as one web page, in the file that was named."""
        if self._made is None or self._to is None:
            return Shown("", "")
        word = self._to.suffix == ".docx"
        self._to.write_bytes(compiled.word(self._made) if word else compiled.page(self._made).encode())
        return _shown([Paragraph(f"{self._to.name} is made.")])


def _blocks(chapters: Iterable[Chapter]) -> Iterator[Block]:
    for chapter in chapters:
        yield Heading(chapter.title, 1)
        yield from chapter.blocks
        for part in chapter.parts:
            yield Heading(part.title, 2)
            yield from part.blocks


def _shown(blocks: Iterable[Block]) -> Shown:
    made = list(blocks)
    return Shown(html.render(made), text.render(made))
