"""The words of a file that somebody wants looked through: Word, or plain text."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

from permanence_lib.errors import UnreadableFile

#: The largest file, and the most words in one after it is unpacked, in bytes.
LARGEST, LARGEST_UNPACKED = 20_000_000, 60_000_000
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_TEXT = re.compile(r"<w:(?:t|delText)(?: [^>]{0,80})?>([^<]*)</w:|(</w:p>|<w:tab/>|<w:br/>)")


def words_of(path: Path) -> str:
    """The text of a .docx (body, headers, footers, notes, comments) or of any file of plain text.

    Raises UnreadableFile in the reader's words.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFile(
                f"'{path.name}' is larger than {LARGEST // 1_000_000} MB, the most that is looked through."
            )
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"'{path}' could not be opened: {error.strerror}.") from error
    if content.startswith(b"PK"):
        return _word(path)
    if b"\0" in content[:4000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFile(
            f"'{path.name}' is neither a Word document nor text. Save it as one of these and try again."
        )
    return content.decode("utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "replace")


def _word(path: Path) -> str:
    """What is written in a Word document, without reading anything into it: no XML parser is needed for words."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if _PARTS.fullmatch(part.filename)]
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise UnreadableFile(f"'{path.name}' holds more than can be looked through.")
            texts = [archive.open(part).read(part.file_size).decode("utf-8", "replace") for part in parts]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise UnreadableFile(f"'{path.name}' is damaged and could not be read.") from error
    if not texts:
        raise UnreadableFile(f"'{path.name}' is no Word document (.docx). Save it as one and try again.")
    return "\n".join(_plain(text) for text in texts)


def _plain(xml: str) -> str:
    return "".join("\n" if found[2] else html.unescape(found[1]) for found in _TEXT.finditer(xml))
