"""The study calendar, written and read back by another hand: days, clock changes, and being taken in twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import participant
import pytest

from permanence_lib import exercises
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import calendar_file, slot
from permanence_lib.portfolio.progress.calendar import Calendar
from permanence_lib.portfolio.progress.slot import Slot

LONDON = ZoneInfo("Europe/London")
DAYS = {"w04": "2026-02-04", "w11": "2026-03-25", "w18": "2026-05-13"}


def at(desk: Desk, start: str = "2026-01-12", day: int | None = 2) -> Desk:
    """A programme with a start, a study slot on Wednesdays at half past nine, and three workshop days."""
    desk.keep("start", {"start": start})
    slot.keep(
        desk,
        slot.STUDY,
        Slot(day=day, time="09:30" if day is not None else "", minutes=150, place="Castle Street library"),
    )
    return replace(desk)


def read(desk: Desk, **how: Any) -> dict[str, Any]:
    """The events of the file by the first part of their UID, as icalendar reads them."""
    found = icalendar.Calendar.from_ical(calendar_file.write(Calendar(desk), **how))
    return {str(event["uid"]).rsplit("-", 2)[0]: event for event in found.walk("VEVENT")}


def test_it_holds_24_study_times_four_workshops_and_four_reviews(empty_desk: Desk) -> None:
    empty_desk.keep("workshop-dates", DAYS)
    kinds = Counter(name.split("-")[-1] for name in read(at(empty_desk)))
    assert kinds == {"study": 24, "workshop": 4, "review": 4}


@pytest.mark.parametrize("start", ["2026-01-12", "2026-09-07", "2027-03-22"])
def test_half_past_nine_stays_half_past_nine_across_the_clock_change(start: str, empty_desk: Desk) -> None:
    """In London, by the file's own time zone, in winter and in summer; the last Sundays of March and October are crossed."""
    desk = at(empty_desk, start)
    file = icalendar.Calendar.from_ical(calendar_file.write(Calendar(desk)))
    zone = next(iter(file.walk("VTIMEZONE"))).to_tz()
    begun = [event["dtstart"].dt for event in file.walk("VEVENT") if isinstance(event["dtstart"].dt, datetime)]
    assert len(begun) == 24
    assert all((when.hour, when.minute, when.weekday()) == (9, 30, 2) for when in begun)
    said = [when.replace(tzinfo=zone).utcoffset() for when in begun]
    assert said == [when.replace(tzinfo=LONDON).utcoffset() for when in begun]
    assert set(said) == {timedelta(0), timedelta(hours=1)}


def test_the_time_zone_changes_when_london_does(empty_desk: Desk) -> None:
    """Compared hour by hour round every change of 28 years, against the zone's own history."""
    file = icalendar.Calendar.from_ical(calendar_file.write(Calendar(at(empty_desk))))
    zone = next(iter(file.walk("VTIMEZONE"))).to_tz()
    for year in range(2020, 2037):
        for month in (3, 10):
            sunday = max(day for n in range(25, 32) if (day := date(year, month, n)).weekday() == 6)
            for hour in (0, 3, 12):
                when = datetime(sunday.year, sunday.month, sunday.day, hour)
                assert when.replace(tzinfo=zone).utcoffset() == when.replace(tzinfo=LONDON).utcoffset(), when


