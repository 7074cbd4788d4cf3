"""The person's own list: names that must not appear, found as whole words however they are capitalised or accented."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache

from permanence_lib.privacy.mark import Mark

#: Names and their patterns, by their first word.
Wanted = dict[str, list[tuple[str, re.Pattern[str]]]]
#: A word of a name begins with a letter: numbers need not be looked up.
_WORD = re.compile(r"[^\W\d_][^\W_]*")
#: Letters that no accent makes, but that many leave out.
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "’": "'", "‘": "'", "ʼ": "'"}
_ACCENT = re.compile("[\u0300-\u036f]")
_TITLE_WORDS = "mr mrs ms miss mx dr prof sir lady baby the aka nee and von van der den del dos das bin ibn"
_TITLES = frozenset(_TITLE_WORDS.split())
#: Names that are everyday words too: marked only with a capital, and not as the month in a date.
_EVERYDAY = (
    "will may mark april june august grace hope joy faith rose daisy lily ivy poppy violet summer dawn sky art bill bob "
    "drew grant jack jay miles nick pat peter rob sue ray gene guy lance max rich young green brown white black gray grey "
    "day king page price wood woods hill field ford bush banks best bird long short small little moon sun rain star love "
    "angel christian court dean duke earl chase hunter mason parker reed stone storm winter wren robin olive hazel iris ruby "
    "pearl jade amber ash heath brook river lane reader care cook baker carpenter fisher gardener marshall walker"
)
_WORDS_TOO = frozenset(_EVERYDAY.split())
_BEFORE_A_MONTH = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|by|from|since|until|to|last|next|this|mid|late|early))[ -]$"
)
_MONTHS = frozenset({"may", "april", "june", "august"})


def marks(text: str, names: Collection[str]) -> Iterator[Mark]:
    """Every listed name, or a part of one that is a name by itself, with its place."""
    wanted = _wanted(tuple(names))
    if not wanted:
        return
    if not _ACCENT.search(text):
        yield from (Mark("name", start, end) for start, end in _spans(text, wanted))
        return
    # Accents that stand as characters of their own are taken out, and every place counted back.
    places = [at for at, letter in enumerate(text) if not _ACCENT.match(letter)]
    for start, end in _spans("".join(text[at] for at in places), wanted):
        yield Mark("name", places[start], places[end] if end < len(places) else len(text))


def _spans(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    folded, end = fold(text), 0
    for word in _WORD.finditer(folded):
        known = wanted.get(word[0])
        if known and word.start() >= end:
            for name, pattern in known:
                found = pattern.match(folded, word.start())
                if found and _is_meant(text, name, found):
                    end = found.end()
                    yield found.span()
                    break


@lru_cache(maxsize=8)
def _wanted(names: tuple[str, ...]) -> Wanted:
    """Patterns by the first word of a name, the longest name first."""
    found: Wanted = {}
    for name in sorted({part for whole in names for part in parts(whole)}, key=len, reverse=True):
        words = _WORD.findall(name)
        pattern = re.compile(r"[\s'.-]{0,3}".join(map(re.escape, words)) + r"(?!\w)")
        found.setdefault(words[0], []).append((name, pattern))
    return found


def parts(name: str) -> set[str]:
    """A name and those of its parts that are names by themselves: 'Anna Kowalska' gives all three, folded."""
    whole = " ".join(fold(_ACCENT.sub("", unicodedata.normalize("NFC", name))).split())
    words = [word for word in whole.split(" ") if len(word) > 2 and word not in _TITLES and word.isalpha()]
    return {part for part in (whole, *words) if len(_WORD.findall(part)) and len(part) > 1}


def fold(text: str) -> str:
    """Small letters without accents, each in the place where it stood."""
    if text.isascii():
        return text.lower()
    table = {ord(letter): _folded(letter) for letter in set(text)}
    return text.translate(table)


def _folded(letter: str) -> str:
    """One character for one character."""
    small = letter.lower() if len(letter.lower()) == 1 else letter
    first = unicodedata.normalize("NFD", small)[0]
    return _PLAIN.get(first, first)


def _is_meant(text: str, name: str, found: re.Match[str]) -> bool:
    """An everyday word is a name only with a capital that no sentence gives it, and outside a date."""
    if name not in _WORDS_TOO:
        return True
    start, end = found.span()
    if not text[start].isupper():
        return False
    before, after = text[max(0, start - 6) : start], text[end : end + 7]
    in_date = name in _MONTHS and (re.match(r",? ?\d", after) or _BEFORE_A_MONTH.search(before))
    is_cited = re.match(r",? \(?(?:19|20)\d", after)
    opens = not before.strip() or before.rstrip()[-1] in '.!?:“"‘'
    return not in_date and not is_cited and not (opens and not re.match(r"['’]s|,| [A-Z][a-z]", after))
