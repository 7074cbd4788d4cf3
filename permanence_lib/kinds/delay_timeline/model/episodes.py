"""Rows of the yearly return (SSDA903) as dates of one's own: codes in words, nothing guessed, nothing private read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.errors import UnreadableFile
from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.definition import Definition
from permanence_lib.kinds.delay_timeline.model.words import capital

Row = dict[str, str]
Found = dict[str, Any]
MOST_ROWS = 5000
#: The columns that are read, table by table; a file is of the first table whose needed columns it has. All else
#: (pupil numbers, postcodes, unique reference numbers, birth dates, workers' ids) is left unread.
READ = {
    "Episodes": ("CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "REC", "REASON_PLACE_CHANGE"),
    "Reviews": ("CHILD", "REVIEW", "REVIEW_CODE"),
    "AD1": ("CHILD", "DATE_MATCH"),
    "PlacedAdoption": ("CHILD", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "SWEpisodes": ("CHILD", "SW_DECOM", "SW_REASON"),
}
_NEEDED = {"Episodes": 5, "Reviews": 3, "AD1": 2, "PlacedAdoption": 2, "SWEpisodes": 2}
_LEGAL, _MOVES, _CARER = {"S", "L", "B", "U"}, {"S", "P", "T", "B", "U"}, {"S", "P", "B"}
_ADOPTED, _ADOPTIVE, _AWAY = {"E11", "E12"}, {"A3", "A4", "A5", "A6"}, {"T0", "T1", "T2", "T3", "T4"}


class BadRow(ValueError):
    """Why a row cannot be used."""


def read_file(definition: Definition, material: Material, name: str, content: bytes) -> Found:
    """A CSV file, or the same rows pasted from a spreadsheet, child by child.

    {table, children: [{code, dates}], bad: [{line, words, why}], unread: [columns]}. Raises UnreadableFile.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile("This is not a text file. Save the table as CSV and choose that file.") from None
    if material.ssda903 is None:
        raise UnreadableFile("The codes of the yearly return are not at hand. Type the dates instead.")
    return read_rows(text, material.ssda903)


def read_rows(text: str, codes: Ssda903) -> Found:
    """The rows of one table, decoded; each bad row is kept and explained."""
    if text.lstrip().startswith("<"):
        raise UnreadableFile("This is the XML form of the return. Save the table as CSV and choose that file.")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise UnreadableFile("There is nothing here. Paste the rows with the line of column names above them.")
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter="\t" if "\t" in lines[0] else ","))
    except csv.Error:  # a cell without end
        raise UnreadableFile(
            "These rows cannot be told apart. Save the table as CSV again and choose that file."
        ) from None
    names = [name.strip().upper() for name in rows[0]]
    table = _table_of(names)
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(f"There are more than {MOST_ROWS} rows. Keep only those of the child you follow.")
    return _children(table, names, rows[1:], codes) | {"unread": [name for name in names if name not in READ[table]]}


def _table_of(names: Sequence[str]) -> str:
    """A table is known by its columns, never by the name of its file."""
    for table, columns in READ.items():
        if set(columns[: _NEEDED[table]]) <= set(names):
            return table
    raise UnreadableFile(
        "These are not the columns of a table that can be read here. For episodes the first line must name CHILD, DECOM, "
        "RNE, LS and PLACE."
    )


def _children(table: str, names: Sequence[str], rows: Sequence[Sequence[str]], codes: Ssda903) -> Found:
    dates: dict[str, list[Found]] = {}
    bad: list[Found] = []
    taken = {name: n for n, name in enumerate(names) if name in READ[table]}
    kept: list[tuple[int, Row]] = [
        (line, {n: (row[at] if at < len(row) else "").strip() for n, at in taken.items()})
        for line, row in enumerate(rows, 2)
    ]
    for line, row in kept:
        try:
            _refuse_repeat(table, row, line, kept)
            dates.setdefault(row["CHILD"], []).extend(_DATES[table](row, codes))
        except BadRow as why:
            bad.append(
                {
                    "line": line,
                    "words": ", ".join(cell for name, cell in row.items() if cell and name != "CHILD"),
                    "why": str(why),
                }
            )
    children: list[Found] = [
        {"code": child, "dates": sorted(found, key=lambda one: str(one["day"]))} for child, found in dates.items()
    ]
    return {"table": table, "children": children, "bad": bad}


