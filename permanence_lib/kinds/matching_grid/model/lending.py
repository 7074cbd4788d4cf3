"""What of a grid may be carried into later work, and earlier work that becomes needs here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.kind import Carried, Material, Offer
from permanence_lib.kinds.matching_grid.model.definition import Definition, Fit
from permanence_lib.kinds.matching_grid.model.grid import Column, Grid, Row, trim
from permanence_lib.kinds.matching_grid.model.response import Cell, OwnNeed, Response

LONGEST_TITLE = 90
#: A need may be named by a whole sentence, not by a page.
LONGEST_NAME = 160


def offers(definition: Definition, response: Response, material: Material) -> Sequence[Offer]:
    """Needs, strengths, gaps, what is to be done about them, and the closing answers an author lends on."""
    grid = Grid(definition, response, material)
    found = [*_needs(grid), *_strengths(grid)]
    for row in grid.all_rows():
        for column in grid.columns():
            cell = grid.cell(row.id, column.id)
            fit = grid.fit(cell)
            found += _of_cell(row, column, cell, fit) if fit else ()
    return [*found, *_answers(grid)]


def _needs(grid: Grid) -> Iterator[Offer]:
    if trim(grid.response.wishes.words):
        yield Offer(id="need-wishes", sort="need", title=grid.wishes().name, text=trim(grid.response.wishes.words))
    for row in grid.rows():
        written = any(name.split("/")[0] == row.id and cell.fit for name, cell in grid.response.cells.items())
        if row.own or written:
            yield Offer(id=f"need-{row.id}", sort="need", title=row.name, text=row.about)


def _strengths(grid: Grid) -> Iterator[Offer]:
    for column in grid.columns():
        if trim(grid.response.strengths.get(column.id)):
            words = trim(grid.response.strengths[column.id])
            yield Offer(id=f"home-{column.id}", sort="strength", title=f"What {column.name} brings", text=words)


def _of_cell(row: Row, column: Column, cell: Cell, fit: Fit) -> Iterator[Offer]:
    """Stable names: the need and the home, whatever is rewritten in the cell."""
    name, where = f"{row.id}-{column.id}", f"{row.name}, {column.name}"
    if fit.follow == "" and trim(cell.evidence):
        yield Offer(id=f"met-{name}", sort="strength", title=f"{where}: {fit.words.lower()}", text=trim(cell.evidence))
    if fit.follow == "support":
        words = " ".join(filter(None, [trim(cell.evidence), _in_words(cell)]))
        yield Offer(id=f"gap-{name}", sort="gap", title=f"{where}: {fit.words.lower()}", text=words)
        if trim(cell.support):
            yield _action(f"support-{name}", cell.support, _in_words(cell), cell, where)
    if fit.follow == "find-out" and trim(cell.find_out):
        yield _action(f"find-{name}", cell.find_out, trim(cell.find_out), Cell(), where)


def _action(name: str, title: str, text: str, cell: Cell, where: str) -> Offer:
    line = trim(title).splitlines()[0]
    short = line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
    when = None if cell.starts.is_empty() else cell.starts
    return Offer(
        id=name, sort="action", title=f"{short} ({where})", text=text, when=when, said_when=trim(cell.said_when)
    )


def _in_words(cell: Cell) -> str:
    said = [("Support", cell.support), ("Who provides it", cell.who), ("If it does not come", cell.otherwise)]
    return " ".join(f"{lead}: {trim(words).rstrip('.')}." for lead, words in said if trim(words))


def _answers(grid: Grid) -> Iterator[Offer]:
    for closing in grid.definition.closing:
        words = trim(grid.response.closing.get(closing.id))
        if closing.offers and words:
            yield Offer(id=f"closing-{closing.id}", sort=closing.offers, title=closing.question, text=words)


def take(definition: Definition, response: Response, material: Material, carried: Sequence[Carried]) -> Response:
    """A need comes in as a need; a person as the need to keep that tie; anything else under its own title."""
    there = {x.id for x in response.needs}
    new: dict[str, OwnNeed] = {}
    for item in carried:
        name = f"{item.exercise}-{item.offer.id}".replace("/", "-")
        if name not in there:
            title, text = trim(item.offer.title), trim(item.offer.text)
            said = f"To keep {title} in their life" if item.offer.sort == "person" else _whole(title, text) or text
            new[name] = OwnNeed(id=name, name=said, about=text if text != said else "", came_from=item.title)
    return response.model_copy(update={"needs": (*response.needs, *new.values())})


def _whole(title: str, text: str) -> str:
    """A title that was cut short, as the sentence it was cut from."""
    begun = title.removesuffix("…")
    sentence = " ".join(text.split()).partition(". ")[0].rstrip(".")
    return sentence if begun != title and sentence.startswith(begun) and len(sentence) <= LONGEST_NAME else title
