"""Chance with a memory: the same seed gives the same draws on any machine."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from datetime import date, timedelta

from permanence_lib.content.ssda903 import Band, Invented, Ssda903


class Draws:
    """Draws from the shares and spreads of the data file."""

    def __init__(self, seed: int, ssda: Ssda903) -> None:
        self._random = random.Random(seed)
        self.shares: Invented = ssda.invented
        self._bands = {band.label: band for band in ssda.age_bands}

    def one_of(self, weights: Mapping[str, int]) -> str:
        """A name, the likelier the larger its weight."""
        return self._random.choices(list(weights), list(weights.values()))[0]

    def happens(self, share: str) -> bool:
        """Whether something happens that happens to this share."""
        return self._random.random() < self.shares.shares[share]

    def number(self, least: int, most: int) -> int:
        """A whole number; both ends are possible."""
        return least + int(self._random.random() * (most - least + 1))

    def days(self, spread: str, times: float = 1.0) -> int:
        """A length in days, at least one."""
        said = self.shares.days[spread]
        return max(1, round(times * said.middle * math.exp(self._random.gauss(0.0, said.wide))))

    def day_between(self, first: date, last: date) -> date:
        """A day, with the months as unlike as they are in the data."""
        months = self.shares.months
        while True:
            day = first + timedelta(self.number(0, (last - first).days))
            if self._random.random() * max(months) <= months[day.month - 1]:
                return day

    def birth(self, age: str, start: date) -> date:
        """A birth that gives this age at the start of care; of babies half are a month old or less."""
        band: Band = self._bands[age]
        if band.start == 0:
            return start - timedelta(self.number(0, 30 if self._random.random() < 0.5 else 360))
        years = self.number(band.start, band.to if band.to is not None else band.start + 1)
        return start - timedelta(round(365.25 * years) + self.number(1, 360))
