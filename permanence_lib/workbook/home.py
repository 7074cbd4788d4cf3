"""The home page from content and store: every week, how far each has come, when it is, and where to carry on."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from permanence_lib import exercises
from permanence_lib.content.dates import say_date
from permanence_lib.content.library import Content
from permanence_lib.content.programme import Module, Week
from permanence_lib.errors import Conflict
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity, who
from permanence_lib.screen.home import CarryOn, DatesForm, HomePage, ModuleCard, WeekRow, render
from permanence_lib.workbook import slots
from permanence_lib.workbook.progress import state
from permanence_lib.workbook.routes import cards
from permanence_lib.workbook.shown import Shown

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

#: The record that keeps when the programme starts.
START = "start"
_WELCOME = (
    "Twenty-eight weeks, at your own pace within each week. Read, work the exercises on a fictional family, then turn to "
    "the child you follow. Your words are saved as you type, in a file on this computer that only you can open."
)
Kept = Mapping[str, "Record"]
Made = dict[str, list[Exercise]]


def home(
    content: Content, store: Store, today: date, person: Identity | None = None, kept: Kept | None = None
) -> HomePage:
    """The page as our own server shows it: links to /week/w02, and a form for the start date.

    `kept` is everything the person has saved, where it has been read already.
    """
    kept = store.latest_all((person or who(store)).participant) if kept is None else kept
    start = start_date(kept)
    page = _page(content, kept, start, today, lambda week: f"/week/{week.id}")
    chosen = (
        DatesForm()
        if start is None
        else DatesForm(day=str(start.day), month=str(start.month), year=str(start.year), chosen=say_date(start))
    )
    return replace(page, dates=chosen, routes=cards(content), standard="/standard")


def home_shown(content: Content, store: Store, person: Identity) -> Shown:
    """The page as JupyterLab shows it: links to the notebooks beside it, and no form."""
    kept = store.latest_all(person.participant)
    page = _page(content, kept, start_date(kept), date.today(), lambda week: f"{week.id}.ipynb")
    lines = [
        f"Week {row.number}: {row.title} ({row.kind}). {row.status}." for card in page.modules for row in card.weeks
    ]
    return Shown(render(page), "\n".join(lines))


def start_date(kept: Kept) -> date | None:
    """The day the programme starts for this person, if they have said."""
    record = kept.get(START)
    return date.fromisoformat(record.value["start"]) if record and record.value.get("start") else None


def set_start(store: Store, start: date) -> None:
    """Keep the day the programme starts; the last one given counts."""
    participant = who(store).participant
    latest = store.latest(participant, START)
    value = {"start": start.isoformat()}
    try:
        _keep(store, participant, value, latest.revision if latest else 0)
    except Conflict as conflict:  # two windows at once: this one was sent last
        _keep(store, participant, value, conflict.newest.revision)


def _keep(store: Store, participant: str, value: dict[str, str], base: int) -> None:
    store.save(participant, START, value, base=base, request_id=uuid.uuid4().hex, definition_hash=START)


def _page(content: Content, kept: Kept, start: date | None, today: date, link: Callable[[Week], str]) -> HomePage:
    made: Made = {}
    for exercise in exercises.readable(content):
        made.setdefault(exercise.week_id, []).append(exercise)
    written = {path.stem for path in (content.data / "weeks").glob("w*.md")}

    def row(week: Week) -> WeekRow:
        href = link(week) if week.id in written else None
        return _row(week, made.get(week.id, []), kept, start, today, href, content)

    cards = tuple(
        _card(module, tuple(row(w) for w in content.weeks.values() if w.module == module.number))
        for module in content.modules.values()
    )
    first = next((week for week in content.weeks.values() if week.id in written), None)
    return HomePage(modules=cards, welcome=_WELCOME, carry_on=_carry_on(content, made, kept, first, link))


def _card(module: Module, rows: tuple[WeekRow, ...]) -> ModuleCard:
    return ModuleCard(module.number, module.title, rows, about=module.aim)


def _row(
    week: Week, made: list[Exercise], kept: Kept, start: date | None, today: date, href: str | None, content: Content
) -> WeekRow:
    dates = week_dates(week, start)
    return WeekRow(
        number=week.number,
        title=week.title,
        kind=week.type.capitalize(),
        status=_status(made, kept) if href else "Being written",
        focus=week.focus,
        dates=say_dates(dates),
        href=href,
        is_now=bool(dates and dates[0] <= today <= dates[1]),
    )


def _status(made: list[Exercise], kept: Kept) -> str:
    core = [exercise for exercise in made if exercise.definition.core]
    standing = [state(exercise.id, kept) for exercise in core]
    finished = standing.count("finished")
    if core and finished == len(core):
        return "Done"
    if all(one == "not started" for one in standing):
        return "Not started"
    return f"In progress: {finished} of {len(core)} core activities done"


def week_dates(week: Week, start: date | None) -> tuple[date, date] | None:
    """The Monday-to-Sunday of a week, counted from the week in which the programme starts."""
    if start is None:
        return None
    monday = start - timedelta(days=start.weekday()) + timedelta(weeks=week.number - 1)
    return monday, monday + timedelta(days=6)


def say_dates(dates: tuple[date, date] | None) -> str:
    """'12 to 18 January 2026', or nothing."""
    if dates is None:
        return ""
    first, last = dates
    if first.year != last.year:
        return f"{say_date(first)} to {say_date(last)}"
    if first.month != last.month:
        return f"{say_date(first).rsplit(' ', 1)[0]} to {say_date(last)}"
    return f"{first.day} to {say_date(last)}"


def _carry_on(
    content: Content, made: Made, kept: Kept, first: Week | None, link: Callable[[Week], str]
) -> CarryOn | None:
    """The exercise last touched, else the first week there is."""
    known = {exercise.id: exercise for week in made.values() for exercise in week}
    touched = [record for record in kept.values() if slots.exercise_of(record.exercise) in known]
    if touched:
        return _carry_on_from(max(touched, key=lambda record: record.saved_at), known, content, link)
    if first is None:
        return None
    return CarryOn("Begin here", f"Week {first.number}: {first.title}", link(first), where=first.focus, button="Begin")


def _carry_on_from(
    record: Record, known: dict[str, Exercise], content: Content, link: Callable[[Week], str]
) -> CarryOn:
    exercise = known[slots.exercise_of(record.exercise)]
    week = content.weeks[exercise.week_id]
    saved = record.saved_at.astimezone()
    return CarryOn(
        "Carry on from",
        exercise.definition.title,
        f"{link(week)}#exercise-{exercise.id}",
        where=f"Week {week.number}: {week.title}",
        when=f"Saved on {say_date(saved.date())} at {saved:%H:%M}",
    )
