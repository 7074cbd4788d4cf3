"""Files made to do harm when they are opened: small on disk and vast inside, or with entities that grow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache

#: Ten entities, each ten of the one before: a few hundred bytes that grow to a gigabyte.
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "{"ha" * 10}">{ENTITIES}]>'
#: Reads a file of this computer into the text.
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Names and bytes as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(rows: list[list[object]]) -> bytes:
    """An ordinary Excel workbook: the same bytes whenever it is asked for, though the moment of its making stands in it."""
    return _book(tuple(tuple(row) for row in rows))


@cache
def _book(rows: tuple[tuple[object, ...], ...]) -> bytes:
    from openpyxl import Workbook

    made = Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def book_with(part: str, content: bytes) -> bytes:
    """A workbook of which one part is something else."""
    with zipfile.ZipFile(io.BytesIO(book([["Date", "What happened"]]))) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | {part: content})


def cells(prolog: str, words: str) -> bytes:
    """A sheet of one cell, with what stands before it."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = f'<c r="A1" t="inlineStr"><is><t>{words}</t></is></c>'
    return f'{prolog}<worksheet xmlns="{name}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'.encode()
