"""What an age looks like from day to day: the programme's own plain words, and said to be so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from permanence_lib.kind import Part
from permanence_lib.kinds.delay_timeline.model.days import months_on


class Growing(Part):
    """A piece of growing up, from an age in months on."""

    from_months: int
    words: str


NOT_RESEARCH = "The programme’s own everyday words, not research, and not about this child: children differ."
#: Nothing here is drawn from the evidence pack: it holds no verified record that would support such stages.
GROWING = tuple(
    Growing(from_months=months, words=words)
    for months, words in (
        (0, "feeding, sleeping and being held; getting to know a few voices and faces"),
        (3, "smiling and babbling with people who are known, reaching, beginning to sit"),
        (9, "on the move, first words, often uneasy when a known person leaves"),
        (18, "running, many new words; wanting the same bed, the same cup, the same goodnight"),
        (36, "playing with other children, asking why, often at nursery"),
        (54, "starting school, learning to read, first friends of their own"),
        (84, "junior school: friends, clubs, fairness"),
        (132, "secondary school: friends, and questions about who they are"),
        (168, "exams coming nearer, and more of a say"),
        (192, "choices of their own about courses, work and where to live"),
        (216, "making a life, and still needing people to come back to"),
    )
)


def growing_words(stages: tuple[Growing, ...], born: date, day: date) -> str:
    """The plain words for the age on a day; nothing before the birth."""
    found = [stage.words for stage in stages if months_on(born, stage.from_months) <= day]
    return found[-1] if found else ""


def growing_between(
    stages: Sequence[Mapping[str, Any]], born: str, first: str, last: str
) -> list[tuple[str, str, str]]:
    """The pieces of growing up that a stretch of time takes in: [from, to, words] of each, cut to the stretch."""
    start = max(first, born)
    begins = [months_on(date.fromisoformat(born), stage["from_months"]).isoformat() for stage in stages]
    pieces = zip(begins, [*begins[1:], "9999-12-31"], stages, strict=False)
    return [(max(a, start), min(b, last), stage["words"]) for a, b, stage in pieces if a <= last and b > start]
