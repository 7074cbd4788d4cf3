"""Planned minutes beside agreed time, and clock times as people type them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import participant
import pytest

from permanence_lib.content.days import say_minutes
from permanence_lib.content.library import Content
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import slot, studied
from permanence_lib.portfolio.progress.slot import Slot
from permanence_lib.store import Store


def test_what_is_finished_is_counted_at_its_planned_minutes(store: Store, content: Content) -> None:
    """Weeks 1 and 2 take what the frame of the weeks says; the workshop is not study."""
    desk = participant.study(store, content, ["w01", "w02", "w04"])
    found = studied.studied(desk)
    assert found.finished == content.weeks["w01"].minutes + content.weeks["w02"].minutes
    assert found.modules[0].finished == found.finished
    assert [module.finished for module in found.modules[1:]] == [0, 0, 0]


def test_all_of_it_is_what_is_planned(desk: Desk, content: Content) -> None:
    found = studied.studied(desk)
    assert found.finished == sum(week.minutes for week in content.weeks.values() if week.type != "workshop")
    assert [module.planned for module in found.modules] == [module.finished for module in found.modules]


def test_it_stands_beside_the_agreed_time_of_the_weeks_that_are_over(empty_desk: Desk) -> None:
    """Week 6 begins: weeks 1, 2, 3 and 5 are over, and the workshop in week 4 is counted in neither."""
    empty_desk.keep("start", {"start": "2026-01-12"})
    slot.keep(empty_desk, slot.STUDY, Slot(minutes=150))
    found = studied.studied(replace(empty_desk, today=lambda: date(2026, 2, 16)))
    assert (found.weeks_over, found.agreed) == (4, 150)
    assert (
        "4 study or reading weeks are over. At the 2 hours 30 minutes a week that you agreed, that comes to 10 hours;"
        in found.sentences()[1]
    )
    assert found.sentences()[-1] == studied.HONEST


def test_nothing_is_compared_before_it_can_be(empty_desk: Desk) -> None:
    """Without a number there is no comparison; without a date only the number is said."""
    assert len(studied.studied(empty_desk).sentences()) == 2
    slot.keep(empty_desk, slot.STUDY, Slot(minutes=90))
    assert "You have agreed 1 hour 30 minutes a week." in studied.studied(replace(empty_desk)).sentences()


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "1 minute"), (45, "45 minutes"), (60, "1 hour"), (165, "2 hours 45 minutes"), (0, "0 minutes")]
)  # fmt: skip
def test_minutes_are_said_in_hours(minutes: int, words: str) -> None:
    assert say_minutes(minutes) == words


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("9:30", "09:30"), ("9.30", "09:30"), ("0930", "09:30"), ("9", "09:00"), ("2pm", "14:00"), ("12 am", "00:00"),
     ("24:00", None), ("9:75", None), ("13pm", None), ("noon", None)],
)  # fmt: skip
def test_times_are_read_as_people_type_them(typed: str, clock: str | None) -> None:
    assert slot.read_clock(typed) == clock


def test_a_record_of_another_form_is_left_out(empty_desk: Desk) -> None:
    empty_desk.keep("study-slot", {"day": 9, "time": "9", "minutes": "150", "place": "Library"})
    found = slot.study_slot(replace(empty_desk))
    assert (found.day, found.time, found.minutes, found.place) == (None, "", None, "Library")
