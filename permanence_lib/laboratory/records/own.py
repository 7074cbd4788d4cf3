"""The children of an extract that was read, each as a record: no code, no birth, no worker, and nothing written anywhere."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from datetime import date
from typing import Any

import pandas

from permanence_lib.laboratory.extract import Extract
from permanence_lib.laboratory.records.history import COLUMNS, DATED, Episode, History, Row, ordered


def children(read: Extract) -> dict[str, Any]:
    """Each child's record as plain values, newest start of care first; and the codes as marks that only this sitting can tell.

    The marks serve one question: whether an alias is somebody's code.
    """
    episodes = _rows(read.tables["Episodes"], tuple(COLUMNS.values()))
    others = {table: _rows(read.tables[table], columns) for table, columns in DATED.items() if table in read.tables}
    found = []
    for child, rows in episodes.items():
        dated = {table: tuple(by_child[child]) for table, by_child in others.items() if by_child.get(child)}
        own = ordered(Episode.of(row) for row in rows)
        found.append(History(own, dated, _age(read, child, own[0])))
    found.sort(key=lambda one: one.start, reverse=True)
    salt = secrets.token_hex(16)
    codes = {str(code) for table in read.tables.values() for code in table["CHILD"].unique()}
    return {
        "records": [one.plain() for one in found],
        "salt": salt,
        "marks": sorted(mark(code, salt) for code in codes if code),
    }


def mark(words: str, salt: str) -> str:
    """What stands for a code, or for what might be one: the same for the same words in one sitting, and nothing outside it."""
    return hashlib.sha256(f"{salt}:{words.strip().casefold()}".encode()).hexdigest()


def _rows(table: pandas.DataFrame, columns: tuple[str, ...]) -> dict[int, list[Row]]:
    """The rows of each child, by the number the reading gave; only these columns, days written 2024-03-31."""
    found: dict[int, list[Row]] = defaultdict(list)
    said = {column: _words(table[column]) for column in columns if column in table}
    for child, *cells in zip(table["_child"].tolist(), *said.values(), strict=True):
        found[int(child)].append({name: cell for name, cell in zip(said, cells, strict=True) if cell})
    return found


def _words(column: pandas.Series) -> list[str]:
    if pandas.api.types.is_datetime64_any_dtype(column):
        return [str(cell) for cell in column.dt.strftime("%Y-%m-%d").fillna("").tolist()]
    return [str(cell) for cell in column.astype(object).fillna("").tolist()]


def _age(read: Extract, child: int, first: Episode) -> int | None:
    """The whole years lived on the day care first began; None where the birth is not known, or lies after that day."""
    said = str(read.births[child])[:10]  # NaT where it is not known
    try:
        born = date.fromisoformat(said)
    except ValueError:
        return None
    start = first.start
    return start.year - born.year - ((start.month, start.day) < (born.month, born.day)) if start >= born else None
