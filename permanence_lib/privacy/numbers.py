"""Numbers that stand for one person: NHS, National Insurance, phone, case and file numbers, and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import mul

from permanence_lib.privacy.mark import Mark, candidates

_GAP = "[ \u00a0-]{0,2}"
# Each pattern begins with the rarest thing in it, mostly a digit, and what stands before is looked at afterwards: so a
# long text costs little, whatever is in it.
_NHS = re.compile(rf"\d(?<![\w./+-]\d)\d\d(?:{_GAP}|\.)\d{{3}}(?:{_GAP}|\.)\d{{4}}(?![\w/]|[.-]\d)")
_NINO = re.compile(rf"\d(?<!\d\d)\d{_GAP}\d\d{_GAP}\d\d{_GAP}[A-Da-d](?!\w)")
#: The prefixes that have been given out (gov.uk, National Insurance manual NIM39110).
_NINO_BEGINS = re.compile(rf"(?:.*\W)?(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]{_GAP}", re.I | re.S)
#: Ten or so digits after a 0 or a country's number, in groups.
_PHONE = re.compile(
    r"[+(0](?<![\w/.,+-].)(?:(?<=\+)[1-9]\d{0,2}|(?<=0)0[1-9]\d{0,2}|(?<=0)[127] ?\d|(?<=\()0[127]\d)[\d() \u00a0.-]{5,18}\d(?!\w)"
)
_DATE_FIRST = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-]\d{2,4}(?!\d)")
_EMAIL = re.compile(r"@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")
_BEFORE_AT = re.compile(r"[\w.%+'-]")
_LONGEST_BEFORE_AT = 64
#: Kept free for examples (RFC 2606).
_NOBODYS = re.compile(r"(?:@|\.)example(?:\.\w{2,3})?$|\.(?:invalid|test|example)$", re.I)
#: A family court's number: where it began, the year, the sort of case, the count. ZW24C50123
_COURT = re.compile(r"[A-Z](?<!\w.)[A-Z] ?\d\d ?[A-Z] ?\d{5}(?!\w)")
#: A unique pupil number: a check letter and twelve places.
_PUPIL = re.compile(r"[A-HJ-NP-RT-Z](?<!\w.)\d{11}[\dA-HJ-NP-RT-Z](?!\w)")
#: A number that the text itself calls one.
_CALLED = re.compile(
    r"(?:case|client|person|child|file|record|mosaic|liquidlogic|lcs|ics|carefirst|crime|custody|hospital|passport|crn|pnc)"
    r" ?(?:number|no\.?|id|ref(?:erence)?\.?)?[ :#-]{1,3}(?:is |was )?(?P<count>[A-Za-z/-]{0,6}\d[\d/-]{3,18}\d)(?!\w)"
)
_A_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}")


def marks(text: str) -> tuple[Iterator[Mark], ...]:
    """Every such number with its place, sort by sort."""
    return _nhs(text), _phones(text), _insurance(text), _files(text), _called(text), _emails(text)


def _files(text: str) -> Iterator[Mark]:
    for pattern in (_COURT, _PUPIL):
        yield from (Mark("case", *found.span()) for found in candidates(pattern, text))


def _insurance(text: str) -> Iterator[Mark]:
    for found in candidates(_NINO, text):
        before = text[max(0, found.start() - 6) : found.start()]
        begins = _NINO_BEGINS.fullmatch(before)
        if begins:
            yield Mark("nino", found.start() - len(re.search(r"\w\w\W*$", before)[0]), found.end())  # type: ignore[index]


def _emails(text: str) -> Iterator[Mark]:
    for found in candidates(_EMAIL, text):
        start = found.start()
        while start and found.start() - start <= _LONGEST_BEFORE_AT and _BEFORE_AT.match(text, start - 1):
            start -= 1
        if 0 < found.start() - start <= _LONGEST_BEFORE_AT and not _NOBODYS.search(found[0]):
            yield Mark("email", start, found.end())


def _called(text: str) -> Iterator[Mark]:
    small = text.replace("\u0130", "I").lower()
    for found in candidates(_CALLED, small):
        begins_a_word = not small[found.start() - 1 : found.start()].isalnum()
        if begins_a_word and sum(map(str.isdigit, found["count"])) >= 5 and not _A_DATE.match(found["count"]):
            yield Mark("case", *found.span("count"))


def _nhs(text: str) -> Iterator[Mark]:
    for found in candidates(_NHS, text):
        before = text[max(0, found.start() - 24) : found.start()].casefold()
        if "isbn" not in before and ("nhs" in before or _is_nhs(found[0])):
            yield Mark("nhs", *found.span())


def _is_nhs(words: str) -> bool:
    """Numbers given out in England, Wales, Northern Ireland and for tests begin so; 1 and 2 are often moments in time."""
    return words[0] in "34679" and checks("".join(filter(str.isdigit, words)))


def checks(digits: str) -> bool:
    """Whether ten digits pass the NHS number's check (NHS Data Dictionary: weights 10 to 2, modulus 11)."""
    total = sum(map(mul, map(int, digits[:9]), range(10, 1, -1)))
    return (11 - total % 11) % 11 == int(digits[9]) and len(set(digits)) > 1


def _phones(text: str) -> Iterator[Mark]:
    """Private numbers: 01, 02 and 07. Numbers beginning 03, 08 and 09 belong to services."""
    for found in candidates(_PHONE, text):
        if _is_private(found[0], "".join(filter(str.isdigit, found[0]))):
            yield Mark("phone", *found.span())


def _is_private(words: str, digits: str) -> bool:
    if words.startswith(("+", "00")):
        home = re.sub(r"^(?:00)?44\(?0?", "", digits)
        is_british = re.sub(r"^00", "", digits).startswith("44")
        return (len(home) in (9, 10) and home[0] in "127") if is_british else 9 <= len(digits.lstrip("0")) <= 14
    groups = re.findall(r"\d+", words)
    starts_well = len(groups[0]) > 2 or (groups[0] == "07" and all(len(group) > 2 for group in groups[1:]))
    if _DATE_FIRST.match(words) or not starts_well or len(groups) > 5:
        return False
    return len(digits) == 11 or (len(digits) == 10 and digits[1] == "1" and len(groups) <= 3)
