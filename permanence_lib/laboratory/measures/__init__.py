"""The nine measures of the return, each a pure function of the tables that were read. Their definitions are data."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from permanence_lib.laboratory.extract.extract import Extract
from permanence_lib.laboratory.measures import adoption, reviews, stays
from permanence_lib.laboratory.measures.cases import Cases
from permanence_lib.laboratory.measures.finding import Finding, Group, finding
from permanence_lib.laboratory.periods import Periods, periods

__all__ = ["MEASURES", "Cases", "Finding", "Group", "found"]

#: What works each measure out, by its id in ssda903.yaml.
MEASURES: Mapping[str, Callable[[Extract, Periods], Cases]] = {
    "period-of-care": stays.period_of_care,
    "entry-to-placed": adoption.entry_to_placed,
    "order-to-match": adoption.order_to_match,
    "entry-to-decision": adoption.entry_to_decision,
    "placed-to-order": adoption.placed_to_order,
    "interim-orders": stays.interim_orders,
    "carer-changes": stays.carer_changes,
    "review-views": reviews.review_views,
    "possible-drift": stays.possible_drift,
}


def found(extract: Extract) -> list[Finding]:
    """All nine measures, in the order of the data. Exact: whatever is shown of them goes through suppression first."""
    care = periods(extract)
    ssda = extract.ssda
    return [finding(measure, MEASURES[measure.id](extract, care), ssda) for measure in ssda.measures]
