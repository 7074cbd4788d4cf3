"""Is anything shown as settled for longer than its check can carry? `permanence check --law`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from permanence_lib.content import ledger
from permanence_lib.content.dates import say_date
from permanence_lib.content.ledger import Kept
from permanence_lib.content.library import Content
from permanence_lib.content.part import NOT_CHECKED, Sourced
from permanence_lib.laboratory.registers.uses import uses

#: How far ahead "soon" looks.
_SOON = timedelta(days=90)
_PAGES = {"cpd": "the page on continuing professional development", "support": "the page on support"}
_MOST_PLACES = 4


@dataclass(frozen=True)
class Standing:
    """One record with the places where a participant meets it, in words."""

    kept: Kept[Sourced]
    places: tuple[str, ...]

    @property
    def last_day(self) -> date:
        """The last day on which it may be shown as settled."""
        return self.kept.record.fail_by or date.max

    def failed(self, on: date) -> bool:
        """Whether that day is over, and it is shown as settled all the same."""
        return self.kept.record.settled and bool(self.places) and on > self.last_day

    def due(self, on: date) -> bool:
        """Whether somebody should look, though nothing fails yet."""
        return not self.failed(on) and (self.kept.record.is_due(on) or on > self.last_day)

    def soon(self, on: date) -> bool:
        """Whether it falls due, or fails, within the next ninety days."""
        next_day = min(self.last_day, self.kept.record.review_by or date.max)
        return not self.failed(on) and not self.due(on) and next_day <= on + _SOON


@dataclass(frozen=True)
class LawReport:
    """What fails, what is due, and what falls due soon on a day; each oldest first."""

    on: date
    failed: tuple[Standing, ...]
    due: tuple[Standing, ...]
    soon: tuple[Standing, ...]
    all: int

    def __str__(self) -> str:
        """The whole report as text."""
        heading = f"Law checked as at {say_date(self.on)}: {self.all} records that age."
        parts = [
            _section(
                f"{_number(self.failed)} past the last day, and shown as settled", map(self._failure, self.failed)
            ),
            _section(f"{_number(self.due)} due for checking", (self._line(each) for each in self.due)),
            _section(
                f"{_number(self.soon)} fall due in the next {_SOON.days} days", (self._line(each) for each in self.soon)
            ),
        ]
        return "\n\n".join([heading, *parts, *([_HOW] if self.failed or self.due else [])])

    def _failure(self, each: Standing) -> str:
        kept = each.kept
        lines = [
            f"data/{kept.file}: {kept.id}, could be shown as settled until {say_date(each.last_day)}. {_checked(kept)}",
            f"  Shown in: {_listed(each.places)}",
            f"  Read last: {kept.record.url or 'no page'}",
            f"  {_command(kept)}",
        ]
        return "\n  ".join(lines)

    def _line(self, each: Standing) -> str:
        kept, record = each.kept, each.kept.record
        by = f"to be looked at by {say_date(record.review_by)}" if record.review_by else ""
        said = [f"data/{kept.file}: {kept.id}, {record.due_words(self.on) or by or 'no date of its own'}"]
        if not record.settled:
            said.append(f"already shown as '{NOT_CHECKED}'")
        else:
            was = "could" if self.on > each.last_day else "may"
            said.append(f"{was} be shown as settled until {say_date(each.last_day)}")
        return "; ".join([*said, *([] if each.places else ["used in no week"])])


_HOW = (
    "Read the source; where it says something else, correct the record first. Then mark it, with your own name:\n"
    '  permanence checked ID --by "your name" [--read THE-PAGE] [--until THE-DAY-TO-LOOK-AGAIN]\n'
    "Where you cannot find it confirmed, add --doubt: pages then mark it as not yet checked."
)


def law(content: Content, on: date) -> LawReport:
    """Every record that ages, sorted by how it stands on a day."""
    standing = tuple(sorted(_standing(content), key=lambda each: (each.last_day, each.kept.file, each.kept.id)))
    return LawReport(
        on,
        tuple(each for each in standing if each.failed(on)),
        tuple(each for each in standing if each.due(on)),
        tuple(each for each in standing if each.soon(on)),
        len(standing),
    )


def _standing(content: Content) -> Iterator[Standing]:
    found = uses(content)
    for kept in ledger.kept(content):
        sort, _ = kept.named
        places = (_PAGES[sort],) if sort in _PAGES else tuple(use.words for use in found.get(kept.named, ()))
        yield Standing(kept, tuple(dict.fromkeys(places)))


def _checked(kept: Kept[Sourced]) -> str:
    by = f" by {kept.record.checked_by}" if kept.record.checked_by else ""
    return f"Last checked on {say_date(kept.record.as_at)}{by}."


def _command(kept: Kept[Sourced]) -> str:
    """The exact words to type; what is in motion needs a new day."""
    until = " --until DAY-TO-LOOK-AGAIN" if kept.record.review_by else ""
    return f'permanence checked {kept.full_id} --by "your name"{until}'


def _listed(places: tuple[str, ...]) -> str:
    more = f"; and {len(places) - _MOST_PLACES} more places" if len(places) > _MOST_PLACES else ""
    return "; ".join(places[:_MOST_PLACES]) + more


def _number(found: tuple[Standing, ...]) -> str:
    return f"{len(found) or 'No'} record{'' if len(found) == 1 else 's'}"


def _section(heading: str, lines: Iterable[str]) -> str:
    listed = list(lines)
    return "\n".join([f"{heading}:", *(f"  {line}" for line in listed)]) if listed else f"{heading}."
