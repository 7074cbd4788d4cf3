"""People counted so that nobody can be found among them: fewer than five are never told apart."""

from __future__ import annotations

from permanence_lib.exercises import LEAST_GROUP

_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}
FEW = f"fewer than {_WORDS.get(LEAST_GROUP, str(LEAST_GROUP))} people"


def people(count: int) -> str:
    """'18 people', 'nobody', or 'fewer than five people'."""
    if count == 0:
        return "nobody"
    return f"{count} people" if count >= LEAST_GROUP else FEW


def of_people(count: int, all_of_them: int) -> str:
    """'17 of 20 people'; of fewer than five, only that they are so few."""
    if count < LEAST_GROUP or all_of_them < LEAST_GROUP:
        return people(count)
    return f"{count} of {all_of_them} people"


def begin(words: str) -> str:
    """The same words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]
