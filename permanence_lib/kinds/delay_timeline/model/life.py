"""The child's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.kinds.delay_timeline.model.days import months_between, months_on
from permanence_lib.kinds.delay_timeline.model.words import (
    capital,
    plural,
    say_age,
    say_gap,
    share_of_life,
    share_percent,
)

#: A birth known to the month is at most so many days from the middle of it.
HALF_A_MONTH = 16


@dataclass(frozen=True)
class Life:
    """A child by name, with the birth their clock starts from where it is known.

    `about`: known to the month, and counted from its middle. `expected`: not born yet.
    """

    name: str
    born: date | None
    about: bool = False
    expected: bool = False

    def age(self, day: date) -> str:
        """The age on a day, in days for the first fortnight; nothing when the birth is not known."""
        if not self.born:
            return ""
        days = (day - self.born).days
        if self.about and abs(days) <= HALF_A_MONTH:
            return "around the birth"
        if days == 0:
            return "newborn"
        age = plural(days, "day") if 0 < days < 14 else say_age(self.born.isoformat(), day.isoformat())
        late = " after the expected birth" if self.expected and days > 0 else ""
        return f"{'about ' if self.about else ''}{age}{late}"

    def old(self, day: date) -> str:
        """'7 weeks old', 'newborn', '5 weeks before birth'."""
        return self.age(day) + (" old" if self._has_an_age(day) else "")

    def _has_an_age(self, day: date) -> bool:
        near = self.about and self.born and (day - self.born).days <= HALF_A_MONTH
        return bool(self.born and day > self.born and not self.expected and not near)

    def when(self, day: date) -> str:
        """'at 7 weeks', '5 weeks before birth', or the date where there is no birth to count from."""
        age = self.age(day)
        return (f"at {age}" if self._has_an_age(day) else age) or say_date(day)

    def share(self, since: date, until: date) -> str:
        """A wait as a part of life so far."""
        if not self.born or self.expected:
            return ""
        days = (self.born.isoformat(), since.isoformat(), until.isoformat())
        share, percent = share_of_life(*days), share_percent(*days)
        words = f"{share} ({percent})" if percent != "100%" and share else share
        return f"about {words}" if share and self.about else words

    def stretch_words(self, start: date, end: date) -> str:
        """How long a stretch is, on both clocks."""
        words = f"{say_gap((end - start).days)}, {say_date(start)} to {say_date(end)}."
        if not self.born:
            return words
        if end <= self.born:
            ended = "at the birth" if end == self.born else self.age(end)
            return f"{words} It began {self.age(start)} and ended {ended}."
        share = self.share(start, end)
        ended = f"{self.old(end)} when it ended{f': {share}' if share else ''}."
        if start < self.born:
            return f"{words} It began {self.age(start)}, and {self.name} was {ended}"
        return f"{words} {capital(self.name)} was {self.old(start)} when it began and {ended}"

    def ticks(self, first: date, last: date) -> list[tuple[date, str]]:
        """Where to mark the age along a line: at most nine marks, whole months apart."""
        born = self.born or first
        months = months_between(first, last)
        step = next((s for s in (1, 3, 6, 12, 24, 60) if months / s <= 8), 120)
        start = months_between(born, first) // step
        days = [(months_on(born, n * step), n) for n in range(start, start + 11)]
        return [(day, self.age(day) if n else "birth") for day, n in days if first <= day <= last]
