"""What may be told of a count of people. Every number of the cohort's report comes through here.

No count of people below `under` (five) is told, and none can be worked out. Nought is not told either: "fewer than five"
may be nobody.

1. A spread divides all answers of one part over places that stand in an order (no answer is one of them). Places are
   joined with their neighbours until the answers of each group come from five people or more. Nothing is hidden inside a
   spread whose total is known, so nothing follows by subtraction; how a joined group divides stays open.
2. Where that leaves one group, and all but fewer than five people stand at one place, that place is named without a number.
3. Of a yes and its no, the number is told where both hold five or more; else only which side holds fewer than five.
4. Spreads of the same people at several times are told with groups that are large enough each time, so that they can be
   read beside each other. No number of those who moved from one group to another follows from them.
5. The parts of the report count different people. Where the numbers of two parts differ by one to four, both are cut
   down to the people who are in both, so that the difference is nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Side: TypeAlias = int | Literal["few", "most"]
Places: TypeAlias = Sequence[Collection[str]]
"""For each place, who stands there: the mark of a person for each of their answers."""


@dataclass(frozen=True)
class Group:
    """Neighbouring places told as one, by their positions, and how many answers stand there together."""

    places: tuple[int, ...]
    count: int


@dataclass(frozen=True)
class Spread:
    """Two groups or more that come to all answers; or none, and perhaps the place where all but a few people stand."""

    groups: tuple[Group, ...] = ()
    most: int | None = None


def spread(places: Places, under: int) -> Spread:
    """What may be told of how people divide over places."""
    (found,) = spreads([places], under)
    if found.groups:
        return found
    elsewhere = [len(_people(places, [x for x in range(len(places)) if x != at])) for at in range(len(places))]
    at = [place for place, others in enumerate(elsewhere) if others < under]
    whole = len(_people(places, range(len(places))))
    return Spread(most=at[0]) if len(at) == 1 and whole >= 2 * under else found


def spreads(of_times: Sequence[Places], under: int) -> tuple[Spread, ...]:
    """The same people at several times, in the same groups; without groups where there are no two of them."""
    cuts = _joined(of_times, under)
    if len(cuts) < 2:
        return tuple(Spread() for _ in of_times)
    return tuple(Spread(tuple(Group(cut, sum(len(places[x]) for x in cut)) for cut in cuts)) for places in of_times)


def _joined(of_times: Sequence[Places], under: int) -> list[tuple[int, ...]]:
    """Places joined from the first on until every group is large enough at every time; what is left joins the last."""
    made: list[tuple[int, ...]] = []
    waiting: tuple[int, ...] = ()
    for place in range(len(of_times[0])):
        waiting = (*waiting, place)
        if all(len(_people(places, waiting)) >= under for places in of_times):
            made.append(waiting)
            waiting = ()
    if waiting:
        made[-1:] = [(*made[-1], *waiting)] if made else [waiting]
    return made


def _people(places: Places, of: Collection[int]) -> set[str]:
    return {person for place in of for person in places[place]}


def side(count: int, of: int, under: int) -> Side:
    """How many of so many are so: the number, or which side holds fewer than `under`. `of` is twice `under` or more."""
    if count < under:
        return "few"
    return "most" if of - count < under else count


def kept_apart(parts: Mapping[str, frozenset[str]], under: int, people_from: int) -> dict[str, frozenset[str]]:
    """The people of each part, cut down until no two parts differ by one to `under` less one; too small ones are empty.

    Of two parts that share too few people the larger one stays, and the other is not told.
    """
    found = {name: people if len(people) >= people_from else frozenset() for name, people in parts.items()}
    while pair := _too_near(found, under):
        larger, smaller = sorted(pair, key=lambda name: -len(found[name]))
        both = found[larger] & found[smaller]
        if len(both) >= people_from:
            found[larger] = found[smaller] = both
        else:
            found[smaller] = frozenset()
    return found


def _too_near(found: Mapping[str, frozenset[str]], under: int) -> tuple[str, str] | None:
    told = [name for name, people in found.items() if people]
    for place, one in enumerate(told):
        for other in told[place + 1 :]:
            if 0 < abs(len(found[one]) - len(found[other])) < under:
                return one, other
    return None


def may_stand_beside(count: int, others: Sequence[int], under: int) -> bool:
    """Whether a number of people may be told beside others: none of them differs from it by one to `under` less one."""
    return count >= under and not any(0 < abs(count - other) < under for other in others)
