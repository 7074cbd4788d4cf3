"""Groups of three to five in one step, mixed, with room for who comes late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest

from permanence_lib.workshop.acts import ACTS, RoomRefused, Setting
from permanence_lib.workshop.acts.groups import meetings, mixed, number_of_groups, seated
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.room import Room
from permanence_lib.workshop.state import State

START = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def people(number: int, gone: tuple[int, ...] = ()) -> dict[str, Member]:
    """So many members, some of them taken out."""
    return {f"p{n}": Member(f"p{n}", f"Person {n}", "", gone=n in gone) for n in range(number)}


def grouped(state: State, room: Room, members: dict[str, Member], **given: object) -> State:
    """The room in new groups."""
    moment = START + timedelta(minutes=len(state.past_groups))
    return ACTS["group"](state, Setting(moment, room.agenda, room.live, members), given)


@pytest.mark.parametrize("size", [3, 4, 5])
def test_everybody_sits_in_one_group_of_three_to_five(room: Room, size: int) -> None:
    """Nobody is left over, and no group is far from the others in size, whoever comes."""
    for number in range(3, 61):
        _sits_well(grouped(room.state(), room, people(number), size=size), number)


def _sits_well(state: State, number: int) -> None:
    sizes = sorted(map(len, state.groups))
    assert sorted(name for one in state.groups for name in one) == sorted(people(number))
    assert 3 <= sizes[0] <= sizes[-1] <= 5
    assert sizes[-1] - sizes[0] <= 1


def test_twenty_people_meet_new_people_three_times_running(room: Room) -> None:
    """Five groups of four: three times over nobody has to sit with somebody again more than once or twice."""
    state = room.state()
    for _ in range(3):
        state = grouped(state, room, people(20), size=4)
    met = meetings([*state.past_groups, *state.groups])
    assert len(met) + 4 >= 3 * 5 * 6
    assert max(met.values()) <= 2


def test_what_was_is_weighed(room: Room) -> None:
    """Six people who sat in two threes are parted as far as six people can be."""
    past = [("a", "b", "c"), ("d", "e", "f")]
    groups = mixed(list("abcdef"), 2, meetings(past), Random(1))
    again = [two for one in groups for two in combinations(sorted(one), 2) if two in {*combinations("abc", 2), *combinations("def", 2)}]  # fmt: skip
    assert len(again) == 2


def test_whoever_was_taken_out_is_in_no_group(room: Room) -> None:
    """Neither when groups are made nor afterwards."""
    state = grouped(room.state(), room, people(9, gone=(0, 1)))
    assert not {"p0", "p1"} & {name for one in state.groups for name in one}
    assert "p5" not in {name for one in seated(state.groups, people(9, gone=(0, 1, 5))) for name in one}


def test_who_comes_late_joins_the_smallest(room: Room) -> None:
    """One after another, so that groups stay of one size; whoever has a place keeps it."""
    members = people(11)
    first = grouped(room.state(), room, members, size=4)
    late = ACTS["seat"](first, Setting(START, room.agenda, room.live, people(14)), {})
    assert all(set(before) <= set(after) for before, after in zip(first.groups, late.groups, strict=True))
    assert sorted(map(len, late.groups)) == [4, 5, 5]


def test_one_room_again_remembers_who_has_met(room: Room) -> None:
    """The next groups are new ones all the same."""
    first = grouped(room.state(), room, people(8), size=4)
    apart = ACTS["ungroup"](first, Setting(START, room.agenda, room.live, people(8)), {})
    assert apart.groups == ()
    assert apart.past_groups == first.groups


def test_too_few_people_and_odd_sizes_are_refused(room: Room) -> None:
    """In words she can use."""
    with pytest.raises(RoomRefused, match="fewer than three"):
        grouped(room.state(), room, people(2))
    for size in (2, 6, "many"):
        with pytest.raises(RoomRefused, match="three to five"):
            grouped(room.state(), room, people(9), size=size)


def test_five_people_are_one_group() -> None:
    """The fewest groups that hold everybody, the most that keep three in each."""
    assert [number_of_groups(n) for n in (3, 5, 6, 7, 8, 11, 20)] == [1, 1, 2, 2, 2, 3, 5]
