"""How much each figure may be at most, and why: read from limits.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from permanence_lib.bench.figures import Figure, Measurement

FILE = Path(__file__).with_name("limits.yaml")


class Limit(BaseModel):
    """One limit. A count is the same on every computer, a ratio nearly so; a goal holds on a quiet computer with two processors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    figure: str
    """What is measured and the figure's name: page/first-visit.bytes."""
    sort: Literal["count", "ratio", "goal"]
    most: float = Field(gt=0)
    """In the figure's own unit; of a ratio, how many times the figure beside."""
    part: Literal["median", "p95"] = "median"
    beside: str = ""
    when: dict[str, float] = Field(default_factory=dict)
    """Only for measurements that were asked for so: {n: 20}."""
    why: str = Field(min_length=10)

    def of(self, figure: Figure, measurement: Measurement) -> float | None:
        """What is held against it; None where it cannot be told."""
        value = figure.p95 if self.part == "p95" else figure.median
        if self.sort != "ratio":
            return value
        reference = measurement.find(self.beside or figure.beside)
        return value / reference.median if reference and reference.median else None


@cache
def every() -> tuple[Limit, ...]:
    """All limits there are."""
    return tuple(Limit.model_validate(each) for each in yaml.safe_load(FILE.read_text("utf-8")))


def on(figure: Figure, measurement: Measurement) -> list[Limit]:
    """Those that bind this figure of this measurement."""
    name, asked = f"{measurement.of}/{figure.name}", measurement.asked
    return [
        limit
        for limit in every()
        if limit.figure == name and all(asked.get(key) == value for key, value in limit.when.items())
    ]


def broken(measurement: Measurement, *sorts: str) -> list[str]:
    """Every limit of these sorts that is passed, in words."""
    return [
        f"{figure.words}: {found:.6g}, and at most {limit.most:.6g} is allowed. {limit.why}"
        for figure in measurement.figures
        for limit in on(figure, measurement)
        if limit.sort in sorts and (found := limit.of(figure, measurement)) is not None and found > limit.most
    ]
