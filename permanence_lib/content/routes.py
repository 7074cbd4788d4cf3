"""Shorter ways through the same material: what to read and do, in which order, and for which outcomes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from permanence_lib.content.part import Distinct, Id, Part, Text
from permanence_lib.content.programme import ExerciseId, WeekId

CompanionOutcomeId = Annotated[str, Field(pattern=r"^D\d\.\d$")]


class Stop(Part):
    """Something to read, with minutes, and exercises to do; `why` leads in and says what to look for."""

    id: Id
    title: Text
    why: Text
    read: WeekId | None = None
    what_to_read: Text | None = None
    reading_minutes: Annotated[int, Field(ge=0, le=120)] = 0
    exercises: tuple[ExerciseId, ...]
    outcomes: tuple[CompanionOutcomeId, ...]


class Route(Part):
    """A guided way through existing weeks for one of the companion courses."""

    id: Id
    title: Text
    companion: Id
    about: Text
    minutes: Annotated[int, Field(ge=30, le=600)]
    stops: Distinct[Stop] = Field(min_length=1)


class Routes(Part):
    """routes.yaml: the routes."""

    routes: Distinct[Route]
