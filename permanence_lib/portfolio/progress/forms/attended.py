"""Saying that one was at a workshop. The line manager verifies it later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.content.programme import Week
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed, days
from permanence_lib.portfolio.progress.agreed import Attended
from permanence_lib.portfolio.progress.completion import short
from permanence_lib.portfolio.progress.forms import typed
from permanence_lib.portfolio.progress.forms.typed import Boxes, Wrong
from permanence_lib.screen import sheet
from permanence_lib.screen.asked import Answer, Asked, Made, Went
from permanence_lib.screen.sheet import Box, Sheet

_YES, _NO = "yes", "no"


def answer(desk: Desk, asked: Asked, week: Week) -> Answer:
    """The form for one workshop, or back to the requirements once it is kept."""
    before = agreed.attended(desk, week.id)
    if not asked.sent:
        said = "" if not before.kept else _YES if before.attended else _NO
        day = before.on or days.workshop_day(desk, week)
        return _made(_sheet(asked, week, said, typed.boxes_of(day), before.words, before.kept))
    said, boxes, words = asked.one("attended"), typed.boxes(asked, "on"), asked.one("words")
    page = _sheet(asked, week, said, boxes, words, typed.base(asked))
    errors, on = _wrong(desk, said, boxes)
    if errors:
        return _made(replace(page, errors=errors))
    meant = Attended(said == _YES, on, words, typed.base(asked))
    conflict = typed.kept(lambda: agreed.keep_attended(desk, week.id, meant))
    if conflict is None:
        return Went("/progress#requirement-workshops")
    newer = agreed.read_attended(conflict.newest)
    return _made(replace(page, base=newer.kept, newer=_said(newer)))


def _wrong(desk: Desk, said: str, boxes: Boxes) -> tuple[dict[str, str], date | None]:
    """What is wrong, by box, and the day."""
    if said not in (_YES, _NO):
        return {"attended": "Say whether you were there"}, None
    try:
        on = typed.day(boxes, "The day")
    except Wrong as wrong:
        return {"on": str(wrong)}, None
    if said == _YES and on is None:
        return {"on": "Enter the day of the workshop"}, None
    if said == _YES and on and on > desk.today():
        return {"on": f"The day must not be in the future: today is {say_date(desk.today())}"}, None
    return {}, on


def _said(newer: Attended) -> tuple[str, ...]:
    there = "You were there" if newer.attended else "You were not there"
    on = f"{there} on {say_date(newer.on)}." if newer.on else f"{there}."
    return (on, newer.words) if newer.words else (on,)


def _sheet(asked: Asked, week: Week, said: str, boxes: Boxes, words: str, base: int) -> Sheet:
    return Sheet(
        title=f"{short(week)}: were you there?",
        about="You say so yourself, and your line manager verifies it after week 28.",
        action=f"/progress/attended/{week.id}",
        token=asked.token,
        draft=f"attended-{week.id}",
        base=base,
        back=("My progress", "/progress"),
        boxes=(
            Box("attended", "Were you at the workshop?", "choice", said, choices=((_YES, "Yes, I was there"), (_NO, "No"))),
            Box("on", "On which day?", "date", date=boxes, hint="For example 4 2 2026"),
            Box("words", "Anything to add", "area", words, hint="You may leave this empty. No names of children or families."),
        ),
        links=(("Note what was agreed instead, if you could not be there", f"/progress/alternative/{week.id}"),),
    )  # fmt: skip


def _made(page: Sheet) -> Made:
    return Made(page.heading, sheet.render(page))
