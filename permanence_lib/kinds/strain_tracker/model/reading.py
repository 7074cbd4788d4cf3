"""Entries read over time: their order, what is missing, where viewpoints differ, what was reached. As in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from permanence_lib.kind import DateParts

Json = Mapping[str, Any]
#: Days from one entry to the next, and how many more are still no gap.
_RHYTHMS = {"week": (7, 3), "fortnight": (14, 5), "month": (30, 10)}


def read_day(parts: Json | None) -> str:
    """Three boxes as typed as a day (ISO), or nothing."""
    day = DateParts.model_validate(parts or {}).read()
    return day.isoformat() if day else ""


def in_order(entries: Sequence[Json], bulletins: Sequence[str]) -> list[str]:
    """Ids of entries: those on bulletins as the bulletins came, then by date, those without a date last."""
    places = {name: n for n, name in enumerate(bulletins)}

    def key(entry: Json) -> tuple[int, int, str]:
        if entry["bulletin"] in places:
            return (0, places[entry["bulletin"]], "")
        day = read_day(entry["when"])
        return (1, 0, day) if day else (2, 0, "")

    return [entry["id"] for entry in sorted(entries, key=key)]


def missing_between(earlier: str, later: str, rhythm: str) -> int:
    """How many entries the rhythm would have had between two days; none is invented."""
    if not (earlier and later) or rhythm not in _RHYTHMS:
        return 0
    every, slack = _RHYTHMS[rhythm]
    days = (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    return 0 if days <= every + slack else max(1, (2 * days + every) // (2 * every) - 1)


def level_of(entry: Json, viewpoint: str, sign: str) -> str:
    """A level, or nothing where nobody rated."""
    seen = entry["views"].get(viewpoint) or {}
    return str((seen.get("ratings", {}).get(sign) or {}).get("level", ""))


def differences(
    entry: Json, signs: Sequence[str], viewpoints: Sequence[str], levels: Sequence[str]
) -> list[dict[str, Any]]:
    """Signs on which people differ in one entry: {sign, said: [[viewpoint, level]], apart} with how many levels lie between."""
    found = []
    for sign in signs:
        said = [[x, level] for x in viewpoints if (level := level_of(entry, x, sign)) in levels]
        places = [levels.index(level) for _, level in said]
        if places and max(places) > min(places):
            found.append({"sign": sign, "said": said, "apart": max(places) - min(places)})
    return found


def reached(
    rule: Json, entries: Sequence[Json], signs: Sequence[str], viewpoints: Sequence[str], levels: Sequence[str]
) -> list[dict[str, Any]]:
    """Where a rule is reached: {viewpoint, from, to, signs, before, skipped} for each unbroken run, the signs as it began.

    Entries come in order, and each person's own are read: one in which they rated nothing counts as neither calm nor
    strained. `before` is their entry before the run began, `skipped` how many of the others' lie between.
    """
    wanted = [sign for sign in signs if not rule["among"] or sign in rule["among"]]
    if rule["level"] not in levels:
        return []
    who = [x for x in viewpoints if not rule["viewpoint"] or x == rule["viewpoint"]]
    return [run for x in who for run in _runs(x, rule, entries, signs, wanted, levels)]


def _runs(
    viewpoint: str,
    rule: Json,
    entries: Sequence[Json],
    signs: Sequence[str],
    wanted: Sequence[str],
    levels: Sequence[str],
) -> list[dict[str, Any]]:
    least = levels.index(rule["level"])
    run: dict[str, Any] | None = None
    runs = []
    own = [n for n, entry in enumerate(entries) if any(level_of(entry, viewpoint, x) in levels for x in signs)]
    for k, n in enumerate(own):
        window = [entries[m] for m in own[max(0, k + 1 - rule["entries"]) : k + 1]]
        there = [sign for sign in wanted if all(_at_least(x, viewpoint, sign, least, levels) for x in window)]
        if len(window) < rule["entries"] or len(there) < rule["signs"]:
            run = None
        elif run:
            run["to"] = entries[n]["id"]
        else:
            before = own[k - 1] if rule["entries"] > 1 else n
            run = {"viewpoint": viewpoint, "from": entries[n]["id"], "to": entries[n]["id"], "signs": there}
            run |= {"before": entries[before]["id"], "skipped": max(0, n - before - 1)}
            runs.append(run)
    return runs


def _at_least(entry: Json, viewpoint: str, sign: str, least: int, levels: Sequence[str]) -> bool:
    level = level_of(entry, viewpoint, sign)
    return level in levels and levels.index(level) >= least


def movement(rated: Sequence[str], levels: Sequence[str]) -> str:
    """How the levels of one sign went, an empty one where nobody rated: 'steady', 'up', 'down', 'mixed' or nothing."""
    places = [levels.index(level) for level in rated if level in levels]
    if len(places) < 2:
        return ""
    steps = [b - a for a, b in pairwise(places) if a != b]
    if not steps:
        return "steady"
    return "up" if min(steps) > 0 else "down" if max(steps) < 0 else "mixed"
