"""Slips as they happen in real returns, planted on purpose and listed, so that a reader can be tried on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from permanence_lib.laboratory.synthetic.draws import Draws
from permanence_lib.laboratory.synthetic.rows import Row, Year


@dataclass(frozen=True)
class Planted:
    """Where a slip is and which notice it should bring."""

    file: str
    line: int
    table: str
    rule: str


@dataclass(frozen=True)
class Slip:
    """A sort of slip: in which table, which notice it brings, which rows it suits, and what it does to one."""

    table: str
    rule: str
    suits: Callable[[Row, Year], bool]
    do: Callable[[Row], Row]


def _filled(*columns: str) -> Callable[[Row, Year], bool]:
    return lambda row, year: all(row[column] for column in columns)


def _new(row: Row, year: Year) -> bool:
    """An episode that began and ended in this year: it stands in no other year's file."""
    return bool(row["DEC"]) and _day(row["DECOM"]) >= year.first and row["DEC"] != row["DECOM"]


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


def _puts(**cells: str) -> Callable[[Row], Row]:
    return lambda row: {**row, **cells}


def _moved_on(row: Row, year: Year) -> bool:
    return _new(row, year) and row["REC"] == "X1"


SLIPS = (
    Slip("Episodes", "no-child", _filled("CHILD"), _puts(CHILD="")),
    Slip("Episodes", "no-date", _filled("DECOM"), _puts(DECOM="")),
    Slip("Episodes", "date-unreadable", _filled("DECOM"), _puts(DECOM="31/02/2024")),
    Slip("Episodes", "code-unknown", _filled("LS"), _puts(LS="Q9")),
    Slip("Episodes", "code-tidied", _filled("PLACE"), lambda row: {**row, "PLACE": f"{row['PLACE'].lower()} "}),
    Slip("Episodes", "too-many-cells", _filled("CHILD"), _puts(_more="moved, then back")),
    Slip("Episodes", "empty-row", _filled("CHILD"), lambda row: dict.fromkeys(row, "")),
    Slip("Episodes", "open-x1", _moved_on, _puts(DEC="")),
    Slip("Episodes", "end-before-start", _moved_on, _puts(DEC="01/01/2001")),
    Slip("Header", "code-tidied", _filled("SEX"), lambda row: {**row, "SEX": {"1": "Male", "2": "Female"}[row["SEX"]]}),
    Slip("Header", "date-doubtful", _filled("DOB"), _puts(DOB="not known")),
    Slip("Header", "blank", _filled("DOB"), _puts(DOB="")),
    Slip("Reviews", "no-date", _filled("REVIEW"), _puts(REVIEW="")),
    Slip("Reviews", "code-unknown", _filled("REVIEW_CODE"), _puts(REVIEW_CODE="PN9")),
    Slip("AD1", "date-doubtful", _filled("DATE_MATCH"), _puts(DATE_MATCH="tbc")),
    Slip("PlacedAdoption", "date-unreadable", _filled("DATE_PLACED"), _puts(DATE_PLACED="2024/13/45")),
    Slip("PrevPerm", "date-partial", _filled("CHILD"), _puts(DATE_PERM="zz/zz/2015")),
)


def planted(
    rows: list[Row], table: str, file: str, year: Year, draws: Draws, least: int = 1
) -> tuple[list[Row], list[Planted]]:
    """The rows with slips in some of them, each in a row of its own, and the list of what was done."""
    made, done = list(rows), list[Planted]()
    for slip in (one for one in SLIPS if one.table == table):
        for _ in range(max(least, round(len(rows) * draws.shares.errors / len(SLIPS)))):
            taken = {one.line - 2 for one in done}
            suited = [n for n, row in enumerate(rows) if n not in taken and slip.suits(row, year)]
            if suited:
                at = suited[draws.number(0, len(suited) - 1)]
                made[at] = slip.do(made[at])
                done.append(Planted(file, at + 2, table, slip.rule))
    return made, done
