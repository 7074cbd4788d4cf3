"""What was checked again, laid over what the files say: who looked, on which day, and how long that carries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from permanence_lib.content.checks import Check, mark
from permanence_lib.content.part import Sourced
from permanence_lib.content.register import STUDIES, Register
from permanence_lib.content.sources import Evidence

Record = TypeVar("Record", bound=Sourced)


class Upkeep:
    """The rules of ageing with every check that was made."""

    def __init__(self, register: Register, checks: tuple[Check, ...]) -> None:
        self.register, self.checks = register, checks
        self._latest: dict[tuple[str, str], Check] = {}
        for check in sorted(checks, key=lambda one: one.when):  # of one day, the later line
            self._latest[check.file, check.id] = check

    def upheld(self, file: str, name: str, record: Record, cite: Callable[[str], str] | None = None) -> Record:
        """The record with its last check laid over it, its fail date, and its source in the standard form."""
        changed = self._laid_over(file, name, record)
        last = self.register.last_day(file, record.model_copy(update=changed))
        source = getattr(record, "source", None)
        cited = {"cited_as": cite(source)} if cite and source else {}
        return record.model_copy(update=changed | cited | {"fail_by": last})

    def studied(self, record: Evidence, compiled: date) -> Evidence:
        """A study or figure with the day it was last looked at; what it says and how it was seen only its file can change."""
        check = self._latest.get((STUDIES, record.id))
        if check is None or check.when < compiled or check.words != mark(record):
            return record.model_copy(update={"as_at": record.as_at or compiled})
        seen = {"as_at": check.when, "checked_by": check.who, "review_by": check.look_again_by}
        return record.model_copy(update=seen)

    def _laid_over(self, file: str, name: str, record: Sourced) -> dict[str, Any]:
        """What the last check changes: nothing when the words, or the record's own date, are newer than the check."""
        check = self._latest.get((file, name))
        if check is None or check.when < record.as_at or check.words != mark(record):
            return {}
        if check.outcome == "in_doubt":
            return {"confidence": "recalled", "checked_by": check.who} | _principle(record, "recalled")
        read = {"url": check.read, "grade": self._grade(check, record)} if check.read else {}
        return read | {
            "as_at": check.when, "checked_by": check.who, "review_by": check.look_again_by, "fail_by": None,
            "confidence": "verified" if check.read or record.url else record.confidence,
        } | (_principle(record, "verified") if check.read else {})  # fmt: skip

    def _grade(self, check: Check, record: Sourced) -> str | None:
        """How official the page is that was read; one of an unknown host is never offered as a link."""
        if check.read == record.url:
            return record.grade
        return "official" if check.read and self.register.is_official(check.read) else "sector"


def _principle(record: Sourced, confidence: str) -> dict[str, str]:
    """A judgment's principle has a confidence of its own."""
    return {"principle_confidence": confidence} if hasattr(record, "principle_confidence") else {}
