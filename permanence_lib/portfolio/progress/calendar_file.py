"""The study calendar as an iCalendar file, ready for Outlook, Google or a telephone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from permanence_lib.portfolio.progress.calendar import LONDON, Calendar, Event

if TYPE_CHECKING:
    import icalendar

NAME, MEDIA_TYPE = "achieving-permanence.ics", "text/calendar; charset=utf-8"
#: How long before a study time or a workshop a calendar may remind, where the participant wants it.
_REMIND = timedelta(minutes=15)


def write(calendar: Calendar, *, remind: bool = False) -> bytes:
    """The file. With the same records it is the same file, byte for byte; times of day stand in London time.

    `remind` adds an alarm to events that have a time of day.
    """
    from icalendar import Calendar as Written

    written = Written()
    written.add("prodid", "-//Achieving Permanence//Study calendar//EN")
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    written.add("method", "PUBLISH")
    written.add("x-wr-calname", "Achieving Permanence")
    written.add_component(_london())
    for event in calendar.events:
        written.add_component(_written(event, calendar, remind))
    found: bytes = written.to_ical()
    return found


def _london() -> icalendar.Timezone:
    """London's clock: an hour forward on the last Sunday of March, back on the last Sunday of October, both at 01:00 UTC.

    Two rules in place of a list of every change, because that is the form that Outlook reads.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", LONDON.key)
    winter, summer = timedelta(0), timedelta(hours=1)
    for part, name, before, after, begins, month in (
        (TimezoneDaylight(), "BST", winter, summer, datetime(1996, 3, 31, 1), 3),
        (TimezoneStandard(), "GMT", summer, winter, datetime(1996, 10, 27, 2), 10),
    ):
        part.add("tzname", name)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


def _written(event: Event, calendar: Calendar, remind: bool) -> icalendar.Event:
    from icalendar import Event as Written

    found = Written()
    found.add("uid", calendar.uid(event))
    found.add("dtstamp", calendar.stamp)
    found.add("last-modified", calendar.stamp)
    found.add("sequence", calendar.sequence)
    found.add("dtstart", event.begins())
    found.add("dtend", event.ends())
    found.add("summary", event.title)
    found.add("description", "\n".join(filter(None, (*event.words, event.note))))
    if event.place:
        found.add("location", event.place)
    found.add("status", "CONFIRMED" if event.is_certain else "TENTATIVE")
    found.add("transp", "OPAQUE" if isinstance(event.begins(), datetime) else "TRANSPARENT")
    if remind and event.at is not None:
        found.add_component(_alarm(event.title))
    return found


def _alarm(title: str) -> icalendar.Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -_REMIND)
    return alarm
