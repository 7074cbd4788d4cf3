"""One piece of work flows on: what an earlier answer lends, what is brought in, and whose child it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.exercises import Exercise
from permanence_lib.identity import Identity
from permanence_lib.kind import SourceExercise
from permanence_lib.store import Store, open_store
from permanence_lib.workbook.card import Card
from permanence_lib.workbook.flow import Flow

ME = Identity("somebody")
ENTRY = {"id": "x1", "when": {"day": "", "month": "3", "year": "2024", "known": "month"}, "what": "Moved <again>"}


@pytest.fixture
def store() -> Iterator[Store]:
    """A store that is gone after the test."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def flow(store: Store, content: Content) -> Flow:
    """One participant's work."""
    return Flow(store, ME, content)


@pytest.fixture
def matrix(store: Store, content: Content, flow: Flow) -> Card:
    """An exercise that draws on the chronology of the week before."""
    return Card(exercises.find("w16a2", content), store, ME, flow)


def write_chronology(store: Store, content: Content, child: str = "") -> None:
    """A chronology with one entry."""
    hash_ = exercises.find("w15a2", content).definition.question_hash()
    name = f"w15a2{child}"
    store.save(ME.participant, name, {"entries": [ENTRY]}, base=0, request_id=f"r{name}", definition_hash=hash_)


def hear(card: Card, **message: Any) -> dict[str, Any]:
    """The one reply to a message."""
    (reply,) = card.hear(message)
    return reply


def events(card: Card) -> list[dict[str, Any]]:
    """What the chronology offers to this exercise."""
    found = hear(card, kind="sources")["sources"]
    return [item for source in found if source["exercise"] == "w15a2" for item in source["items"]]


def test_earlier_work_that_was_not_begun_says_so(matrix: Card) -> None:
    """The place is named, with its week, so that the participant can go there."""
    (source,) = (x for x in hear(matrix, kind="sources")["sources"] if x["exercise"] == "w15a2")
    assert (source["answered"], source["items"]) == (False, [])
    assert source["week"] == {"id": "w15", "words": "week 15"}


def test_an_event_is_offered_in_the_participants_own_words(matrix: Card, store: Store, content: Content) -> None:
    """With its date as far as it is known, and a name of its own."""
    write_chronology(store, content)
    (item,) = (x for x in events(matrix) if "Moved" in x["title"])
    assert item["key"] == "w15a2:x1"
    assert item["title"] == "Moved <again>"
    assert item["when"] == "March 2024"


def test_what_is_chosen_is_added_and_nothing_else_changes(matrix: Card, store: Store, content: Content) -> None:
    """The reply is the page's own answer with the chosen things in it; nothing is saved behind its back."""
    write_chronology(store, content)
    empty = matrix.exercise.kind.response().model_dump(mode="json")
    reply = hear(matrix, kind="bring", id="b1", keys=["w15a2:x1"], value=empty)
    assert (reply["kind"], reply["id"], reply["count"]) == ("brought", "b1", 1)
    assert reply["value"]["brought"] == ["w15a2:x1"]
    assert "Moved <again>" in str(reply["value"])
    assert store.latest(ME.participant, "w16a2") is None


def test_nothing_is_brought_in_twice(matrix: Card, store: Store, content: Content) -> None:
    """What is here already stays as the participant has since made it."""
    write_chronology(store, content)
    empty = matrix.exercise.kind.response().model_dump(mode="json")
    once = hear(matrix, kind="bring", id="b1", keys=["w15a2:x1"], value=empty)["value"]
    again = hear(matrix, kind="bring", id="b2", keys=["w15a2:x1"], value=once)
    assert (again["count"], again["value"]) == (0, once)


def test_a_thing_that_was_not_offered_is_not_brought(matrix: Card, store: Store, content: Content) -> None:
    """Whatever a page asks for, only the participant's own offers count."""
    write_chronology(store, content)
    empty = matrix.exercise.kind.response().model_dump(mode="json")
    assert hear(matrix, kind="bring", id="b", keys=["w02a2:x1", "w15a2:nothing"], value=empty)["count"] == 0


def test_an_unreadable_answer_is_said_to_be_so(matrix: Card) -> None:
    """In words, and the page keeps what it has."""
    reply = hear(matrix, kind="bring", id="b", keys=[], value={"invented": 1})
    assert "Undo the last step" in reply["why"]
    assert "value" not in reply


