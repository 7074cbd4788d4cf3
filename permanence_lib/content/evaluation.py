"""What participants may give to the evaluation of the programme, and the least that is shown of it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.part import Distinct, Id, Part, Text
from permanence_lib.content.programme import ExerciseId

QuestionOf = Annotated[str, Field(pattern=r"^w\d\d(a\d+|s\d+[a-z])/[a-z][a-z0-9_-]*$")]
"""A question of an exercise: w04s4c/change."""


class SmallNumbers(Part):
    """No count below `under` is shown or can be worked out; of fewer than `people_from` people no spread is shown."""

    under: Annotated[int, Field(ge=5, le=20)]
    people_from: Annotated[int, Field(ge=10, le=60)]

    @model_validator(mode="after")
    def _has_two_sides(self) -> Self:
        if self.people_from < 2 * self.under:
            raise PydanticCustomError(
                "one_side", "'people_from' must be twice 'under' or more: a spread has two sides."
            )
        return self


class Pool(Part):
    """Answers to several questions gathered in one list."""

    id: Id
    title: Text
    questions: Annotated[tuple[QuestionOf, ...], Field(min_length=2)]


class Evaluation(Part):
    """evaluation.yaml: which answers may be given, as levels, as ticks and as words."""

    suppression: SmallNumbers
    levels: Annotated[tuple[ExerciseId, ...], Field(min_length=2)]
    form: ExerciseId
    comments: Distinct[Pool]

    @property
    def exercises(self) -> tuple[str, ...]:
        """Every exercise an answer of which may be given, each once."""
        asked = (question.partition("/")[0] for pool in self.comments for question in pool.questions)
        return tuple(dict.fromkeys((*self.levels, self.form, *asked)))
