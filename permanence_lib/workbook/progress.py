"""How far each exercise has come: not started, in progress, or finished by the person's own word. Never a mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Literal

from permanence_lib.document import text
from permanence_lib.document.blocks import Table
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.workbook import slots
from permanence_lib.workbook.shown import Shown

if TYPE_CHECKING:
    from permanence_lib.store import Record, Store

State = Literal["not started", "in progress", "finished"]


def state(exercise_id: str, kept: Mapping[str, Record]) -> State:
    """Where one exercise stands: finished when it is so for either child."""
    records = slots.of_exercise(exercise_id, kept)
    if not records:
        return "not started"
    return "finished" if any(record.done for record in records) else "in progress"


def shown(exercises: Iterable[Exercise], store: Store, person: Identity) -> Shown:
    """The week's exercises in order, each a link to its place on the page."""
    kept = store.latest_all(person.participant)
    rows = [(exercise, state(exercise.id, kept)) for exercise in exercises]
    return Shown(_list(rows), text.render([_table(rows)]))


def _table(rows: list[tuple[Exercise, State]]) -> Table:
    cells = tuple((e.definition.title, f"{e.definition.minutes} minutes", standing) for e, standing in rows)
    return Table("Exercises of this week", ("Exercise", "Time", "Where you are"), cells)


def _list(rows: list[tuple[Exercise, State]]) -> str:
    items = "".join(
        f'<li><a href="#exercise-{e.id}">{escape(e.definition.title)}</a> <span class="ap-minutes">{e.definition.minutes} minutes</span> '
        f'<span class="ap-state" data-ap-state="{e.id}">{standing.capitalize()}</span></li>'
        for e, standing in rows
    )
    return f'<ul class="ap-progress-list">{items}</ul>'
