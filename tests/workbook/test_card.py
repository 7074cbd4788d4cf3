"""One exercise in one person's hands: opening, saving, two windows, a revised exercise, and what goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from marked import with_marker

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.errors import StoreError
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.store import Store, open_store
from permanence_lib.workbook.card import Card

ME = Identity("somebody")


@pytest.fixture
def store() -> Iterator[Store]:
    """A store that is gone after the test."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def exercise(content: Content) -> Exercise:
    """A shipped exercise with a worked example."""
    return exercises.find("w02a4", content)


@pytest.fixture
def card(exercise: Exercise, store: Store) -> Card:
    """The exercise, unstarted."""
    return Card(exercise, store, ME)


@pytest.fixture
def answer(exercise: Exercise) -> dict[str, Any]:
    """A full answer: the author's own example."""
    example = exercise.example()
    assert example is not None
    return example.model_dump(mode="json")


def hear(card: Card, **message: Any) -> dict[str, Any]:
    """The one reply to a message."""
    (reply,) = card.hear(message)
    return reply


def save(card: Card, value: Any, base: int = 0, name: str = "one", **more: Any) -> dict[str, Any]:
    """Save and give the reply."""
    return hear(card, kind="save", id=name, base=base, value=value, **more)


def test_an_unstarted_exercise_opens_empty(card: Card) -> None:
    """Nothing stored: revision 0, no value, and the empty form to print."""
    opened = hear(card, kind="hello")
    assert (opened["kind"], opened["revision"], opened["value"]) == ("opened", 0, None)
    assert hear(card, kind="report")["report"]


def test_a_save_is_acknowledged_with_its_own_id_after_the_commit(
    card: Card, store: Store, answer: dict[str, Any]
) -> None:
    """The reply names the request and the revision, and the store holds it."""
    saved = save(card, answer)
    assert (saved["kind"], saved["id"], saved["revision"]) == ("saved", "one", 1)
    kept = store.latest("somebody", card.exercise.id)
    assert kept is not None
    assert kept.value == answer


def test_what_was_saved_is_found_again(card: Card, exercise: Exercise, store: Store, answer: dict[str, Any]) -> None:
    """A new sitting opens with every word, and whether it was called finished."""
    save(card, answer, done=True)
    opened = hear(Card(exercise, store, ME), kind="hello")
    assert opened["value"] == answer
    assert opened["done"] is True


@pytest.mark.parametrize("revision", [0, 1])
def test_a_page_that_knows_the_newest_is_told_only_that(card: Card, answer: dict[str, Any], revision: int) -> None:
    """Whether there is an answer yet or not; an older one is told in full."""
    if revision:
        save(card, answer)
    assert hear(card, kind="hello", known=revision) == {"kind": "still"}
    save(card, answer, base=revision, name="two")
    assert hear(card, kind="hello", known=revision)["revision"] == revision + 1


def test_a_repeated_request_is_one_revision(card: Card, store: Store, answer: dict[str, Any]) -> None:
    """The page may send the same request again until it hears."""
    assert save(card, answer)["revision"] == save(card, answer)["revision"] == 1
    assert len(store.history("somebody", card.exercise.id)) == 1


def test_the_second_window_is_told_and_given_the_other_version(
    card: Card, exercise: Exercise, answer: dict[str, Any]
) -> None:
    """Nobody overwrites what they have not seen."""
    save(card, answer)
    empty = exercise.kind.response().model_dump(mode="json")
    reply = save(card, empty, base=0, name="two")
    assert reply["kind"] == "conflict"
    assert reply["id"] == "two"
    assert reply["value"] == answer
    assert reply["theirs"]


def test_two_people_never_see_each_other(card: Card, exercise: Exercise, store: Store, answer: dict[str, Any]) -> None:
    """Identity stands in Python: nothing the page says changes whose answer it is."""
    save(card, answer, participant="another")
    other = Card(exercise, store, Identity("another"))
    assert hear(other, kind="hello")["value"] is None


