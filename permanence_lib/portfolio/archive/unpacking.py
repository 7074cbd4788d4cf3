"""Unpacking an archive that may have been made to do harm: everything is looked at before anything is read.

Nothing is ever written to disk from an archive, and no size that stands in it is trusted.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence

from permanence_lib.errors import UnreadableFile
from permanence_lib.portfolio.archive import layout

SAFE = "Nothing was changed in this workbook."
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_ENCRYPTED = 0x1


def refused(why: str) -> UnreadableFile:
    """Why a file is not read, in the reader's words."""
    return UnreadableFile(f"{why} {SAFE}")


def unpacked(content: bytes) -> dict[str, bytes]:
    """Every part of a zip by its path. UnreadableFile when anything about it is not as a workbook makes it."""
    _look(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_names([part.filename for part in parts])
            _check_sizes(parts, len(content))
            return {part.filename: _read(archive, part) for part in parts}
    except UnreadableFile:
        raise
    except Exception as broken:  # altered bytes make a zip reader fail in a dozen ways, and all mean the same
        raise refused(
            "This file is damaged or incomplete: it cannot be unpacked. Copy or download it again from where it came."
        ) from broken


def _look(content: bytes) -> None:
    """What can be said without opening it."""
    if not content:
        raise refused("This file is empty. Choose the zip that the workbook gave you.")
    if len(content) > layout.MOST_PACKED:
        raise refused(f"This file is too large to be from a workbook: more than {layout.MOST_PACKED // 1_000_000} MB.")
    if not content.startswith(b"PK\x03\x04"):
        raise refused("This is not a file that the workbook saved: it is not a zip. Choose the zip it gave you.")


def _check_names(names: Sequence[str]) -> None:
    if not names:
        raise refused("This zip has nothing in it.")
    if len(names) > layout.MOST_PARTS:
        raise refused(f"This zip has {len(names):,} files in it, far more than the workbook ever puts in one.")
    if "[Content_Types].xml" in names:
        raise refused(
            "This is a Word or other Office document, not the workbook’s own file. "
            "Choose the zip that the workbook gave you; a document cannot be brought back in."
        )
    for name in names:
        if (wrong := _wrong(name)) is not None:
            raise refused(f"This zip holds a file with a name that {wrong}, which the workbook never writes.")
    if len({unicodedata.normalize("NFKC", name).casefold() for name in names}) < len(names):
        raise refused("This zip holds two files of the same name, which the workbook never writes.")


def _wrong(name: str) -> str | None:
    """What is wrong with a name, or None."""
    steps = name.split("/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or "\\" in name:
        return "points to a place on a computer"
    if ".." in steps:
        return "leads out of the file"
    if any(ord(letter) < 32 or letter in '<>:"|?*' for letter in name):
        return "no computer takes"
    if any(_RESERVED.fullmatch(step) or step != step.rstrip(". ") for step in steps):
        return "Windows keeps for itself"
    return None


def _check_sizes(parts: Sequence[zipfile.ZipInfo], packed: int) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise refused("This zip is locked with a password. Unlock it, or save it again from the workbook without one.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise refused("This zip is packed in a way that the workbook does not use.")
    sizes = [part.file_size for part in parts]
    if sum(sizes) > layout.MOST_UNPACKED or max(sizes) > layout.MOST_OF_ONE:
        raise refused("This zip says that it unpacks to far more than any workbook holds.")
    if any(part.file_size > layout.MOST_RATIO * max(part.compress_size, 1) for part in parts):
        raise refused("This zip is packed tighter than anything people write: it looks made to burst when opened.")
    if sum(part.compress_size for part in parts) > packed:
        raise refused("The parts of this zip overlap, which the workbook never writes.")


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """One part, and not a byte more than it said."""
    with archive.open(part) as opened:
        content = opened.read(part.file_size + 1)
    if len(content) != part.file_size:
        raise refused(f"“{part.filename}” in this zip is not as long as it says.")
    return content
