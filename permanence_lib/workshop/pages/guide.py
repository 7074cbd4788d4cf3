"""/guide: the facilitator's guide, in the room itself."""

from __future__ import annotations

from permanence_lib.portfolio import guiding
from permanence_lib.screen.asked import Answer, Asked
from permanence_lib.workshop.pages import Visit

ROLES = frozenset({"facilitator"})


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """/guide and below."""
    return guiding.answer(visit.room.content, asked)
