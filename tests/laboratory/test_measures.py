"""The nine measures: by hand on a small extract, and against a plain computation on made-up ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_extract import EPISODES, SMALL, csv, episode, read

from permanence_lib.content.library import Content
from permanence_lib.laboratory import measures
from permanence_lib.laboratory.measures import MEASURES, Finding


@pytest.fixture(scope="module")
def by_hand(content: Content) -> dict[str, Finding]:
    """The findings of the small extract, as at 1 April 2024."""
    return {one.measure.id: one for one in measures.found(read(SMALL, content))}


#: (measured, sum of values, all asked about, left out), counted with a calendar and a pencil.
EXPECTED = {
    "period-of-care": (2, 670 + 61, 7, [1, 4, 0]),
    "entry-to-placed": (1, 426, 1, [0]),
    "order-to-match": (2, 150 + 0, 3, [1, 0]),
    "entry-to-decision": (1, 228, 2, [1, 0]),
    "placed-to-order": (1, 244, 1, [0, 0, 0]),
    "interim-orders": (4, 245 + 61 + 243 + 365, 4, [0, 0, 0]),
    "carer-changes": (6, 1 + 2 + 0 + 1 + 0 + 0, 7, [1]),
    "review-views": (4, 2, 6, [1, 1]),
    "possible-drift": (4, 3, 5, [1]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_measure_by_hand(name: str, by_hand: dict[str, Finding]) -> None:
    """Numerator, denominator and those left out are what a pencil gives."""
    found = by_hand[name]
    left = [count for _, count in found.left_out]
    assert (found.whole.count, found.whole.total, found.out_of, left) == EXPECTED[name]


def test_every_measure_of_the_data_is_worked_out(content: Content) -> None:
    """Nine of them, each with a function, a definition and caveats."""
    assert list(MEASURES) == [measure.id for measure in content.ssda903.measures] == list(EXPECTED)
    assert all(measure.how and measure.caveats for measure in content.ssda903.measures)
    assert all((measure.compare is None) == bool(measure.no_comparison) for measure in content.ssda903.measures)


def test_groups_by_age_and_year(by_hand: dict[str, Finding]) -> None:
    """Arlo came as a baby and left in 2024-25; Dot was four and left in 2022-23."""
    found = by_hand["period-of-care"]
    assert [(g.label, g.count, g.total) for g in found.by_age if g.count] == [
        ("Under 1 year", 1, 670.0), ("1 to 4 years", 1, 61.0)
    ]  # fmt: skip
    assert [(g.label, g.count) for g in found.by_year] == [("2022-23", 1), ("2024-25", 1)]
    assert found.years == (2023, 2025)


def test_what_comes_after_the_day_is_not_known_yet(content: Content) -> None:
    """A year earlier Arlo was still looked after, and Bea had not come."""
    found = {one.measure.id: one for one in measures.found(read(SMALL, content, as_at=date(2023, 3, 31)))}
    assert (found["period-of-care"].whole.count, found["period-of-care"].out_of) == (1, 6)
    assert found["placed-to-order"].out_of == 0
    assert found["order-to-match"].out_of == 2
    assert found["review-views"].out_of == 3


def test_the_drift_pattern_ends_where_its_limits_say(content: Content) -> None:
    """On the day itself four months are not over; a change of legal status, or one move only, is no such pattern."""
    rows = [
        episode("a", "01/12/2023", "S", "V2", "U6", "01/01/2024", "X1"),
        episode("a", "01/01/2024", "P", "V2", "U6", "01/02/2024", "X1"),
        episode("a", "01/02/2024", "P", "V2", "U6"),
    ]
    for day, flagged in ((date(2024, 4, 1), 0), (date(2024, 4, 2), 1)):
        found = measures.found(read({"e.csv": csv(EPISODES, *rows)}, content, as_at=day))[-1]
        assert (found.whole.count, found.whole.total) == (1, flagged)
    changed = [rows[0], rows[1].replace(",P,V2,", ",B,C2,"), rows[2].replace(",V2,", ",C2,")]
    assert measures.found(read({"e.csv": csv(EPISODES, *changed)}, content))[-1].whole.total == 0


def test_an_order_that_began_before_the_extract_has_no_length(content: Content) -> None:
    """The first row of the child stands under the order already, with a move and no change of status."""
    rows = [
        episode("a", "01/06/2023", "P", "C1", "U6", "01/02/2024", "X1"),
        episode("a", "01/02/2024", "L", "C2", "U6"),
    ]
    found = {one.measure.id: one for one in measures.found(read({"e.csv": csv(EPISODES, *rows)}, content))}
    assert (found["interim-orders"].whole.count, found["interim-orders"].out_of) == (0, 1)


START = date(2015, 1, 1)
one_episode = st.tuples(
    st.integers(1, 300), st.sampled_from(["S", "L", "P", "B", "T", "U"]), st.sampled_from(["C1", "C2", "E1", "V2"]),
    st.sampled_from(["U6", "K2", "A6", "A3", "T3"]), st.sampled_from(["X1", "X1", "X1", "E4A", "E12", ""]), st.integers(0, 40),
)  # fmt: skip
lives = st.lists(st.tuples(st.lists(one_episode, min_size=1, max_size=6), st.booleans()), min_size=1, max_size=8)


def said(day: date) -> str:
    """As the return writes a day."""
    return day.strftime("%d/%m/%Y")


Row = tuple[str, date, date | None, str, str, str, str]


def rows_of(drawn: list[tuple[list[tuple[int, str, str, str, str, int]], bool]]) -> list[Row]:
    """Rows one after another, some with gaps; the last of a child may be open."""
    made: list[Row] = []
    for number, (episodes, is_open) in enumerate(drawn):
        day = START
        for at, (length, rne, ls, place, rec, gap) in enumerate(episodes):
            last = is_open and at == len(episodes) - 1
            end = None if last else day + timedelta(length)
            made.append((f"c{number}", day, end, rne, ls, place, "" if last else rec))
            day += timedelta(length + gap)
    return made


def plainly(rows: list[Row]) -> dict[str, list[float]]:
    """Four measures in plain loops over one child after another, written apart from the library."""
    found: dict[str, list[float]] = {name: [] for name in ("period-of-care", "entry-to-placed", "placed-to-order", "carer-changes", "interim-orders")}  # fmt: skip
    for child in sorted({row[0] for row in rows}):
        periods: list[list[Row]] = []
        over = False
        for row in (one for one in rows if one[0] == child):
            if row[3] == "S" or not periods:
                periods.append([row])
                over = False
            elif not over:
                periods[-1].append(row)
            over = over or row[6] in ("E4A", "E12")
        for period in periods:
            _measure(period, found)
    return found


def _measure(period: list[Row], found: dict[str, list[float]]) -> None:
    first, last = period[0], period[-1]
    seen, ended = first[3] == "S", last[6] in ("E4A", "E12")
    moves = [row for row in period if row[5] in ("A6", "A3")]
    orders = [row for row in period if row[4] == "C1"]
    if seen:
        found["carer-changes"].append(sum(row[3] in "PB" and row[5] != "T3" for row in period))
    if seen and ended and last[2]:
        found["period-of-care"].append((last[2] - first[1]).days)
    if seen and moves:
        found["entry-to-placed"].append((moves[0][1] - first[1]).days)
    if last[6] == "E12" and last[2] and moves and not (moves[0] is first and first[3] == "L"):
        found["placed-to-order"].append((last[2] - moves[0][1]).days)
    unseen = bool(orders) and orders[0] is first and first[3] not in "SLBU"
    if orders and not unseen and all(row[2] for row in orders):
        found["interim-orders"].append(sum((row[2] - row[1]).days for row in orders if row[2]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=lives)
def test_measures_agree_with_a_plain_computation(drawn: list, content: Content) -> None:  # type: ignore[type-arg]
    """Whatever the episodes, loops over one child after another give the same numbers and sums."""
    rows = rows_of(drawn)
    lines = [
        episode(child, said(day), rne, ls, place, said(end) if end else "", rec)
        for child, day, end, rne, ls, place, rec in rows
    ]
    read_back = read({"e.csv": csv(EPISODES, *lines)}, content, as_at=date(2024, 3, 31))
    found = {one.measure.id: one for one in measures.found(read_back)}
    for name, values in plainly(rows).items():
        assert (name, found[name].whole.count, found[name].whole.total) == (name, len(values), sum(values))
        assert found[name].out_of == found[name].whole.count + sum(count for _, count in found[name].left_out)
