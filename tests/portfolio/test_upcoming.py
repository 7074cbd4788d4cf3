"""The next workshop, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import participant
import pytest

from permanence_lib.content.library import Content
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import agreed, days, upcoming
from permanence_lib.portfolio.progress.agreed import Alternative, Attended
from permanence_lib.store import Store

WEEKS_1_TO_9 = [f"w{number:02}" for number in range(1, 10)]


@pytest.fixture
def half(store: Store, content: Content) -> Desk:
    """Weeks 1 to 9 done without week 6, and no date given."""
    return participant.study(store, content, [week for week in WEEKS_1_TO_9 if week != "w06"])


def on(desk: Desk, day: date) -> Desk:
    """The same desk on a day of a programme that began on 12 January 2026."""
    desk.keep("start", {"start": "2026-01-12"})
    return replace(desk, today=lambda: day)


def test_the_first_workshop_comes_next_at_the_beginning(empty_desk: Desk) -> None:
    """With the reading week before it: the essential reading first, the question to post among the rest."""
    found = upcoming.next_workshop(empty_desk)
    assert found is not None and found.week.id == "w04"
    assert [step.href[-5:] for step in found.before] == ["w03a1", "w03a2", "w03a3"]
    assert [step.href[-5:] for step in found.draws_on] == ["w01a4", "w02a2"]


def test_without_a_date_the_furthest_week_says_which_is_next(half: Desk) -> None:
    found = upcoming.next_workshop(half)
    assert found is not None and found.week.id == "w11" and found.day is None
    assert all(step.is_done for step in found.draws_on) and not any(step.is_done for step in found.before)


def test_with_a_date_the_day_says_which_is_next(half: Desk) -> None:
    """On the day of a workshop it is still the next; on the day after it is not."""
    half.keep("workshop-dates", {"w11": "2026-03-25"})
    today, tomorrow = on(half, date(2026, 3, 25)), on(half, date(2026, 3, 26))
    first, second = upcoming.next_workshop(today), upcoming.next_workshop(tomorrow)
    assert first and second
    assert (first.week.id, first.day, second.week.id) == ("w11", date(2026, 3, 25), "w18")


def test_a_day_in_the_learning_agreement_need_not_be_typed_again(half: Desk, content: Content) -> None:
    """The agreement has a place for each workshop day; what is saved on the plan counts before it."""
    value = half.kept["w01a3"].value
    rows = [{"id": "two", "answers": {"day": {"day": "24", "month": "3", "year": "2026"}}, "source": ""}, {"id": "three", "answers": {"day": {"day": "x", "month": "", "year": ""}}, "source": ""}]  # fmt: skip
    from permanence_lib import exercises

    participant.answer(half.store, half.person.participant, exercises.find("w01a3", content), "w01a3", value={**value, "rows": {**value["rows"], "workshops": rows}})  # fmt: skip
    again = replace(half)
    assert days.agreed_days(again) == {"w11": date(2026, 3, 24)}
    assert days.workshop_day(again, content.weeks["w11"]) == date(2026, 3, 24)
    half.keep("workshop-dates", {"w11": "2026-03-26"})
    assert days.workshop_day(replace(half), content.weeks["w11"]) == date(2026, 3, 26)


def test_attended_or_replaced_is_not_next(empty_desk: Desk) -> None:
    agreed.keep_attended(empty_desk, "w04", Attended(attended=True))
    agreed.keep_alternative(empty_desk, "w11", Alternative(True, "x", "y"))
    found = upcoming.next_workshop(replace(empty_desk))
    assert found is not None and found.week.id == "w18"


def test_after_the_last_there_is_none(desk: Desk) -> None:
    assert upcoming.next_workshop(on(desk, date(2026, 8, 1))) is None


def test_nothing_is_behind_at_the_beginning(empty_desk: Desk) -> None:
    assert upcoming.catch_up(empty_desk) == upcoming.CatchUp((), ())


def test_the_shortest_way_holds_what_others_wait_for(half: Desk) -> None:
    """In week 11: the reading that completion names, what the day draws on; then week 6, in its own order."""
    found = upcoming.catch_up(on(half, date(2026, 3, 25)))
    assert [step.href[-5:] for step in found.shortest] == ["w10a1", "w10a2", "w10a3"]
    assert found.shortest[0].why == "Completion asks for it: all core reading logged"
    assert found.shortest[2].why == "Week 11 draws on it"
    assert [step.href[-5:] for step in found.rest] == ["w06a1", "w06a2", "w06a3", "w06a4", "w06a5"]
    assert sum(step.minutes for step in found.shortest) == 150


def test_without_a_date_the_weeks_before_the_furthest_are_past(half: Desk) -> None:
    found = upcoming.catch_up(half)
    assert not found.shortest and found.rest[0].href.endswith("w06a1")


def test_an_agreed_alternative_shortens_the_rest_alone(half: Desk) -> None:
    """Week 6 is settled; the reading of week 10 is still asked for by name."""
    for week in ("w06", "w10"):
        agreed.keep_alternative(half, week, Alternative(True, "x", "y"))
    found = upcoming.catch_up(on(half, date(2026, 3, 25)))
    assert found.rest == () and found.shortest[0].href.endswith("w10a1")


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2026, 1, 11), 0), (date(2026, 1, 12), 1), (date(2026, 7, 26), 28), (date(2026, 7, 27), 29)],
)
def test_the_number_of_the_week(day: date, number: int, empty_desk: Desk) -> None:
    assert days.now(on(empty_desk, day)) == number
