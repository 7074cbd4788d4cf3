"""Tables inside a zip file, unpacked in memory. One that is made to overwhelm a reader is refused before it can."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from permanence_lib.errors import UnreadableFile

_BEGINS = b"PK\x03\x04"
#: What a spreadsheet of today holds: it is a zip file too.
_SPREADSHEET = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def is_zip(content: bytes) -> bool:
    """Whether these are the bytes of a zip file, whatever it is called."""
    return content.startswith(_BEGINS)


def members(content: bytes, wanted: Callable[[str], bool], most: int, size: int) -> list[tuple[str, bytes]]:
    """Name and bytes of each wanted file inside, by name; together no more than `size` bytes.

    Raises UnreadableFile for a spreadsheet, a password, a file that is damaged or too large, or one without tables.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check(archive)
            chosen = sorted(one.filename for one in archive.infolist() if not one.is_dir() and wanted(one.filename))
            if not chosen:
                raise UnreadableFile(
                    "There is no table in this zip file: none of the files in it ends in .csv, .txt, .tsv or .xml."
                )
            if len(chosen) > most:
                raise UnreadableFile(
                    f"There are {len(chosen)} files in this zip file. At most {most} are read at once."
                )
            return _read(archive, chosen, size)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as wrong:
        raise UnreadableFile(
            "This zip file is damaged, or packed in a way that is not read here. Pack it again."
        ) from wrong


def _check(archive: zipfile.ZipFile) -> None:
    names = {one.filename for one in archive.infolist()}
    if names.intersection(_SPREADSHEET):
        raise UnreadableFile("It is a spreadsheet. Save each of its sheets as CSV, and read those.")
    if any(one.flag_bits & 1 for one in archive.infolist()):
        raise UnreadableFile("This zip file asks for a password. Unpack it, and read the tables that were in it.")


def _read(archive: zipfile.ZipFile, chosen: list[str], size: int) -> list[tuple[str, bytes]]:
    """The bytes of the chosen files; what a zip file says of its own size is not believed."""
    found: list[tuple[str, bytes]] = []
    for name in chosen:
        with archive.open(name) as member:
            content = member.read(size + 1)
        size -= len(content)
        if size < 0:
            raise UnreadableFile("What this zip file holds is too large when unpacked. Pack one year at a time.")
        found.append((name, content))
    return found
