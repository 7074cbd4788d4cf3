"""What can happen to a child in care, in the words of whoever would tell it, and how a record shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from permanence_lib.laboratory.records.history import Episode, History

_ADOPTED = ("E11", "E12")
_WITH_ADOPTERS = ("A3", "A4", "A5", "A6")
_GUARDIAN = ("E43", "E44", "E45", "E46", "E47", "E48")
_HOME = ("E4A", "E4B")


@dataclass(frozen=True)
class Story:
    """Something that happened: its name in an address, the alias, a title, what to look for, and which records show it."""

    id: str
    alias: str
    title: str
    look: str
    fits: Callable[[History], bool]


def adopted(one: History) -> bool:
    """Care ended with an adoption order."""
    return one.how in _ADOPTED


def wait_for_adopters(one: History) -> int | None:
    """Days from the decision that the child should be placed to moving in with adopters; None where there is no such move."""
    decided = one.days("PlacedAdoption", "DATE_PLACED")
    moved = _first(one, lambda x: x.place in _WITH_ADOPTERS)
    return (moved - decided[0]).days if decided and moved else None


def _first(one: History, fits: Callable[[Episode], bool]) -> date | None:
    return next((episode.start for episode in one.episodes if fits(episode)), None)


def under(one: History, status: str) -> int:
    """Days under a legal status, to the end of the last row that has an end."""
    known = max([x.end for x in one.episodes if x.end] + [x.start for x in one.episodes])
    return sum(((x.end or known) - x.start).days for x in one.episodes if x.status == status)


def until_order(one: History) -> int:
    """Days from the start of care to the first full care or placement order; 0 where there is none."""
    day = _first(one, lambda x: x.status in ("C2", "E1"))
    return (day - one.start).days if day else 0


def in_care(one: History) -> int:
    """Days from the first start of care to its end, or to the last row's start or end where it goes on."""
    last = one.episodes[-1]
    return ((last.end or last.start) - one.start).days


def longest_home(one: History) -> int:
    """Days in the longest stretch with the same carers, to the last row's start or end."""
    starts = [x for n, x in enumerate(one.episodes) if n == 0 or x.why in ("S", "P", "B")]
    ends = [x.start for x in starts[1:]] + [one.episodes[-1].end or one.episodes[-1].start]
    return max((end - x.start).days for x, end in zip(starts, ends, strict=True))


STORIES = (
    Story(
        "adopted-after-a-long-wait", "Ash", "Adopted, after a long wait for a family",
        "Find the day of the decision and the day of moving in, and ask what each month between them was for.",
        lambda one: adopted(one) and (wait_for_adopters(one) or 0) > 270 and one.stays == 1,
    ),
    Story(
        "adopted-where-they-lived", "Bryn", "Adopted by the carers they already lived with",
        "The order changed on paper what the child may have known for a long time. Who could have said so, and when?",
        lambda one: adopted(one) and any(x.place in ("A3", "A5") for x in one.episodes),
    ),
    Story(
        "placement-order-still-waiting", "Corin", "A placement order, and nobody found yet",
        "The plan is adoption and the child waits. What would have to be known by when for the plan to be looked at again?",
        lambda one: not one.how and one.statuses[-1] == "E1" and not any(x.place in _WITH_ADOPTERS for x in one.episodes),
    ),
    Story(
        "adoption-plan-given-up", "Dale", "A plan for adoption that was given up",
        "Two plans, one after the other. What did the first one cost in time, and what did it leave behind?",
        lambda one: bool(one.days("PlacedAdoption", "DATE_PLACED_CEASED")),
    ),
    Story(
        "special-guardianship", "Ellis", "Left care to live with a special guardian",
        "Look for the first day on which this guardian could have been asked. The rows do not have it: who would?",
        lambda one: one.how in _GUARDIAN and one.stays == 1 and len(one.episodes) >= 3,
    ),
    Story(
        "home-and-back", "Fern", "Went home, and came into care again",
        "Between the two stays there are no rows at all. What happened in that time, and who was still there afterwards?",
        lambda one: one.stays > 1,
    ),
    Story(
        "many-moves", "Gale", "Many moves",
        "Read only the reasons for the moves, one after another. Whose reasons are they?",
        lambda one: one.carers >= 6,
    ),
    Story(
        "late-decision", "Harley", "A decision about permanence that came late",
        "Count from the start of care to the first order that was meant to last, and set the child's age beside it.",
        lambda one: "C2" in one.statuses and until_order(one) > 300 and one.carers <= 5,
    ),
    Story(
        "long-under-section-20", "Isa", "Years in care by agreement, and no order",
        "Nobody decided that this should last. Find the reviews, and ask what each of them could have asked.",
        lambda one: set(one.statuses) == {"V2"} and under(one, "V2") > 700 and (one.age or 0) < 13,
    ),
    Story(
        "long-term-foster-care", "Jude", "Growing up with the same foster carers",
        "Little happens in these rows, and that may be the best thing in them. What would tell you whether it is?",
        lambda one: "C2" in one.statuses and longest_home(one) > 1000 and one.carers <= 2,
    ),
    Story(
        "home-soon", "Kit", "Home again within half a year",
        "A short record. What would the family say the time was for?",
        lambda one: one.how in _HOME and one.stays == 1 and (one.age or 0) < 9 and in_care(one) < 183,
    ),
    Story(
        "came-alone", "Lior", "Came to this country alone",
        "The rows begin on the day of arrival here. Everything before it has to be asked, gently, and may not be.",
        lambda one: one.statuses == ("V2",) and one.episodes[0].need == "N8" and (one.age or 0) >= 15,
    ),
)  # fmt: skip
