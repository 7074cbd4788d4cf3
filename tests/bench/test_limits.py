"""The limits in one file: each binds a figure that is measured, has its reason, and is noticed when it is passed."""

from __future__ import annotations

import inspect
import re

import pytest

from permanence_lib.bench import arrivals, chronology, extract, limits, page, portfolio, save, told
from permanence_lib.bench.figures import Measurement
from permanence_lib.bench.saying import said

#: Where the figures of each measurement are named.
_NAMED = {
    "page": page, "arrivals": told, "save": save, "chronology": chronology, "portfolio": portfolio, "extract": extract,
}  # fmt: skip


def test_every_limit_binds_something_that_is_measured() -> None:
    """A figure with another name would never be held to anything."""
    for limit in limits.every():
        measured, _, name = limit.figure.partition("/")
        written = inspect.getsource(_NAMED[measured])
        parts = {name, *name.split(".")}
        assert any(re.search(rf'["\'.]{re.escape(part)}["\'.]', written) for part in parts), limit.figure


def test_every_limit_says_why() -> None:
    """In a sentence."""
    assert all(limit.why.endswith(".") and len(limit.why.split()) > 4 for limit in limits.every())
    keys = [(x.figure, x.part, x.sort, x.beside, tuple(x.when.items())) for x in limits.every()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(("size", "broken"), [(120_000, 0), (120_001, 1)])
def test_a_limit_that_is_passed_is_told(size: int, broken: int) -> None:
    """With the figure, the limit and the reason; a goal is shown and fails nothing."""
    found = Measurement("page", {"week": "w16"})
    found.add("first-visit.bytes", "First visit", "B", size)
    found.add("answered.warm.warm", "Answered", "s", 9.0)
    assert len(limits.broken(found, "count", "ratio")) == broken
    assert ("OVER 120.0 kB" in said(found)) == bool(broken)
    assert "OVER 350 ms" in said(found)


def test_a_limit_binds_only_what_was_asked_for_so() -> None:
    """Twenty arrivals have other limits than sixty."""
    twenty, sixty = (
        told.figures(arrivals.Result(n, 10, 0.5, [arrivals.Visit(0.1, 0.4, 0.05, 0.03, 90_000)] * n)) for n in (20, 60)
    )
    assert len(limits.broken(twenty, "goal")) == 2
    assert limits.broken(sixty, "goal") == []


def test_a_ratio_is_held_against_the_figure_beside() -> None:
    """On a slower computer both are slower."""
    found = Measurement("extract")
    found.add("plain", "A plain reading", "s", 4.0)
    found.add("read", "Read", "s", 80.0, "plain")
    assert limits.broken(found, "ratio") == []
    found.add("measured", "Measured", "s", 80.0, "plain")
    assert len(limits.broken(found, "ratio")) == 1
