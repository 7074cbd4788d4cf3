"""What an act may know besides the state: the moment, the day as planned, who is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from permanence_lib.content.programme import Agenda
from permanence_lib.errors import PermanenceError
from permanence_lib.exercises import Exercise
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.state import State


class RoomRefused(PermanenceError):
    """An act that makes no sense as the room stands: why, in the facilitator's words."""


@dataclass(frozen=True)
class Setting:
    """`now` is in UTC. `live` holds the exercises of the day by id, in order; `members` everybody who has joined, by id."""

    now: datetime
    agenda: Agenda
    live: Mapping[str, Exercise] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)

    @property
    def moment(self) -> str:
        """Now, as it is kept: as fine as the moments of answers, so that none falls on the wrong side."""
        return self.now.astimezone(UTC).isoformat(timespec="microseconds")

    def later(self, seconds: float) -> str:
        """A moment to come, as it is kept."""
        return (self.now.astimezone(UTC) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")


def exercise_named(given: Mapping[str, Any], state: State, setting: Setting) -> str:
    """The exercise an act is about: the one it names, else the one of the present stretch."""
    from permanence_lib.workshop import day

    named = str(given.get("exercise") or "")
    if not named:
        here = {each.id: each.exercise for each in day.stretches(setting.agenda, state.moves)}
        named = here.get(state.stretch, "")
    if named not in setting.live:
        raise RoomRefused("There is no exercise here. Choose one of the day's exercises first.")
    return named
