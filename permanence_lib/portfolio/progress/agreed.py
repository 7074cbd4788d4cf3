"""What a participant says of a week that no exercise can show: a workshop attended, an alternative agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from permanence_lib.portfolio.desk import Desk

if TYPE_CHECKING:
    from permanence_lib.store import Record

ATTENDED, ALTERNATIVE = "attended", "alternative"


@dataclass(frozen=True)
class Attended:
    """A workshop day, by the participant's own word. `kept` is the record's revision, 0 where there is none."""

    attended: bool = False
    on: date | None = None
    words: str = ""
    kept: int = 0


@dataclass(frozen=True)
class Alternative:
    """What was agreed for a week in place of what it asks, and with whom."""

    agreed: bool = False
    words: str = ""
    person: str = ""
    kept: int = 0

    def said(self) -> str:
        """'agreed with my line manager: a day in court with our solicitor'."""
        return f"agreed with {self.person}: {self.words}" if self.person else f"agreed: {self.words}"


def attended(desk: Desk, week: str) -> Attended:
    """What has been said of one workshop day."""
    return read_attended(desk.kept.get(f"{ATTENDED}:{week}"))


def read_attended(record: Record | None) -> Attended:
    """One record of attendance; a day that is none is left out."""
    if record is None:
        return Attended()
    try:
        on = date.fromisoformat(str(record.value.get("on", "")))
    except ValueError:
        on = None
    return Attended(record.value.get("attended") is True, on, str(record.value.get("words", "")), record.revision)


def alternative(desk: Desk, week: str) -> Alternative:
    """What has been agreed for one week."""
    return read_alternative(desk.kept.get(f"{ALTERNATIVE}:{week}"))


def read_alternative(record: Record | None) -> Alternative:
    """One record of an alternative."""
    if record is None:
        return Alternative()
    value = record.value
    return Alternative(
        value.get("agreed") is True, str(value.get("words", "")), str(value.get("with", "")), record.revision
    )


def keep_attended(desk: Desk, week: str, said: Attended) -> None:
    """Save it as the next version after `said.kept`; Conflict if another window was first."""
    value = {"attended": said.attended, "on": said.on.isoformat() if said.on else "", "words": said.words}
    desk.keep(f"{ATTENDED}:{week}", value, said.kept)


def keep_alternative(desk: Desk, week: str, said: Alternative) -> None:
    """Save it as the next version after `said.kept`; Conflict if another window was first."""
    value = {"agreed": said.agreed, "words": said.words, "with": said.person}
    desk.keep(f"{ALTERNATIVE}:{week}", value, said.kept)
