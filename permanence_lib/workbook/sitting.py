"""A participant's sitting: opens a week, shows its exercises, its progress and its sources."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from permanence_lib import exercises
from permanence_lib.content import roles
from permanence_lib.content.library import Content, current
from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.identity import ON_A_PAGE, Identity, who
from permanence_lib.workbook import parameters, practice, progress, slots, sources, taught
from permanence_lib.workbook.card import Card
from permanence_lib.workbook.flow import Flow
from permanence_lib.workbook.shown import Shown

if TYPE_CHECKING:
    from permanence_lib.content.programme import Week
    from permanence_lib.screen.live import LiveWidget
    from permanence_lib.screen.widget import ExerciseWidget
    from permanence_lib.store import Store


#: The exercises that this process has shown.
_named: set[str] = set()


class Workbook:
    """One participant and the store their answers are kept in."""

    def __init__(self, store: Store, person: Identity, content: Content) -> None:
        self.store, self.person, self.content = store, person, content

    @classmethod
    def open(cls, participant: str | None = None, workshop: str | None = None, *, also: Iterable[str] = ()) -> Workbook:
        """Open the workbook of whoever is at this notebook.

        Args:
            participant: whose workbook, when a notebook is run by papermill; a served notebook ignores it.
            workshop: the dated meeting this notebook is used in, if any.
            also: further parameters that this notebook takes.

        Raises:
            UnknownParameter: the notebook was given a parameter that it does not take.
            StoreError: the answers cannot be opened.
        """
        parameters.refuse_unknown({"participant", "workshop", *also})
        from permanence_lib.store import open_store

        store = open_store()
        return cls(store, who(store, participant), current())

    def week(self, week_id: str) -> WeekPage:
        """One week of the 28, by id (w02)."""
        return WeekPage(self, roles.find(self.content.weeks, week_id, "week"))

    def home(self) -> Shown:
        """The task list of all weeks, as a notebook shows it."""
        from permanence_lib.workbook.home import home_shown

        return home_shown(self.content, self.store, self.person)

    def figures(
        self, question: str | None = None, form: str | None = None, groups: Sequence[str] | str = (),
        start: str | None = None, end: str | None = None, period: str | None = None,
    ) -> LiveWidget:  # fmt: skip
        """The national figures, to be explored; those of one question first, if one is named.

        Args:
            question: its id in questions.yaml (time-to-home); the rest is of that question.
            form: over the years (`years`), or groups beside each other at one time (`groups`).
            groups: which of its groups, by id or label.
            start: from which time, as statistics.csv writes it.
            end: to which time.
            period: at which time, for groups beside each other.

        Raises:
            PermanenceError: there is no such question, form, group or time.
        """
        from permanence_lib.workbook import figures

        view = figures.asked(self.content, question, form, groups, start, end, period)
        return figures.Figures(self.content, view).widget()


class WeekPage:
    """What stands in one week's notebook."""

    def __init__(self, book: Workbook, week: Week) -> None:
        self._book, self.week = book, week

    def exercise(self, exercise_id: str) -> Shown | ExerciseWidget:
        """One exercise, ready to be worked."""
        return _gently(lambda: self._widget(exercise_id))

    def figure(self, question: str) -> Shown | ExerciseWidget:
        """The national figures that answer a question, as they stand in the text of a week."""
        from permanence_lib.workbook import figures

        return _gently(lambda: figures.in_week(question, self._book.content))

    def progress(self) -> Shown | ExerciseWidget:
        """The week's exercises, and how far each has come."""
        return _gently(lambda: progress.shown(self._exercises, self._book.store, self._book.person))

    def sources(self) -> Shown | ExerciseWidget:
        """Every law fact, judgment and study the week stands on, with its date."""
        return _gently(lambda: sources.shown(self.week.id, self._exercises, self._book.content))

    @cached_property
    def _exercises(self) -> list[Exercise]:
        return list(exercises.readable(self._book.content, self.week.id))

    def _widget(self, exercise_id: str) -> ExerciseWidget:
        from permanence_lib.screen.widget import ExerciseWidget

        exercise = exercises.find(exercise_id, self._book.content)
        content = self._book.content
        card = Card(exercise, self._book.store, self._book.person, self._flow, lambda: practice.copy(exercise, content))
        prompt = roles.resolve(exercise.definition.prompt, content)
        on_a_page = bool(os.environ.get(ON_A_PAGE))
        widget = ExerciseWidget(
            plain="" if on_a_page else card.plain(prompt),
            hear=card.hear,
            model_id=_name(exercise_id),
            layout=self._layout,
            parts=taught.names(exercise, content),
            person=self._person,
        )
        if on_a_page:
            widget.foresee(slots.first_question(exercise))
        return widget

    @cached_property
    def _person(self) -> dict[str, Any]:
        """Whose page it is, and where half-typed words may be kept."""
        person = self._book.person
        return {"who": person.mark, "drafts": "local" if person.own_machine else "session"}

    @cached_property
    def _flow(self) -> Flow:
        return Flow(self._book.store, self._book.person, self._book.content)

    @cached_property
    def _layout(self) -> Any:
        """One layout for all exercises: each would otherwise bring a model of its own."""
        from ipywidgets import Layout

        return Layout()


def _name(exercise_id: str) -> str | None:
    """An exercise's own name, by which a page made without the kernel knows its widget; shown once more, it gets another."""
    if exercise_id in _named:
        return None
    _named.add(exercise_id)
    return exercise_id


def _gently(show: Callable[[], Shown | ExerciseWidget]) -> Shown | ExerciseWidget:
    """In a build or a test a fault is raised; in front of a participant it is said, and the rest of the week works."""
    try:
        return show()
    except Exception as fault:
        if os.environ.get("PERMANENCE_STRICT"):
            raise
        said = str(fault) if isinstance(fault, PermanenceError) else "This part of the page could not be shown."
        return Shown.apology(said)
