"""What was written in a grid, for a room to hear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material, Voice, spoken
from permanence_lib.kinds.matching_grid.model.definition import Definition
from permanence_lib.kinds.matching_grid.model.grid import Grid
from permanence_lib.kinds.matching_grid.model.response import Cell, Response


def voices(definition: Definition, response: Response, material: Material) -> Sequence[Voice]:
    """The child's wishes, each cell as one, what a home brings, who is missing, and the answers at the end."""
    return spoken(_said(Grid(definition, response, material)))


def _said(grid: Grid) -> Iterator[tuple[str, str, object]]:
    response = grid.response
    yield "wishes", grid.wishes().name, response.wishes.words
    yield "wishes.ask", f"How {grid.child} will be asked", response.wishes.ask
    for row in grid.all_rows():
        for column in grid.columns():
            cell = grid.cell(row.id, column.id)
            fit = grid.fit(cell)
            about = f"{row.name}, {column.name}" + (f" ({fit.words.lower()})" if fit else "")
            yield f"cell.{row.id}.{column.id}", about, _cell_words(cell)
    for column in grid.columns():
        yield f"strength.{column.id}", f"What {column.name} brings", response.strengths.get(column.id)
    yield "absent", "Who or what is missing from this grid", response.absent
    for closing in grid.definition.closing:
        yield f"closing.{closing.id}", closing.question, response.closing.get(closing.id)


def _cell_words(cell: Cell) -> str:
    said = (
        ("What this rests on", cell.evidence),
        ("How to find out", cell.find_out),
        ("Support", cell.support),
        ("Who provides it", cell.who),
        ("Until when", cell.said_when),
        ("If it does not come", cell.otherwise),
    )
    return "\n".join(f"{lead}: {words.strip()}" for lead, words in said if words.strip())
