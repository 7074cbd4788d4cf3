"""What a record is called on a page: the title of its exercise, or what it is to the workbook."""

from __future__ import annotations

from permanence_lib import exercises
from permanence_lib.errors import ContentError
from permanence_lib.portfolio.desk import Desk
from permanence_lib.workbook import slots

_SORTS = {
    "pack": "A pack that was sent", "return": "A return from the line manager", "verified": "What the line manager confirmed",
    "submitted": "A pack that was sent inside the workbook", "answered": "An answer to what somebody sent you",
    "opened": "That you opened what somebody sent you", "feedback": "Feedback from a peer", "cpd": "A record for Social Work England", "attended": "Attendance",
    "alternative": "An agreed alternative", "start": "The date the programme starts",
    "workshop-dates": "Dates of the workshops", "left": "What you said of words that look like a real person",
}  # fmt: skip


def title(name: str, desk: Desk) -> str:
    """Chronology (week 8); In the portfolio: Chronology (week 8); or the bare name where nothing better is known."""
    kept_under, _, rest = name.partition(":")
    if kept_under == "portfolio":
        return f"In the portfolio: {_exercise(rest, desk) or rest}"
    if kept_under == "evidence":
        statement, _, slot = rest.partition(":")
        return f"Annotation to {statement}: {_exercise(slot, desk) or slot}"
    if kept_under in _SORTS:
        return f"{_SORTS[kept_under]} ({rest})" if rest else _SORTS[kept_under]
    return _exercise(name, desk) or name


def is_known(name: str, desk: Desk) -> bool:
    """Whether this workbook has a place for such a record."""
    kept_under = name.partition(":")[0]
    return kept_under in (*_SORTS, "portfolio", "evidence") or bool(_exercise(name, desk))


def _exercise(slot: str, desk: Desk) -> str:
    """The exercise's title with whom it is about and its week, or ''."""
    exercise_id = slots.exercise_of(slot)
    if exercise_id not in exercises.files(desk.content):
        return ""
    try:
        exercise = exercises.find(exercise_id, desk.content)
    except ContentError:
        return ""
    whom = f", {desk.alias or 'the child you follow'}" if slot != exercise_id else ""
    return f"{exercise.definition.title}{whom} (week {desk.content.weeks[exercise.week_id].number})"
