"""What the answer amounts to, computed as in the browser: options and factors by id, the answer as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from permanence_lib.kind import DateParts

Json = Mapping[str, Any]

#: What can be written about one option under one factor, in the order the boxes stand.
BOXES = ("may_help", "may_harm", "not_yet_known", "would_need", "evidence")
_RANK = {"high": 0, "medium": 1, "lower": 2}
#: White space that both the browser and Python take away before deciding whether a box is empty.
_BLANK = " \t\r\n\u00a0"


def trim(text: object) -> str:
    """Words without the white space round them."""
    return str(text if text is not None else "").strip(_BLANK)


def cell_of(value: Json, factor: str, option: str) -> Json:
    """What is written about one option under one factor."""
    found: Json = value["cells"].get(factor, {}).get(option, {})
    return found


def items_of(cell: Json) -> list[Json]:
    """The evidence items that say something."""
    return [x for x in cell.get("items") or () if trim(x["words"])]


def is_assessed(cell: Json) -> bool:
    """Whether anything at all is written: an honest 'not yet known' counts, a blank does not."""
    return any(trim(cell.get(box)) for box in (*BOXES, "voice")) or bool(items_of(cell))


def weighable(options: Sequence[str], value: Json) -> list[str]:
    """Options still to be weighed: all but those set aside."""
    return [x for x in options if value["sifted"].get(x, {}).get("realistic") != "no"]


def cues(factors: Sequence[str], options: Sequence[str], value: Json, shortest: int) -> list[list[str]]:
    """What to look at again, as [cue, factor, option]: blank cells first, then thin reasons, then lop-sided cells."""
    kept = weighable(options, value)
    blank = [["not-assessed", f, o] for f in factors for o in kept if not is_assessed(cell_of(value, f, o))]
    thin = [["dismissed-thinly", "", o] for o in options if _is_thin(value["sifted"].get(o, {}), shortest)]
    lopsided = [[cue, f, o] for f in factors for o in kept for cue in _of_cell(cell_of(value, f, o))]
    return blank + thin + lopsided


def _is_thin(sifted: Json, shortest: int) -> bool:
    return sifted.get("realistic") == "no" and len(trim(sifted.get("why"))) < shortest


def _of_cell(cell: Json) -> Iterator[str]:
    items = items_of(cell)
    helps, harms = (trim(cell.get(x)) or any(i["side"] == x for i in items) for x in ("may_help", "may_harm"))
    if helps and not harms:
        yield "help-only"
    if harms and not helps:
        yield "harm-only"
    if (helps or harms) and not trim(cell.get("evidence")) and not items:
        yield "no-evidence"


def progress_counts(factors: Sequence[str], options: Sequence[str], value: Json) -> dict[str, int]:
    """How much has something in it; `parts` grows and shrinks with the options still weighed."""
    kept = weighable(options, value)
    looked_at = [sum(is_assessed(cell_of(value, f, o)) for o in kept) for f in factors]
    counts = {
        "options": len(options),
        "sifted": sum(bool(value["sifted"].get(o, {}).get("realistic")) for o in options),
        "factors": len(factors),
        "weighed": sum(bool(value["weighed"].get(f, {}).get("matters")) for f in factors),
        "cells": len(factors) * len(kept),
        "assessed": sum(looked_at),
        "started": sum(n > 0 for n in looked_at),
        "reasoned": _reasoned(value),
        "tested": _tested(value),
    }
    filled = sum(counts[name] for name in ("sifted", "weighed", "started", "reasoned", "tested"))
    return {**counts, "filled": filled, "parts": len(options) + 2 * len(factors) + 7}


def _tested(value: Json) -> int:
    """How many of the first leaning, the stress test and the contingency have something in them."""
    stress = any(trim(x) for name in ("failed", "doubled") for x in value.get(name, {}).values())
    leant = value.get("leaning", {}).get("option")
    return sum([bool(leant), stress, bool(trim(value.get("contingency")))])


def _reasoned(value: Json) -> int:
    """How many of the four parts of the reasoning have words in them."""
    unknowns = any(trim(x["what"]) or trim(x["who"]) for x in value["unknowns"])
    others = any(trim(x) for x in value["others"].values())
    return sum([bool(trim(value["best"])), others, bool(trim(value["change_mind"])), unknowns])


def reading(factors: Sequence[str], value: Json, twice: str = "") -> list[str]:
    """The factors in the order they are read: what matters most first, and before all the one held to matter twice.

    Nothing is added up: within one importance the author's order stays.
    """
    return sorted(factors, key=lambda f: (f != twice, _RANK.get(value["weighed"].get(f, {}).get("matters"), 3)))


def days_late(by: Json, day: str) -> int:
    """Days by which a date in three boxes falls after the decision; none when it does not, or is not a date."""
    when = DateParts(**by).read()
    return max(0, (when - date.fromisoformat(day)).days) if when else 0


def age_on(born: str, day: str) -> list[int]:
    """Whole years and months of age on a day; [0, 0] before birth."""
    a, b = date.fromisoformat(born), date.fromisoformat(day)
    months = max(0, (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day))
    return [months // 12, months % 12]
