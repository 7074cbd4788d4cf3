"""The day in order, with its breaks, and with time moved."""

from __future__ import annotations

from itertools import pairwise

import pytest

from permanence_lib.content.library import Content
from permanence_lib.workshop.day import say, stretches
from permanence_lib.workshop.state import Move

WORKSHOPS = ["w04", "w11", "w18", "w25"]


@pytest.mark.parametrize("week", WORKSHOPS)
def test_the_day_has_no_holes_and_nothing_twice(content: Content, week: str) -> None:
    agenda = content.weeks[week].workshop
    assert agenda is not None
    day = stretches(agenda)
    assert [(each.start, each.end) for each in day[:-1]] == [
        (before.start, after.start) for before, after in pairwise(day)
    ]
    assert (say(day[0].start), say(day[-1].end)) == (agenda.start, agenda.end)
    assert sum(each.is_break for each in day) == len(agenda.breaks)


def test_the_four_days_hold_sixteen_sessions_and_37_live_exercises(content: Content) -> None:
    days = [stretches(content.weeks[week].workshop) for week in WORKSHOPS]  # type: ignore[arg-type]
    assert len({each.session for day in days for each in day if each.session}) == 16
    assert len({each.exercise for day in days for each in day if each.exercise}) == 37


def test_a_longer_stretch_moves_what_follows_and_nothing_before(content: Content) -> None:
    agenda = content.weeks["w18"].workshop
    assert agenda is not None
    plain, moved = stretches(agenda), stretches(agenda, [Move(stretch="w18s1.2", minutes=10)])
    assert moved[0] == plain[0]
    assert (moved[1].start, moved[1].minutes) == (plain[1].start, plain[1].minutes + 10)
    assert all(
        (b.start - a.start, b.minutes) == (10, a.minutes) for a, b in zip(plain[2:], moved[2:], strict=True)
    )  # fmt: skip


def test_a_stretch_cannot_become_shorter_than_nothing(content: Content) -> None:
    agenda = content.weeks["w18"].workshop
    assert agenda is not None
    moved = stretches(agenda, [Move(stretch="break.2", minutes=-90)])
    lunch = next(each for each in moved if each.id == "break.2")
    assert lunch.minutes == 0
    assert stretches(agenda)[-1].end - moved[-1].end == 60


def test_time_that_was_given_and_taken_back_leaves_the_day_as_it_was(content: Content) -> None:
    agenda = content.weeks["w18"].workshop
    assert agenda is not None
    moves = [Move(stretch="w18s2.1", minutes=15), Move(stretch="w18s2.1", minutes=-15)]
    assert stretches(agenda, moves) == stretches(agenda)
