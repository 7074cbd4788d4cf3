"""Files that somebody chose, as rows of text: nothing in them is run, and no cell is taken for a formula."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from permanence_lib.errors import UnreadableFile
from permanence_lib.kind import Material
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.episodes import children_in

MOST_ROWS, MOST_COLUMNS = 5_000, 60
#: A workbook is a compressed folder; one that unpacks to more than this is not a chronology.
_MOST_BYTES = 80_000_000
_NOT_EXCEL = "This file is not an Excel workbook (.xlsx). Older .xls files have to be saved again as .xlsx, or as CSV."


def read_file(definition: Definition, material: Material, name: str, content: bytes) -> dict[str, Any]:
    """`sheets` of an Excel workbook, or `children` of the yearly return, each with rows of words."""
    if name.lower().endswith((".csv", ".txt", ".tsv")):
        if material.ssda903 is None:
            raise UnreadableFile(
                "The codes of the yearly return are not at hand. Import the rows as a spreadsheet instead."
            )
        return {"children": children_in(content, material.ssda903)}
    sheets = [{"name": title, "rows": rows} for title, rows in _workbook(content) if rows]
    if not sheets:
        raise UnreadableFile("There is nothing in this workbook.")
    return {"sheets": sheets}


def _workbook(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    from openpyxl import load_workbook

    try:
        _check_size(content)
        _check_plain(content)
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        typed = load_workbook(io.BytesIO(content), read_only=True)
        for sheet in values.worksheets:
            yield sheet.title, list(_rows(sheet, typed[sheet.title]))
    except UnreadableFile:
        raise
    except Exception as wrong:  # openpyxl and the reader of zips raise whatever a broken file makes them stumble over
        raise UnreadableFile(_NOT_EXCEL) from wrong


def _check_size(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        unpacked = sum(item.file_size for item in folder.infolist())
    if unpacked > _MOST_BYTES:
        raise UnreadableFile("This workbook holds far more than a chronology. Copy the sheet you need to a new one.")


def _check_plain(content: bytes) -> None:
    """No part declares entities, which can grow without end or read other files; Excel never writes any."""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        for item in folder.infolist():
            with folder.open(item) as part:
                before = b""
                while piece := part.read(1_000_000):
                    text = (before + piece).replace(b"\0", b"")  # in either encoding that XML comes in
                    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                        raise UnreadableFile(
                            "This workbook declares entities, which Excel never does, so it was not read."
                        )
                    before = piece[-20:]


def _rows(values: Any, typed: Any) -> Iterator[list[str]]:
    """Each row that holds anything. A formula gives what was last worked out, or else stands as it was typed."""
    limits = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS, "values_only": True}
    for shown, written in zip(values.iter_rows(**limits), typed.iter_rows(**limits), strict=False):
        cells = [_words(cell if cell is not None else other) for cell, other in zip(shown, written, strict=True)]
        if any(cells):
            yield _without_empty_end(cells)


def _words(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell.day}/{cell.month}/{cell.year:04}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _without_empty_end(cells: Sequence[str]) -> list[str]:
    last = max((n for n, cell in enumerate(cells) if cell), default=-1)
    return list(cells[: last + 1])
