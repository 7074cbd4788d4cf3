"""Every case and statute in the standard form (OSCOLA), made from the shorter way in which authors write a source.

An author writes 'Adoption Agencies Regulations 2005 reg 17(1); Re B-S'; a reader sees 'Adoption Agencies Regulations 2005,
SI 2005/389, reg 17(1); Re B-S (Children) [2013] EWCA Civ 1146'. Nothing is added that the two files do not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from permanence_lib.content.instruments import Instrument

if TYPE_CHECKING:
    from permanence_lib.content.library import Content
    from permanence_lib.content.sources import CaseLaw

NO_SOURCE = "-"
FILES = ("law/timetable.yaml", "law/options.yaml", "law/checklists.yaml", "law/changes.yaml")
"""The files whose records rest on a source of law."""


@dataclass(frozen=True)
class Piece:
    """A run of words in a citation; `italic` for the name of a case or of a publication, `url` its official page."""

    words: str
    italic: bool = False
    url: str | None = None
    instrument: str | None = None
    case: bool = False


def standard(source: str, content: Content) -> str:
    """A source in the standard form, as plain text; a source of '-' is 'No source recorded'."""
    return "".join(piece.words for piece in pieces(source, content))


def in_text(source: str, content: Content) -> str:
    """The form for running text: places in the standard form, and an instrument by the short name its author used."""
    if source == NO_SOURCE:
        return "no source recorded"
    return "".join(piece.words for piece in Names.of(content).read(source, short=True))


def pieces(source: str, content: Content) -> tuple[Piece, ...]:
    """The same in runs, for a page that can set names of cases in italics and lead to the instrument."""
    if source == NO_SOURCE:
        return (Piece("No source recorded"),)
    return tuple(Names.of(content).read(source))


_NUMBER = r"\d+[A-Z]*(?:\.\d+)?(?:\([0-9A-Za-z]+\))*"
_RANGE = rf"{_NUMBER}(?:-(?:{_NUMBER}|(?:\([0-9A-Za-z]+\))+))?"
_LIST = rf"{_RANGE}(?:(?:, | and )(?:{_RANGE}|(?:\([0-9A-Za-z]+\))+(?:-(?:\([0-9A-Za-z]+\))+)?)(?![0-9]))*"
_UNITS = {
    "ss": "ss", "s": "s", "regs": "regs", "reg": "reg", "Sch": "sch", "Part": "pt", "para": "para",
    "chapter": "ch", "ch": "ch", "standard": "standard", "clause": "cl", "r": "r", "PD": "PD",
}  # fmt: skip
_PLACE = re.compile(rf",? (?P<unit>{'|'.join(_UNITS)}) ?(?P<at>{_LIST})(?![\w/])")

_AMENDED = re.compile(r" (?:as|inserted|inserting) ")

_LAW = re.compile(
    r"(?<!the )\b(?:Act|Regulations|Rules|Order|Bill)\b|\bSI \d|\[\d{4}\]|\bRe [A-Z]|\bv [A-Z]"
    r"|\b(?:ss?|regs?|Sch|paras?|clause|PD|r) ?\d"
)


class Names:
    """Every name under which an instrument or a judgment is spoken of."""

    def __init__(self, instruments: dict[str, Instrument], judgments: dict[str, CaseLaw]) -> None:
        self._known: dict[str, tuple[Piece, ...]] = {}
        for each in instruments.values():
            self._known |= {name: _instrument(each, name) for name in each.names}
        for name, judgment in _spoken_of(judgments):
            self._known[name] = _judgment(judgment)
        longest_first = sorted(self._known, key=len, reverse=True)
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @classmethod
    def of(cls, content: Content) -> Names:
        """Those of the content as it stands."""
        return _names(content)

    def unknown(self, source: str) -> Iterator[str]:
        """The parts of a source (between semicolons) that name nothing known, and words that look like law unread."""
        for part in source.split("; "):
            found = list(self.read(part))
            if not any(piece.instrument for piece in found):
                yield part
            else:
                yield from (piece.words.strip() for piece in found if not piece.instrument and _LAW.search(piece.words))

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, as it may be written in a source."""
        return tuple(self._known)

    def read(self, source: str, short: bool = False) -> Iterator[Piece]:
        """The source piece by piece; words that name nothing stay as they are, with `short` the instruments do too."""
        at = 0
        for match in self._any.finditer(source):
            if match.start() < at:
                continue
            if match.start() > at:
                yield Piece(source[at : match.start()])
            known = self._known[match[0]]
            yield from (Piece(match[0]),) if short and not known[0].case else known
            at = match.end()
            while place := _PLACE.match(source, at):
                yield Piece(f", {_UNITS[place['unit']]} {place['at']}", instrument=known[0].instrument)
                at = place.end()
            if _AMENDED.match(source, at):
                yield Piece(",")
        if at < len(source):
            yield Piece(source[at:])


@lru_cache(maxsize=4)
def _names(content: Content) -> Names:
    return Names(content.instruments, content.case_law)


def _instrument(of: Instrument, name: str) -> tuple[Piece, ...]:
    """Its citation, the title of a case or publication apart from the rest; what has none as its author named it."""
    if of.kind == "plain":
        return (Piece(name, url=of.url, instrument=of.id),)
    if of.kind not in ("judgment", "guidance", "report"):
        return (Piece(of.cite(), url=of.url, instrument=of.id),)
    before, _, after = of.cite().partition(of.title)
    whole = (Piece(before), Piece(of.title, italic=True, url=of.url), Piece(after))
    case = of.kind == "judgment"
    return tuple(replace(piece, instrument=of.id, case=case) for piece in whole if piece.words)


def _judgment(of: CaseLaw) -> tuple[Piece, ...]:
    return (
        Piece(of.name, italic=True, url=of.link, instrument=of.id, case=True),
        Piece(f" {of.citation}", instrument=of.id, case=True),
    )


def _spoken_of(judgments: dict[str, CaseLaw]) -> Iterator[tuple[str, CaseLaw]]:
    """Each name with the one judgment it can mean: in full, by citation, by year, or alone where no other has it."""
    said: dict[str, list[CaseLaw]] = {}
    for judgment in judgments.values():
        for name in _ways(judgment):
            said.setdefault(name, []).append(judgment)
    yield from ((name, meant[0]) for name, meant in said.items() if len({x.id for x in meant}) == 1)


def _ways(judgment: CaseLaw) -> set[str]:
    """'Re S (Placement Order: Contact) [2025] EWCA Civ 823', 'Re S [2025] EWCA Civ 823', 'Re S [2025]', 'Re S'."""
    full, citation = judgment.name, judgment.citation
    short = re.sub(r" \([^)]*\)", "", full)
    names = {full, short, short.removeprefix("Re "), _PUBLIC_BODY.sub("", short)}
    return {way for name in names for way in (f"{name} {citation}", f"{name} {citation[:6]}", name)} | {citation}


_PUBLIC_BODY = re.compile(r" (?:(?:City |County )?Council)\b|(?<=v )London Borough of ")
