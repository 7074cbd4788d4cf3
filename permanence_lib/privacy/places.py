"""Where somebody lives: full postcodes, and a number before the name of a street or building."""

from __future__ import annotations

import re
from collections.abc import Iterator

from permanence_lib.privacy.mark import Mark, candidates

#: The 124 areas a postcode can begin with (Royal Mail): with them, few other codes look like one.
_AREA_LIST = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL "
    "GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX "
    "PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN "
    "WR WS WV YO ZE"
)
_AREAS = frozenset(_AREA_LIST.split())
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?![\w-])")
_OUTWARD = re.compile(r"(?:.*[^\w/.-])?([A-Z]{1,2})\d[A-Z\d]?([ \u00a0]{0,2})", re.I | re.S)
#: What is written small after a number, and is no end of a postcode: 2nd, 3rd, 4th, 1hr.
_MEASURE = re.compile(r"\d(?:st|nd|rd|th|hr|ft|yr|lb|pp|pt)")

_STREETS = "Street|Road|Avenue|Ave|Lane|Crescent|Terrace"
_ENDS = (
    f"{_STREETS}|St|Rd|Ln|Close|Drive|Court|Gardens|Grove|Place|Way|Walk|Row|Hill|Park|Square|Mews|Rise|View|Green|Gate|"
    "Parade|Croft|Fold|Mount|Villas?|Buildings|House|Lodge|Cottages?|Estate|Meadows?|Wharf|Quay"
)
_WORD = r"[A-Z][\w'’.-]{0,20}"
_ADDRESS = re.compile(rf"\d(?<![\w.,/£-]\d)\d{{0,3}}[A-Za-z]?,? (?:{_WORD},? ){{1,3}}(?:{_ENDS})(?![\w’'])")
_BUILDING = re.compile(
    rf"[FA](?<!\w.)(?:lat|partment|pt\.?) \d{{1,4}}[A-Za-z]?,? (?:(?:\d{{1,4}}[A-Za-z]? )?{_WORD},? ){{0,3}}{_WORD}"
)
#: Typed in a hurry: without capitals only what can hardly be anything else.
_SMALL = re.compile(rf"\d(?<![\w.,/£-]\d)\d{{0,3}}[a-z]? ([a-z][a-z'’]{{2,20}}) (?:{_STREETS.casefold()})(?!\w)")
_NOT_A_NAME = re.compile(
    r"(?<!\w)(?:Family|High|County|Crown|Magistrates['’]?|Supreme|Youth|Central|Week|Chapter|Order|Act|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Mon|Tues|Wednes|Thurs|Fri|Satur|Sunday|Children|Care|Placement|Life)(?:day)?(?!\w)"
)
_NUMBERED = re.compile(
    r"(?<!\w)(?:sections?|ss?\.?|paras?\.?|paragraphs?|weeks?|pages?|pp?\.?|articles?|arts?\.?|parts?|modules?|chapters?|rules?|"
    r"regulations?|regs?\.?|schedules?|questions?|rooms?|tables?|tabs?|steps?|stages?|aged?|of|year|phase|appendix) $",
    re.I,
)
_SMALL_WORDS = "way lane mile long wide busy narrow main other more new old quiet whole metre yard and the one two"
_NO_STREET = frozenset(_SMALL_WORDS.split())


def marks(text: str) -> tuple[Iterator[Mark], ...]:
    """Every postcode and address with its place, sort by sort."""
    return _postcodes(text), _addresses(text)


def _addresses(text: str) -> Iterator[Mark]:
    for found in candidates(_BUILDING, text):
        yield Mark("address", *found.span())
    for found in candidates(_ADDRESS, text):
        if _is_address(text, found):
            yield Mark("address", *found.span())
    for found in candidates(_SMALL, text):
        if found[1] not in _NO_STREET and not _numbered(text, found.start()):
            yield Mark("address", *found.span())


def _postcodes(text: str) -> Iterator[Mark]:
    for end in candidates(_INWARD, text):
        start = _OUTWARD.fullmatch(text, max(0, end.start() - 7), end.start())
        if start and start[1].upper() in _AREAS and _is_written_so(start, end):
            yield Mark("postcode", start.start(1), end.end())


def _is_written_so(start: re.Match[str], end: re.Match[str]) -> bool:
    """In capitals, or with a space between its halves: an id such as e143ab is none, nor is 'e1 2nd'."""
    in_capitals = (start[0][start.start(1) - start.start() :] + end[0]).isupper()
    return in_capitals or bool(start[2] and not _MEASURE.fullmatch(end[0]))


def _is_address(text: str, found: re.Match[str]) -> bool:
    """No date, no court, no section of an Act: 24 April County Court."""
    return not _NOT_A_NAME.search(found[0]) and not _numbered(text, found.start())


def _numbered(text: str, start: int) -> bool:
    """Whether the number counts something else: week 4, section 20."""
    return bool(_NUMBERED.search(text[max(0, start - 14) : start]))
