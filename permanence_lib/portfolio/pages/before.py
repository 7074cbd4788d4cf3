"""Before a workshop: the form in which a participant chooses what the facilitator may know, and the file it makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.content.programme import Week
from permanence_lib.exercises import find
from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.before import share
from permanence_lib.portfolio.before.share import LONGEST, Offered, Wanted
from permanence_lib.portfolio.before.together import levels_of
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import days, upcoming
from permanence_lib.screen import before as screen
from permanence_lib.screen.asked import Answer, Asked, Given, Made, Went

_TITLE = "Before the workshop"


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """/before, which leads to the next workshop's, and /before/w18."""
    workshops = {week.id: week for week in days.workshops(desk)}
    match asked.rest:
        case () | ("",):
            coming = upcoming.next_workshop(desk)
            return Went(f"/before/{coming.week.id if coming else list(workshops)[-1]}")
        case (name,) if name in workshops:
            return _sent(desk, asked, workshops[name]) if asked.sent else _page(desk, asked, workshops[name])
    return None


def _sent(desk: Desk, asked: Asked, week: Week) -> Answer:
    """The file, or what is wrong, or what looks like a real person first."""
    wanted = _wanted(asked)
    if errors := _wrong(wanted):
        return _page(desk, asked, week, errors)
    made = share.made(desk, week, wanted)
    words = {"Questions to bring": "\n".join(made.questions), "What would make the day easier": made.needs}
    question = leaving.ask(desk, asked, {title: text for title, text in words.items() if text})
    if question is not None:
        return question
    share.keep(desk, made)
    desk.note("shared", f"before {week.id}")
    return Given(made.name, "application/json; charset=utf-8", made.file())


def _wanted(asked: Asked) -> Wanted:
    return Wanted(asked.one("weeks") == "yes", asked.all("question"), asked.one("ratings") == "yes", asked.one("needs"))


def _wrong(wanted: Wanted) -> dict[str, str]:
    if wanted.is_empty:
        return {"weeks": "Choose something to tell, or write what would make the day easier"}
    if len(wanted.needs) > LONGEST:
        return {"needs": f"Write {LONGEST} characters or fewer, or tell your facilitator yourself"}
    return {}


def _page(desk: Desk, asked: Asked, week: Week, errors: Mapping[str, str] | None = None) -> Made:
    found, wanted = share.offered(desk, week), _wanted(asked)
    before = desk.kept.get(f"{share.KEPT_UNDER}:{week.id}")
    chosen = wanted.questions if asked.sent else tuple(each.id for each in found.questions)
    page = screen.BeforePage(
        week=week.id,
        title=f"Week {week.number}. {week.title}",
        token=asked.token,
        weeks=tuple((f"Week {desk.content.weeks[name].number}: {desk.content.weeks[name].title}", said) for name, said in found.weeks.items()),
        questions=tuple(screen.Choice(each.id, each.words, each.title) for each in found.questions),
        rated_title=found.rated_title,
        ratings=_levels(desk, found),
        with_weeks=wanted.weeks or not asked.sent,
        chosen=frozenset(chosen),
        with_ratings=wanted.ratings,
        needs=wanted.needs if asked.sent or before is None else str(before.value.get("needs", "")),
        told_on=say_date(date.fromisoformat(before.value["made_on"])) if before else "",
        errors=errors or {},
    )  # fmt: skip
    return Made(f"{'Error: ' if errors else ''}{_TITLE}", screen.render(page))


def _levels(desk: Desk, found: Offered) -> tuple[tuple[str, str], ...]:
    """Every level that could be told, beside its statement."""
    if not found.ratings:
        return ()
    words = levels_of(find(found.rated_in, desk.content))
    statements = desk.content.statements
    return tuple(
        (f"{name} {statements[name].text}", words.get(level, level))
        for name, level in found.ratings.items()
        if name in statements
    )
