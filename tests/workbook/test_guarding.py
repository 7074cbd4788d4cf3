"""The guard in an exercise: what the page is told after a save, what is remembered, and erasing under an open page."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.identity import Identity
from permanence_lib.privacy import names
from permanence_lib.privacy.names import Name
from permanence_lib.screen import parts
from permanence_lib.store import Store, open_store
from permanence_lib.workbook.card import Card
from permanence_lib.workbook.guarding import Watch, words_with_births

NUMBER = "943 476 5919"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Answers in a file, as only then there is a folder for the list of names."""
    opened = open_store(str(tmp_path / "answers.sqlite"))
    yield opened
    opened.close()


@pytest.fixture
def card(store: Store, content: Content) -> Card:
    """A private reflection in its owner's hands."""
    return Card(exercises.find("w02a4", content), store, Identity(store.me().id))


def save(card: Card, words: str, base: int = 0) -> list[dict[str, Any]]:
    """What the page hears after it has sent these words."""
    value = card.exercise.kind.response().model_dump(mode="json") | {"flow": words}
    message = {"kind": "save", "id": f"{base}-{words[:9]}", "base": base, "value": value}
    return list(card.hear(message))


def test_a_clean_answer_is_answered_as_before(card: Card) -> None:
    assert [reply["kind"] for reply in save(card, "Nothing of anybody.")] == ["saved"]


def test_what_is_found_comes_after_the_save_and_is_cleared(card: Card) -> None:
    """Saved first; then what, why and what to do, with the module that shows it, once; then that nothing is left."""
    saved, guard = save(card, f"She is {NUMBER}.")
    assert saved["kind"] == "saved"
    (found,) = guard["found"]
    assert found["found"] == NUMBER and found["label"] == "NHS number" and found["why"] and found["instead"]
    assert "export function guard" in parts.find(guard["module"]).text
    assert "module" not in save(card, f"She is {NUMBER}, I said.", 1)[1]
    assert save(card, "She is well.", 2)[1] == {"kind": "guard", "found": []}
    assert len(save(card, "She is well still.", 3)) == 1


def test_a_page_opened_again_is_told_too(card: Card) -> None:
    save(card, f"She is {NUMBER}.")
    opened, guard = card.hear({"kind": "hello"})
    assert opened["kind"] == "opened" and len(guard["found"]) == 1 and guard["module"]


def test_what_is_left_is_remembered_without_the_words(card: Card, store: Store) -> None:
    """A mark of 24 bits; the same number written otherwise stays left, another does not; and it can be taken back."""
    (found,) = save(card, f"She is {NUMBER}.")[1]["found"]
    (cleared,) = card.hear({"kind": "leave", "marks": [found["mark"]], "value": {"flow": NUMBER}})
    assert cleared["found"] == []
    assert len(save(card, f"She is {NUMBER.replace(' ', '')}, then.", 1)) == 1
    assert len(save(card, f"She is {NUMBER}, still.", 2)) == 1
    assert [one["found"] for one in save(card, f"{NUMBER} and 401 023 2137.", 3)[1]["found"]] == ["401 023 2137"]
    kept = store.latest(store.me().id, "left:w02a4")
    assert kept is not None and len(found["mark"]) == 6
    assert "5919" not in json.dumps(kept.value) and kept.value == {"marks": [found["mark"]]}
    (again,) = card.hear({"kind": "leave", "marks": [found["mark"]], "leave": False, "value": {"flow": NUMBER}})
    assert [one["found"] for one in again["found"]] == [NUMBER]


def test_strange_marks_are_not_kept(card: Card, store: Store) -> None:
    card.hear({"kind": "leave", "marks": ["../../x", NUMBER, 3, "x" * 9000]})
    kept = store.latest(store.me().id, "left:w02a4")
    assert kept is None or kept.value == {"marks": []}


def test_a_listed_name_is_found_at_the_next_save(card: Card, store: Store) -> None:
    """The list is read afresh, and an unchanged text is looked through again."""
    assert len(save(card, "Anna rang.")) == 1
    assert store.path is not None
    names.write(store.path.parent, [Name("Anna Kowalska", "Bea")])
    guard = save(card, "Anna rang.  ", 1)[1]
    assert "Bea" in guard["found"][0]["instead"]


def test_no_file_is_made_without_the_question(card: Card) -> None:
    """Except the empty copy, in which no answer is."""
    value = card.exercise.kind.response().model_dump(mode="json") | {"flow": NUMBER}
    (refused,) = card.hear({"kind": "file", "which": "docx", "value": value})
    assert "data" not in refused and "real person" in refused["why"]
    (made,) = card.hear({"kind": "file", "which": "docx", "value": value, "sure": True})
    assert made["data"]
    (looked,) = card.hear({"kind": "look", "id": "l", "value": value})
    assert (looked["id"], len(looked["found"])) == ("l", 1)


def test_a_page_left_open_brings_nothing_back_after_erasing(card: Card, store: Store) -> None:
    """Neither an answer that was saved before nor a new one is kept for somebody who is gone."""
    save(card, "Before.")
    store.erase(store.me().id)
    for words, base in (("After.", 1), ("A first word.", 0)):
        (told,) = save(card, words, base)
        assert told["erased"] and "location.reload" in parts.find(told["module"]).text
    assert store.latest_all(card._person.participant) == {} and store.latest_all(store.me().id) == {}


def test_somebody_else_at_this_workbook_is_not_taken_for_the_erased(store: Store, content: Content) -> None:
    """A named participant, as in a notebook that is run by papermill, goes on."""
    named = Card(exercises.find("w02a4", content), store, Identity("ana"))
    save(named, "Mine.")
    store.erase(store.me().id)
    assert save(named, "Mine still.", 1)[0]["kind"] == "saved"


def test_boxes_for_a_birth_are_read_as_one() -> None:
    """A full date in them is marked; a month and year is not."""
    full = {"born": {"day": "12", "month": "3", "year": "2016", "known": "day"}}
    month = {"born": {"day": "12", "month": "3", "year": "2016", "known": "month"}}
    assert words_with_births(full) == ["born 12/3/2016"] and "born 12/3/2016" not in words_with_births(month)


def test_a_save_stays_quick(store: Store) -> None:
    """An answer of 170 kB in 2,000 pieces: after the first look, one changed piece costs a tenth of it or less."""
    watch = Watch(store, Identity(store.me().id))
    value = {"rows": [f"On 12 March 2024 she moved to her aunt, and row {n} says so." for n in range(2000)]}

    def seconds() -> float:
        start = time.process_time()
        watch.look("w02a4", value)
        return time.process_time() - start

    first = seconds()
    value["rows"][7] = "Changed."
    assert seconds() <= first / 5
