"""Where to turn: every number that is shown was read in a source, and dials."""

from __future__ import annotations

import re

from permanence_lib.check.ages import past_review, recalled
from permanence_lib.content.library import Content


def test_what_is_shown_was_read_somewhere(content: Content) -> None:
    """With an address, a day, and a day by which it is looked at again, within a year."""
    shown = content.support.shown()
    assert {"samaritans", "nhs-111", "emergency"} <= {place.id for place in shown}
    for place in shown:
        assert place.url and place.review_by
        assert 0 < (place.review_by - place.as_at).days <= 366


def test_the_number_that_is_said_is_the_number_that_is_dialled(content: Content) -> None:
    """One is for the eye, the other for the telephone."""
    for place in content.support.places:
        assert place.number in place.how


def test_people_come_before_telephone_lines(content: Content) -> None:
    """And none of them has a number, which could only be somebody's own."""
    assert content.support.near[0].id == "facilitator"
    assert not any(re.search(r"\d{3}", near.text) for near in content.support.near)


def test_what_is_recalled_is_reported_and_not_shown(content: Content) -> None:
    """The maintainer hears of it; nobody in a hard moment does."""
    hidden = {place.id for place in content.support.places} - {place.id for place in content.support.shown()}
    notes = [line for line in recalled(content) if "support.yaml" in line]
    assert notes == [f"data/support.yaml: {len(hidden)} recalled, never shown: {', '.join(sorted(hidden))}."]


def test_a_number_that_was_not_looked_at_again_is_reported(content: Content) -> None:
    """A year on, every place is due."""
    latest = max(place.review_by for place in content.support.places if place.review_by)
    due = [line for line in past_review(content, latest.replace(year=latest.year + 1)) if "support.yaml" in line]
    assert len(due) == len(content.support.places)
