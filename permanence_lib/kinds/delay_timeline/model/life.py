"""The child's own clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from permanence_lib.content.dates import say_date
from permanence_lib.kinds.delay_timeline.model.days import months_between, months_on
from permanence_lib.kinds.delay_timeline.model.words import plural, say_age, say_gap, share_of_life


@dataclass(frozen=True)
class Life:
    """A child by name, with the birth their clock starts from where it is known."""

    name: str
    born: date | None

    def age(self, day: date) -> str:
        """The age on a day, in days for the first fortnight; nothing when the birth is not known."""
        if not self.born:
            return ""
        days = (day - self.born).days
        if days == 0:
            return "newborn"
        return plural(days, "day") if 0 < days < 14 else say_age(self.born.isoformat(), day.isoformat())

    def old(self, day: date) -> str:
        """'7 weeks old', 'newborn', '5 weeks before birth'."""
        return self.age(day) + (" old" if self.born and day > self.born else "")

    def when(self, day: date) -> str:
        """'at 7 weeks', '5 weeks before birth', or the date where there is no birth to count from."""
        age = self.age(day)
        return (f"at {age}" if self.born and day > self.born else age) or say_date(day)

    def share(self, since: date, until: date) -> str:
        """A wait as a part of life so far."""
        return share_of_life(self.born.isoformat(), since.isoformat(), until.isoformat()) if self.born else ""

    def stretch_words(self, start: date, end: date) -> str:
        """How long a stretch is, on both clocks."""
        words = f"{say_gap((end - start).days)}, {say_date(start)} to {say_date(end)}."
        if not self.born:
            return words
        if end <= self.born:
            ended = "at the birth" if end == self.born else self.age(end)
            return f"{words} It began {self.age(start)} and ended {ended}."
        ended = f"{self.old(end)} when it ended: {self.share(start, end)}."
        if start < self.born:
            return f"{words} It began {self.age(start)}, and {self.name} was {ended}"
        return f"{words} {self.name} was {self.old(start)} when it began and {ended}"

    def ticks(self, first: date, last: date) -> list[tuple[date, str]]:
        """Where to mark the age along a line: at most nine marks, whole months apart."""
        born = self.born or first
        months = months_between(first, last)
        step = next((s for s in (1, 3, 6, 12, 24, 60) if months / s <= 8), 120)
        start = months_between(born, first) // step
        days = [(months_on(born, n * step), n) for n in range(start, start + 11)]
        return [(day, self.age(day) if n else "birth") for day, n in days if first <= day <= last]
