"""Choosing versions for the portfolio."""

from __future__ import annotations

from dataclasses import replace

import participant
import pytest

from permanence_lib import exercises
from permanence_lib.errors import Conflict
from permanence_lib.portfolio import entries, work
from permanence_lib.portfolio.desk import Desk


def afresh(desk: Desk) -> Desk:
    """The same desk as the next request sees it."""
    return replace(desk)


def test_all_work_is_there_in_order(desk: Desk) -> None:
    """Every answer, about either child, with a printed form and words."""
    found = list(work.all_work(desk))
    assert len(found) >= len(exercises.load(desk.content))
    assert [piece.record.exercise[:3] for piece in found] == sorted(piece.record.exercise[:3] for piece in found)
    assert all(piece.is_current and piece.text().strip() for piece in found)


def test_nothing_is_in_the_portfolio_until_it_is_chosen(desk: Desk) -> None:
    assert list(entries.entries(desk)) == []


def test_the_chosen_version_stays_when_the_answer_goes_on(desk: Desk) -> None:
    """The entry holds revision 1; the exercise is at 2."""
    entries.choose(desk, "w06a2", 1, "My first plan that named a date.")
    exercise = exercises.find("w06a2", desk.content)
    participant.answer(desk.store, desk.person.participant, exercise, "w06a2", value={})
    (entry,) = entries.entries(afresh(desk))
    assert (entry.revision, entry.why, entry.section) == (1, "My first plan that named a date.", 4)
    assert entry.work.words()
    assert afresh(desk).kept["w06a2"].revision == 2


def test_taking_out_forgets_nothing(desk: Desk) -> None:
    entries.choose(desk, "w06a2", 1, "Why")
    entries.choose(desk, "w06a2", 1, "Why", chosen=False)
    assert list(entries.entries(afresh(desk))) == []
    assert len(desk.store.history(desk.person.participant, "portfolio:w06a2")) == 2


def test_two_windows_do_not_overwrite_each_other(desk: Desk) -> None:
    entries.choose(desk, "w06a2", 1, "One", base=0)
    with pytest.raises(Conflict):
        entries.choose(desk, "w06a2", 1, "Two", base=0)


def test_an_answer_to_changed_questions_shows_its_bare_words(desk: Desk) -> None:
    piece = work.find("w06a2", desk)
    assert piece is not None
    older = replace(piece, record=replace(piece.record, definition_hash="before"))
    assert "have been changed since" in older.text()


@pytest.mark.parametrize("slot", ["w99a1", "nonsense", "w01a1:followed", ""])
def test_what_is_not_there_is_not_found(slot: str, desk: Desk) -> None:
    assert work.find(slot, desk) is None
