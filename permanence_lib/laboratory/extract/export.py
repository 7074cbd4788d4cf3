"""The XML form of the return, as sections like those of the CSV form. Entities and document types are refused.

Inside <CHILD>, HEADER holds what belongs to the child, and every other group of elements is a row of the table that its
names tell. The child's code and date of birth stand once, and are given to each row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from permanence_lib.content.ssda903 import Ssda903, Table
from permanence_lib.errors import UnreadableFile
from permanence_lib.laboratory.extract.headings import Headings
from permanence_lib.laboratory.extract.sections import Section

#: Deeper than any return; a file made to overwhelm a reader is deeper still.
_DEEPEST = 12
#: An ampersand that begins no reference: somebody typed it, and no program put it in the form that XML asks for.
_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")


def is_export(text: str) -> bool:
    """Whether a text is XML."""
    return text.lstrip("\ufeff \r\n\t").startswith("<")


def sections(text: str, ssda: Ssda903, headings: Headings) -> tuple[list[Section], str]:
    """The rows of an XML return, table by table, and what to say where it breaks off.

    Raises UnreadableFile for anything else that is XML.
    """
    walk = _Walk(ssda, headings)
    parser = expat.ParserCreate("utf-8")
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, _: walk.open(name, parser.CurrentLineNumber)
    parser.EndElementHandler = walk.close
    parser.CharacterDataHandler = walk.say
    try:
        parser.Parse(_BARE.sub("&amp;", text.lstrip("\ufeff \r\n\t")).encode("utf-8", "replace"), True)
    except expat.ExpatError as wrong:
        if not walk.found:
            raise UnreadableFile("This XML cannot be read. Export the return again.") from wrong
        # What stood before the broken place was whole: it is used, and the rest is told of.
        walk.broken = wrong.lineno
    if walk.root != ssda.conventions.xml.root:
        raise UnreadableFile(f"This XML is not a return: its first element is not {ssda.conventions.xml.root}.")
    if not walk.found:
        raise UnreadableFile("This return holds no child.")
    return list(walk.found.values()), _breaks_off(walk.broken)


def _breaks_off(line: int) -> str:
    return (
        f"It breaks off in line {line}: the children before are read, those after are not. Export it again."
        if line
        else ""
    )


def _refuse(*_: object) -> None:
    raise UnreadableFile("This XML declares a document type or entities. A return has none, so it was not read.")


@dataclass
class _Child:
    """What was gathered of one child: the leaves of HEADER, and groups with the line where each begins."""

    line: int
    own: dict[str, str] = field(default_factory=dict)
    groups: list[tuple[int, dict[str, str]]] = field(default_factory=list)


class _Walk:
    """Goes through the elements once; keeps one child at a time."""

    def __init__(self, ssda: Ssda903, headings: Headings) -> None:
        self._ssda, self._headings = ssda, headings
        self.found: dict[str, Section] = {}
        self.root, self.broken = "", 0
        self._at = 0  # how deep a child stands: some programs put a group around all children
        self._path: list[str] = []
        self._words: list[str] = []
        self._child: _Child | None = None

    def open(self, name: str, line: int) -> None:
        """An element begins."""
        name = name.rsplit(":", 1)[-1].upper()
        self.root = self.root or name
        self._path.append(name)
        self._words = []
        if len(self._path) > _DEEPEST:
            raise UnreadableFile("This XML is deeper than a return is, so it was not read.")
        if self._child is None and len(self._path) > 1 and name == self._ssda.conventions.xml.child:
            self._child, self._at = _Child(line), len(self._path)
        elif self._child and self._is_group(name):
            self._child.groups.append((line, {}))

    def _is_group(self, name: str) -> bool:
        """HEADER is the child's own; a leaf inside it is a column."""
        depth, inside = len(self._path) - self._at, self._in_header()
        return (depth == 1 and name != "HEADER") or (
            depth == 2 and inside and name not in self._headings.known - {"OC2"}
        )

    def _in_header(self) -> bool:
        return self._path[self._at : self._at + 1] == ["HEADER"]

    def say(self, words: str) -> None:
        """Text between two marks."""
        self._words.append(words)

    def close(self, name: str) -> None:
        """An element ends: a leaf becomes a cell, a child becomes rows."""
        name = self._headings.named([name.rsplit(":", 1)[-1]])[0]
        words, depth = "".join(self._words).strip(), len(self._path) - self._at
        self._words = []
        self._path.pop()
        if self._child is None:
            return
        if depth == 0:
            self._rows(self._child)
            self._child = None
        elif depth == 2 and self._in_header() and (name in self._headings.known or words):
            self._child.own[name] = words
        elif depth >= 2 and self._child.groups:
            self._child.groups[-1][1][name] = words

    def _rows(self, child: _Child) -> None:
        for table in self._ssda.tables:
            if _belongs(table, child.own):
                self._put(table, child.line, child.own)
        for line, cells in child.groups:
            told = self._headings.table([*cells, "CHILD"])
            if told and any(cells.values()):
                self._put(told, line, {**child.own, **cells})

    def _put(self, table: Table, line: int, cells: Mapping[str, str]) -> None:
        names = tuple(column.name for column in table.columns)
        section = self.found.setdefault(table.table, Section(table, names))
        section.rows.append([cells.get(name, "") for name in names])
        section.lines.append(line)


def _belongs(table: Table, own: Mapping[str, str]) -> bool:
    """Whether the child's own elements are a row of this table: always of Header, of others where something is said."""
    if table.table == "Header":
        return True
    shared = {"CHILD", "DOB", "SEX"}
    if table.table == "UASC" and own.get("UASC", "") not in ("", "0"):
        return True
    return any(own.get(column.name) for column in table.columns if column.name not in shared)
