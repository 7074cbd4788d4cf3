"""/research: the evidence register in the room, for everybody in it; weeks are named and not linked."""

from __future__ import annotations

from datetime import date

from permanence_lib.laboratory.pages import research
from permanence_lib.laboratory.registers.law_page import View
from permanence_lib.screen.asked import Answer, Asked
from permanence_lib.workshop.pages import Visit

ROLES = frozenset({"facilitator", "participant"})


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """/research and /research/print."""
    return research.answered(View(visit.room.content, date.today(), linked=False), asked)
