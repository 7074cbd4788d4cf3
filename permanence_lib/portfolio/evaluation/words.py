"""How counts of people are said in the cohort's report."""

from __future__ import annotations

from collections.abc import Sequence

from permanence_lib.portfolio.evaluation.telling import Side, Spread

SOURCE = (
    "Source: what participants of this cohort chose to give for this report. It describes these people alone, belongs to the "
    "programme, and is not published statistics."
)
NOT_TOLD = "Not told: however it is divided, a group would hold fewer than five people."


_NUMBERS = {4: "four", 5: "five", 9: "nine", 10: "ten"}


def number(count: int) -> str:
    """A limit in words: five."""
    return _NUMBERS.get(count, str(count))


def together(places: Sequence[str]) -> str:
    """Places told as one: “New to me” or “I can follow it”."""
    said = [f"“{place}”" for place in places]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def between(places: Sequence[str]) -> str:
    """Places told as one, in few words for a picture: “New to me” … “I do it with support”."""
    return f"“{places[0]}” … “{places[-1]}”" if len(places) > 2 else together(places)


def listed(names: Sequence[str]) -> str:
    """'week 1, week 14 and week 28'."""
    said = [f"{name[0].lower()}{name[1:]}" for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def sentence(found: Spread, places: Sequence[str], people: int) -> str:
    """A spread in one sentence."""
    if found.groups:
        said = (f"{group.count} {together([places[x] for x in group.places])}" for group in found.groups)
        return f"Of {people} people: {'; '.join(said)}."
    if found.most is not None:
        return f"All but fewer than five of {people} people: “{places[found.most]}”."
    return NOT_TOLD


def so_many(found: Side, people: int) -> str:
    """One side of a yes and its no: '12 of 18 people'."""
    if found == "few":
        return "Fewer than five"
    return "All but fewer than five" if found == "most" else f"{found} of {people}"