def _refuse_repeat(table: str, row: Row, line: int, kept: Sequence[tuple[int, Row]]) -> None:
    """The same episode in two yearly files: the row with an end is used, or the first."""
    if not row["CHILD"]:
        raise BadRow("The child’s code (CHILD) is missing.")
    if table != "Episodes":
        return
    twins = [(n, other) for n, other in kept if all(other[x] == row[x] for x in ("CHILD", "DECOM"))]
    best = max(twins, key=lambda twin: (bool(twin[1].get("DEC")), -twin[0]))
    if best[0] != line:
        raise BadRow(f"The same episode stands on line {best[0]} too, and that row is used.")


def _day(row: Row, column: str) -> date:
    """03/02/2024 or 2024-02-03; anything else is not guessed at."""
    typed = row.get(column, "")
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", typed)
    parts = found.groups()[::-1] if found else tuple(typed.split("-"))
    try:
        year, month, day = map(int, parts or ())
        return date(year, month, day)
    except ValueError:
        return _no_date(column, typed)


def _no_date(column: str, typed: str) -> date:
    if not typed:
        raise BadRow(f"The date in {column} is missing.")
    raise BadRow(f"“{typed}” in {column} is not a real day written 31/01/2024 or 2024-01-31.")


def _word(codes: Ssda903, column: str, code: str) -> str:
    """A code in words; one that is not in the list is shown as it stands."""
    return codes.said(column, code) or (f"code {code} (not in our list of codes)" if code else "no code given")


def _date(day: date, label: str, means: str = "", sort: str = "", line: str = "system") -> Found:
    parts = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    return {"day": day.isoformat(), "date": parts, "label": label, "means": means, "sort": sort, "line": line}


def _episode(row: Row, codes: Ssda903) -> Iterator[Found]:
    """A new legal status, a new home, and the end of care: each as the codes say, no more."""
    begins, why, place, status = _day(row, "DECOM"), row["RNE"].upper(), row["PLACE"].upper(), row["LS"].upper()
    ends = _day(row, "DEC") if row.get("DEC") else None
    if ends and ends < begins:
        raise BadRow("It ends before it begins.")
    reason, legal = _word(codes, "RNE", why), _word(codes, "LS", status)
    if why in _LEGAL or why not in _MOVES:
        means = "entered-care" if why == "S" else "placement-order" if status == "E1" and why in _LEGAL else ""
        yield _date(begins, capital(f"{reason}: {legal}"), means)
    if why in _MOVES:
        yield _home(row, codes, begins, why, place)
    over = row.get("REC", "").upper()
    if ends and over not in ("", "X1"):
        means = "adoption-order" if over in _ADOPTED else ""
        yield _date(ends, f"Stopped being looked after: {_word(codes, 'REC', over)}", means)


def _home(row: Row, codes: Ssda903, begins: date, why: str, place: str) -> Found:
    change = row.get("REASON_PLACE_CHANGE", "")
    because = f" ({_word(codes, 'REASON_PLACE_CHANGE', change)})" if change else ""
    label = f"Placement: {_word(codes, 'PLACE', place)}{because}"
    if place in _AWAY:
        return _date(begins, label, line="life")
    means = "adoptive-placement" if place in _ADOPTIVE else "placement-started"
    return _date(begins, label, means, "home_carer" if why in _CARER else "home", "life")


def _review(row: Row, codes: Ssda903) -> Iterator[Found]:
    yield _date(_day(row, "REVIEW"), f"Looked-after review: {_word(codes, 'REVIEW_CODE', row['REVIEW_CODE'])}")


def _match(row: Row, codes: Ssda903) -> Iterator[Found]:
    yield _date(_day(row, "DATE_MATCH"), "Match with adopters decided", "match-approved")


def _decision(row: Row, codes: Ssda903) -> Iterator[Found]:
    yield _date(_day(row, "DATE_PLACED"), "Decided that the child should be placed for adoption", "agency-decision")
    if row.get("DATE_PLACED_CEASED"):
        why = _word(codes, "REASON_PLACED_CEASED", row.get("REASON_PLACED_CEASED", ""))
        yield _date(
            _day(row, "DATE_PLACED_CEASED"), f"Decided that the child should no longer be placed for adoption: {why}"
        )


def _worker(row: Row, codes: Ssda903) -> Iterator[Found]:
    code = row.get("SW_REASON", "")
    yield _date(_day(row, "SW_DECOM"), f"A new social worker{f' ({code})' if code else ''}", "", "worker")


_DATES: dict[str, Callable[[Row, Ssda903], Iterator[Found]]] = {
    "Episodes": _episode, "Reviews": _review, "AD1": _match, "PlacedAdoption": _decision, "SWEpisodes": _worker,
}  # fmt: skip
