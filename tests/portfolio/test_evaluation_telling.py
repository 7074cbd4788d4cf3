"""Nothing told of a cohort lets a count under five be worked out: tried by an attacker who knows the rule itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permanence_lib.portfolio.evaluation import telling
from permanence_lib.portfolio.evaluation.telling import Spread

UNDER, FROM = 5, 10
SMALL = range(1, UNDER)
Counts = tuple[int, ...]


def divisions(people: int, places: int) -> Iterator[Counts]:
    """Every way in which so many people can divide over so many places."""
    if places == 1:
        yield (people,)
        return
    for here in range(people + 1):
        yield from ((here, *others) for others in divisions(people - here, places - 1))


def standing(counts: Counts) -> list[list[str]]:
    """The same as marks of people, each at one place."""
    marks = iter(range(sum(counts)))
    return [[str(next(marks)) for _ in range(count)] for count in counts]


def known(possible: set[int]) -> bool:
    """Whether only one number is possible, and it is small."""
    return len(possible) == 1 and next(iter(possible)) in SMALL


@pytest.mark.parametrize(
    ("places", "people"), [(2, 10), (2, 23), (3, 10), (3, 20), (4, 11), (4, 18), (5, 10), (5, 14), (6, 10), (7, 10)]
)
def test_no_small_count_follows_from_a_spread(places: int, people: int) -> None:
    """Whatever is shown, every small count of any places together could also have been another."""
    by_told: dict[Spread, list[Counts]] = defaultdict(list)
    for counts in divisions(people, places):
        by_told[telling.spread(standing(counts), UNDER)].append(counts)
    unions = [x for size in range(1, min(places, 4)) for x in combinations(range(places), size)]
    for told, possible in by_told.items():
        for union in unions:
            assert not known({sum(counts[x] for x in union) for counts in possible}), (told, union)
        assert all(group.count >= UNDER for group in told.groups) and len(told.groups) != 1
        assert not told.groups or sum(group.count for group in told.groups) == people


@pytest.mark.parametrize(("places", "people"), [(2, 12), (3, 10), (3, 13)])
def test_nothing_small_follows_from_before_and_after(places: int, people: int) -> None:
    """Neither who stood where at one time, nor how many moved from one place to another."""
    marks = {counts: standing(counts) for counts in divisions(people, places)}
    by_told: dict[tuple[Spread, ...], list[tuple[Counts, Counts]]] = defaultdict(list)
    for before in marks:
        for after in marks:
            by_told[telling.spreads([marks[before], marks[after]], UNDER)].append((before, after))
    for told, possible in by_told.items():
        for at in range(places):
            assert not known({before[at] for before, _ in possible}), told
            assert not known({after[at] for _, after in possible}), told
        for one in range(places):
            for other in range(places):
                moved = {x for a, b in possible for x in (max(0, a[one] + b[other] - people), min(a[one], b[other]))}
                assert not known(moved), told


def test_of_a_yes_and_its_no_the_small_side_stays_open() -> None:
    """Five numbers fit where it is small, and one where both sides are large."""
    for people in range(FROM, 30):
        told = defaultdict(set)
        for count in range(people + 1):
            told[telling.side(count, people, UNDER)].add(count)
        assert told.pop("few") == set(range(UNDER)) and told.pop("most") == set(range(people - UNDER + 1, people + 1))
        assert all(numbers == {told_as} for told_as, numbers in told.items())
        assert all(UNDER <= told_as <= people - UNDER for told_as in told)


Answers = list[list[int]]
"""For each person the place of each of their answers."""


def _spread(answers: Answers, places: int) -> Spread:
    return telling.spreads([[[str(n) for n, one in enumerate(answers) for x in one if x == at] for at in range(places)]], UNDER)[0]  # fmt: skip


def people_at(answers: Answers, place: int) -> int:
    """How many people have an answer there."""
    return sum(place in one for one in answers)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_several_answers_of_each_person_hide_who_gave_them(data: st.DataObject) -> None:
    """Of every place with answers of one to four people, the same could be shown with another number of people."""
    places, asked = data.draw(st.integers(2, 6)), data.draw(st.integers(1, 6))
    one = st.lists(st.integers(0, places - 1), min_size=asked, max_size=asked)
    answers = data.draw(st.lists(one, min_size=FROM, max_size=24))
    told = _spread(answers, places)
    for group in told.groups:
        assert sum(bool(set(group.places) & set(x)) for x in answers) >= UNDER
    for place in range(places):
        count = people_at(answers, place)
        if count in SMALL:
            assert any(people_at(other, place) != count for other in _shown_the_same(answers, place, places, told)), told  # fmt: skip


def _shown_the_same(answers: Answers, place: int, places: int, told: Spread) -> Iterator[Answers]:
    """Other answers that are shown as the same: one person more or fewer at a place."""
    for number, one in enumerate(answers):
        for to in range(places):
            fewer = [to if x == place else x for x in one]
            more = [place if x == to else x for x in one]
            for changed in (fewer, more):
                other = [*answers[:number], changed, *answers[number + 1 :]]
                if changed != one and _spread(other, places) == told:
                    yield other


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(st.sampled_from("abcd"), st.frozensets(st.sampled_from([str(n) for n in range(30)])), min_size=1), st.integers(0, 30))  # fmt: skip
def test_the_numbers_of_the_parts_leave_no_small_difference(parts: dict[str, frozenset[str]], more: int) -> None:
    """Any two parts that are told count the same number of people, or five apart; and a part only loses people."""
    told = telling.kept_apart(parts, UNDER, FROM)
    sizes = [len(people) for people in told.values() if people]
    assert all(size >= FROM for size in sizes)
    assert not [1 for a in sizes for b in sizes if abs(a - b) in SMALL]
    assert all(told[name] <= people for name, people in parts.items())
    whole = len(frozenset().union(*parts.values())) + more
    if telling.may_stand_beside(whole, sizes, UNDER):
        assert not [size for size in sizes if abs(whole - size) in SMALL]


def test_a_part_that_shares_too_few_people_is_left_out_for_the_larger() -> None:
    """Twelve and eleven people of whom four are the same: the twelve are told."""
    twelve, eleven = frozenset(map(str, range(12))), frozenset(map(str, range(8, 19)))
    assert telling.kept_apart({"a": eleven, "b": twelve}, UNDER, FROM) == {"a": frozenset(), "b": twelve}
