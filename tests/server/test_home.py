"""The home page as HTML, and the date typed on it."""

from __future__ import annotations

from datetime import date

import pytest

from permanence_lib.screen.home import DatesForm, HomePage, ModuleCard, WeekRow, read_date, render

WEEK = WeekRow(number=2, title="Time", kind="Study", status="Not started", href="/week/w02")


@pytest.mark.parametrize(
    ("day", "month", "year"), [("12", "1", "2026"), ("12", "January", "2026"), ("12", "Jan", "2026")]
)
def test_a_date_is_read_as_people_write_it(day: str, month: str, year: str) -> None:
    """Months by number or by name."""
    assert read_date(day, month, year) == (date(2026, 1, 12), ())


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        (("", "", ""), "day", "Enter the date your programme starts"),
        (("12", "", "2026"), "month", "The start date must include a month"),
        (("", "1", ""), "day", "The start date must include a day and a year"),
        (("31", "2", "2026"), "day", "The start date must be a real date, for example 12 1 2026"),
        (("x", "1", "2026"), "day", "The start date must be a real date, for example 12 1 2026"),
        (("1", "1", "26"), "year", "The year must be four numbers, for example 2026"),
        (("1", "1", "1926"), "year", "The start date must be between 2020 and 2100"),
    ],
)
def test_a_wrong_date_is_explained(typed: tuple[str, str, str], box: str, words: str) -> None:
    """By the first box that is wrong, in words that say what to do."""
    start, errors = read_date(*typed)
    assert start is None
    assert [(error.box, error.message) for error in errors] == [(box, words)]


def test_every_word_is_escaped() -> None:
    """A title is text, whoever wrote it."""
    week = WeekRow(number=1, title="<script>", kind="Study", status="Being written", focus="<b>")
    html = render(HomePage(modules=(ModuleCard(1, "<u>", (week,)),), welcome="<em>"))
    for mark in ("<script>", "<b>", "<u>", "<em>"):
        assert mark not in html


def test_without_a_place_to_send_it_there_is_no_form() -> None:
    """In JupyterLab nothing answers a form."""
    assert "<form" not in render(HomePage(modules=(), welcome=""))
    assert "<form" in render(HomePage(modules=(), welcome="", dates=DatesForm()))


@pytest.mark.parametrize(
    ("status", "state"),
    [("Not started", "new"), ("In progress: 1 of 4", "going"), ("Done", "done"), ("Being written", "unwritten")],
)
def test_a_status_has_its_look(status: str, state: str) -> None:
    """The look follows the words, which are always shown."""
    assert WeekRow(number=1, title="", kind="", status=status).state == state


def test_a_link_only_where_there_is_a_page() -> None:
    """Weeks not yet written are not links."""
    html = render(HomePage(modules=(ModuleCard(1, "M", (WEEK,)),), welcome=""))
    assert html.count('href="/week/w02"') == 1
