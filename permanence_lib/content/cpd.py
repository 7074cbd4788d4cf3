"""What the regulator of social workers asks of continuing professional development, and where that was read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from permanence_lib.content.dates import say_date
from permanence_lib.content.part import Distinct, Id, Part, Sourced, Text, Url

DayOfYear = Annotated[str, Field(pattern=r"^\d\d-\d\d$")]


class Asked(Sourced):
    """One thing that is asked, and its source."""

    id: Id
    text: Text
    source: Text

    def words(self) -> str:
        """What is asked; where nobody has checked it, that is said."""
        return self._said(self.text)

    def cite(self) -> str:
        """The source and the day it was checked."""
        return f"{self.source}, as at {say_date(self.as_at)}"


class Amounts(Part):
    """How many pieces a year, and how many of them with a peer."""

    pieces: Annotated[int, Field(ge=1, le=12)]
    with_peer: Annotated[int, Field(ge=0, le=12)]


class RegistrationYear(Part):
    """From the first day to the last day before the next; `earliest` is the first year the regulator was there."""

    starts: DayOfYear
    earliest: Annotated[int, Field(ge=2000, le=2100)]

    def first_day(self, day: date) -> date:
        """The first day of the registration year that a day belongs to."""
        month, number = map(int, self.starts.split("-"))
        start = date(day.year, month, number)
        return start if start <= day else date(day.year - 1, month, number)

    def last_day(self, day: date) -> date:
        """The last day of the registration year that a day belongs to."""
        first = self.first_day(day)
        return date(first.year + 1, first.month, first.day) - timedelta(days=1)


class CpdField(Part):
    """One box of our form: what is asked, and which question of the regulator's form it goes to."""

    id: Id
    label: Text
    hint: Text
    into: Id
    rows: Annotated[int, Field(ge=1, le=20)] = 5
    peer: bool = False
    draft_from: tuple[Literal["what", "why", "point", "question", "gap", "action", "step"], ...] = ()


class FormQuestion(Part):
    """A question of the regulator's own form, and whether our words for it were read there or are ours."""

    id: Id
    question: Text
    seen: bool
    limit: Annotated[int, Field(ge=1)] | None = None


class Cpd(Part):
    """cpd.yaml: what is asked, the year it is asked in, and the form."""

    regulator: Text
    page: Url
    amounts: Amounts
    year: RegistrationYear
    asked: Distinct[Asked]
    questions: Distinct[FormQuestion]
    limits_note: Text
    fields: Distinct[CpdField]
