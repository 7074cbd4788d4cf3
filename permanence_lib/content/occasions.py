"""When a participant hands work to somebody else: a line manager, a peer, the cohort; and what each is asked."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.part import Distinct, Id, Part, Text

ExerciseId = Annotated[str, Field(pattern=r"^w\d\d(a\d+|s\d+[a-z])$")]
Sort = Literal["manager", "peer", "cohort"]


class Question(Part):
    """Something the reader is asked, in words to them."""

    id: Id
    words: Text
    hint: Text | None = None


class Occasion(Part):
    """One moment: who reads, how long it takes them, what they are asked, and where the items stand."""

    id: Id
    sort: Sort
    title: Text
    when: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    asked: Text
    exercise: ExerciseId | None = None
    section: Id | None = None
    line: Id = "where"
    look_at: tuple[ExerciseId, ...] = ()
    looks: dict[str, Text] = Field(default_factory=dict)
    questions: Distinct[Question] = ()

    @model_validator(mode="after")
    def _has_what_its_sort_needs(self) -> Self:
        if self.sort == "manager" and self.exercise is None:
            raise PydanticCustomError(
                "no_items", "a manager answers item by item, so 'exercise' must say where they are."
            )
        if self.sort == "peer" and not self.questions:
            raise PydanticCustomError("no_questions", "a peer answers questions, so there must be at least one.")
        if self.sort == "cohort" and (self.exercise or self.questions):
            raise PydanticCustomError("cohort_reads", "the cohort only reads; leave out exercise and questions.")
        return self


class Occasions(Part):
    """occasions.yaml: the occasions, in the order of the programme."""

    occasions: Distinct[Occasion]
