"""What is hidden stays hidden: not from totals, not from parts, not from two measures side by side."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permanence_lib.content.library import Content
from permanence_lib.content.ssda903 import Suppression
from permanence_lib.laboratory.measures.finding import Finding, Group
from permanence_lib.laboratory.suppression import Counts, is_safe, is_small, joined, suppressed

UNDER = 6
RULE = Suppression(under=UNDER, spread_from=20, groups_to=5)


def groups(counts: tuple[int, ...]) -> list[Group]:
    """Groups of these sizes."""
    return [Group(str(number), count, 0.0) for number, count in enumerate(counts)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), max_size=8).map(tuple))
def test_no_group_that_is_shown_is_small_and_none_is_lost(counts: tuple[int, ...]) -> None:
    """Either every case stands in some group, or nothing is shown at all."""
    shown = joined(groups(counts), UNDER)
    assert all(group.count >= UNDER for group in shown)
    assert sum(group.count for group in shown) == (sum(counts) if shown else 0)
    assert bool(shown) == (sum(counts) >= UNDER)


@pytest.mark.parametrize("cells", [2, 3])
def test_a_small_cell_cannot_be_worked_out_from_what_is_shown(cells: int) -> None:
    """Every table of small numbers is tried: for each cell of 1 to 5, another table with another number looks the same."""
    looks: dict[object, list[tuple[int, ...]]] = defaultdict(list)
    most = 18
    for counts in itertools.product(range(most + 1), repeat=cells):
        if sum(counts) > most:
            continue  # of a larger sum not every table is tried
        shown = joined(groups(counts), UNDER)
        looks[(sum(counts), tuple((group.label, group.count) for group in shown))].append(counts)
    for alike in looks.values():
        for cell in range(cells):
            values = {counts[cell] for counts in alike}
            assert len(values) > 1 or not is_small(next(iter(values)), UNDER)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=6))
def test_shares_hide_both_those_who_are_so_and_those_who_are_not(parts: list[tuple[int, int]]) -> None:
    """A percentage says as much as its count."""
    made = [Group(str(n), yes + no, float(yes)) for n, (yes, no) in enumerate(parts)]
    for group in joined(made, UNDER, share=True):
        yes = round(group.total)
        assert not is_small(yes, UNDER) and not is_small(group.count - yes, UNDER)


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), max_size=20))
def test_no_two_counts_that_are_shown_differ_by_a_small_number(counts: list[int]) -> None:
    """Neither is small, and neither is their difference."""
    kept = Counts(UNDER)
    shown = [one for one in (kept.show(count) for count in counts) if one is not None]
    assert not any(is_small(one, UNDER) for one in shown)
    assert not any(is_small(abs(one - other), UNDER) for one in shown for other in shown)


def finding(content: Content, name: str, measured: int, left: tuple[int, ...], total: float = 0.0) -> Finding:
    """A finding of these sizes, all in one age and one year."""
    measure = content.ssda903.by_measure[name]
    whole = Group(measure.name, measured, total)
    words = tuple(measure.left_out.values())
    return Finding(
        measure, whole, measured + sum(left), tuple(zip(words, left, strict=False)), (1.0, 2.0, 3.0), (replace(whole, label="a"),),
        (replace(whole, label="b"),), (), (2024,),
    )  # fmt: skip


@pytest.mark.parametrize("measured", range(1, UNDER))
def test_of_a_small_number_nothing_is_shown(measured: int, content: Content) -> None:
    """No number, no average, no year, and no part from which it follows."""
    (shown,) = suppressed([finding(content, "period-of-care", measured, (20, 0, 0))], RULE)
    assert (shown.measured, shown.left_out, shown.mean, shown.quartiles) == (None, (), None, None)
    assert (shown.by_age, shown.by_year, shown.years) == ((), (), ())


def test_few_left_out_hide_the_whole(content: Content) -> None:
    """Forty measured of forty-three would say three."""
    (shown,) = suppressed([finding(content, "period-of-care", 40, (3, 0, 0), 400.0)], RULE)
    assert (shown.measured, shown.out_of, shown.left_out, shown.mean) == (40, None, (), 10.0)


def test_few_in_one_reason_are_joined_with_another(content: Content) -> None:
    """Three and ten are told as thirteen, which is rounded to fifteen; so is the whole."""
    (shown,) = suppressed([finding(content, "period-of-care", 40, (3, 10, 0))], RULE)
    assert shown.out_of == 55
    assert [count for _, count in shown.left_out] == [15]


def test_a_share_of_few_is_hidden(content: Content) -> None:
    """Three of fifty open periods: neither the number nor six per cent."""
    (shown,) = suppressed([finding(content, "possible-drift", 50, (0,), 3.0)], RULE)
    assert (shown.measured, shown.mean) == (50, None)
    assert not is_safe(Group("", 50, 47.0), UNDER, share=True)
    (none,) = suppressed([finding(content, "possible-drift", 50, (0,), 0.0)], RULE)
    assert none.mean == 0.0


def test_quartiles_need_more(content: Content) -> None:
    """Of nineteen the middle half is not told, of twenty it is."""
    few, enough = suppressed([finding(content, "interim-orders", 19, (0, 0, 0)), finding(content, "period-of-care", 40, (0, 0, 0))], RULE)  # fmt: skip
    assert (few.quartiles, enough.quartiles) == (None, (1.0, 2.0, 3.0))


def test_sizes_of_groups_are_rounded_and_never_look_small(content: Content) -> None:
    """Six and seven are told as six, not as five; twelve as ten."""
    (shown,) = suppressed([finding(content, "interim-orders", 40, (0, 0, 0))], RULE)
    assert [shown.size(Group("", count, 0.0)) for count in (6, 7, 8, 12, 13, 40)] == [6, 6, 10, 10, 15, 40]


sizes = st.tuples(st.integers(0, 40), st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)))


@settings(max_examples=60, deadline=None)
@given(drawn=st.lists(sizes, min_size=2, max_size=5), beside=st.lists(st.integers(0, 60), max_size=3))
def test_measures_side_by_side_give_no_small_number_away(
    drawn: list[tuple[int, tuple[int, int, int]]], beside: list[int]
) -> None:
    """All counts of children that a report shows, differenced with one another."""
    content = Content.load()
    made = [finding(content, "period-of-care", measured, left) for measured, left in drawn]
    shown = suppressed(made, RULE, beside)
    counts = [n for one in shown for n in (one.measured, one.out_of) if n is not None]
    counts += [count for one in shown for _, count in one.left_out]
    assert not any(is_small(n, UNDER) for n in counts)
    assert all(n % RULE.groups_to == 0 or n == UNDER for n in counts)
