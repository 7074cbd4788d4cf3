"""What the facilitator can do: each act makes a new state of the room out of the present one, and touches nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from permanence_lib.workshop.acts import care, clock, day, exercise, groups, people, questions, screen, words
from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.state import State

Act = Callable[[State, Setting, Mapping[str, Any]], State]

#: By the name a page calls them.
ACTS: dict[str, Act] = {
    **exercise.ACTS,
    **clock.ACTS,
    **day.ACTS,
    **screen.ACTS,
    **care.ACTS,
    **groups.ACTS,
    **words.ACTS,
    **questions.ACTS,
    **people.ACTS,
}

__all__ = ["ACTS", "Act", "RoomRefused", "Setting"]
