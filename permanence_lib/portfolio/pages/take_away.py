"""/take-away: the portfolio and the whole workbook as files, and a file brought in."""

from __future__ import annotations

from permanence_lib.portfolio import bringing_in, taking_away
from permanence_lib.portfolio.desk import Desk
from permanence_lib.screen.asked import Answer, Asked, Went


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """The page, a file, what a file would do, or None."""
    match asked.rest:
        case ():
            return taking_away.page(desk, asked)
        case (name,) if name in taking_away.FILES:
            return taking_away.file(name, desk, asked) if asked.sent else Went("/take-away")
        case ("bring-in",):
            return bringing_in.preview(desk, asked) if asked.sent else Went("/take-away")
        case ("bring-in", "confirm"):
            return bringing_in.confirm(desk, asked) if asked.sent else Went("/take-away")
    return None
