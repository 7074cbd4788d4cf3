"""Whose certificates this workbook believes: keys of the programme, who holds them, and since and until when."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.part import Day, Distinct, Part, Text

DidKey = Annotated[str, Field(pattern=r"^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$")]
"""An Ed25519 key as its own address (W3C did:key)."""
CertificateId = Annotated[str, Field(pattern=r"^urn:uuid:[0-9a-f-]{36}$")]


class Ended(Part):
    """A key that is used no more: `retired` in good order, or `compromised` because others may have had it."""

    day: Day
    why: Literal["retired", "compromised"]
    note: Text | None = None


class IssuerKey(Part):
    """A key that certificates of the programme are signed with."""

    id: DidKey
    held_by: Text
    since: Day
    until: Day | None = None
    ended: Ended | None = None

    @model_validator(mode="after")
    def _the_end_comes_after_the_beginning(self) -> Self:
        if self.last_day is not None and self.last_day < self.since:
            raise PydanticCustomError("order", "the key ends on a day before its first.")
        return self

    @property
    def is_compromised(self) -> bool:
        """Whether others may have signed with it, on any date they liked to write."""
        return self.ended is not None and self.ended.why == "compromised"

    @property
    def last_day(self) -> date | None:
        """The last day on which the programme signed with it; None while it is in use without an end."""
        return min((day for day in (self.until, self.ended and self.ended.day) if day), default=None)

    def was_in_use(self, on: date) -> bool:
        """Whether the programme signed with it on a day."""
        return self.since <= on and (self.last_day is None or on <= self.last_day)


class Withdrawn(Part):
    """A certificate that the programme has taken back."""

    id: CertificateId
    day: Day
    why: Text


class Issuers(Part):
    """issuers.yaml: the keys that are believed, and the certificates that were taken back."""

    issuers: Distinct[IssuerKey]
    withdrawn: Distinct[Withdrawn]
