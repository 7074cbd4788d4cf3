"""Times as the releases write them: where each stands, and how it is said."""

from __future__ import annotations

import pytest

from permanence_lib.content.library import Content
from permanence_lib.errors import PermanenceError
from permanence_lib.national import periods

REPORTING = "reporting year to 31 March"


@pytest.mark.parametrize(
    ("key", "kind", "at", "label", "said"),
    [
        ("2025", REPORTING, 2024.75, "Year to 31 March 2025", "in the year to 31 March 2025"),
        ("2021", "calendar year", 2021.5, "2021", "in 2021"),
        ("2021 Q1", "calendar quarter", 2021.125, "January to March 2021", "in January to March 2021"),
        ("2021-22 Q1", "financial quarter", 2021.375, "April to June 2021", "in April to June 2021"),
        ("2021-22 Q4", "financial quarter", 2022.125, "January to March 2022", "in January to March 2022"),
        ("2012-13", "financial year", 2012.75, "April 2012 to March 2013", "in 2012-13"),
        ("2015-18 three-year", "three-year average", 2016.75, "The three years to March 2018", "over the three years to March 2018"),
        ("3 years to 2016-17 Q3", "three-year average", 2015.5, "The three years to December 2016", "over the three years to December 2016"),
        ("2017-01", "month", 2017 + 0.5 / 12, "January 2017", "in January 2017"),
    ],
)  # fmt: skip
def test_a_time_is_said_in_full_and_stands_at_its_middle(key: str, kind: str, at: float, label: str, said: str) -> None:
    """A quarter of the court's year and one of the council's are the same months in the same place."""
    time = periods.read(key, kind)
    assert time.at == pytest.approx(at)
    assert (time.label, time.said) == (label, said)


def test_a_count_on_the_last_day_stands_on_that_day() -> None:
    """Children looked after on 31 March are not those of a year."""
    time = periods.read("2025", REPORTING, snapshot=True)
    assert (time.label, time.said) == ("31 March 2025", "on 31 March 2025")
    assert time.at == pytest.approx(2025.25)


def test_days_and_overlapping_averages_have_no_next() -> None:
    """So no line joins them."""
    assert periods.read("2022-06-30", "snapshot").step == 0
    assert periods.read("2015-18 three-year", "three-year average").step == 0


@pytest.mark.parametrize(("key", "kind"), [("2021 Q5", "calendar quarter"), ("soon", REPORTING), ("2021", "decade")])
def test_what_cannot_be_read_is_said(key: str, kind: str) -> None:
    """With the words as they stand in the table."""
    with pytest.raises(PermanenceError, match=f"'{key}' \\({kind}\\)"):
        periods.read(key, kind)


def test_every_time_in_the_table_can_be_read(content: Content) -> None:
    """And stands in the century it is of."""
    times = {periods.period(row) for row in content.statistics.rows}
    assert len(times) > 50
    assert all(2005 < time.at < 2030 for time in times)
