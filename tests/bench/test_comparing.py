"""Two measurements compared: what is beyond chance is said, and what is not is only counted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from permanence_lib.bench import comparing, keeping
from permanence_lib.bench.figures import Measurement, Unit
from permanence_lib.cli import app
from permanence_lib.errors import PermanenceError


def one(unit: Unit, values: Iterable[float], reference: float = 0.0, **where: object) -> Measurement:
    """A measurement of one figure, with a reference if there is one."""
    found = Measurement("page", {"week": "w16"}, {"processors": 2, "python": "3.11", "system": "x", **where})
    found.add("floor", "The floor", "s", reference or None)
    found.add("figure", "The figure", unit, values, "floor" if reference else "")
    return found


def verdict(old: Measurement, new: Measurement) -> str:
    """Of the figure."""
    return next(each.verdict for each in comparing.changes(old, new) if each.new.name == "figure")


@pytest.mark.parametrize(
    ("unit", "old", "new", "expected"),
    [
        ("n", 12, 13, "worse"),
        ("n", 12, 12, "as before"),
        ("B", 148_900, 119_000, "better"),
        ("B", 119_000, 119_900, "as before"),
        ("B", 40, 90, "as before"),
        ("s", 1.0, 1.1, "as before"),
        ("s", 1.0, 1.3, "worse"),
        ("s", 1.3, 1.0, "better"),
        ("s", 0.0004, 0.0009, "as before"),
        ("MB", 155, 35, "better"),
    ],
)
def test_single_values(unit: Unit, old: float, new: float, expected: str) -> None:
    """A count is exact; sizes waver a little, times more; and what nobody notices is nothing."""
    assert verdict(one(unit, [old]), one(unit, [new])) == expected


def test_values_that_waver_must_differ_by_more() -> None:
    """Thirty in a hundred more is nothing where the middle half lies further apart than that."""
    restless, calm = [0.6, 0.8, 1.0, 1.2, 1.4], [0.99, 1.0, 1.0, 1.0, 1.01]
    assert verdict(one("s", restless), one("s", [1.3] * 5)) == "as before"
    assert verdict(one("s", calm), one("s", [1.3] * 5)) == "worse"


def test_a_slower_computer_is_no_change() -> None:
    """Where both have a reference, times the reference count; and a change hidden by a quicker computer is found."""
    assert verdict(one("s", [1.0], 0.1), one("s", [2.0], 0.2)) == "as before"
    assert verdict(one("s", [1.0], 0.1), one("s", [1.0], 0.05)) == "worse"


def test_it_is_said_worst_first() -> None:
    """With both figures, and by how much."""
    old, new = one("s", [1.0]), one("s", [1.5], processors=4)
    old.add("size", "The size", "B", 148_900), new.add("size", "The size", "B", 119_120)
    old.add("gone", "The gone one", "n", 1), new.add("come", "The new one", "n", 1)
    words = comparing.said(old, new).splitlines()
    assert words[0] == "Not the same processors: 2 and 4."
    assert words[1].startswith("WORSE  The figure") and words[1].endswith("1.00 s -> 1.50 s: 50% more")
    assert words[2].startswith("BETTER The size") and words[2].endswith("148.9 kB -> 119.1 kB: 20% less")
    assert words[3:] == [
        "As before, as far as can be told: 0 of 2 figures.", "Only in the older: The gone one.", "Only in the newer: The new one.",
    ]  # fmt: skip


def test_different_things_are_not_compared() -> None:
    """A page and a save have nothing in common."""
    with pytest.raises(PermanenceError, match="Compare like with like"):
        comparing.changes(one("n", [1]), Measurement("save"))


def test_the_command_fails_when_something_is_worse(tmp_path: Path) -> None:
    """So that it can stand in a script."""
    small, large = (str(keeping.keep(one("B", [size]), tmp_path / f"{size}.json")) for size in (100_000, 200_000))
    worse = CliRunner().invoke(app, ["bench", "compare", small, large])
    assert (worse.exit_code, "WORSE" in worse.output) == (1, True)
    better = CliRunner().invoke(app, ["bench", "compare", large, small])
    assert (better.exit_code, "BETTER" in better.output) == (0, True)
