"""The same work by bare libraries, with nothing of ours: what every figure is held against."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TABLE = (
    "CREATE TABLE IF NOT EXISTS answer (participant TEXT, exercise TEXT, revision INTEGER, value TEXT, at TEXT DEFAULT CURRENT_TIMESTAMP, "
    "PRIMARY KEY (participant, exercise, revision))"
)
Row = Sequence[str]


class Inserts:
    """One row at a time into a table of plain SQLite, each on the disk before the next: `with Inserts(file) as inserts:`"""

    def __init__(self, file: Path, name: str = "one") -> None:
        self._connection, self._name = sqlite3.connect(file, isolation_level=None, timeout=30), name

    def __enter__(self) -> Inserts:
        for setting in ("journal_mode=WAL", "synchronous=FULL"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute(_TABLE)
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def add(self, revision: int, value: str) -> None:
        """One transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(
            "INSERT INTO answer (participant, exercise, revision, value) VALUES (?, ?, ?, ?)",
            (self._name, "w01a1", revision, value),
        )
        self._connection.execute("COMMIT")


@dataclass(frozen=True)
class Words:
    """What a Word document says: paragraphs, and tables as rows of texts."""

    paragraphs: Sequence[str]
    tables: Sequence[Sequence[Row]]

    @classmethod
    def of(cls, document: bytes) -> Words:
        """Of a document that was made already."""
        from docx import Document

        opened = Document(io.BytesIO(document))
        return cls([each.text for each in opened.paragraphs], [list(_rows(table)) for table in opened.tables])


def _rows(table: Any) -> Iterator[Row]:
    """Read from the elements themselves: the library's own cells take a time that grows with the table's square."""
    for row in table._tbl.tr_lst:
        yield ["".join(text.text or "" for text in cell.iter(f"{{{_W}}}t")) for cell in row.tc_lst]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(words: Words) -> bytes:
    """The same words in a new document, by python-docx alone."""
    from docx import Document

    made = Document()
    for text in words.paragraphs:
        made.add_paragraph(text)
    for rows in words.tables:
        _fill(made, rows)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _fill(made: Any, rows: Sequence[Row]) -> None:
    if not rows:
        return
    table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table._tbl.tr_lst, rows, strict=True):
        for cell, text in zip(row.tc_lst, texts, strict=False):
            cell.p_lst[0].add_r().text = text


def excel(rows: Sequence[Row]) -> bytes:
    """Rows of text in a new workbook, by openpyxl alone."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """Files in a zip, compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, content in files.items():
            made.writestr(path, content)
    return out.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    """What is in one."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
