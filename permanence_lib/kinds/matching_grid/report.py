"""A matching grid on paper: the child's words first, then need by need; and how a group saw each home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from permanence_lib.document.blocks import Bar, Block, Blocks, Chart, Heading, Items, Paragraph, Quote, Table
from permanence_lib.kind import Material
from permanence_lib.kinds.matching_grid.model import (
    Cell,
    Definition,
    Grid,
    Home,
    Need,
    Response,
    day_words,
    trim,
)
from permanence_lib.kinds.matching_grid.model.grid import Column, Row

NOTHING = "Nothing written yet."
ABSENT = "Who is not in this grid"
ABSENT_HINT = "A relative nobody has asked, a brother or sister, a former carer, the child's own parent."


def report(definition: Definition, response: Response, material: Material) -> Blocks:
    """All of the grid; unanswered, its needs, homes and questions."""
    grid = Grid(definition, response, material)
    return [
        *_wishes(grid),
        *_homes(grid),
        *_grid(grid),
        *_support(grid),
        *_open(grid),
        *_asked(ABSENT, ABSENT_HINT, response.absent),
        *(block for x in definition.closing for block in _asked(x.question, x.hint, response.closing.get(x.id))),
        *_no_longer_there(grid),
    ]


def _asked(question: str, hint: str, words: str | None) -> Iterator[Block]:
    yield Heading(question)
    if hint:
        yield Paragraph(hint)
    yield Quote(trim(words)) if trim(words) else Paragraph(NOTHING)


def _wishes(grid: Grid) -> Iterator[Block]:
    """The child comes first, and an empty place says so."""
    wishes = grid.response.wishes
    yield Heading(f"What {grid.child} has said they want, in their words")
    for said in () if grid.followed else grid.definition.said:
        yield Quote(said.words, by=said.by)
    yield Quote(trim(wishes.words)) if trim(wishes.words) else Paragraph("No words written down yet.")
    for lead, words in (("Who heard it, how and when", wishes.heard), ("Who will ask, how and by when", wishes.ask)):
        if trim(words):
            yield Paragraph(trim(words), lead=lead)


def _homes(grid: Grid) -> Iterator[Block]:
    yield Heading("The homes and carers")
    if not grid.columns():
        yield Paragraph("No home or carer added yet.")
    for home in grid.columns():
        yield Heading(home.name, level=4)
        if home.about:
            yield Paragraph(home.about)
        strengths = [*home.strengths, trim(grid.response.strengths.get(home.id))]
        if any(strengths):
            yield Items(tuple(filter(None, strengths)))


def _grid(grid: Grid) -> Iterator[Block]:
    yield Heading("Need by need")
    if not grid.rows():
        yield Paragraph("No need added yet.")
    columns = grid.columns()
    rows = tuple((_row_words(row), *(_cell_words(grid, row, x) for x in columns)) for row in grid.all_rows())
    yield Table(f"How each home fits {grid.child}. Nothing is added up.", ("Need", *(x.name for x in columns)), rows)


def _row_words(row: Row) -> str:
    origin = f"From “{row.came_from}”" if row.came_from else ""
    return "\n".join(filter(None, [row.name, row.about, origin]))


def _cell_words(grid: Grid, row: Row, column: Column) -> str:
    cell = grid.cell(row.id, column.id)
    fit = grid.fit(cell)
    chosen = fit.words if fit else "Not said yet"
    return "\n".join(filter(None, [chosen, trim(cell.evidence)]))


def _support(grid: Grid) -> Iterator[Block]:
    """Each cell that asks for support or for finding out, or in which any of that was written."""
    rows = [
        (f"{row.name}. {column.name}", *_promised(cell))
        for row in grid.all_rows()
        for column in grid.columns()
        if any(_promised(cell := grid.cell(row.id, column.id)))
    ]
    yield Heading("What would close the gaps, and what is to be found out")
    columns = (
        "Need and home",
        "Support, or how to find out",
        "Who provides it",
        "From and until",
        "If it does not come",
    )
    yield Table("Support", columns, tuple(rows)) if rows else Paragraph(NOTHING)


def _promised(cell: Cell) -> tuple[str, str, str, str]:
    what = "\n".join(
        filter(None, [trim(cell.support), f"To find out: {trim(cell.find_out)}" if trim(cell.find_out) else ""])
    )
    return what, trim(cell.who), _when(cell), trim(cell.otherwise)


def _when(cell: Cell) -> str:
    starts, ends = day_words(cell.starts), day_words(cell.ends)
    said = [f"From {starts}" if starts else "", f"Until {ends}" if ends else "", trim(cell.said_when)]
    return "\n".join(filter(None, said))


def _open(grid: Grid) -> Iterator[Block]:
    found = (
        (f"{row.name}, {column.name}", grid.loose_ends(row, column))
        for row in grid.all_rows()
        for column in grid.columns()
    )
    lines = tuple(f"{where}: {'; '.join(ends)}" for where, ends in found if ends)
    if lines:
        yield Heading("Still to be said")
        yield Items(lines)


def _no_longer_there(grid: Grid) -> Iterator[Block]:
    """Words in a row or column that has gone are still the participant's words."""
    rows, columns = {x.id for x in grid.all_rows()}, {x.id for x in grid.columns()}
    asked = {x.id for x in grid.definition.closing}
    words = [x for name, x in grid.response.closing.items() if name not in asked]
    words += [x for name, x in grid.response.strengths.items() if name not in columns]
    for name, cell in grid.response.cells.items():
        row, _, column = name.partition("/")
        if row not in rows or column not in columns:
            words.append("\n".join(filter(None, [trim(cell.evidence), *_promised(cell)])))
    if any(map(trim, words)):
        yield Heading("Kept from an earlier form of this grid")
    yield from (Quote(trim(x)) for x in words if trim(x))


