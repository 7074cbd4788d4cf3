"""The day on the wall: its sessions and breaks with their times as they now are, and where the room is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from permanence_lib.content.programme import Agenda
from permanence_lib.workshop import day
from permanence_lib.workshop.day import Stretch
from permanence_lib.workshop.state import State

Json = dict[str, Any]


def rows(agenda: Agenda, state: State) -> list[Json]:
    """Each session or break: {"times", "title", "when": past | now | next | later, "stretches": [the same], where it is now}."""
    stretches = day.stretches(agenda, state.moves)
    here = _place(stretches, state)
    found, at = [], 0
    for _, group in groupby(stretches, key=lambda each: each.session or each.id):
        parts = list(group)
        when = _when(at, at + len(parts), here)
        found.append(
            {
                "times": f"{day.say(parts[0].start)} to {day.say(parts[-1].end)}",
                "title": parts[0].session_title or parts[0].title,
                "when": when,
                "stretches": [_row(each, at + n, here) for n, each in enumerate(parts)] if when == "now" and len(parts) > 1 else [],
            }
        )  # fmt: skip
        at += len(parts)
    return found


def present(agenda: Agenda, state: State) -> Json:
    """Where the room is and what comes next: {"here": {"title", "times"} or None, "next": the same}."""
    stretches = day.stretches(agenda, state.moves)
    here = _place(stretches, state)
    now = stretches[here] if here >= 0 else None
    after = stretches[here + 1] if here + 1 < len(stretches) else None
    return {"here": _told(now), "next": _told(after)}


def _place(stretches: Sequence[Stretch], state: State) -> int:
    """Which stretch the room is in; -1 before the first."""
    return next((n for n, each in enumerate(stretches) if each.id == state.stretch), -1)


def _when(first: int, after: int, here: int) -> str:
    if first <= here < after:
        return "now"
    if after <= here:
        return "past"
    return "next" if first == here + 1 else "later"


def _row(stretch: Stretch, at: int, here: int) -> Json:
    return {"times": stretch.times(), "title": stretch.title, "when": _when(at, at + 1, here)}


def _told(stretch: Stretch | None) -> Json | None:
    return {"title": stretch.title, "times": stretch.times()} if stretch else None
