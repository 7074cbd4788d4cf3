"""Decisions that may be moved: which dates can stand, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from permanence_lib.kinds.delay_timeline.model.definition import Decision
from permanence_lib.kinds.delay_timeline.model.record import Record
from permanence_lib.kinds.delay_timeline.model.response import Response

#: Further than this from the date in the record is most likely a slip of the year.
TWO_YEARS = 731


def what_if(decisions: Sequence[Mapping[str, Any]], moved: Mapping[str, str]) -> dict[str, str]:
    """Where every decision falls: {id, date, depends_on}; one not moved itself follows what it depends on."""
    by_id = {d["id"]: d for d in decisions}
    found: dict[str, str] = {}
    waiting = list(decisions)
    while waiting:
        ready = [d for d in waiting if d["id"] in moved or not d.get("depends_on") or d["depends_on"] in found]
        for d in ready or waiting:
            found[d["id"]] = moved.get(d["id"]) or _follow(d, by_id.get(d.get("depends_on")), found)
        waiting = [d for d in waiting if d["id"] not in found]
    return found


def _follow(d: Mapping[str, Any], lead: Mapping[str, Any] | None, found: Mapping[str, str]) -> str:
    """The same distance from the decision it waits for as in the record."""
    if lead is None or lead["id"] not in found:
        return str(d["date"])
    shift = date.fromisoformat(found[lead["id"]]) - date.fromisoformat(lead["date"])
    return (date.fromisoformat(d["date"]) + shift).isoformat()


def decide(record: Record, response: Response, plan: str = "a") -> dict[str, date]:
    """Where the decisions of a record fall with the dates tried in one plan of an answer."""
    decisions = record.definition.decisions
    planned = [
        {"id": d.id, "date": record.planned[d.id].isoformat(), "depends_on": d.depends_on}
        for d in decisions
        if d.id in record.planned
    ]
    moved = {d.id: day.isoformat() for d in decisions if (day := usable_date(record, response, d, plan))}
    return {name: date.fromisoformat(day) for name, day in what_if(planned, moved).items()}


def usable_date(record: Record, response: Response, decision: Decision, plan: str = "a") -> date | None:
    """The date typed for a decision, where it can stand: not before what must come first, and not years away."""
    day = response.typed_for(decision, plan).read()
    floor = record.day(decision.not_before) if decision.not_before else None
    planned = record.planned.get(decision.id)
    too_early = day and floor and day < floor
    too_far = day and planned and abs((day - planned).days) > TWO_YEARS
    return None if too_early or too_far else day
