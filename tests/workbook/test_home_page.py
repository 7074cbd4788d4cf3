"""The home page: statuses, dates and where to carry on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from permanence_lib import workbook
from permanence_lib.content.library import Content
from permanence_lib.screen.home import HomePage, WeekRow
from permanence_lib.store import Store, open_store

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 1, 20)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store that is gone after the test."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def rows(page: HomePage) -> dict[int, WeekRow]:
    """Every week by number."""
    return {row.number: row for card in page.modules for row in card.weeks}


def keep(store: Store, exercise: str, done: bool, base: int = 0) -> None:
    """Something saved for an exercise."""
    store.save(store.me().id, exercise, {}, base=base, request_id=f"{exercise}-{base}", definition_hash="x", done=done)


def test_all_28_weeks_stand_in_four_modules(content: Content, store: Store) -> None:
    """Seven weeks each, in order."""
    page = workbook.home(content, store, TODAY)
    assert [len(card.weeks) for card in page.modules] == [7, 7, 7, 7]
    assert list(rows(page)) == list(range(1, 29))


def test_every_week_can_be_opened(content: Content, store: Store) -> None:
    """Each row leads to its page."""
    page = workbook.home(content, store, TODAY)
    assert [row.href for row in rows(page).values()] == [f"/week/w{number:02}" for number in range(1, 29)]


def test_a_first_visit_is_told_where_to_begin(content: Content, store: Store) -> None:
    """The first week."""
    card = workbook.home(content, store, TODAY).carry_on
    assert card is not None
    assert card.href == "/week/w01"


def test_work_on_the_followed_child_counts_and_is_where_to_carry_on(content: Content, store: Store) -> None:
    """An exercise is done when it is done for either child."""
    keep(store, "w16a2:followed", done=True)
    page = workbook.home(content, store, TODAY)
    assert rows(page)[16].status == "In progress: 1 of 4 core activities done"
    assert page.carry_on is not None
    assert page.carry_on.href == "/week/w16#exercise-w16a2"


def test_the_exercise_last_touched_is_where_to_carry_on(content: Content, store: Store) -> None:
    """Whatever was saved last, with its week."""
    keep(store, "w02a1", done=False)
    keep(store, "w16a2", done=False)
    card = workbook.home(content, store, TODAY).carry_on
    assert card is not None
    assert card.href == "/week/w16#exercise-w16a2"
    assert card.where.startswith("Week 16")


def test_core_activities_are_counted_by_the_persons_own_word(content: Content, store: Store) -> None:
    """Not started, then in progress with counts, then done."""
    assert rows(workbook.home(content, store, TODAY))[16].status == "Not started"
    keep(store, "w16a1", done=True)
    assert rows(workbook.home(content, store, TODAY))[16].status == "In progress: 1 of 4 core activities done"
    for name in ("w16a2", "w16a3", "w16a4"):
        keep(store, name, done=True)
    assert rows(workbook.home(content, store, TODAY))[16].status == "Done"


def test_dates_follow_from_the_chosen_start(content: Content, store: Store) -> None:
    """Weeks run Monday to Sunday from the week of the start, across month and year."""
    workbook.set_start(store, date(2025, 12, 17))
    page = workbook.home(content, store, TODAY)
    assert rows(page)[1].dates == "15 to 21 December 2025"
    assert rows(page)[3].dates == "29 December 2025 to 4 January 2026"
    assert [number for number, row in rows(page).items() if row.is_now] == [6]
    assert page.dates is not None
    assert page.dates.chosen == "17 December 2025"


def test_a_start_date_can_be_changed(content: Content, store: Store) -> None:
    """The last one given counts; the earlier ones stay in the history."""
    workbook.set_start(store, date(2025, 12, 17))
    workbook.set_start(store, date(2026, 1, 5))
    page = workbook.home(content, store, TODAY)
    assert page.dates is not None
    assert page.dates.chosen == "5 January 2026"
    assert len(store.history(store.me().id, "start")) == 2


def test_one_wrong_file_does_not_take_the_page_away(store: Store, tmp_path: Path) -> None:
    """The week is still there, with the exercises that can be read."""
    for folder in ("data", "exercises"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "exercises").unlink()
    (tmp_path / "exercises").mkdir()
    for name in ("w02a1.yaml", "w02a2.yaml"):
        shutil.copy(ROOT / "exercises" / name, tmp_path / "exercises")
    (tmp_path / "exercises" / "w02a1.yaml").write_text("kind: wal\n", encoding="utf-8")
    page = workbook.home(Content.load(tmp_path), store, TODAY)
    assert rows(page)[2].status == "Not started"
