"""Where an answer is kept: one place for the fictional case, and one beside it for the child the participant follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from permanence_lib.exercises import Exercise
from permanence_lib.kind import Material

if TYPE_CHECKING:
    from permanence_lib.store import Record

Child = Literal["case", "followed"]
_BESIDE = ":followed"


def has_two(exercise: Exercise) -> bool:
    """Whether an exercise can be done on either child."""
    return exercise.kind.either_child and exercise.definition.case is not None


def first_question(exercise: Exercise) -> dict[str, str]:
    """What a page asks first about an exercise, as it puts it: where there is no choice of child it names the case."""
    return {"kind": "hello"} if has_two(exercise) else {"kind": "hello", "child": "case"}


def key(exercise_id: str, child: Child) -> str:
    """What an answer is kept under: w15a2 for the case, w15a2:followed beside it."""
    return exercise_id + (_BESIDE if child == "followed" else "")


def exercise_of(kept_under: str) -> str:
    """The exercise an answer belongs to, whichever child it is about."""
    return kept_under.removesuffix(_BESIDE)


def of_exercise(exercise_id: str, kept: Mapping[str, Record]) -> list[Record]:
    """A participant's newest answers to one exercise: none, one, or one for each child."""
    children: tuple[Child, ...] = ("case", "followed")
    return [kept[name] for name in (key(exercise_id, child) for child in children) if name in kept]


def material_for(exercise: Exercise, child: Child, alias: str) -> Material:
    """The facts an answer stands on: for the followed child the alias takes the place of the case."""
    return replace(exercise.material, case=None, followed=alias) if child == "followed" else exercise.material
