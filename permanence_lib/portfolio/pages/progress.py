"""My progress: the requirements, the next workshop, the way back, and planned time."""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib.content.dates import say_date
from permanence_lib.content.days import say_minutes
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import completion, days, studied, upcoming
from permanence_lib.portfolio.progress.completion import Requirement
from permanence_lib.portfolio.progress.forms import alternative, attended
from permanence_lib.portfolio.progress.upcoming import CatchUp, NextWorkshop
from permanence_lib.screen import progress
from permanence_lib.screen.asked import Answer, Asked, Made
from permanence_lib.screen.progress import ProgressPage, Step, Task, WayBack, WorkshopPart
from permanence_lib.screen.standard import Link
from permanence_lib.workbook.home import say_dates

_ROOMS = (
    Link("Portfolio: what you choose to keep and show", "/portfolio"),
    Link("Evidence: the standard, and what you have for each statement", "/evidence"),
    Link("Plan: agreement, goals, self-assessments and study calendar", "/plan"),
    Link("CPD record for Social Work England", "/cpd"),
    Link("Sharing: your line manager, your peers, your cohort", "/sharing"),
    Link("Certificate", "/certificate"),
)


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """The page, or the form for one week: /progress/attended/w04, /progress/alternative/w12."""
    match asked.rest:
        case ():
            return Made("My progress", progress.render(_page(desk)))
        case ("attended", name) if name in {week.id for week in days.workshops(desk)}:
            return attended.answer(desk, asked, desk.content.weeks[name])
        case ("alternative", name) if name in desk.content.weeks:
            return alternative.answer(desk, asked, desk.content.weeks[name])
    return None


def _page(desk: Desk) -> ProgressPage:
    found, time = completion.requirements(desk), studied.studied(desk)
    coming = upcoming.next_workshop(desk)
    change = (
        "Change the minutes you agreed" if time.agreed else "Give the minutes a week you agreed with your line manager"
    )
    return ProgressPage(
        summary=completion.summary(found),
        tasks=tuple(_task(one, desk) for one in found),
        workshop=_workshop(coming, desk) if coming else None,
        way_back=_way_back(upcoming.catch_up(desk), desk),
        studied=time.sentences(),
        minutes=tuple((x.title, say_minutes(x.planned), _finished(x.finished)) for x in time.modules),
        agreed=Link(change, "/plan/study-time"),
        rooms=_ROOMS,
    )


def _finished(minutes: int) -> str:
    return say_minutes(minutes) if minutes else "Nothing yet"


def _task(found: Requirement, desk: Desk) -> Task:
    return Task(
        id=found.id,
        text=found.text,
        status=status(found),
        missing=tuple(Link(*link) for link in found.missing),
        shown=tuple(Link(*link) for link in found.shown),
        also=tuple(_alternatives(found, desk)),
    )


def status(found: Requirement) -> str:
    """Where one requirement stands."""
    if found.verified:
        return "Verified, and something is missing" if found.missing else "Verified by your line manager"
    if found.met:
        return "Has all it needs"
    return "Begun" if found.shown else "Not begun"


def _alternatives(found: Requirement, desk: Desk) -> Iterator[Link]:
    """Every open week for which something else can be agreed; attendance has its own form, which leads there."""
    rule = next(x.rule for x in desk.content.programme.completion.shown_by if x.id == found.id)
    if rule.alternatives and rule.core_of:
        for _, href in found.missing:
            week = desk.content.weeks[href.removeprefix("/week/")[:3]]
            yield Link(f"Week {week.number}: {week.title}", f"/progress/alternative/{week.id}")


def _workshop(coming: NextWorkshop, desk: Desk) -> WorkshopPart:
    return WorkshopPart(
        title=f"Next: {coming.week.title}",
        when=when(coming, desk),
        day=Link("What to bring is on the page of the day", coming.href),
        before=tuple(_step(one) for one in coming.before),
        draws_on=tuple(_step(one) for one in coming.draws_on),
    )


def when(coming: NextWorkshop, desk: Desk) -> str:
    """'Week 11, on 24 March 2026, 09:30 to 16:30.'; the week's dates, or only its number, where no more is known."""
    number, agenda = f"Week {coming.week.number}", coming.week.workshop
    if coming.day and agenda:
        return f"{number}, on {say_date(coming.day)}, {agenda.start} to {agenda.end}."
    span = say_dates(days.dates(desk, coming.week))
    return f"{number}, {span}. Put the day on your plan when you know it." if span else f"{number}."


def _step(one: upcoming.Step) -> Step:
    """With why it comes here, or else how it stands."""
    about = "Finished" if one.is_done else f"{say_minutes(one.minutes)}, {one.standing}"
    return Step(Link(one.words, one.href), f"{about}. {one.why}." if one.why else about)


def _way_back(found: CatchUp, desk: Desk) -> WayBack:
    return WayBack(
        about=_about(found, desk),
        shortest=tuple(_step(one) for one in found.shortest),
        shortest_takes=_takes(found.shortest),
        rest=tuple(_step(one) for one in found.rest),
        rest_takes=_takes(found.rest),
    )


def _takes(steps: tuple[upcoming.Step, ...]) -> str:
    many = "1 activity" if len(steps) == 1 else f"{len(steps)} activities"
    return f"{many}, planned at {say_minutes(sum(one.minutes for one in steps))}"


def _about(found: CatchUp, desk: Desk) -> str:
    """Whether anything is open in the weeks that are over, and how that is known."""
    by_date = days.now(desk) is not None
    before = "the weeks that are over" if by_date else "the weeks before the one you have reached"
    if not (found.shortest or found.rest):
        return f"Nothing is open in {before}."
    if not found.shortest:
        return f"These are the activities still open in {before}. Nothing that comes next waits for them."
    return (
        f"Something is open in {before}. Begin with what completion asks for by name and what the coming days take up "
        "again; the rest can follow, or you can agree something else for a week."
    )