def test_an_answer_that_can_no_longer_be_read_lends_nothing(matrix: Card, store: Store) -> None:
    """An old form of an exercise is no fault of the participant's."""
    store.save(ME.participant, "w15a2", {"invented": 1}, base=0, request_id="r", definition_hash="old")
    assert events(matrix) == []


def test_another_persons_work_is_never_offered(store: Store, content: Content) -> None:
    """Only one's own flows on."""
    write_chronology(store, content)
    other = Flow(store, Identity("somebody else"), content)
    found = other.sources(exercises.find("w16a2", content))
    assert not any(source["items"] for source in found)


def test_both_children_of_an_earlier_exercise_are_offered_apart(matrix: Card, store: Store, content: Content) -> None:
    """The case's chronology and the followed child's, each under its own name."""
    write_chronology(store, content)
    write_chronology(store, content, ":followed")
    titles = [x["title"] for x in hear(matrix, kind="sources")["sources"] if x["exercise"] == "w15a2"]
    assert titles == ["Chronology that speaks", "Chronology that speaks (the child you follow)"]
    assert {x["key"] for x in events(matrix)} >= {"w15a2:x1", "w15a2:followed:x1"}


def test_the_same_childs_work_is_offered_first(matrix: Card, store: Store, content: Content) -> None:
    """On the followed child's page their own chronology stands before the case's."""
    write_chronology(store, content)
    write_chronology(store, content, ":followed")
    found = hear(matrix, kind="sources", child="followed")["sources"]
    assert next(x for x in found if x["answered"])["title"] == "Chronology that speaks (the child you follow)"


def test_the_two_answers_to_one_exercise_never_meet(matrix: Card, store: Store) -> None:
    """Each is saved, opened and revised by itself; the one saved last is shown first."""
    empty = matrix.exercise.kind.response().model_dump(mode="json")
    assert hear(matrix, kind="hello")["child"] == "case"
    hear(matrix, kind="save", id="1", base=0, value=empty, child="case")
    hear(matrix, kind="save", id="2", base=0, value=empty | {"brought": ["w15a2:x1"]}, child="followed")
    assert [record.revision for record in store.history(ME.participant, "w16a2:followed")] == [1]
    assert hear(matrix, kind="hello")["child"] == "followed"
    assert hear(matrix, kind="hello", child="case")["value"]["brought"] == []
    assert hear(matrix, kind="hello", child="followed")["value"]["brought"] == ["w15a2:x1"]


def test_about_the_followed_child_no_fact_of_the_case_is_said(matrix: Card) -> None:
    """The printed form names the child one follows, and nobody of the fictional family."""
    case = hear(matrix, kind="report", child="case")["report"]
    followed = hear(matrix, kind="report", child="followed")["report"]
    assert "Kacper" in case
    assert "Kacper" not in followed


def test_the_alias_comes_from_where_it_was_given(store: Store, content: Content, flow: Flow) -> None:
    """From the exercise that the programme names; until then there is none."""
    assert flow.alias() == ""
    place = exercises.find(content.programme.followed_child, content)
    hash_ = place.definition.question_hash()
    value = {"answers": {"alias": " Robin "}}
    store.save(ME.participant, place.id, value, base=0, request_id="r", definition_hash=hash_)
    assert flow.alias() == "Robin"


def test_an_exercise_without_a_case_has_no_choice_of_child(store: Store, content: Content) -> None:
    """Whatever a page says, its answer has one place."""
    exercise: Exercise = exercises.find("w16a2", content)
    bare = replace(exercise, definition=exercise.definition.model_copy(update={"case": None}))
    opened = hear(Card(bare, store, ME), kind="hello", child="followed")
    assert opened["revision"] == 0
    assert "alias" not in opened


def test_a_source_that_is_not_written_yet_is_passed_over(store: Store, content: Content, flow: Flow) -> None:
    """A page works though an earlier exercise was taken out."""
    exercise = exercises.find("w16a2", content)
    sources = (SourceExercise(exercise="w15a9", sorts=("event",)),)
    bare = replace(exercise, definition=exercise.definition.model_copy(update={"sources": sources}))
    assert flow.sources(bare) == []
