"""Where somebody can turn when the work has come too near: in the room, at work, and outside at any hour."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from permanence_lib.content.dates import say_date
from permanence_lib.content.part import Day, Distinct, Id, Part, Sourced, Text


class Near(Part):
    """Somebody at hand: in the room, or where one works. Nothing in it can be wrong tomorrow."""

    id: Id
    name: Text
    text: Text


class Place(Sourced):
    """A telephone line or service: for whom, how it is reached, when, and where that was read."""

    id: Id
    name: Text
    text: Text
    number: Annotated[str, Field(pattern=r"^[0-9]+( [0-9]+)*$")]
    how: Text
    """What is done with the number: 'Call 116 123'."""
    hours: Text
    source: Text

    def cite(self) -> str:
        """The source and the day it was checked."""
        return f"{self.source}, as at {say_date(self.as_at)}"


class Support(Part):
    """support.yaml: who is near, and the places outside."""

    scope: Text
    as_at: Day
    near: Distinct[Near]
    places: Distinct[Place]

    def shown(self) -> tuple[Place, ...]:
        """Places whose number somebody has seen in a source: a recalled one is not for a hard moment."""
        return tuple(place for place in self.places if place.settled)
