"""What the law is written in: every Act, regulation, rule, report and guidance that a source names, told apart once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from permanence_lib.content.part import Distinct, Id, Part, Text, Url

InstrumentKind = Literal["act", "bill", "regulations", "rules", "judgment", "guidance", "report", "plain"]


class Instrument(Part):
    """One text that the law files rest on, with what the standard form of its citation needs."""

    id: Id
    title: Text
    kind: InstrumentKind
    by: Text | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    number: Text | None = None
    """The chapter of an Act, the number of a statutory instrument, or the neutral citation of a judgment."""
    url: Url | None = None
    known_as: tuple[Text, ...] = ()
    note: Text | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a source may speak of it."""
        return (self.title, *self.known_as)

    def cite(self) -> str:
        """The standard form without a place in it: 'Adoption Agencies Regulations 2005, SI 2005/389'."""
        if self.kind in ("regulations", "rules") and self.number:
            return f"{self.title}, {self.number}"
        if self.kind == "judgment":
            return f"{self.title} {self.number}" if self.number else self.title
        if self.kind in ("guidance", "report"):
            year = f" ({self.year})" if self.year and str(self.year) not in self.title else ""
            return f"{self.by}, {self.title}{year}" if self.by else f"{self.title}{year}"
        return self.title


class Instruments(Part):
    """law/instruments.yaml: every text that a source names."""

    instruments: Distinct[Instrument]
