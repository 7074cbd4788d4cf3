"""Measures of a whole period of care: its length, its carers, its interim orders, and a pattern worth a conversation."""

from __future__ import annotations

import pandas

from permanence_lib.laboratory.extract.extract import Extract
from permanence_lib.laboratory.measures.cases import Cases, made, sorted_out
from permanence_lib.laboratory.periods import Periods


def period_of_care(extract: Extract, periods: Periods) -> Cases:
    """Days from the start of care to its end, of periods that have ended."""
    rows = periods.rows
    reasons = {
        "unseen": rows["began"].isna(),
        "open": rows["state"].eq("open"),
        "unclear": rows["state"].eq("unclear"),
    }
    ended, left = sorted_out(rows, reasons)
    return made((ended["ended"] - ended["began"]).dt.days, ended["age"], ended["ended"], left)


def changes(extract: Extract, periods: Periods) -> pandas.Series:
    """How often the carer changed in each period; temporary placements are left out."""
    inside, groups = periods.inside, extract.ssda.groups
    new = inside["RNE"].astype(object).isin(groups["new_carer"])
    away = inside["PLACE"].astype(object).isin(groups["temporary"])
    return (new & ~away).groupby(inside["period"]).sum().reindex(periods.rows.index, fill_value=0)


def carer_changes(extract: Extract, periods: Periods) -> Cases:
    """Changes of carer inside each period whose start was read."""
    seen, left = sorted_out(periods.rows, {"unseen": periods.rows["began"].isna()})
    return made(changes(extract, periods)[seen.index], seen["age"], seen["began"], left)


def interim_orders(extract: Extract, periods: Periods) -> Cases:
    """Days in episodes under an interim care order, of periods in which the last of them has ended."""
    inside = periods.inside
    orders = inside[inside["LS"].astype(object).isin(extract.ssda.groups["interim_order"])]
    asked = periods.rows.loc[orders["period"].unique()]
    undated = orders[orders["DEC"].isna()]
    still = inside.drop_duplicates("period", keep="last").index
    reasons = {
        "unseen": _begins_unseen(orders, inside, extract),
        "running": _of(undated[undated.index.isin(still)]),
        "undated": _of(undated),
    }
    kept, left = sorted_out(asked, reasons)
    days = (orders["DEC"] - orders["DECOM"]).dt.days.groupby(orders["period"]).sum()
    last = orders.groupby("period")["DEC"].max()
    return made(days[kept.index], kept["age"], last[kept.index], left)


def _of(episodes: pandas.DataFrame) -> pandas.Series:
    """True for the periods of these episodes."""
    return pandas.Series(True, index=episodes["period"].unique())


def _begins_unseen(orders: pandas.DataFrame, inside: pandas.DataFrame, extract: Extract) -> pandas.Series:
    """Periods whose first row is already under the order, without a row that says the legal status changed."""
    first = inside.drop_duplicates("period").index
    known = orders["RNE"].astype(object).isin(extract.ssda.groups["new_legal_status"])
    return _of(orders[orders.index.isin(first) & ~known])


def possible_drift(extract: Extract, periods: Periods) -> Cases:
    """1 for an open period that shows the pattern worth a conversation, else 0. Only ever counted."""
    rows, limits = periods.rows, extract.ssda.by_measure["possible-drift"].limits
    asked = rows[rows["state"].eq("open")]
    kept, left = sorted_out(asked, {"unseen": asked["began"].isna()})
    day = pandas.Timestamp(extract.as_at)
    long = kept["began"] + pandas.DateOffset(months=limits["accommodated_months"]) < day
    moved = changes(extract, periods)[kept.index] >= limits["accommodated_changes"]
    agreed = _always(periods, extract.ssda.groups["accommodated"]).reindex(kept.index, fill_value=False)
    found = (long & moved & agreed) | _waiting(extract, periods, limits["order_months"]).reindex(
        kept.index, fill_value=False
    )
    today = pandas.Series(day, index=kept.index)
    return made(found.astype(int), kept["age"], today, left)


def _always(periods: Periods, statuses: tuple[str, ...]) -> pandas.Series:
    """Periods that never had another legal status."""
    inside = periods.inside
    return inside["LS"].astype(object).isin(statuses).groupby(inside["period"]).all()


def _waiting(extract: Extract, periods: Periods, months: int) -> pandas.Series:
    """Periods under a placement order, for longer than so many months, without a move to adopters."""
    inside, groups = periods.inside, extract.ssda.groups
    order = inside["LS"].astype(object).isin(groups["placement_order"])
    others_after = (~order)[::-1].groupby(inside["period"][::-1]).cumsum()[::-1]
    since = inside[order & (others_after == 0)].groupby("period")["DECOM"].min()
    long = since + pandas.DateOffset(months=months) < pandas.Timestamp(extract.as_at)
    placed = inside["PLACE"].astype(object).isin(groups["placed_for_adoption"]).groupby(inside["period"]).any()
    return long & ~placed.reindex(long.index)
