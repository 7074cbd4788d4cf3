"""How law ages: how long a fact may pass as settled, and which pages are official."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from permanence_lib.content.part import Part, Sourced, Text

AGEING = (
    "law/timetable.yaml", "law/options.yaml", "law/case_law.yaml", "law/checklists.yaml", "law/changes.yaml",
    "glossary.yaml", "cpd.yaml", "support.yaml",
)  # fmt: skip
"""The files whose records age."""
STUDIES = "evidence.yaml"
"""What a study found does not age; that somebody looked at it again is kept all the same."""


#: A new look at a study can be put off for so many days at most.
_STUDY = 1826


class Age(Part):
    """The longest a fact of one file passes as settled after it was last checked, in days, and why."""

    days: Annotated[int, Field(ge=1)]
    why: Text


class Register(Part):
    """law/register.yaml: the rules of ageing."""

    grace_days: Annotated[int, Field(ge=0)]
    ages: dict[str, Age]
    official: tuple[Text, ...]

    @field_validator("ages")
    @classmethod
    def _every_file_has_one(cls, ages: dict[str, Age]) -> dict[str, Age]:
        if wrong := sorted(set(ages) ^ set(AGEING)):
            files = {"files": ", ".join(wrong), "all": ", ".join(AGEING)}
            raise PydanticCustomError("ages", "give one age for each of {all}; look at {files}.", files)
        return ages

    def last_day(self, file: str, record: Sourced) -> date:
        """The last day on which a record may be shown as settled: its own, or the earlier of the two rules."""
        if record.fail_by:
            return record.fail_by
        longest = self.longest(file, record.as_at)
        return min(longest, record.review_by + timedelta(self.grace_days)) if record.review_by else longest

    def longest(self, file: str, checked: date) -> date:
        """The last day that a check made on a day can carry a record of a file."""
        return checked + timedelta(self.ages[file].days if file in self.ages else _STUDY)

    def is_official(self, url: str) -> bool:
        """Whether a page is a statute's, a court's or the government's."""
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return host in self.official or any(
            host.endswith(f".{name}") for name in ("legislation.gov.uk", "parliament.uk")
        )
