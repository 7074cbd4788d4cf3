"""/paper: the whole day on paper, in two booklets."""

from __future__ import annotations

from permanence_lib.screen import room_paper as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.paper import booklets

ROLES = frozenset({"facilitator"})
_TITLES = {"sheets": "Sheets for participants", "facilitator": "For the facilitator alone"}


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """The page, and each booklet in each of its forms."""
    found = booklets(visit.room.week, visit.room.content)
    match asked.rest:
        case () | ("",):
            rows = tuple(
                screen.BookletRow(name, _TITLES[name], each.about, tuple(x.title for x in each.chapters))
                for name, each in found.items()
            )
            title = f"Week {visit.room.week.number}. {visit.room.week.title}"
            return Made("The day on paper", screen.render(screen.PaperPage(title, rows)))
        case (name, "word" | "print" as form) if name in found:
            return Given(*found[name].file(form))
    return None