def test_a_workshop_has_its_hours_or_an_uncertain_week(empty_desk: Desk) -> None:
    """With a day 09:30 to 16:30 in London; without one the working week, tentative and leaving one free."""
    empty_desk.keep("workshop-dates", DAYS)
    found = read(at(empty_desk))
    known, unknown = found["w18-workshop"], found["w25-workshop"]
    assert known["dtstart"].dt == datetime(2026, 5, 13, 9, 30, tzinfo=LONDON)
    assert known["dtend"].dt == datetime(2026, 5, 13, 16, 30, tzinfo=LONDON)
    assert (known["status"], known["transp"]) == ("CONFIRMED", "OPAQUE")
    assert (unknown["dtstart"].dt, unknown["dtend"].dt) == (date(2026, 6, 29), date(2026, 7, 4))
    assert (unknown["status"], unknown["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert "day to be confirmed" in unknown["summary"]


def test_without_a_slot_study_is_a_whole_day(empty_desk: Desk) -> None:
    """The Monday, leaving one free."""
    empty_desk.keep("start", {"start": "2026-01-14"})
    found = read(replace(empty_desk))
    assert found["w02-study"]["dtstart"].dt == date(2026, 1, 19)
    assert found["w02-study"]["dtend"].dt == date(2026, 1, 20)
    assert found["w01-study"]["dtstart"].dt == date(2026, 1, 14), "not before the programme starts"


def test_a_bank_holiday_is_noted(empty_desk: Desk) -> None:
    """6 April and 4 and 25 May 2026 are Mondays off; the event stays where it is and says so."""
    found = read(at(empty_desk, day=0))
    noted = {event["dtstart"].dt.date() for event in found.values() if "bank holiday" in event.get("description", "")}
    assert noted == {date(2026, 4, 6), date(2026, 5, 4), date(2026, 5, 25)}


def test_supervision_comes_every_so_many_weeks(empty_desk: Desk) -> None:
    slot.keep(empty_desk, slot.SUPERVISION, Slot(day=0, time="14:00", minutes=90, every=4, first=2))
    found = [event for name, event in read(at(empty_desk)).items() if name.startswith("supervision")]
    assert [event["dtstart"].dt.date() for event in found][:3] == [
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 3, 16),
    ]
    assert len(found) == 7
    assert found[0]["dtend"].dt - found[0]["dtstart"].dt == timedelta(minutes=90)


def test_reviews_are_due_in_the_week_after_each_module(empty_desk: Desk) -> None:
    found = read(at(empty_desk))
    begun = [found[f"{week}-review"]["dtstart"].dt for week in ("w07", "w14", "w21", "w28")]
    assert begun == [date(2026, 3, 2), date(2026, 4, 20), date(2026, 6, 8), date(2026, 7, 27)]


def test_taken_in_again_it_changes_and_doubles_nothing(empty_desk: Desk) -> None:
    """Every UID stays when the start, the slot and the workshop days change; the newer form has the higher number."""
    before = read(at(empty_desk))
    slot.keep(replace(empty_desk), slot.STUDY, Slot(day=4, time="13:00", minutes=120, kept=1))
    empty_desk.keep("workshop-dates", DAYS)
    empty_desk.keep("start", {"start": "2026-01-19"})
    after = read(replace(empty_desk))
    assert {e["uid"] for e in before.values()} == {e["uid"] for e in after.values()}
    assert len({e["uid"] for e in after.values()}) == len(after)
    assert after["w05-study"]["sequence"] > before["w05-study"]["sequence"]
    assert after["w05-study"]["dtstart"].dt == datetime(2026, 2, 20, 13, 0, tzinfo=LONDON)


def test_the_same_records_give_the_same_file(empty_desk: Desk) -> None:
    """Nothing in it is the moment of writing: its stamp is that of the newest record of a time."""
    desk = at(empty_desk)
    assert calendar_file.write(Calendar(desk)) == calendar_file.write(Calendar(replace(desk)))
    newest = max(desk.kept[name].saved_at for name in ("start", "study-slot"))
    assert read(desk)["w01-study"]["dtstamp"].dt == newest.astimezone(UTC).replace(microsecond=0)


def test_two_people_share_a_calendar_without_meeting(empty_desk: Desk) -> None:
    """Another programme, begun at another moment, has other UIDs."""
    from permanence_lib.store import open_store

    other = open_store("sqlite://")
    desk = replace(empty_desk, store=other, person=type(empty_desk.person)(other.me().id))
    assert not {e["uid"] for e in read(at(empty_desk)).values()} & {e["uid"] for e in read(at(desk)).values()}
    other.close()


def test_the_calendar_stays_the_same_on_another_computer(empty_desk: Desk) -> None:
    """Once the records are restored there, its events are still the ones in the diary."""
    from permanence_lib.store import open_store

    desk, other = at(empty_desk), open_store("sqlite://")
    me = other.me().id
    other.restore(me, desk.store.everything(desk.person.participant))
    there = replace(desk, store=other, person=type(desk.person)(me))
    assert calendar_file.write(Calendar(there)) == calendar_file.write(Calendar(desk))
    other.close()


def test_lines_are_folded_and_end_as_the_format_asks(empty_desk: Desk) -> None:
    """No line is longer than 75 bytes, and every line ends with CR LF (RFC 5545, 3.1)."""
    file = calendar_file.write(Calendar(at(empty_desk)))
    assert file.endswith(b"\r\n") and b"\n" not in file.replace(b"\r\n", b"")
    assert max(map(len, file.split(b"\r\n"))) <= 75


def test_what_is_in_a_week_stands_in_its_event(empty_desk: Desk) -> None:
    """Title, activities with minutes, the place as typed; no links."""
    event = read(at(empty_desk))["w02-study"]
    assert event["summary"] == "Study, week 2: What permanence means and what delay does"
    assert "Planned: 2 hours 50 minutes." in event["description"]
    assert "- First look at Making Not Breaking (30 minutes)" in event["description"]
    assert event["location"] == "Castle Street library"
    assert "http" not in event["description"]


def test_nothing_about_a_child_is_in_it(empty_desk: Desk) -> None:
    """Neither the alias nor a word of any answer."""
    example = exercises.find("w01a4", empty_desk.content)
    participant.answer(empty_desk.store, empty_desk.person.participant, example, "w01a4")
    desk = at(empty_desk)
    assert desk.alias
    assert desk.alias.encode() not in calendar_file.write(Calendar(desk))


def test_reminders_only_where_they_are_wanted(empty_desk: Desk) -> None:
    desk = at(empty_desk)
    assert not any(event.walk("VALARM") for event in read(desk).values())
    reminded = [name for name, event in read(desk, remind=True).items() if event.walk("VALARM")]
    assert len(reminded) == 24 and all(name.endswith("study") for name in reminded)


def test_before_there_is_a_start_date_there_are_no_dates(empty_desk: Desk) -> None:
    assert Calendar(empty_desk).events == ()
