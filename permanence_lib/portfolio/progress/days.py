"""When things are: the week the programme is in, and the days of the four workshops."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from permanence_lib.content.programme import Week
from permanence_lib.kind import DateParts
from permanence_lib.portfolio.desk import Desk
from permanence_lib.workbook.home import start_date, week_dates

#: Keeps the days of the workshops where somebody has typed them: week id to ISO date.
KEPT_UNDER = "workshop-dates"


def start(desk: Desk) -> date | None:
    """The first day of week 1, if the participant has given it."""
    return start_date(desk.kept)


def dates(desk: Desk, week: Week) -> tuple[date, date] | None:
    """Monday and Sunday of a week, once there is a start date."""
    return week_dates(week, start(desk))


def now(desk: Desk) -> int | None:
    """The number of the week it is today: 0 or less before the programme, above 28 after it. None without a start date."""
    first = dates(desk, next(iter(desk.content.weeks.values())))
    return None if first is None else (desk.today() - first[0]).days // 7 + 1


def workshops(desk: Desk) -> list[Week]:
    """The weeks with a workshop day."""
    return [week for week in desk.content.weeks.values() if week.workshop]


def workshop_day(desk: Desk, week: Week) -> date | None:
    """The day of a workshop as typed among the study times, or else in the learning agreement; None while nobody has said."""
    typed = desk.kept.get(KEPT_UNDER)
    found = _day(typed.value.get(week.id)) if typed else None
    return found or agreed_days(desk).get(week.id)


def agreed_days(desk: Desk) -> dict[str, date]:
    """The workshop days in the learning agreement, by week id."""
    plan = desk.content.programme.plan
    record = desk.kept.get(plan.agreement)
    rows = record.value.get("rows") if record else None
    found: dict[str, date] = {}
    for row in (rows.get(plan.workshop_dates.rows) or ()) if isinstance(rows, Mapping) else ():
        day = _typed_day(row, plan.workshop_dates.question)
        week = plan.workshop_dates.weeks.get(str(row.get("id"))) if isinstance(row, Mapping) else None
        if day and week:
            found[week] = day
    return found


def _typed_day(row: Any, question: str) -> date | None:
    """The day in three boxes of one row; None where it is no day, or the row has another form."""
    answers = row.get("answers") if isinstance(row, Mapping) else None
    boxes = answers.get(question) if isinstance(answers, Mapping) else None
    return DateParts.model_validate(boxes).read() if isinstance(boxes, Mapping) and set(boxes) <= _BOXES else None


_BOXES = {"day", "month", "year"}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