def test_an_answer_in_no_known_form_is_refused_in_words(card: Card, store: Store) -> None:
    """Unknown fields and wrong shapes: not saved, said plainly, no class names."""
    reply = save(card, {"surprise": 1})
    assert reply["kind"] == "refused"
    assert "surprise" in reply["why"]
    assert "ValidationError" not in reply["why"]
    assert store.latest("somebody", card.exercise.id) is None


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"kind": "save"},
        {"kind": "save", "id": 1, "base": "x", "value": {}},
        {"kind": 7},
        {"kind": "save", "id": None, "base": None, "value": None},
    ],
)
def test_nonsense_from_a_page_raises_nothing(card: Card, message: dict[str, Any]) -> None:
    """Every reply is a refusal or a failure in words, or silence."""
    assert {reply["kind"] for reply in card.hear(message)} <= {"refused", "failed"}


def test_a_store_that_cannot_write_is_told_in_its_own_words(exercise: Exercise, answer: dict[str, Any]) -> None:
    """The page says why, keeps the words and goes on trying."""

    class Full:
        def save(self, *_: Any, **__: Any) -> None:
            raise StoreError("The disk is full. Make some room; saving goes on by itself.")

        me = save

    reply = save(Card(exercise, Full(), ME), answer)  # type: ignore[arg-type]
    assert (reply["kind"], reply["id"]) == ("failed", "one")
    assert "disk is full" in reply["why"]


def test_a_revised_exercise_starts_empty_and_keeps_the_earlier_answer(
    exercise: Exercise, store: Store, answer: dict[str, Any]
) -> None:
    """An old answer never stands under a new question; it can be brought over."""
    save(Card(exercise, store, ME), answer)
    revised = replace(
        exercise, definition=exercise.definition.model_copy(update={"prompt": "Another question altogether."})
    )
    opened = hear(Card(revised, store, ME), kind="hello")
    assert opened["value"] is None
    assert opened["revision"] == 1
    assert opened["earlier"]["value"] == answer
    assert opened["earlier"]["report"]


def test_rewording_what_surrounds_the_question_is_no_revision(
    exercise: Exercise, store: Store, answer: dict[str, Any]
) -> None:
    """Minutes, notes for facilitators and the example may change freely."""
    save(Card(exercise, store, ME), answer)
    reworded = replace(
        exercise, definition=exercise.definition.model_copy(update={"minutes": 55, "facilitator_notes": "New."})
    )
    assert hear(Card(reworded, store, ME), kind="hello")["value"] == answer


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "שלום مرحبا 👩‍👧‍👦",
        "\ud800 lone",
        "nul \x00 byte",
        "a" * 150_000,
    ],
)
def test_awkward_words_are_kept_and_stay_words(card: Card, answer: dict[str, Any], words: str) -> None:
    """Markup, right-to-left, emoji, broken characters and great length: stored, shown as text, nothing raised."""
    marked = with_marker(answer, words)
    saved = save(card, marked)
    assert saved["kind"] == "saved"
    printed = hear(card, kind="report")["report"]
    assert "<script" not in printed
    assert "<img" not in printed


def test_the_law_an_answer_stood_on_is_kept_with_it(content: Content, store: Store) -> None:
    """Each record holds the day the law behind it was checked."""
    exercise = exercises.find("w02a2", content)
    save(Card(exercise, store, ME), exercise.kind.response().model_dump(mode="json"))
    kept = store.latest("somebody", "w02a2")
    assert kept is not None
    assert kept.law_as_at == max(fact.as_at for fact in exercise.material.law).isoformat()


def test_the_worked_example_comes_when_asked_for(card: Card) -> None:
    """It is large, and most people open it once."""
    assert hear(card, kind="example")["example"]


def test_the_plain_text_holds_nobodys_answer(card: Card, answer: dict[str, Any], exercise: Exercise) -> None:
    """What a notebook keeps is the same before and after somebody has written."""
    before = card.plain("Prompt")
    save(card, exercise.kind.response().model_dump(mode="json"))
    assert card.plain("Prompt") == before
