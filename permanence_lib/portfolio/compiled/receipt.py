"""A receipt: what is in a portfolio or a file, what is deliberately not in it and why, what could not be made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from permanence_lib.document.blocks import Block, Heading, Items, Paragraph
from permanence_lib.portfolio import work
from permanence_lib.portfolio.compiled.pieces import said_version
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.entries import Entry

_NOT_CHOSEN = "Not chosen"
_PRIVATE = "Private, and not chosen"
#: What never leaves the workbook, whatever is chosen.
NEVER = (
    "Your list of names to look out for: it stays on your computer.",
    "Words in a box that were not saved yet.",
)


@dataclass(frozen=True)
class Receipt:
    """Inside, outside and not made, in the reader's words."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    troubles: tuple[str, ...] = ()

    def blocks(self, level: Literal[2, 3] = 2) -> Iterator[Block]:
        """As part of a document, its headings at this level."""
        parts = (
            ("What is inside", self.inside, "Nothing has been chosen yet."),
            ("What is deliberately not inside, and why", self.outside, "Nothing was left out."),
            ("What could not be made", self.troubles, "Everything could be made."),
        )
        for title, items, none in parts:
            yield Heading(title, level)
            yield Items(items) if items else Paragraph(none)


def of_chosen(desk: Desk, chosen: Sequence[Entry], troubles: Sequence[str] = ()) -> Receipt:
    """For what was chosen: every other answer is named among what is not inside."""
    slots = {entry.work.slot for entry in chosen}
    inside = [
        f"{entry.work.title} (week {week(entry.work, desk)}). {said_version(entry.work, desk)}." for entry in chosen
    ]
    left = [
        f"{one.title} (week {week(one, desk)}). {_PRIVATE if one.is_private else _NOT_CHOSEN}."
        for one in work.all_work(desk)
        if one.slot not in slots
    ]
    other = [
        f"{entry.work.title}: other versions than {entry.revision}. Only the version you chose is inside."
        for entry in chosen
        if desk.kept[entry.work.slot].revision > 1
    ]
    return Receipt(tuple(inside), (*left, *other, *NEVER), tuple(troubles))


def week(piece: work.Work, desk: Desk) -> int:
    """The number of the week a piece of work is from."""
    return desk.content.weeks[piece.exercise.week_id].number
