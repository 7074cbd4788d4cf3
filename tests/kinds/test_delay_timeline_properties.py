"""What must hold of every date: working days, months, decisions that follow, steps that come round again."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from permanence_lib.content.days import bank_holidays
from permanence_lib.kinds.delay_timeline.model import (
    add_time,
    growing_between,
    share_percent,
    sort_of,
    stage_summary,
    timetable,
    what_if,
)
from permanence_lib.kinds.delay_timeline.model.growing import GROWING
from permanence_lib.kinds.delay_timeline.model.timetable import TOLD

OFF = [day.isoformat() for day in bank_holidays(2000, 2032)]
CALENDAR = {"off": OFF, "first": 2000, "last": 2032}
days = st.dates(date(2001, 1, 1), date(2030, 12, 31)).map(date.isoformat)
amounts = st.integers(1, 60)
units = st.sampled_from(["days", "weeks", "months", "working_days"])
quick = settings(max_examples=60, deadline=None)


@quick
@given(days, amounts, st.booleans())
def test_working_days_never_land_on_a_day_off(start: str, amount: int, first: bool) -> None:
    """No step falls due on a Saturday, a Sunday or a bank holiday; and just so many working days were passed."""
    due = add_time(start, amount, "working_days", first, OFF)
    assert date.fromisoformat(due).weekday() < 5
    assert due not in OFF
    begin = date.fromisoformat(start) + timedelta(days=0 if first else 1)
    passed = [begin + timedelta(days=n) for n in range((date.fromisoformat(due) - begin).days + 1)]
    assert sum(day.weekday() < 5 and day.isoformat() not in OFF for day in passed) == amount


@quick
@given(days, days, amounts, units)
def test_a_later_start_is_never_due_earlier(one: str, other: str, amount: int, unit: str) -> None:
    """Counting is monotone in the start, and in the amount."""
    early, late = sorted((one, other))
    assert add_time(early, amount, unit, False, OFF) <= add_time(late, amount, unit, False, OFF)
    assert add_time(early, amount, unit, False, OFF) < add_time(early, amount + 1, unit, False, OFF)


@quick
@given(st.lists(days, min_size=2, max_size=6), st.integers(-400, 400))
def test_what_follows_keeps_its_distance(planned: list[str], shift: int) -> None:
    """Moving the first of a chain moves every one behind it by as much, and moving it back changes nothing."""
    chain = [{"id": str(n), "date": day, "depends_on": str(n - 1) if n else None} for n, day in enumerate(planned)]
    moved = (date.fromisoformat(planned[0]) + timedelta(days=shift)).isoformat()
    found = what_if(chain, {"0": moved})
    gaps = {(date.fromisoformat(found[d["id"] or ""]) - date.fromisoformat(d["date"] or "")).days for d in chain}
    assert gaps == {shift}
    assert what_if(chain, {"0": planned[0]}) == {d["id"]: d["date"] for d in chain}


def reviews(**clock: Any) -> dict[str, Any]:
    """A step every six months."""
    told = {"starts": "start", "met_by": ["met"], "every": {"amount": 6, "unit": "months"}, **clock}
    return {"id": "r", "amount": 6, "unit": "months", "status": "rule", "settled": True, "clock": told}


@quick
@given(days, st.lists(days, max_size=12), days)
def test_what_comes_round_never_skips(start: str, met: list[str], ends: str) -> None:
    """Each is due half a year after the answer to the one before, or after its due day; the last lies beyond the record."""
    steps = timetable([reviews()], {"start": {"days": [start]}, "met": {"days": met}}, ends, CALENDAR)
    assert [step["number"] for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0]["starts"] == start
    for before, after in pairwise(steps):
        assert after["starts"] == (before["done"] or before["due"])
        assert after["due"] == add_time(after["starts"], 6, "months", False, ())
    assert steps[-1]["due"] >= ends or steps[-1]["done"] is not None or not met
    answered = [step["done"] for step in steps if step["done"]]
    assert answered == sorted({day for day in met if day > start})


@quick
@given(days, st.lists(days, max_size=5), days)
def test_what_is_not_on_record_is_never_late(start: str, starts: list[str], ends: str) -> None:
    """Without a day that answers it, and without anybody saying that it had not happened, no step is late."""
    moments = {"start": {"days": [start, *starts]}}
    for fact in (reviews(), reviews(every=None), reviews(every=None, each=True)):
        steps = timetable([fact], moments, ends, CALENDAR)
        assert steps
        assert not [step for step in steps if sort_of(step["standing"]) == "late"]


@quick
@given(days, st.lists(days, max_size=5), st.none() | days)
def test_unchecked_law_makes_nobody_late(start: str, met: list[str], ends: str | None) -> None:
    """A recalled limit has no due day at all."""
    fact = {**reviews(), "settled": False}
    steps = timetable([fact], {"start": {"days": [start]}, "met": {"days": met}}, ends, CALENDAR)
    assert [(step["due"], step["standing"]) for step in steps] == [
        (None, "cannot tell: this limit has not yet been checked")
    ]


@quick
@given(days, days, days)
def test_a_share_of_life_is_between_nothing_and_all(born: str, since: str, until: str) -> None:
    """Never more than the whole, and nothing before there is a life."""
    said = share_percent(born, since, until)
    assert (said == "") == (until <= born or until < max(born, since))
    if said:
        assert 0 <= int(said.removeprefix("less than ").removeprefix("more than ").rstrip("%")) <= 100


@quick
@given(days, days, days)
def test_pieces_of_growing_up_join_without_gaps(born: str, one: str, other: str) -> None:
    """Each begins where the one before ended, from the birth at the earliest to the last day at the latest."""
    first, last = sorted((one, other))
    pieces = growing_between([stage.model_dump() for stage in GROWING], born, first, last)
    assert bool(pieces) == (born <= last)
    if pieces:
        assert (pieces[0][0], pieces[-1][1]) == (max(first, born), last)
        assert all(a[1] == b[0] for a, b in pairwise(pieces))


@quick
@given(st.lists(st.sampled_from([starts[0] for starts in TOLD.values()]), max_size=60))
def test_a_summary_leaves_no_sort_out(standings: list[str]) -> None:
    """Every sort of standing that occurs has its heading, and no number stands for the whole."""
    said = stage_summary([[f"Step {n}", words] for n, words in enumerate(standings)])
    assert said.count(": ") == len({sort_of(words) for words in standings})
    assert "%" not in said
