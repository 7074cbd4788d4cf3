"""What an entry's own words give away: phrases found in it, the signs it bears, the people it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from permanence_lib.kinds.chronology.model.moments import days_meant_by
from permanence_lib.kinds.chronology.model.reads import Reads
from permanence_lib.kinds.chronology.model.response import Entry

#: A phrase with one of these in the three words before it is not said but denied.
_DENIALS = {"not", "no", "never", "nor", "nobody", "without", "cannot"}
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = tuple('.!?:;“‘"(\n')


def plain_words(text: str) -> str:
    """Words in small letters without signs, one space round each; _ where a sentence or clause ends."""
    broken = re.sub("[.,;:!?]", " _ ", re.sub("[’']", "", text.lower()))
    return " ".join(["", *re.findall("[a-z0-9]+|_", broken), ""])


def phrase_in(words: str, phrase: str) -> bool:
    """Whether a phrase is said in plain words, and not denied just before."""
    needle = f" {phrase[:-1]}" if phrase.endswith("*") else f" {phrase} "
    denies = _DENIALS & set(phrase.split())
    at = words.find(needle)
    while at >= 0:
        if denies or not _DENIALS & set(words[:at].rpartition("_")[2].split()[-3:]):
            return True
        at = words.find(needle, at + 1)
    return False


@dataclass(frozen=True)
class Line:
    """An entry as it is read back: its days where it has any, and its words made plain."""

    entry: Entry
    reads: Reads
    first: date | None
    last: date | None
    end: date | None

    @classmethod
    def of(cls, entry: Entry, reads: Reads) -> Line:
        """The line of one entry."""
        return cls(entry, reads, *(days_meant_by(entry.when, entry.until) or (None, None, None)))

    @property
    def id(self) -> str:
        """The entry's own."""
        return self.entry.id

    @cached_property
    def said(self) -> str:
        """What happened."""
        return plain_words(self.entry.what)

    @cached_property
    def whole(self) -> str:
        """What happened and where it is recorded; nothing reaches across from one to the other."""
        return f"{self.said}_ _ _{self.told_by}"

    @cached_property
    def told_by(self) -> str:
        """The source and who said it."""
        return plain_words(f"{self.entry.source} {self.entry.said_by}")

    def says(self, cue: str) -> str:
        """The first phrase of a cue that is in what happened, or nothing."""
        return _first(self.reads.cues.get(cue, ()), self.said)

    def marked(self, sign: str) -> bool:
        """Whether its category or a tag stands for a sign."""
        stands = self.reads.stands_for.get(sign, ())
        return self.entry.category in stands or any(tag in stands for tag in self.entry.tags)

    def bears(self, sign: str) -> bool:
        """Whether it is marked with a sign, or its words or its source give it away."""
        return self.marked(sign) or bool(_first(self.reads.cues.get(sign, ()), self.whole))

    @cached_property
    def is_plan(self) -> bool:
        """Whether it records a plan: by its category or tags, or by its words where it has no category."""
        return self.marked("plan") or (not self.entry.category and self.bears("plan"))

    @cached_property
    def good(self) -> bool:
        """Whether something good is marked, or told in what happened, in the child's own words or in what it meant."""
        told = plain_words(f"{self.entry.what}. {self.entry.child_words}. {self.entry.meaning}")
        return self.marked("good") or bool(_first(self.reads.cues.get("good", ()), told))

    @property
    def spoken(self) -> bool:
        """Whether it holds what the child said or showed."""
        return bool(self.entry.child_words.strip())

    @property
    def explained(self) -> bool:
        """Whether the participant has said what it meant, or what to make of it."""
        return bool(self.entry.meaning.strip() or self.entry.analysis.strip())


def _first(phrases: Iterable[str], words: str) -> str:
    return next((phrase for phrase in phrases if phrase_in(words, phrase)), "")


class People:
    """Whom the entries name: kin by one word each, and names, as far as capital letters show them."""

    def __init__(self, lines: Sequence[Line], child: str) -> None:
        self._kin = lines[0].reads.kin if lines else {}
        not_names = {*(lines[0].reads.not_names if lines else ()), *_WORD.findall(child)}
        found = [list(_capitals(line.entry.what)) for line in lines]
        inside = {name for names in found for name, opens in names if not opens}
        small = {word for line in lines for word in _WORD.findall(line.entry.what) if word == word.lower()}
        names = {name for name in inside - not_names if name.lower() not in small}
        self.of = {
            line.id: (self.kin_in(line) | {name for name, _ in named if name in names})
            for line, named in zip(lines, found, strict=True)
        }
        self.count = Counter(name for names in self.of.values() for name in names)

    def kin_in(self, line: Line) -> set[str]:
        """Kin and carers that an entry speaks of."""
        return {kin for kin, words in self._kin.items() if any(f" {word} " in line.said for word in words)}

    def who_asks(self, line: Line) -> str:
        """Whose offer or request it is: the last one named before the words of an offer, or named in a request."""
        if phrase := line.says("offer"):
            before = [
                (at, name) for name in self.of[line.id] if (at := self._place(line, name)) < line.said.find(phrase)
            ]
            return max(before, default=(0, ""))[1]
        return min(self.of[line.id], key=self._rank, default="") if line.says("request") else ""

    def _place(self, line: Line, name: str) -> int:
        words = self._kin.get(name, (name.lower(),))
        return min((at for word in words if (at := line.said.find(f" {word}")) >= 0), default=len(line.said))

    def _rank(self, name: str) -> tuple[bool, int, str]:
        """Names before kin; of those, the one who is named least elsewhere."""
        return name in self._kin, self.count[name], name


def _capitals(text: str) -> Iterable[tuple[str, bool]]:
    """Words that begin with a capital letter, and whether a sentence opens with them."""
    for found in _WORD.finditer(text):
        word = found[0]
        if len(word) >= 3 and word[0] != word[0].lower() and word[1:] == word[1:].lower():
            before = text[: found.start()].rstrip(" ")
            yield word, not before or before.endswith(_OPENS)
