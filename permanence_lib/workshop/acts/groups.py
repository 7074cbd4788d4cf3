"""Groups of three to five in one step: people who have not sat together yet come first, and who comes late joins the smallest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any

from permanence_lib.workshop.acts.setting import RoomRefused, Setting
from permanence_lib.workshop.members import Member
from permanence_lib.workshop.state import State

Groups = tuple[tuple[str, ...], ...]
LEAST, USUAL, MOST = 3, 4, 5
#: How often people are exchanged before what was found is taken: twenty people settle well before that.
_ROUNDS = 12


def group(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Everybody who is here in new groups. `size` is what is wished for, 3 to 5; nobody is left over."""
    here = present(setting.members)
    if len(here) < LEAST:
        raise RoomRefused("There are fewer than three people in the room, so there is nothing to divide yet.")
    past = (*state.past_groups, *state.groups)
    chance = Random(f"{setting.moment} {len(past)}")
    groups = mixed(here, number_of_groups(len(here), _size(given)), meetings(past), chance)
    return state.model_copy(update={"groups": groups, "past_groups": past})


def ungroup(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """The room is one again; who has sat together is remembered."""
    return state.model_copy(update={"groups": (), "past_groups": (*state.past_groups, *state.groups)})


def seat(state: State, setting: Setting, given: Mapping[str, Any]) -> State:
    """Everybody who came after the groups were made joins the smallest."""
    return state.model_copy(update={"groups": seated(state.groups, setting.members)})


def present(members: Mapping[str, Member]) -> list[str]:
    """Who is in the room, in the order they came."""
    return [name for name, member in members.items() if not member.gone]


def seated(groups: Groups, members: Mapping[str, Member]) -> Groups:
    """The groups as they sit now: without those who are gone, and with who came late in the smallest."""
    if not groups:
        return ()
    here = set(present(members))
    found = [[name for name in one if name in here] for one in groups]
    have = {name for one in found for name in one}
    for name in (name for name in present(members) if name not in have):
        min(found, key=len).append(name)
    return tuple(tuple(one) for one in found if one)


def number_of_groups(people: int, size: int = USUAL) -> int:
    """As near to the wished size as groups of three to five allow."""
    fewest, most = -(-people // MOST), max(people // LEAST, 1)
    return min(max(round(people / size), fewest), most)


def meetings(past: Iterable[Sequence[str]]) -> dict[frozenset[str], int]:
    """How often each two people have sat together."""
    found: dict[frozenset[str], int] = {}
    for one in past:
        for two in combinations(one, 2):
            found[frozenset(two)] = found.get(frozenset(two), 0) + 1
    return found


def mixed(people: Sequence[str], number: int, met: Mapping[frozenset[str], int], chance: Random) -> Groups:
    """So many groups of nearly one size, in which as few as can be sit with somebody again."""
    order = list(people)
    chance.shuffle(order)
    groups = [order[n::number] for n in range(number)]
    for _ in range(_ROUNDS):
        if not any([_exchange(one, other, met) for one, other in combinations(groups, 2)]):
            break
    return tuple(tuple(one) for one in groups)


def _exchange(one: list[str], other: list[str], met: Mapping[frozenset[str], int]) -> bool:
    """Let two people change places wherever that makes fewer meet again; whether anybody moved."""
    moved = False
    for a, b in _pairs(len(one), len(other)):
        before = _again(one[a], one, met) + _again(other[b], other, met)
        one[a], other[b] = other[b], one[a]
        if _again(one[a], one, met) + _again(other[b], other, met) < before:
            moved = True
        else:
            one[a], other[b] = other[b], one[a]
    return moved


def _pairs(first: int, second: int) -> Iterator[tuple[int, int]]:
    return ((a, b) for a in range(first) for b in range(second))


def _again(who: str, group: Sequence[str], met: Mapping[frozenset[str], int]) -> int:
    """How much somebody meets again in a group: twice over counts four times, so that it is spread."""
    return sum(met.get(frozenset((who, other)), 0) ** 2 for other in group if other != who)


def _size(given: Mapping[str, Any]) -> int:
    try:
        size = int(given.get("size") or USUAL)
    except (TypeError, ValueError):
        size = 0
    if not LEAST <= size <= MOST:
        raise RoomRefused("Groups are of three to five. Say 3, 4 or 5.")
    return size


ACTS = {"group": group, "ungroup": ungroup, "seat": seat}
