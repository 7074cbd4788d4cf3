"""A record in words: one sentence to choose it by, and its episodes as a table. Codes are put into words, nothing is guessed."""

from __future__ import annotations

from permanence_lib.content.dates import say_date
from permanence_lib.content.ssda903 import Ssda903
from permanence_lib.document.blocks import Table
from permanence_lib.laboratory.records.history import Episode, History

_COLUMNS = ("From", "To", "Why a new row", "Legal status", "Home", "How it ended")
_ENDS = {
    "still in care": "Still in care at the last row.",
    "adopted": "Adopted",
    "guardianship": "Left to live with a special guardian",
    "home": "Went home",
    "grown": "Left care as a young adult",
    "other": "Left care",
}
_GROUPS = {
    "adopted": ("E11", "E12"),
    "guardianship": ("E43", "E44", "E45", "E46", "E47", "E48"),
    "home": ("E4A", "E4B"),
    "grown": ("E5", "E6", "E7", "E17"),
}
#: What a list of records can be narrowed to by how care ended, with the words for it.
ENDINGS = {
    "still in care": "Still in care", "adopted": "Adopted", "guardianship": "Special guardianship", "home": "Went home",
    "grown": "Left as a young adult", "other": "Any other way",
}  # fmt: skip


def ending(history: History) -> str:
    """Which of `ENDINGS` a record has."""
    if not history.how:
        return "still in care"
    return next((name for name, codes in _GROUPS.items() if history.how in codes), "other")


def age_words(age: int) -> str:
    """Aged under 1, Aged 1, Aged 7."""
    return "Aged under 1" if age == 0 else f"Aged {age}"


def title(history: History) -> str:
    """What tells one record from another in a list: the age, and when care began."""
    return f"{_age(history)}, into care in {history.start:%B %Y}"


def sentence(history: History, ssda: Ssda903) -> str:
    """When care began, at which age and under which law; how often with new carers; and how it ended."""
    return f"{_age(history)} when care began in {history.start:%B %Y}{course(history, ssda)}"


def course(history: History, ssda: Ssda903) -> str:
    """Under which law care began, how often with new carers, and how it ended; it goes on from when care began."""
    law = _said(ssda, "LS", history.episodes[0].status).split(" (")[0]
    again = f" {_times(history.stays)} into care." if history.stays > 1 else ""
    one_after_another = f"{history.carers} sets of carers, one after another"
    lived = "one set of carers" if history.carers == 1 else one_after_another
    return f" ({law}).{again} Lived with {lived}. {_end(history)}"


def _age(history: History) -> str:
    return age_words(history.age) if history.age is not None else "Age not known"


def _times(number: int) -> str:
    return {2: "Twice", 3: "Three times"}.get(number, f"{number} times")


def _end(history: History) -> str:
    words = _ENDS[ending(history)]
    return words if history.ended is None else f"{words} in {history.ended:%B %Y}."


def table(history: History, caption: str, ssda: Ssda903) -> Table:
    """Every episode as a row."""
    return Table(caption, _COLUMNS, tuple(_row(one, ssda) for one in history.episodes))


def _row(one: Episode, ssda: Ssda903) -> tuple[str, ...]:
    provider = f"; {_said(ssda, 'PLACE_PROVIDER', one.provider)}" if one.provider not in ("", "PR0") else ""
    change = f". Why the home changed: {_said(ssda, 'REASON_PLACE_CHANGE', one.change)}" if one.change else ""
    how = "goes on in the next row" if one.how == "X1" else _said(ssda, "REC", one.how) if one.how else "not ended"
    cells = (
        _said(ssda, "RNE", one.why),
        _said(ssda, "LS", one.status),
        f"{_said(ssda, 'PLACE', one.place)}{provider}",
        f"{how}{change}",
    )
    end = say_date(one.end) if one.end else "Open"
    return (say_date(one.start), end, *(cell[:1].upper() + cell[1:] for cell in cells))


def _said(ssda: Ssda903, column: str, code: str) -> str:
    """A code in words; one that is not in the list as it stands, and an empty one as not given."""
    if not code:
        return "not given"
    return ssda.said(column, code) or f"{code} (a code this workbook does not know)"
