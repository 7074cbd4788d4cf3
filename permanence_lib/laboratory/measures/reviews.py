"""How children took part in their reviews."""

from __future__ import annotations

import pandas

from permanence_lib.laboratory.extract.extract import Extract
from permanence_lib.laboratory.measures.cases import Cases, made, sorted_out
from permanence_lib.laboratory.periods import Periods, ages


def review_views(extract: Extract, periods: Periods) -> Cases:
    """1 for a review in which the child's views were given, 0 for one in which they were not."""
    groups = extract.ssda.groups
    held = extract.tables["Reviews"]
    held = held[held["REVIEW"] <= pandas.Timestamp(extract.as_at)]
    code = held["REVIEW_CODE"].astype(object)
    said = code.isin(groups["views_given"] + groups["views_not_given"])
    reasons = {"too-young": code.isin(groups["too_young_for_views"]), "unknown": ~said}
    kept, left = sorted_out(held, reasons)
    given = code[kept.index].isin(groups["views_given"]).astype(int)
    return made(given, ages(kept["_child"], kept["REVIEW"], extract.births), kept["REVIEW"], left)
