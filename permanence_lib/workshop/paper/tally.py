"""The sheet on which a show of hands is counted: the picture the screen would show, with its figures left empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from permanence_lib.document.blocks import Block, Blocks, Chart, Table
from permanence_lib.exercises import Exercise
from permanence_lib.workshop.paper.blank import room_in_a_cell
from permanence_lib.workshop.variety import varied

#: So many made-up answers bring out every row a picture has.
_ENOUGH = 40
#: What was counted of the made-up answers: ' (28 shared)'.
_COUNTED = re.compile(r"\s*\([^()]*\d[^()]*\)")


def blocks(exercise: Exercise) -> list[Block]:
    """Empty tables for what can be counted; none where a room only writes, or keeps what it writes to itself."""
    if exercise.definition.sharing == "private":
        return []
    chance = Random(exercise.id)
    answers = [answer for _ in range(_ENOUGH) if (answer := varied(exercise, chance)) is not None]
    return [_emptied(table) for table in _tables(exercise.picture(answers))] if answers else []


def _tables(picture: Blocks) -> Iterator[Table]:
    for block in picture:
        if isinstance(block, Chart):
            yield block.table
        elif isinstance(block, Table):
            yield block


def _emptied(table: Table) -> Table:
    """The same rows and columns. What is counted is written in; every cell with a figure in it is such a count."""
    room = room_in_a_cell(len(table.columns))
    rows = tuple(
        (row[0], *(room if any(c.isdigit() for c in cell) else cell for cell in row[1:])) for row in table.rows
    )
    return Table(f"{_COUNTED.sub('', table.caption)} (to be counted)", table.columns, rows)
