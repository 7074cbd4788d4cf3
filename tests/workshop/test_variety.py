"""Answers as twenty people might give them, for a rehearsal: every one of them fits its exercise."""

from __future__ import annotations

from random import Random

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.workshop.variety import varied

LIVE = ["w04", "w11", "w18", "w25"]


@pytest.mark.parametrize("week", LIVE)
def test_twenty_people_do_not_answer_alike(content: Content, week: str) -> None:
    for exercise in exercises.readable(content, week):
        answers = [varied(exercise, Random(n)) for n in range(20)]
        assert None not in answers
        assert len({repr(each) for each in answers}) >= 5, exercise.id


def test_the_same_chance_gives_the_same_answer(content: Content) -> None:
    exercise = exercises.find("w18s2c", content)
    assert varied(exercise, Random(3)) == varied(exercise, Random(3))


def test_what_is_chosen_is_one_of_the_choices(content: Content) -> None:
    exercise = exercises.find("w18s2c", content)
    choices = {each.id for item in exercise.definition.items for each in exercise.definition.choices_for(item)}  # type: ignore[attr-defined]
    for n in range(20):
        answer = varied(exercise, Random(n))
        assert answer is not None
        assert all(stand.choice in choices | {""} for stand in answer.stands.values())  # type: ignore[attr-defined]
