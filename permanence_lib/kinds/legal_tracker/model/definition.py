"""What an author writes: the paths, their steps in order, and what is asked before and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from permanence_lib import kind
from permanence_lib.content.days import bank_holidays
from permanence_lib.kind import Part

Name = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
"""What an answer is kept under. Answers are lost to view when it changes."""
#: The years whose bank holidays are known, unless the author names others.
YEARS = (2020, 2032)


class Choice(Part):
    """One of the answers offered."""

    id: Name
    words: str


class Ask(Part):
    """A question about the whole path: in words, or with `choices` one of several."""

    id: Name
    question: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()


class Step(Part):
    """One step of a path. `law` is the fact its date stands on, `also` others to read beside it.

    The clock of `law` starts with the step named in `starts`: on the day that step happened, or with `counted_from:
    expected` on the day it was expected. `first_day_counts` where the rule calls that day the first.
    """

    id: Name
    title: str
    law: str = ""
    starts: str = ""
    counted_from: Literal["happened", "expected"] = "happened"
    first_day_counts: bool = False
    also: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    about: str = ""
    due_words: str = "Expected"
    """What the date counted is called: 'If there is one, it ends by'."""
    documents: tuple[str, ...] = ()
    who_tells: bool = True


class Path(Part):
    """A stage of the way: its steps in the order in which they mostly come."""

    id: Name
    title: str
    about: str = ""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Words(Part):
    """How each step is asked about; an author may put it otherwise."""

    papers: str = "Documents"
    papers_hint: str = "What it needs, what it makes, and where that is kept."
    tells: str = "Who tells the family, and how"
    tells_hint: str = "The person, the language and form, and how they will check that it was understood."
    blocker: str = "What holds it up"
    whose: str = "Whose is that, and what have you asked of them?"
    whose_hint: str = "Name a role, not a process."


def _holidays_of(data: dict[str, Any]) -> tuple[date, ...]:
    return bank_holidays(*data.get("years", YEARS))


class Definition(kind.Definition):
    """The paths one after another, questions before and after, and which entries of a case's record may be placed."""

    paths: Annotated[tuple[Path, ...], Field(min_length=1)]
    child: str = ""
    """Whose path it is, among the people of the case."""
    record: tuple[str, ...] = ()
    """Events of the case that can be placed on a step."""
    opening: tuple[Ask, ...] = ()
    closing: tuple[Ask, ...] = ()
    words: Words = Words()
    own_steps: bool = True
    years: tuple[int, int] = YEARS
    bank_holidays: tuple[date, ...] = Field(default_factory=_holidays_of)
    """England's bank holidays in `years`, so that the browser counts the same working days."""

    def question_hash(self) -> str:
        """As for every exercise, but without the calendar: a new bank holiday asks nothing new."""
        return kind.Definition.question_hash(self.model_copy(update={"bank_holidays": ()}))

    def steps(self) -> Iterator[Step]:
        """Every step of every path, in order."""
        for path in self.paths:
            yield from path.steps

    def asks(self) -> tuple[Ask, ...]:
        """The questions before and after."""
        return (*self.opening, *self.closing)
