"""What a measurement found: figures with a name each, and what they stand beside."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

#: Seconds, bytes, megabytes (10^6), things, or how many times something else.
Unit = Literal["s", "B", "MB", "n", "times"]
#: From so many values on, what 95 in 100 stay within is worth telling.
ENOUGH_FOR_P95 = 20


@dataclass(frozen=True)
class Figure:
    """Something measured once or more; less of it is better, whatever it is."""

    name: str
    words: str
    unit: Unit
    values: tuple[float, ...]
    beside: str = ""
    """The name of the figure of the same measurement that this one is compared with: made in the same minutes."""

    @property
    def median(self) -> float:
        """Half of the values are no more."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """Nineteen of twenty are no more."""
        return sorted(self.values)[math.ceil(len(self.values) * 0.95) - 1]

    @property
    def unrest(self) -> float:
        """How far the middle half of the values lies apart: what differs by less may be chance."""
        if len(self.values) < 3:
            return 0.0
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return high - low


@dataclass
class Measurement:
    """The figures of one call, how it was asked for, and where it was made."""

    of: str
    asked: dict[str, Any] = field(default_factory=dict)
    where: dict[str, Any] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What was not measured, and why; what failed."""
    failures: list[str] = field(default_factory=list)

    def add(self, name: str, words: str, unit: Unit, values: float | Iterable[float] | None, beside: str = "") -> None:
        """One figure more; None, or no values at all, is none."""
        given = () if values is None else (values,) if isinstance(values, int | float) else tuple(values)
        if given:
            self.figures.append(Figure(name, words, unit, tuple(map(float, given)), beside))

    def find(self, name: str) -> Figure | None:
        """A figure by its name."""
        return next((each for each in self.figures if each.name == name), None)

    def times(self, figure: Figure, beside: str = "") -> float | None:
        """How many times its reference a figure is; None where there is nothing to divide by."""
        reference = self.find(beside or figure.beside)
        return figure.median / reference.median if reference and reference.median else None

    def to_json(self) -> dict[str, Any]:
        """Everything, plainly."""
        shown = [vars(each) | {"values": list(each.values)} for each in self.figures]
        return {
            "format": 1, "of": self.of, "asked": self.asked, "where": self.where, "figures": shown,
            "notes": self.notes, "failures": self.failures,
        }  # fmt: skip

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Measurement:
        """What `to_json` gave. KeyError or TypeError when it is something else."""
        figures = [_figure(each) for each in plain["figures"]]
        return cls(plain["of"], plain["asked"], plain["where"], figures, plain["notes"], plain["failures"])


def _figure(plain: Mapping[str, Any]) -> Figure:
    values: Sequence[float] = plain["values"]
    return Figure(plain["name"], plain["words"], plain["unit"], tuple(values), plain["beside"])
