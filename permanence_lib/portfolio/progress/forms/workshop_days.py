"""The days of the four workshops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from permanence_lib.content.dates import say_date
from permanence_lib.content.programme import Week
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import days
from permanence_lib.portfolio.progress.completion import short
from permanence_lib.portfolio.progress.forms import typed
from permanence_lib.portfolio.progress.forms.typed import Boxes, Wrong
from permanence_lib.screen import sheet
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.sheet import Box, Sheet
from permanence_lib.workbook.home import say_dates

if TYPE_CHECKING:
    from permanence_lib.store import Record

_ABOUT = (
    "Days that stand in your learning agreement are here already. What you save here counts for the calendar; leave a day "
    "empty while nobody knows it."
)


def answer(desk: Desk, asked: Asked) -> Answer:
    """The form, or back to the plan once it is kept."""
    page = _sheet(desk, asked)
    if not asked.sent:
        return _made(page)
    found, errors = _meant(desk, asked)
    if errors:
        return _made(replace(page, errors=errors))
    value = {week: day.isoformat() for week, day in found.items()}
    conflict = typed.kept(lambda: desk.keep(days.KEPT_UNDER, value, typed.base(asked)))
    if conflict is None:
        return Went("/plan#times")
    return _made(replace(page, base=conflict.newest.revision, newer=_said(desk, conflict.newest)))


def _meant(desk: Desk, asked: Asked) -> tuple[dict[str, date], dict[str, str]]:
    """The days by week, and what is wrong by box."""
    found: dict[str, date] = {}
    errors: dict[str, str] = {}
    for week in days.workshops(desk):
        try:
            day = typed.day(typed.boxes(asked, week.id), f"The day of {short(week).lower()}")
        except Wrong as wrong:
            errors[week.id] = str(wrong)
        else:
            found |= {week.id: day} if day else {}
    return found, errors


def _said(desk: Desk, newest: Record) -> tuple[str, ...]:
    weeks = [week for week in days.workshops(desk) if newest.value.get(week.id)]
    lines = (f"{short(x)}: {say_date(date.fromisoformat(newest.value[x.id]))}" for x in weeks)
    return tuple(lines) or ("Every day was left empty.",)


def _sheet(desk: Desk, asked: Asked) -> Sheet:
    record = desk.kept.get(days.KEPT_UNDER)
    return Sheet(
        title="The four workshop days",
        about=_ABOUT,
        action="/plan/workshops",
        token=asked.token,
        draft=days.KEPT_UNDER,
        base=typed.base(asked) if asked.sent else record.revision if record else 0,
        back=("My plan", "/plan"),
        boxes=tuple(Box(x.id, x.title, "date", date=_boxes(desk, asked, x), hint=_hint(desk, x)) for x in days.workshops(desk)),
    )  # fmt: skip


def _boxes(desk: Desk, asked: Asked, week: Week) -> Boxes:
    return typed.boxes(asked, week.id) if asked.sent else typed.boxes_of(days.workshop_day(desk, week))


def _hint(desk: Desk, week: Week) -> str:
    span = say_dates(days.dates(desk, week))
    return f"Week {week.number}, {span}" if span else f"Week {week.number}"


def _made(page: Sheet) -> Made:
    return Made(page.heading, sheet.render(page))
