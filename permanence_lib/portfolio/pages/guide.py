"""The facilitator's guide, for whoever prepares a workshop at their own desk."""

from __future__ import annotations

from permanence_lib.portfolio import guiding
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Answer, Asked


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/guide and below."""
    return guiding.answer(desk.content, asked)
