"""How a step of the timetable is counted: what starts its clock, what meets it, and whether it comes round again."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from permanence_lib.content.part import Id, Part, Text

Unit = Literal["days", "working_days", "weeks", "months"]
UNIT_WORDS: dict[str, str] = {"days": "day", "working_days": "working day", "weeks": "week", "months": "month"}
Stage = Literal["pre_proceedings", "entering_care", "kinship_and_home", "proceedings", "adoption", "measures"]
STAGE_WORDS: dict[str, str] = {
    "pre_proceedings": "Before court",
    "entering_care": "Care: plans, visits and reviews",
    "kinship_and_home": "Family, kinship and home",
    "proceedings": "The court case",
    "adoption": "Adoption",
    "measures": "National measures",
}


class Trigger(Part):
    """A moment that starts or meets clocks, in words: 'the child became looked after'."""

    id: Id
    words: Text


class Interval(Part):
    """A length of time."""

    amount: Annotated[int, Field(ge=1)]
    unit: Unit


class Clock(Part):
    """How one fact is counted; the first interval is the fact's own amount and unit, where it has them.

    `met_by`: any of these moments. `each`: once for every time it starts. `beforehand`: what came before the start meets
    it too. `earliest`: the limit is the earliest day, not the latest. `after_limit_of`: counted from the end of another
    fact's limit. `due_with`: due when another fact is met or due. `then` and `every`: the intervals that follow, the
    last one again and again. `until`, `lasts`: what ends the repeating. The last three fields are filled in on reading.
    """

    starts: Id
    met_by: tuple[Id, ...] = ()
    each: bool = False
    beforehand: bool = False
    first_day_counts: bool = False
    earliest: bool = False
    after_limit_of: Id | None = None
    due_with: Id | None = None
    then: tuple[Interval, ...] = ()
    every: Interval | None = None
    until: tuple[Id, ...] = ()
    lasts: Interval | None = None
    words: dict[str, str] = Field(default_factory=dict)
    stage: str = ""
    stage_words: str = ""

    @model_serializer(mode="wrap")
    def _in_short(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Only what is said: most clocks are two words, and every one of them travels to a page."""
        return {name: value for name, value in whole(self).items() if value}

    def triggers(self) -> tuple[str, ...]:
        """Every moment it names."""
        return (self.starts, *self.met_by, *self.until)
