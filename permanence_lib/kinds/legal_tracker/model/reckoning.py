"""Dates that follow from other dates: when each step is expected, and how it stands against that. As in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.content.days import add_time, say_gap
from permanence_lib.kind import DateParts

Json = Mapping[str, Any]
#: Statuses that compare, and so never make anybody late.
_MEASURES = ("indicator", "statistic", "watch")
#: What a date that was passed is called, by how hard it is.
_BESIDE = {
    "rule": "the date the rule sets",
    "guidance": "the date in guidance",
    "practice": "the date that practice expects",
    "case_law": "the date in case law",
}
_NOT_BEGUN = "no date can be counted yet: the step that starts the clock has none"


def reckon(definition: Json, facts: Sequence[Json], steps: Json) -> list[dict[str, str]]:
    """For every step of the author's: its id, the day its clock starts, when it is due, what says so, or why nothing does.

    `by` is law, typed or nothing; a date typed stands only where the law gives none.
    """
    laws = {fact["id"]: fact for fact in facts}
    given = {step["id"]: step for path in definition["paths"] for step in path["steps"]}
    found: dict[str, dict[str, str]] = {}
    for name in given:
        _reckon_one(name, definition, laws, given, steps, found, ())
    return [found[name] for name in given]


def _reckon_one(
    name: str,
    definition: Json,
    laws: Json,
    given: Json,
    steps: Json,
    found: dict[str, dict[str, str]],
    via: tuple[str, ...],
) -> str:
    """The day a step is due; steps are looked up along the clocks they wait for, never round in a circle."""
    if name in found or name in via:
        return found.get(name, {}).get("due", "")
    step, answer = given[name], steps.get(name, {})
    starts = ""
    if step["starts"] in given:
        if step["counted_from"] == "expected":
            starts = _reckon_one(step["starts"], definition, laws, given, steps, found, (*via, name))
        else:
            starts = read_day(steps.get(step["starts"], {}).get("happened"))
    due, by, why = _due(step, laws.get(step["law"]), starts, definition)
    if not due and (typed := read_day(answer.get("expected"))):
        due, by = typed, "typed"
    found[name] = {"id": name, "starts": starts, "due": due, "by": by, "why": why}
    return due


def _due(step: Json, law: Json | None, starts: str, definition: Json) -> tuple[str, str, str]:
    if law is None or not step["starts"]:
        return "", "", ""
    if law["status"] == "enacted_not_commenced":
        return "", "", "not in force on the date shown, so no date follows from it"
    if not law.get("amount") or not law.get("unit"):
        return "", "", "the source gives no number of days, weeks or months"
    if not starts:
        return "", "", _NOT_BEGUN
    due = add_time(starts, law["amount"], law["unit"], step["first_day_counts"], definition["bank_holidays"])
    first, last = definition["years"]
    if law["unit"] == "working_days" and not first <= int(starts[:4]) <= int(due[:4]) <= last:
        return "", "", f"bank holidays are known here only from {first} to {last}"
    return due, "law", ""


def read_day(parts: Json | None) -> str:
    """Three boxes as typed as a day (ISO), or nothing."""
    day = DateParts.model_validate(parts or {}).read()
    return day.isoformat() if day else ""


def beside_rule(status: str, due: str, by: str, happened: str, today: str) -> str:
    """How a step stands against its date, in words beside the rule; nothing where there is no date."""
    if not due:
        return ""
    at, measured = happened or today, by == "law" and status in _MEASURES
    name = (
        "the measure" if measured else _BESIDE.get(status, "the date counted") if by == "law" else "the date expected"
    )
    if not at:
        return ""
    over = (date.fromisoformat(at) - date.fromisoformat(due)).days
    if happened:
        return f"on {name}" if over == 0 else f"{say_gap(over)} {'after' if over > 0 else 'before'} {name}"
    if over == 0:
        return f"the day of writing is {name}"
    return f"on the day of writing, {say_gap(over)} {'past' if over > 0 else 'to go until'} {name}"


def say_due(due: str, by: str, limit: str, first_day_counts: bool) -> str:
    """When something is expected, and how that was found: '4 March 2026, counted: 7 working days'."""
    if not due:
        return ""
    if by == "typed":
        return f"{say_date(date.fromisoformat(due))}, as you entered it"
    return (
        f"{say_date(date.fromisoformat(due))}, counted: {limit}{', the first day included' if first_day_counts else ''}"
    )
