"""About, privacy and accessibility, at one's own desk."""

from __future__ import annotations

from permanence_lib.portfolio import trusting
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Answer, Asked


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/about and below."""
    return trusting.answer(desk.content, asked)
