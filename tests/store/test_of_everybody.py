"""What everybody's newest answer to one exercise is, now or at an earlier moment; and whether anything was saved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from permanence_lib.store import Store


@pytest.fixture
def answers(store: Store) -> Store:
    return store


def save(store: Store, whose: str, exercise: str, words: str) -> None:
    before = store.latest(whose, exercise)
    base = before.revision if before else 0
    store.save(whose, exercise, {"words": words}, base=base, request_id=f"{whose}{exercise}{base}", definition_hash="h")


def test_each_persons_newest_and_nothing_of_another_exercise(answers: Store) -> None:
    for whose, exercise, words in [("a", "x", "1"), ("b", "x", "2"), ("a", "x", "3"), ("a", "y", "4")]:
        save(answers, whose, exercise, words)
    assert {name: each.value["words"] for name, each in answers.of_exercise("x").items()} == {"a": "3", "b": "2"}


def test_as_things_stood_at_an_earlier_moment(answers: Store) -> None:
    save(answers, "a", "x", "before")
    then = datetime.now(UTC)
    save(answers, "a", "x", "after")
    save(answers, "b", "x", "late")
    assert {name: each.value["words"] for name, each in answers.of_exercise("x", then).items()} == {"a": "before"}


def test_the_number_grows_with_every_save_and_with_nothing_else(answers: Store) -> None:
    seen = [answers.newest()]
    for n in range(3):
        save(answers, f"p{n}", "x", "words")
        answers.latest("p0", "x")
        seen.append(answers.newest())
    assert seen == [0, 1, 2, 3]


def test_what_was_saved_before_an_erasure_does_not_come_back_as_a_number(answers: Store) -> None:
    save(answers, "a", "x", "words")
    answers.erase("a")
    save(answers, "b", "x", "words")
    assert answers.newest() == 2


def test_the_number_of_some_grows_with_theirs_only(answers: Store) -> None:
    save(answers, "a", "x", "words")
    save(answers, "b", "x", "words")
    assert (answers.newest("a"), answers.newest("b", "a"), answers.newest("nobody")) == (1, 2, 0)
