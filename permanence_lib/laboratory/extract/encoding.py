"""Bytes as text, whichever of the usual programs wrote them."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: A mark that one program read as letters and wrote out as such.
_MARK_AS_LETTERS = codecs.BOM_UTF8.decode("cp1252")
#: So much of a file is looked at to tell two bytes a letter from one.
_LOOK = 4096


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8 (with a mark or without), UTF-16, or Windows-1252. Never fails.

    A byte that means nothing becomes a replacement mark; nulls are taken out.
    """
    name = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        # A file that is cut short inside a letter, or says one thing and is another.
        text = content.decode("cp1252" if name == "utf-8" else name, errors="replace")
    return text.replace("\0", "").replace(_MARK_AS_LETTERS, "")


def _unmarked(content: bytes) -> str:
    """English letters in UTF-16 have a null as every second byte."""
    look = content[:_LOOK]
    many = len(look) // 4
    if look[1::2].count(0) > many:
        return "utf-16-le"
    return "utf-16-be" if look[::2].count(0) > many else "utf-8"
