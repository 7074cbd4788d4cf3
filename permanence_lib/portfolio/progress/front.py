"""The home page with what the portfolio knows: the next workshop, and how the requirements stand."""

from __future__ import annotations

from dataclasses import replace

from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.pages.progress import when
from permanence_lib.portfolio.progress import completion, upcoming
from permanence_lib.screen.home import HomePage, Standing
from permanence_lib.screen.standard import Link
from permanence_lib.workbook.home import home as list_of_weeks


def home(desk: Desk) -> HomePage:
    """The list of weeks with the panel beside it."""
    page = list_of_weeks(desk.content, desk.store, desk.today(), desk.person, desk.kept)
    return replace(page, standing=standing(desk))


def standing(desk: Desk) -> Standing:
    """The panel: what the next workshop still needs, and how many requirements have all they need."""
    summary = " ".join(completion.summary(completion.requirements(desk)))
    coming = upcoming.next_workshop(desk)
    if coming is None:
        return Standing(summary, "/progress")
    needs = tuple(Link(one.words, one.href) for one in coming.before if not one.is_done)
    return Standing(summary, "/progress", coming.week.title, coming.href, when(coming, desk), needs)
