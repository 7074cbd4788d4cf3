"""Measures on the way to adoption: the decision, the match, moving in, the order."""

from __future__ import annotations

import pandas

from permanence_lib.laboratory.extract.extract import Extract
from permanence_lib.laboratory.measures.cases import Cases, made, sorted_out
from permanence_lib.laboratory.periods import Periods, ages


def _moves(extract: Extract, periods: Periods) -> pandas.DataFrame:
    """The first episode with adopters of each period, by period."""
    inside = periods.inside
    placed = inside["PLACE"].astype(object).isin(extract.ssda.groups["placed_for_adoption"])
    return inside[placed].drop_duplicates("period").set_index("period")


def entry_to_placed(extract: Extract, periods: Periods) -> Cases:
    """Days from the start of care to moving in with adopters."""
    moves = _moves(extract, periods)
    asked = periods.rows.loc[moves.index]
    kept, left = sorted_out(asked, {"unseen": asked["began"].isna()})
    moved = moves.loc[kept.index, "DECOM"]
    return made((moved - kept["began"]).dt.days, kept["age"], moved, left)


def placed_to_order(extract: Extract, periods: Periods) -> Cases:
    """Days from moving in with adopters to the adoption order, of periods that ended in adoption."""
    inside = periods.inside
    last = inside.drop_duplicates("period", keep="last").set_index("period")
    asked = periods.rows[last["REC"].isin(extract.ssda.groups["adopted"]).reindex(periods.rows.index)]
    moves = _moves(extract, periods).reindex(asked.index)
    first = inside.drop_duplicates("period").set_index("period")["_row"].reindex(asked.index)
    stays = moves["RNE"].astype(object).isin(extract.ssda.groups["same_placement"])
    reasons = {
        "no-move": moves["DECOM"].isna(),
        "undated": asked["ended"].isna(),
        "move-unseen": stays & moves["_row"].eq(first),
    }
    kept, left = sorted_out(asked, reasons)
    moved = moves.loc[kept.index, "DECOM"]
    return made((kept["ended"] - moved).dt.days, ages(kept["child"], moved, extract.births), kept["ended"], left)


def order_to_match(extract: Extract, periods: Periods) -> Cases:
    """Days from the first placement order to the match in AD1; 0 where the match came first."""
    matched = extract.tables["AD1"]
    matched = matched[matched["DATE_MATCH"] <= pandas.Timestamp(extract.as_at)].set_index("_child")
    episodes, groups = periods.episodes, extract.ssda.groups
    orders = episodes[episodes["LS"].astype(object).isin(groups["placement_order"])].drop_duplicates("_child")
    first = episodes.drop_duplicates("_child").index
    unseen = orders.index.isin(first) & ~orders["RNE"].astype(object).isin(groups["new_legal_status"])
    began = orders.set_index("_child")["DECOM"].reindex(matched.index)
    reasons = {"no-order": began.isna(), "order-unseen": pandas.Series(True, index=orders.loc[unseen, "_child"])}
    kept, left = sorted_out(matched, reasons)
    began = began[kept.index]
    days = (kept["DATE_MATCH"] - began).dt.days.clip(lower=0)
    return made(days, ages(kept.index.to_series(), began, extract.births), kept["DATE_MATCH"], left)


def entry_to_decision(extract: Extract, periods: Periods) -> Cases:
    """Days from the start of care to the first decision, in its period, that the child should be placed for adoption."""
    decided = extract.tables["PlacedAdoption"]
    decided = decided[decided["DATE_PLACED"] <= pandas.Timestamp(extract.as_at)][["_child", "DATE_PLACED"]]
    decided = decided.sort_values("DATE_PLACED", kind="stable")
    seen = periods.rows[periods.rows["began"].notna()].reset_index().sort_values("began")
    both = pandas.merge_asof(
        decided.astype({"DATE_PLACED": "datetime64[ns]"}),
        seen.assign(at=seen["began"].astype("datetime64[ns]")).astype({"child": decided["_child"].dtype}),
        left_on="DATE_PLACED", right_on="at", left_by="_child", right_by="child",
    )  # fmt: skip
    outside = both["at"].isna() | (both["DATE_PLACED"] > both["ended"])
    later = both["period"].duplicated() & ~outside
    kept, left = sorted_out(both, {"unseen": outside, "later": later})
    return made((kept["DATE_PLACED"] - kept["at"]).dt.days, kept["age"], kept["DATE_PLACED"], left)
