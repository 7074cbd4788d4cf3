"""The weekly time to study, and supervision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import slot
from permanence_lib.portfolio.progress.forms import typed
from permanence_lib.portfolio.progress.forms.typed import Wrong
from permanence_lib.portfolio.progress.slot import WEEKDAYS, Slot
from permanence_lib.screen import sheet
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.sheet import Box, Sheet

_NAMES = ("day", "time", "minutes", "place", "every", "first")
_DAYS = (*((str(number), name) for number, name in enumerate(WEEKDAYS)), ("", "It differs, or I do not know yet"))


@dataclass(frozen=True)
class _Time:
    """What is particular to one of the two forms."""

    record: str
    title: str
    about: str
    action: str


STUDY = _Time(
    slot.STUDY,
    "Your weekly study time",
    "It goes into the study calendar, and the minutes stand beside what you have finished. Fill in what you know.",
    "/plan/study-time",
)
SUPERVISION = _Time(
    slot.SUPERVISION,
    "Supervision",
    "It goes into the study calendar. Fill in what you know; leave the number of weeks empty to keep supervision out.",
    "/plan/supervision",
)


def answer(desk: Desk, asked: Asked, form: _Time) -> Answer:
    """The form, or back to the plan once it is kept."""
    page = _sheet(desk, asked, form)
    if not asked.sent:
        return _made(page)
    meant, errors = _meant(asked)
    if errors:
        return _made(replace(page, errors=errors))
    conflict = typed.kept(lambda: slot.keep(desk, form.record, meant))
    if conflict is None:
        return Went("/plan#times")
    newest = slot.read(conflict.newest)
    return _made(replace(page, base=newest.kept, newer=(newest.said() or "Everything was left empty.",)))


def _meant(asked: Asked) -> tuple[Slot, dict[str, str]]:
    """The time as typed, and what is wrong with it by box."""
    errors: dict[str, str] = {}

    def number(name: str, least: int, most: int, what: str) -> int | None:
        try:
            return typed.number(asked.one(name), least, most, what)
        except Wrong as wrong:
            errors[name] = str(wrong)
            return None

    try:
        at = typed.clock(asked.one("time"))
    except Wrong as wrong:
        errors["time"], at = str(wrong), ""
    chosen = asked.one("day")
    found = Slot(
        day=int(chosen) if chosen in {str(n) for n in range(7)} else None,
        time=at,
        minutes=number("minutes", 1, slot.LONGEST, "Minutes"),
        place=asked.one("place"),
        every=number("every", 1, 12, "Weeks between"),
        first=number("first", 1, 28, "The first week") or 1,
        kept=typed.base(asked),
    )
    return found, errors


def _sheet(desk: Desk, asked: Asked, form: _Time) -> Sheet:
    kept = slot.supervision(desk) if form is SUPERVISION else slot.study_slot(desk)
    values = {name: asked.one(name) for name in _NAMES} if asked.sent else _written(kept)
    return Sheet(
        title=form.title,
        about=form.about,
        action=form.action,
        token=asked.token,
        draft=form.record,
        base=typed.base(asked) if asked.sent else kept.kept,
        said=slot.agreed_words(desk) if form is STUDY else "",
        back=("My plan", "/plan"),
        boxes=_boxes(form, values),
    )


def _written(kept: Slot) -> dict[str, str]:
    """A saved time as it stands in its boxes; a form never saved has nothing in it."""
    values = {name: getattr(kept, name) for name in _NAMES}
    if not kept.kept:
        values["first"] = None
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _boxes(form: _Time, values: dict[str, str]) -> tuple[Box, ...]:
    minutes = "For example 150, for two and a half hours." + (
        " What you agreed with your line manager." if form is STUDY else ""
    )
    when = (
        Box("day", "Day", "choice", values["day"], choices=_DAYS),
        Box("time", "Time", value=values["time"], hint="For example 9:30. Leave it empty for a whole day without a time.", short=True),
        Box("minutes", "Minutes" if form is SUPERVISION else "Minutes a week", value=values["minutes"], hint=minutes, short=True),
        Box("place", "Place", value=values["place"], hint="It stands in the calendar, so no names."),
    )  # fmt: skip
    if form is STUDY:
        return when
    often = (
        Box("every", "Every how many weeks?", value=values["every"], hint="For example 4", short=True),
        Box("first", "First in which week of the programme?", value=values["first"], hint="1 if you leave it empty", short=True),
    )  # fmt: skip
    return (*often, *when)


def _made(page: Sheet) -> Made:
    return Made(page.heading, sheet.render(page))
