"""My plan: what was agreed and set out, the times set aside, and the calendar file."""

from __future__ import annotations

from dataclasses import replace

import icalendar
import pytest
from test_progress_page import ask, body

from permanence_lib.portfolio import leaving
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import days, slot
from permanence_lib.screen.asked import Given, Made, Went

WHEN = {"day": "2", "time": "9.30", "minutes": "150", "place": "Library", "base": "0"}


def test_everything_is_brought_together_to_read(desk: Desk) -> None:
    """The agreement, the goals and all four looks at oneself, with a link to change each."""
    html = body(ask(desk, "/plan"))
    for name in ("w01a3", "w01a5", "w14a3", "w28a3", "w01a2", "w14a2", "w25s4a", "w28a2"):
        assert f"#exercise-{name}" in html
    assert "the library on Castle Street" in html, "the words of the agreement"
    assert "These are your own words about yourself on different days." in html
    assert '<th scope="col">Week 14</th>' in html


def test_before_anything_is_written_it_says_where_to_begin(empty_desk: Desk) -> None:
    html = body(ask(empty_desk, "/plan"))
    assert html.count("not started") == 8
    assert "There are no dates before the programme has a start date." in html
    assert "These are your own words" not in html


def test_the_weekly_study_time_is_kept(empty_desk: Desk) -> None:
    assert ask(empty_desk, "/plan/study-time", **WHEN) == Went("/plan#times")
    assert slot.study_slot(replace(empty_desk)).said() == "Wednesday at 09:30, 2 hours 30 minutes, Library"
    assert "Wednesday at 09:30, 2 hours 30 minutes, Library" in body(ask(empty_desk, "/plan"))


def test_the_learning_agreement_stands_beside_the_form(desk: Desk) -> None:
    """What was agreed about the hours need not be remembered."""
    assert "Wednesdays 9:30 to 12, in the library on Castle Street" in body(ask(desk, "/plan/study-time"))


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"time": "25:00"}, "The time must be a time of day, for example 9:30 or 2pm"),
        ({"minutes": "two hours"}, "Minutes must be a whole number from 1 to 480"),
        ({"minutes": "481"}, "Minutes must be a whole number from 1 to 480"),
        ({"every": "0"}, "Weeks between must be a whole number from 1 to 12"),
        ({"first": "29"}, "The first week must be a whole number from 1 to 28"),
    ],
)
def test_a_time_that_is_none_is_explained(typed: dict[str, str], message: str, empty_desk: Desk) -> None:
    """What was typed stays, nothing is saved."""
    answer = ask(empty_desk, "/plan/supervision", **{**WHEN, "every": "4", **typed})
    assert isinstance(answer, Made) and answer.title.startswith("Error")
    assert answer.body.count(message) == 2 and 'value="Library"' in answer.body
    assert "supervision" not in replace(empty_desk).kept


def test_two_windows_show_both(empty_desk: Desk) -> None:
    ask(empty_desk, "/plan/study-time", **WHEN)
    html = body(ask(empty_desk, "/plan/study-time", **{**WHEN, "time": "14:00"}))
    assert "Wednesday at 09:30, 2 hours 30 minutes, Library" in html and 'value="14:00"' in html


def test_workshop_days_are_kept_and_can_be_taken_back(empty_desk: Desk) -> None:
    """A day outside its week is taken as it is, and said to be so."""
    empty_desk.keep("start", {"start": "2026-01-12"})
    day = {"w04_day": "11", "w04_month": "2", "w04_year": "2026"}
    assert ask(empty_desk, "/plan/workshops", base="0", **day) == Went("/plan#times")
    assert "11 February 2026, which is not in that week" in body(ask(empty_desk, "/plan"))
    ask(empty_desk, "/plan/workshops", base="1")
    desk = replace(empty_desk)
    assert days.workshop_day(desk, desk.content.weeks["w04"]) is None


def test_a_workshop_day_that_is_none_is_explained(empty_desk: Desk) -> None:
    html = body(ask(empty_desk, "/plan/workshops", base="0", w11_day="30", w11_month="2", w11_year="2026"))
    assert html.count("The day of workshop two must be a real date") == 2 and 'value="30"' in html


def test_the_calendar_is_given_as_a_file_and_as_a_list(empty_desk: Desk) -> None:
    """The list has the same dates as the file."""
    empty_desk.keep("start", {"start": "2026-01-12"})
    ask(empty_desk, "/plan/study-time", **{**WHEN, "place": ""})
    given = ask(empty_desk, "/plan/calendar", remind="yes")
    assert isinstance(given, Given) and given.name.endswith(".ics")
    events = icalendar.Calendar.from_ical(given.content).walk("VEVENT")
    html = body(ask(empty_desk, "/plan"))
    assert len(events) == html.count('<tr><th scope="row">') == 32
    assert "Wednesday 14 January 2026, 09:30 to 12:00" in html
    assert any(event.walk("VALARM") for event in events)


def test_nothing_leaves_without_being_looked_at(empty_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The place of the study time is the participant's own words, so it is looked through first."""
    empty_desk.keep("start", {"start": "2026-01-12"})
    ask(empty_desk, "/plan/study-time", **WHEN)
    looked: list[dict[str, str]] = []
    monkeypatch.setattr(leaving, "ask", lambda desk, asked, parts: looked.append(dict(parts)) or Made("Look", ""))
    assert ask(empty_desk, "/plan/calendar", remind="") == Made("Look", "")
    assert looked == [{"The place of your study time": "Library"}]


@pytest.mark.parametrize("path", ["/plan/calendar", "/plan/other", "/plan/workshops/w04"])
def test_there_is_no_such_page(path: str, empty_desk: Desk) -> None:
    """The calendar is asked for by its button; without a start date there is none."""
    assert ask(empty_desk, path) is None
