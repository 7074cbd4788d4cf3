"""What can be counted in a text: words, sentences, long words. The browser counts by the same rules (view.js).

Syllables are counted by rule from the spelling (vowel groups, after Flesch, J. Appl. Psychol. 32, 1948, 221-233), which is
sometimes wrong; so the words are listed for a person to judge, and no grade or reading age is made of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_CHUNK = re.compile("([^ \t\r\n\u00a0]+)([ \t\r\n\u00a0]*)")
_JOINS = re.compile(r"[—–/…]|--|\.\.\.")
_ENDS = re.compile(r"[.!?…؟。][\"'”’)\]]*$")
_SOFT = re.compile(r"[\"'”’)\]]$|…$|\.\.\.$")
_BLANK_LINE = re.compile("\n[ \t\u00a0]*\n")
_SHORT_FORMS = {"mr", "mrs", "ms", "dr", "prof", "st", "e.g", "i.e", "vs"}
_LONG = 3
#: Common words whose spelling has more vowels than anybody says.
_SAID_SHORT = {"every", "wednesday", "wednesdays", "business", "businesses", "evening", "evenings"}
#: Spelling rules, in order: silent letters go, and a dot parts vowels that are said apart.
_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"[gq]ues?$", "g"),
        (r"(?<=^som|^hom|^car|^saf|^tim|^lif|^nam)e(?=[bcfghjklmnpqtvwxz])", ""),
        (r"(?<=^ther|^wher|^hous)e(?=[bcfghjklmnpqtvwxz])", ""),
        (r"(?<=[^aeiouylh])e(?=ments?$)", ""),
        (r"(?<=[^aeiouy])e(?=(ly|ful|fully|less|ness)$)", ""),
        (r"(?<=[^aeioulsxzcgh])es$", "s"),
        (r"(?<=[aeiou]l)es$", "s"),
        (r"(?<=[^aeioultd])ed$", "d"),
        (r"(?<=[aeioul]l)ed$", "d"),
        (r"(?<=[^aeioul])e$", ""),
        (r"(?<=[aeioul]l)e$", ""),
        (r"(?<=rr)ia(?=g)", "i"),
        (r"(?<=[^tcsgxlnhaeiouw])i(?=[aou])", "i."),
        (r"(?<=[^qg])u(?=a[lrt]|en[ct])", "u."),
        (r"(?<=[^tcsxaeiou])i(?=en[ct])", "i."),
        (r"(?<=^r)ea(?=ct|lit|lis)", "e.a"),
        (r"(?<=cr)ea(?=t)", "e.a"),
        (r"(?<=[rd])e(?=as?$)", "e."),
        (r"(?<=[oe])i(?=ng)", ".i"),
        (r"(?<=en)ui(?=n)", "u.i"),
        (r"(?<=[aeiou])y(?=[aeiou])", "."),
        (r"^y(?=[aeiou])", "."),
        (r"(?<=[^aeiouyw.])y(?=[aeiou])", "y."),
    )
)


def flat(text: str) -> str:
    """Text for comparing: small letters, single spaces."""
    return " ".join(re.split("[ \t\r\n\u00a0]+", text.lower())).strip()


def _ends_here(chunk: str, gap: str, after: str) -> bool:
    """Whether a sentence ends after this stretch of text."""
    if not after or _BLANK_LINE.search(gap.replace("\r", "")):
        return True
    letter = next((x for x in after if x.isalpha()), "")
    goes_on = letter.islower()
    if _ENDS.search(chunk):
        short = chunk.lower().rstrip(".").lstrip("(\"'“‘") in _SHORT_FORMS
        return not short and not (goes_on and _SOFT.search(chunk))
    return "\n" in gap and not goes_on


def sentences(text: str) -> list[str]:
    """The sentences of a text; a new line ends one unless the next goes on in small letters."""
    chunks = _CHUNK.findall(text)
    found, held = [], ""
    for n, (chunk, gap) in enumerate(chunks, start=1):
        after = chunks[n][0] if n < len(chunks) else ""
        held = f"{held} {chunk}".strip()
        if _ends_here(chunk, gap, after):
            found.append(held)
            held = ""
    return [x for x in found if words_in(x)]


def words_in(text: str) -> list[str]:
    """The words of a text, without the marks round them. A word joined by hyphens is one."""
    parts = [part for chunk, _ in _CHUNK.findall(text) for part in _JOINS.split(chunk)]
    bare = [re.sub(r"^[\W_]+|[\W_]+$", "", part) for part in parts]
    return [word for word in bare if word]


def syllables(word: str) -> int:
    """Syllables of an English word by rule; 0 where it has no Latin letters."""
    if not word:
        return 0
    if word in _SAID_SHORT:
        return 2
    for pattern, instead in _RULES:
        word = pattern.sub(instead, word)
    return max(1, len(re.findall("[aeiouy]+", word)))


def is_long_word(word: str) -> bool:
    """Whether a word, or any part of one joined by hyphens, seems to have three syllables or more."""
    letters = re.sub("[^a-z-]", "", unicodedata.normalize("NFD", word.lower()))
    return any(syllables(part) >= _LONG for part in letters.split("-"))


def measures(text: str, hard_words: Sequence[str]) -> dict[str, Any]:
    """What is counted: words, sentences, the longest sentence, long words, and words of the author's list."""
    found, all_words = sentences(text), words_in(text)
    longest = max(found, key=lambda x: len(words_in(x)), default="")
    long = {x.lower(): x for x in reversed(all_words) if is_long_word(x)}
    in_order = [long[x] for x in dict.fromkeys(word.lower() for word in all_words) if x in long]
    run = f" {' '.join(all_words).lower()} "
    hard = [x for x in hard_words if words_in(x) and f" {' '.join(words_in(x)).lower()} " in run]
    longest_words = len(words_in(longest))
    return {"words": len(all_words), "sentences": len(found), "longest": {"words": longest_words, "text": longest}, "long": in_order, "hard": hard}  # fmt: skip


def measure_words(counted: Mapping[str, Any]) -> str:
    """The counts in a sentence."""
    if not counted["words"]:
        return "Nothing written yet."
    words, parts, longest = counted["words"], counted["sentences"], counted["longest"]["words"]
    said = f"{words} word{'' if words == 1 else 's'} in {parts} sentence{'' if parts == 1 else 's'}"
    return f"{said}." if parts == 1 else f"{said}; the longest has {longest}."


def measure_rows(counted: Sequence[Mapping[str, Any]], with_list: bool) -> list[list[str]]:
    """What was counted in several texts, a row for each measure and a cell for each text."""
    rows = {
        "Words": [str(x["words"]) for x in counted],
        "Sentences": [str(x["sentences"]) for x in counted],
        "Words in the longest sentence": [str(x["longest"]["words"]) for x in counted],
        "Words of three syllables or more": [", ".join(x["long"]) or "None" for x in counted],
    }
    if with_list:
        rows["Words this exercise asks you to look at twice"] = [", ".join(x["hard"]) or "None" for x in counted]
    return [
        [name, *("Not written yet" if not x["words"] else cell for x, cell in zip(counted, cells, strict=True))]
        for name, cells in rows.items()
    ]


def marked_too(words: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases holds these words, or stands within them."""
    wanted = flat(words)
    return any(wanted in flat(x) or flat(x) in wanted for x in phrases if flat(x))
