"""/cohort: what the facilitator may know of the cohort beforehand, added together from what people chose to tell."""

from __future__ import annotations

from markupsafe import Markup

from permanence_lib.document import docx, html
from permanence_lib.document.blocks import Document
from permanence_lib.screen import room_cohort as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went
from permanence_lib.workshop import gathered
from permanence_lib.workshop.gathered import BroughtIn
from permanence_lib.workshop.pages import Visit
from permanence_lib.workshop.printed import HTML, WORD, web_page

ROLES = frozenset({"facilitator"})
_TITLE = "The cohort before the day"


def answer(visit: Visit, asked: Asked) -> Answer | None:
    """The page, its forms, and the page as a file."""
    match asked.rest:
        case () | ("",):
            return _sent(visit, asked) if asked.sent else _page(visit, asked)
        case ("word",):
            return Given(f"{_name(visit)}.docx", WORD, docx.render(_document(visit)))
        case ("print",):
            return Given(f"{_name(visit)}.html", HTML, web_page(_document(visit)))
    return None


def _sent(visit: Visit, asked: Asked) -> Answer:
    if asked.one("step") == "forget":
        gathered.forget(visit.room)
        return Went("/cohort")
    files = [each for each in asked.files.values() if each.name]
    if not files:
        return _page(visit, asked, errors={"file": "Choose the files that you were sent"})
    return _page(visit, asked, gathered.bring_in(visit.room, files))


def _page(visit: Visit, asked: Asked, came: BroughtIn | None = None, errors: dict[str, str] | None = None) -> Made:
    page = screen.CohortPage(
        title=_about(visit),
        token=asked.token,
        people=len(gathered.shares(visit.room)),
        told=Markup(html.render(gathered.told(visit.room))),
        at_the_door=Markup(html.render(gathered.asked_at_the_door(visit.room))),
        news=_news(came),
        refused=came.refused if came else (),
        errors=errors or {},
    )
    return Made(f"{'Error: ' if errors else ''}{_TITLE}", screen.render(page))


def _news(came: BroughtIn | None) -> str:
    if came is None or not came.taken:
        return ""
    return "1 file was taken in." if came.taken == 1 else f"{came.taken} files were taken in."


def _document(visit: Visit) -> Document:
    return Document(f"{_TITLE}: {_about(visit)}", tuple(gathered.whole(visit.room)))


def _about(visit: Visit) -> str:
    return f"{visit.room.cohort}. Week {visit.room.week.number}, {visit.room.week.title}"


def _name(visit: Visit) -> str:
    return f"cohort-before-{visit.room.week.id}"
