"""What a participant could give to the evaluation, as their work stands now. Everything of it is shown before any leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.evaluation import form
from permanence_lib.portfolio.progress.growth import profiles
from permanence_lib.portfolio.work import of_exercise
from permanence_lib.workbook.progress import state


@dataclass(frozen=True)
class Rated:
    """The levels of one self-assessment, by statement."""

    exercise: Exercise
    week: int
    levels: Mapping[str, str]


@dataclass(frozen=True)
class Comment:
    """Something the participant wrote: the question it answers, its words, and the list it would stand in."""

    id: str
    pool: str
    question: str
    words: str


@dataclass(frozen=True)
class Offered:
    """What there is to give."""

    levels: tuple[Rated, ...] = ()
    finished: tuple[Exercise, ...] = ()
    ticks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()


def offered(desk: Desk) -> Offered:
    """Levels, finished exercises, ticks and comments; none of them where there is nothing."""
    return Offered(
        tuple(_levels(desk)),
        tuple(one for one in counted(desk.content) if state(one.id, desk.kept) == "finished"),
        form.ticked(desk.content, _answer(desk.content.evaluation.form, desk)),
        tuple(_comments(desk)),
    )


def counted(content: Content) -> Iterator[Exercise]:
    """The exercises of the study and reading weeks, without those whose answers are given themselves.

    What is done on a workshop day may be kept in the room and not in the workbook, so it would be counted wrongly.
    """
    asked = set(content.evaluation.exercises)
    for one in exercises.readable(content):
        if one.id not in asked and content.weeks[one.week_id].workshop is None:
            yield one


def _levels(desk: Desk) -> Iterator[Rated]:
    by_id = {one.exercise.id: one for one in profiles(desk)}
    for name in (name for name in desk.content.evaluation.levels if name in by_id):
        found = by_id[name]
        levels = {statement: level for statement, (level, _) in found.ratings.items() if level in found.levels}
        if levels:
            yield Rated(found.exercise, found.week, levels)


def _comments(desk: Desk) -> Iterator[Comment]:
    for pool in desk.content.evaluation.comments:
        for place in pool.questions:
            name, _, question = place.partition("/")
            words = _answer(name, desk).get(question)
            label = form.label(exercises.find(name, desk.content), question)
            if isinstance(words, str) and words.strip() and label:
                about = f"Week {desk.content.weeks[name[:3]].number}: {label}"
                yield Comment(place, pool.id, about, words.strip())


def _answer(name: str, desk: Desk) -> dict[str, Any]:
    """The newest answers to an exercise by question, and its rows; {} where there are none."""
    if name not in desk.written:
        return {}
    found = next(of_exercise(desk.written[name], desk), None)
    value = found.record.value if found else {}
    answers = value.get("answers")
    return {**(answers if isinstance(answers, dict) else {}), form.ROWS: value.get("rows")}
