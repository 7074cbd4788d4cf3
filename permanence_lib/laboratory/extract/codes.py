"""Codes as the return has them: capitals, no spaces, words put back into codes; unknown ones stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy
import pandas

from permanence_lib.content.ssda903 import Column, Ssda903

#: A raw code is shown only if it is as short and plain as codes are: no date, no postcode, no number of a pupil.
_PLAIN = re.compile(r"[A-Z]{0,6}[0-9]{0,2}[A-Z]?")
_LONGEST = 7
NOT_SHOWN = "a value that is not shown"


@dataclass(frozen=True)
class Codes:
    """Codes of many cells: tidied, with masks of the unknown and of those that had to be tidied."""

    values: pandas.Categorical
    unknown: numpy.ndarray
    tidied: numpy.ndarray


def known(column: Column, ssda: Ssda903) -> frozenset[str] | None:
    """The codes a column may hold; None where nothing says."""
    if column.type == "code":
        listed = ssda.codes.get(column.name)
        return frozenset(code.strip().upper() for code in listed) if listed else None
    if ends := re.fullmatch(r"(\d+) to (\d+)", column.type):
        return frozenset(map(str, range(int(ends[1]), int(ends[2]) + 1)))
    parts = re.split(r"/| or ", column.type)
    return frozenset(part.upper() for part in parts) if len(parts) > 1 else None


def codes(texts: numpy.ndarray, column: Column, ssda: Ssda903) -> Codes:
    """The codes of a column."""
    listed = known(column, ssda)
    words = {**ssda.reading.spellings.get(column.type, {}), **ssda.reading.spellings.get(column.name, {})}
    places, different = pandas.factorize(texts)
    tidy = [_tidy(text, listed, words) for text in different]
    unknown = numpy.array([bool(code) and listed is not None and code not in listed for code in tidy], dtype=bool)
    changed = numpy.array([code != text for code, text in zip(tidy, different, strict=True)], dtype=bool) & ~unknown
    levels, level = numpy.unique(numpy.array(tidy, dtype=object), return_inverse=True)
    values = pandas.Categorical.from_codes(level[places], categories=pandas.Index(levels, dtype=object))
    said = numpy.array([bool(code) for code in tidy], dtype=bool)
    return Codes(values, unknown[places], (changed & said)[places])


def _tidy(text: str, listed: frozenset[str] | None, words: dict[str, str]) -> str:
    code = text.strip().upper()
    return code if listed is None or code in listed else words.get(code, code)


def showable(values: Iterable[str], children: frozenset[str]) -> list[str]:
    """Raw codes that may be shown; whatever could be a child's code, or is too long for a code, is not."""
    return [value if _is_plain(value) and value not in children else NOT_SHOWN for value in values]


def _is_plain(value: str) -> bool:
    return len(value) <= _LONGEST and _PLAIN.fullmatch(value) is not None
