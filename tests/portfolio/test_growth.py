"""The self-assessments side by side, in words."""

from __future__ import annotations

import re
from dataclasses import replace

import participant

from permanence_lib import exercises
from permanence_lib.content.library import Content
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress import growth
from permanence_lib.store import Store


def rate(desk: Desk, name: str, ratings: dict[str, str]) -> None:
    """Levels by statement as the answer to one self-assessment."""
    value = {
        "ratings": {statement: {"level": level, "evidence": f"line {name}"} for statement, level in ratings.items()}
    }
    participant.answer(desk.store, desk.person.participant, exercises.find(name, desk.content), name, value=value)


def test_the_three_and_the_short_one_of_the_last_workshop(desk: Desk) -> None:
    """Found by what they draw on, in the order of the programme."""
    found = growth.profiles(desk)
    assert [(x.exercise.id, x.week) for x in found] == [("w01a2", 1), ("w14a2", 14), ("w25s4a", 25), ("w28a2", 28)]
    assert all(x.standing == "finished" and x.on and x.ratings and x.chosen for x in found)


def test_every_section_stands_side_by_side_with_what_was_written(desk: Desk) -> None:
    """The words of each level then, and the line beneath it."""
    sections = growth.compared(desk, growth.profiles(desk))
    assert [x.title for x in sections] == [x.title for x in desk.content.standard.sections]
    row = next(row for row in sections[0].rows if row[0].startswith("1.1c"))
    assert len(row) == 5
    assert row[3].startswith("I do it with support: In May I went back to a panel")
    assert row[4] == "I do it on my own: w21 tracker, entry 4: changed my mind about his mother, with the date"


def test_the_sentence_says_how_many_stand_elsewhere_in_the_list(empty_desk: Desk) -> None:
    """Later, the same, earlier; only statements answered both times."""
    rate(empty_desk, "w01a2", {"1.1a": "new", "1.1b": "own", "1.1c": "own", "1.2a": "own"})
    rate(empty_desk, "w28a2", {"1.1a": "own", "1.1b": "own", "1.1c": "support"})
    desk = replace(empty_desk)
    first, second = growth.compared(desk, growth.profiles(desk))[:2]
    assert first.sentences == (
        "3 statements were answered in both week 1 and week 28: 1 at a later level of the list in week 28, 1 at the same, "
        "1 at an earlier one.",
    )
    assert second.sentences == ("No statement of this section was answered in both week 1 and week 28.",)
    assert any(row[-1] == growth.NOTHING for row in first.rows)


def test_nothing_is_averaged_or_pointed_at(desk: Desk) -> None:
    """No arrow, no percentage, no average, and no number for the whole person."""
    sections = growth.compared(desk, growth.profiles(desk))
    sentences = " ".join(words for x in sections for words in x.sentences)
    assert not re.search(r"[%↑↓▲▼]|average|total|score", sentences)


def test_before_the_first_there_is_nothing_to_compare(empty_desk: Desk) -> None:
    found = growth.profiles(empty_desk)
    assert len(found) == 4 and growth.compared(empty_desk, found) == ()


def test_an_answer_that_no_longer_fits_lends_nothing(store: Store, content: Content, empty_desk: Desk) -> None:
    store.save(store.me().id, "w01a2", {"grades": [1]}, base=0, request_id="old", definition_hash="old")
    assert growth.profiles(replace(empty_desk))[0].ratings == {}
