"""My plan: agreement, goals and self-assessments brought together, the times set aside, and the study calendar."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from permanence_lib.content.dates import say_date
from permanence_lib.document import html
from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import calendar_file, days, growth, slot
from permanence_lib.portfolio.progress.calendar import Calendar, Event
from permanence_lib.portfolio.progress.completion import address, short, standing
from permanence_lib.portfolio.progress.forms import times, workshop_days
from permanence_lib.portfolio.progress.growth import Profile
from permanence_lib.portfolio.work import of_exercise
from permanence_lib.screen import plan
from permanence_lib.screen.asked import Answer, Asked, Given, Made
from permanence_lib.screen.plan import DateRow, Piece, PlanPage, Section, Time
from permanence_lib.screen.standard import Link
from permanence_lib.workbook.home import say_dates


def answer(desk: Desk, asked: Asked) -> Answer | None:
    """The page, a form for one of the times, or the calendar file."""
    match asked.rest:
        case ():
            return Made("My plan", plan.render(_page(desk, asked.token)))
        case ("study-time",):
            return times.answer(desk, asked, times.STUDY)
        case ("supervision",):
            return times.answer(desk, asked, times.SUPERVISION)
        case ("workshops",):
            return workshop_days.answer(desk, asked)
        case ("calendar",) if asked.sent and days.start(desk):
            return _calendar(desk, asked)
    return None


def _calendar(desk: Desk, asked: Asked) -> Answer:
    """The file, once what the participant typed into it has been looked at."""
    typed = {
        "The place of your study time": slot.study_slot(desk).place,
        "The place of supervision": slot.supervision(desk).place,
    }
    page = leaving.ask(desk, asked, {title: words for title, words in typed.items() if words})
    if page is not None:
        return page
    file = calendar_file.write(Calendar(desk), remind=asked.one("remind") == "yes")
    return Given(calendar_file.NAME, calendar_file.MEDIA_TYPE, file)


def _page(desk: Desk, token: str) -> PlanPage:
    places, found = desk.content.programme.plan, growth.profiles(desk)
    answered = [profile for profile in found if profile.ratings]
    return PlanPage(
        agreement=_piece(places.agreement, desk),
        goals=tuple(_piece(name, desk) for name in places.development),
        assessments=tuple(_assessment(profile, desk) for profile in found),
        columns=tuple(f"Week {profile.week}" for profile in answered),
        growth=tuple(Section(x.title, x.sentences, x.rows) for x in growth.compared(desk, found)),
        honest=growth.HONEST,
        times=tuple(_times(desk)),
        dates=tuple(_row(event) for event in Calendar(desk).events),
        token=token,
    )


def _piece(name: str, desk: Desk) -> Piece:
    """One exercise as it was last saved."""
    exercise = desk.written[name]
    work = next(of_exercise(exercise, desk), None)
    week, stands = desk.content.weeks[exercise.week_id].number, standing(exercise, desk)
    saved = f", saved on {say_date(work.record.saved_at.astimezone().date())}" if work else ""
    printed = Markup(html.render(work.blocks())) if work else None
    go = "Change it in its week" if work else "Go to it"
    place = exercise.definition.portfolio
    item = f"{place.item}. " if place and place.item != exercise.definition.title else ""
    words = f"{item}Week {week}, {stands}{saved}."
    return Piece(exercise.definition.title, words, Link(go, address(exercise)), printed)


def _assessment(profile: Profile, desk: Desk) -> Piece:
    """A self-assessment without its printed form: what it says stands in the tables below."""
    on = f", saved on {say_date(profile.on)}" if profile.on else ""
    change = Link("Change it in its week" if profile.on else "Go to it", profile.href)
    words = f"Week {profile.week}, {profile.standing}{on}."
    return Piece(profile.exercise.definition.title, words, change, chosen=profile.chosen)


def _times(desk: Desk) -> Iterator[Time]:
    study, supervision = slot.study_slot(desk), slot.supervision(desk)
    yield Time(
        "Weekly study time", (study.said() or "Not given yet",), Link("Change the study time", times.STUDY.action)
    )
    often = "Every week" if supervision.every == 1 else f"Every {supervision.every} weeks"
    said = ", ".join(filter(None, (f"{often} from week {supervision.first}", supervision.said())))
    yield Time(
        "Supervision",
        (said if supervision.every else "Not given yet",),
        Link("Change supervision", times.SUPERVISION.action),
    )
    lines = tuple(f"{short(week)}, week {week.number}: {_when(desk, week.id)}" for week in days.workshops(desk))
    yield Time("Workshop days", lines, Link("Change the workshop days", "/plan/workshops"))


def _when(desk: Desk, name: str) -> str:
    """The day of a workshop, or what is known of it."""
    week = desk.content.weeks[name]
    day = days.workshop_day(desk, week)
    if day:
        outside = (span := days.dates(desk, week)) and not span[0] <= day <= span[1]
        return f"{say_date(day)}{', which is not in that week' if outside else ''}"
    span = days.dates(desk, week)
    return f"some day from {say_dates(span)}" if span else "no day yet"


def _row(event: Event) -> DateRow:
    """One date, with its time or its last day."""
    if event.at is not None:
        when = f"{event.day:%A} {say_date(event.day)}, {event.begins():%H:%M} to {event.ends():%H:%M}"
    elif event.last:
        when = say_dates((event.day, event.last))
    else:
        when = f"{event.day:%A} {say_date(event.day)}"
    return DateRow(when, event.title, event.note)
