"""The page of the standard, and the shorter ways through the material."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from permanence_lib import workbook
from permanence_lib.content.library import Content
from permanence_lib.content.roles import NoSuchThing
from permanence_lib.screen import route, standard
from permanence_lib.store import Store, open_store


@pytest.fixture
def store() -> Iterator[Store]:
    """A store that is gone after the test."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def test_the_standard_is_shown_statement_by_statement(content: Content) -> None:
    """89 statements and 41 outcomes, each with the places where it is worked on."""
    page = workbook.standard(content)
    assert sum(len(section.rows) for section in page.standard) == 89
    assert sum(len(section.rows) for section in page.outcomes) == 41
    assert all(row.links for section in (*page.standard, *page.outcomes) for row in section.rows)
    (row,) = (row for section in page.standard for row in section.rows if row.id == "3.1a")
    assert "/week/w02#exercise-w02a2" in [link.href for link in row.links]
    assert row.modules == "The programme's table: module 1"


def test_what_is_taught_nowhere_is_said(content: Content) -> None:
    """In words, in the row itself."""
    page = standard.StandardPage(
        "T",
        "N",
        (standard.Section("S", (standard.Row("9.9z", "<b>", "", (), "Not yet taught in module 4."),)),),
        (),
        "S",
    )
    shown = standard.render(page)
    assert "Nothing yet." in shown
    assert "Not yet taught in module 4." in shown
    assert "<b>" not in shown


@pytest.mark.parametrize("name", ["planning-in-a-day", "permanency-in-six-hours"])
def test_a_route_leads_through_exercises_there_are(name: str, content: Content, store: Store) -> None:
    """With its outcomes in words and the time each exercise takes."""
    page = workbook.route(name, content, store)
    shown = route.render(page)
    assert "About 6 hours." in page.facts
    for stop in page.stops:
        assert stop.outcomes
        for task in stop.tasks:
            assert task.link.href in shown
            assert task.status == "Not started"


def test_work_done_in_the_weeks_counts_on_the_route(content: Content, store: Store) -> None:
    """It is the same answer."""
    store.save(store.me().id, "w02a2", {}, base=0, request_id="r", definition_hash="x", done=True)
    page = workbook.route("planning-in-a-day", content, store)
    assert page.stops[0].tasks[0].status == "Finished"
    assert "1 of 7 exercises finished." in page.facts


def test_a_route_that_is_not_there_is_said_to_be_so(content: Content, store: Store) -> None:
    """With the nearest there is."""
    with pytest.raises(NoSuchThing, match="planning-in-a-day"):
        workbook.route("planning-in-a-dya", content, store)