def picture(definition: Definition, responses: Sequence[Response], material: Material) -> Blocks:
    """For each given need and home, how many chose which words; free text only where it is shared with names."""
    if not responses:
        return [Paragraph("Nobody has shared this grid yet.")]
    needs = (Need(id="wishes", name="What the child has said they want"), *definition.needs)
    blocks: list[Block] = [_home(home, needs, definition, responses) for home in definition.homes]
    added = sum(len(x.needs) for x in responses)
    blocks.append(Paragraph(f"{added} {'need was' if added == 1 else 'needs were'} added by those who shared."))
    if definition.sharing == "named":
        blocks += _named(definition, responses)
    return blocks


def _home(home: Home, needs: Sequence[Need], definition: Definition, responses: Sequence[Response]) -> Chart:
    rows = [(x, [r.cells.get(f"{x.id}/{home.id}", Cell()).fit for r in responses]) for x in needs]
    table = tuple((need.name, *(str(chosen.count(fit.id)) for fit in definition.fits)) for need, chosen in rows)
    bars = tuple(
        Bar(f"{need.name}: {fit.words}", chosen.count(fit.id), f"{chosen.count(fit.id)} of {sum(map(bool, chosen))}")
        for need, chosen in rows
        for fit in definition.fits
        if chosen.count(fit.id)
    )
    said = sum(any(name.endswith(f"/{home.id}") and x.fit for name, x in r.cells.items()) for r in responses)
    sentence = f"{said} of {len(responses)} who shared have said how {home.name} fits. Counts of people, not of merit."
    facts = Table(home.name, ("Need", *(x.words for x in definition.fits)), table)
    return Chart(home.name, sentence, facts, bars, people=said)


def _named(definition: Definition, responses: Sequence[Response]) -> Iterator[Block]:
    asked = [(ABSENT, [x.absent for x in responses])]
    asked += [(x.question, [r.closing.get(x.id, "") for r in responses]) for x in definition.closing]
    for question, words in asked:
        if any(map(trim, words)):
            yield Heading(question, level=4)
            yield from (Quote(trim(x)) for x in words if trim(x))
