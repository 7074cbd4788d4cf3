"""The outline of a compiled document: chapters, and what stands under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, cast

from permanence_lib.document.blocks import Block, Heading


@dataclass(frozen=True)
class Chapter:
    """A heading with what stands under it: blocks of its own, then smaller chapters, one level down."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Chapter, ...] = ()


@dataclass(frozen=True)
class Compiled:
    """A whole document: its title, what its title page says, its chapters."""

    title: str
    cover: tuple[Block, ...]
    chapters: tuple[Chapter, ...]

    def blocks(self) -> Iterator[Block]:
        """Everything after the cover in order; chapters have headings of level 1, their parts of level 2."""
        for chapter in self.chapters:
            yield Heading(chapter.title, 1)
            yield from chapter.blocks
            for part in chapter.parts:
                yield Heading(part.title, 2)
                yield from part.blocks


_LOWEST = 4


def sound(blocks: Iterable[Block], under: int) -> Iterator[Block]:
    """The same blocks with headings below level `under`, none of which skips a level; deeper than 4 becomes 4."""
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = [level for level in above if level < block.level] + [block.level]
            level = min(under + len(above), _LOWEST)
            yield replace(block, level=cast(Literal[1, 2, 3, 4], level))
        else:
            yield block
