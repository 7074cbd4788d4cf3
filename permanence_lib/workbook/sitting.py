"""A participant's sitting: opens a week, shows its exercises, its progress and its sources."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from permanence_lib import exercises
from permanence_lib.content import roles
from permanence_lib.content.library import Content, current
from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity, who
from permanence_lib.workbook import framing, parameters, practice, progress, sources
from permanence_lib.workbook.card import Card
from permanence_lib.workbook.flow import Flow
from permanence_lib.workbook.pool import Pool
from permanence_lib.workbook.shown import Shown

if TYPE_CHECKING:
    from permanence_lib.content.programme import Week
    from permanence_lib.screen.widget import ExerciseWidget, Source
    from permanence_lib.store import Store


class Workbook:
    """One participant and the store their answers are kept in."""

    def __init__(self, store: Store, person: Identity, content: Content) -> None:
        self.store, self.person, self.content = store, person, content

    @classmethod
    def open(cls, participant: str | None = None, workshop: str | None = None) -> Workbook:
        """Open the workbook of whoever is at this notebook.

        Args:
            participant: whose workbook, when a notebook is run by papermill; a served notebook ignores it.
            workshop: the dated meeting this notebook is used in, if any.

        Raises:
            UnknownParameter: the notebook was given a parameter that it does not take.
            StoreError: the answers cannot be opened.
        """
        parameters.refuse_unknown({"participant", "workshop"})
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


class WeekPage:
    """What stands in one week's notebook."""

    def __init__(self, book: Workbook, week: Week) -> None:
        self._book, self.week = book, week

    def exercise(self, exercise_id: str) -> Shown | ExerciseWidget:
        """One exercise, ready to be worked."""
        return _gently(lambda: self._widget(exercise_id))

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
        definition = exercise.definition
        prompt = roles.resolve(definition.prompt, content)
        material, facts = self._pool.share(_on_the_page(exercise))
        widget = ExerciseWidget(
            plain=card.plain(prompt),
            hear=card.hear,
            layout=self._layout,
            kit=self._kit.model_id,
            view=self._view(exercise).model_id,
            frame=framing.frame(exercise, content, prompt) | self._person,
            definition=framing.asked(definition),
            material=material,
            facts=facts,
            lenders=list(self._lenders),
            empty=exercise.kind.response().model_dump(mode="json"),
        )
        if facts:
            self._lenders.append(widget.model_id)
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
    def _pool(self) -> Pool:
        return Pool()

    @cached_property
    def _lenders(self) -> list[str]:
        """The exercises that brought facts, by the names of their models."""
        return []

    @cached_property
    def _layout(self) -> Any:
        """One layout for all exercises: each would otherwise bring a model of its own."""
        from ipywidgets import Layout

        return Layout()

    @cached_property
    def _kit(self) -> Source:
        from permanence_lib.screen.widget import kit_source

        return kit_source()

    def _view(self, exercise: Exercise) -> Source:
        from permanence_lib.screen.widget import view_source

        name = exercise.kind.name
        if name not in self._views:
            self._views[name] = view_source(name)
        return self._views[name]

    @cached_property
    def _views(self) -> dict[str, Source]:
        return {}


def _on_the_page(exercise: Exercise) -> dict[str, Any]:
    """What an exercise stands on, without what its kind will ask for; options come in name."""
    material, later = exercise.material.to_json(), exercise.kind.facts_on_request
    names = [option | {"aspects": None} for option in material["options"]]
    return material | {sort: names if sort == "options" else [] for sort in later}


def _gently(show: Callable[[], Shown | ExerciseWidget]) -> Shown | ExerciseWidget:
    """In a build or a test a fault is raised; in front of a participant it is said, and the rest of the week works."""
    try:
        return show()
    except Exception as fault:
        if os.environ.get("PERMANENCE_STRICT"):
            raise
        said = str(fault) if isinstance(fault, PermanenceError) else "This part of the page could not be shown."
        return Shown.apology(said)
