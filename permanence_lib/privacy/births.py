"""Dates of birth: a full date next to words for a birth; and, less surely, beside a name or an age.

These texts are full of other dates: hearings, reviews, moves. So a month and year is never marked, and a full date by
itself never either: only beside a word for a birth, or (weakly) in brackets after a name, or beside an age that would
be the age today of somebody born on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from permanence_lib.privacy.mark import Mark, candidates

# All of these are for a text in small letters.
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)(?!\d)"
_DATE_GOES_ON = (
    rf"(?:\d?(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH},?[ -]{_YEAR}"
    rf"|\d? ?[/.-] ?\d{{1,2}} ?[/.-] ?{_YEAR}"
    r"|\d{3}-\d\d-\d\d(?!\d))"
)
_DATE = re.compile(rf"\d(?<![\w/.-]\d){_DATE_GOES_ON}")
_BORN = r"(?:d\.? ?o\.? ?b\b\.?|date of birth|birth to [a-z]{1,12}|birth ?-?date|birthday|born)"
_BETWEEN = r"[\s:=,(–-]{0,4}(?:(?:is|was|as|on|the|at|around|about|given as|recorded as|is given as|in [a-z][\w'’-]{1,20})[\s:,(]{1,3}){0,3}"
_BORN_THEN = re.compile(rf"{_BORN}{_BETWEEN}(?P<date>\d{_DATE_GOES_ON}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})")
_THEN_BORN = re.compile(rf"[\s,()–-]{{1,4}}(?:(?:is|was|being) (?:his|her|their|the|my) )?{_BORN}(?!\w)")
_AGE = r"(?:aged? (\d{1,2})|(\d{1,2}) ?-?(?:years?[ -]old|yrs?|y/?o))"
_THEN_AGE = re.compile(rf"[ ,(–-]{{1,3}}{_AGE}(?!\w)")
_AGE_THEN = re.compile(rf"(?:.*\W)?{_AGE}[ ,(–-]{{1,3}}", re.S)
#: Without one of these beside it, a date is no birth: most dates are left at this.
_WORTH_A_LOOK = re.compile(r"[(]\||[bdy]/?[.o ]|age|birth|years?|yr")
_BRACKET_ENDS = re.compile(r"(?:[,;]? [^()\n]{1,20})?\)")
#: A name as it is written: Jayden, Mary-Ann, O'Neill.
_NAME = re.compile(r"[A-Z][a-z'’][\w'’-]{0,20},?")
#: What is dated in brackets and is no person.
_NOT_A_PERSON = re.compile(
    r"(?<!\w)(?:Hearing|Order|Orders|Court|Panel|Review|Meeting|Report|Plan|Act|Guidance|Regulations?|Rules|Together|Direction|"
    r"Directions|Assessment|Statement|Conference|Strategy|Judgment|Letter|Email|Visit|Contact|Decision|Application|Agreement|"
    r"Chronology|Document|Exhibit|Annex|Table|Figure|Version|Week|Module|Workshop|Session|Supervision|Day|Matching|Placement|"
    r"Council|Authority|Ofsted|Cafcass|News|Times|Guardian|Royal|Bill|Policy|Standards?|Form|Minutes|Note|Notes|Mon|Tues|"
    r"Wednesday|Thurs|Fri|Satur|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)(?!\w)"
)
#: A child, or a young person who has left care.
_OLDEST = 26


def marks(text: str, today: date) -> Iterator[Mark]:
    """Every such date, with its place; weak ones are their own sort."""
    small = text.replace("\u0130", "I").lower()
    for found in candidates(_BORN_THEN, small):
        if not small[found.start() - 1 : found.start()].isalnum():
            yield Mark("born", *found.span("date"))
    for found in candidates(_DATE, small):
        beside = small[max(0, found.start() - 20) : found.start()] + "|" + small[found.end() : found.end() + 30]
        if not _WORTH_A_LOOK.search(beside):
            continue
        if _THEN_BORN.match(small, found.end()):
            yield Mark("born", *found.span())
        elif _may_be_a_birth(text, small, found, today.year):
            yield Mark("perhaps-born", *found.span(), weak=True)


def _may_be_a_birth(text: str, small: str, found: re.Match[str], this_year: int) -> bool:
    age = this_year - _year(found[0], this_year)
    if not 2 <= age <= _OLDEST:
        return False
    said = _THEN_AGE.match(small, found.end()) or _AGE_THEN.fullmatch(small, max(0, found.start() - 20), found.start())
    if said:  # the age today of somebody born then; a move at the age of four is no birth
        return age - 2 <= int(said[1] or said[2]) <= age
    return text[found.start() - 1 : found.start()] == "(" and _is_of_somebody(text, found)


def _is_of_somebody(text: str, found: re.Match[str]) -> bool:
    """Whether a date in brackets stands right after a name."""
    if not _BRACKET_ENDS.match(text, found.end()):
        return False
    words = text[max(0, found.start() - 60) : found.start() - 1].split()[-3:]
    return bool(words and _NAME.fullmatch(words[-1])) and not _NOT_A_PERSON.search(" ".join(words))


def _year(words: str, this_year: int) -> int:
    """The year of a date as written: 2016, '16, 16."""
    iso = re.match(r"\d{4}(?=-)", words)
    last = iso[0] if iso else words[-4:] if words[-4:].isdigit() else words[-2:]
    year = int(last)
    return year if year > 99 else 2000 + year if 2000 + year <= this_year else 1900 + year
