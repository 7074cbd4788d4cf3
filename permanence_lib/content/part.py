"""The ground all content stands on: unchangeable pieces, ids, days, and where a fact comes from."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.dates import say_date

NOT_CHECKED = "not yet checked"


class Part(BaseModel):
    """A piece of content: it cannot change after reading, and it holds no field that its author invented."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _iso_day(value: Any) -> Any:
    """Lets only year-month-day through, and offers it for a date written the other way round."""
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _not_a_day(value, "There is no such day; write a real one, for example 2024-11-18.") from None
    raise _not_a_day(value, f"Write the year first, for example {_turned_round(value)}.")


def _not_a_day(value: Any, instead: str) -> PydanticCustomError:
    return PydanticCustomError("day", "'{value}' is not a date. {instead}", {"value": value, "instead": instead})


def _turned_round(value: Any) -> str:
    """18/11/2024 as 2024-11-18; the stock example when that makes no real day."""
    try:
        return datetime.strptime(str(value), "%d/%m/%Y").date().isoformat()
    except ValueError:
        return "2024-11-18"


Entry = TypeVar("Entry")


def _each_id_once(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Refuses a list in which two entries have the same id."""
    seen: set[Hashable] = set()
    for entry in entries:
        name = getattr(entry, "id", None)
        if name in seen:
            raise PydanticCustomError("twice", "the id '{name}' is used twice in this list.", {"name": name})
        seen.add(name)
    return entries


Day = Annotated[date, BeforeValidator(_iso_day)]
"""A day, written 2024-11-18."""
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name in small letters, figures and hyphens; other files point at it."""
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
Text = Annotated[str, Field(min_length=1)]
Distinct = Annotated[tuple[Entry, ...], AfterValidator(_each_id_once)]
"""A list whose entries each have an id of their own."""
Confidence = Literal["verified", "recalled"]
"""verified: seen in a source. recalled: from general knowledge, never shown as settled."""
Grade = Literal["official", "sector", "copy_or_commentary"]
"""official: statute, court, government. sector: professional body, charity, council. The last: never linked."""


class Sourced(Part):
    """Anything that was true on a day, according to somebody."""

    url: Url | None = None
    grade: Grade | None = None
    second_url: Url | None = None
    source_version: Text | None = None
    check_at: Text | None = None
    as_at: Day
    confidence: Confidence
    review_by: Day | None = None
    checked_by: Text | None = None
    """Who looked last, as they signed; nobody said so where it is left out."""
    fail_by: Day | None = None
    """The last day it may be shown as settled; reckoned from data/law/register.yaml where it is left out."""
    cited_as: Text | None = None
    """Its source in the standard form; filled in on reading."""
    note: Text | None = None

    @model_validator(mode="after")
    def _verified_was_read_somewhere(self) -> Self:
        if self.confidence == "verified" and self.url is None:
            raise PydanticCustomError("unread", "confidence is 'verified' but no url says where it was read.")
        return self

    @property
    def settled(self) -> bool:
        """Whether it may be shown as it stands: it was seen in a source."""
        return self.confidence == "verified"

    @property
    def link(self) -> str | None:
        """The address to offer to a learner: official pages only."""
        return self.url if self.grade == "official" else None

    def is_due(self, on: date) -> bool:
        """Whether its review date has passed on a day."""
        return self.review_by is not None and on > self.review_by

    def due_words(self, on: date) -> str:
        """'due for checking since 31 January 2027', or nothing."""
        return f"due for checking since {say_date(self.review_by)}" if self.review_by and self.is_due(on) else ""

    def _said(self, text: str) -> str:
        """The text, with a plain mark when nobody has checked it."""
        return text if self.settled else f"{text} ({NOT_CHECKED})"
