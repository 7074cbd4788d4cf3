"""What of a register somebody asks to see: words, a status, an option, a week, or only what nobody has checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from permanence_lib.laboratory.registers.uses import Use

NOWHERE = "none"
#: More words than anybody types; the rest would only cost time.
_MOST_WORDS = 12


class Found(Protocol):
    """What can be narrowed: what a search looks at, the values it can be chosen by, and where it is used."""

    @property
    def search(self) -> str: ...
    @property
    def uses(self) -> tuple[Use, ...]: ...
    @property
    def checked(self) -> bool: ...


Record = TypeVar("Record", bound=Found)


@dataclass(frozen=True)
class Choice(Generic[Record]):
    """One list to choose from: its name in the address, its label, its values with their words, and what each takes in."""

    name: str
    label: str
    values: Mapping[str, str]
    takes: Callable[[Record, str], bool]


@dataclass(frozen=True)
class Asked:
    """What was asked for, with what could not be understood said in words."""

    words: str = ""
    chosen: Mapping[str, str] | None = None
    unchecked: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether the register is narrowed at all."""
        return bool(self.words or self.chosen or self.unchecked)


def read(query: Mapping[str, str], choices: Sequence[Choice[Record]]) -> Asked:
    """What an address asks for; a value that does not exist is left out and named."""
    given = {choice.name: query.get(choice.name, "").strip() for choice in choices}
    known = {choice.name: given[choice.name] for choice in choices if given[choice.name] in choice.values}
    unknown = tuple(
        f"There is nothing called “{given[choice.name][:80]}” under “{choice.label}”, so it was left out."
        for choice in choices
        if given[choice.name] and choice.name not in known
    )
    return Asked(" ".join(query.get("q", "").split())[:200], known, query.get("unchecked") == "yes", unknown)


def narrowed(records: Iterable[Record], asked: Asked, choices: Sequence[Choice[Record]]) -> list[Record]:
    """The records that fit everything that was asked, in their order."""
    wanted = asked.words.casefold().split()[:_MOST_WORDS]
    chosen = asked.chosen or {}
    return [
        record
        for record in records
        if all(word in record.search for word in wanted)
        and all(choice.takes(record, chosen[choice.name]) for choice in choices if choice.name in chosen)
        and not (asked.unchecked and record.checked)
    ]


def weeks(records: Iterable[Found]) -> Choice[Record]:
    """Where it is used: any week that uses something, or nowhere."""
    places = {use.week: use.number for record in records for use in record.uses}
    values = {NOWHERE: "Not used in any week"}
    values |= {week: f"Week {number}" for week, number in sorted(places.items(), key=lambda place: place[1])}
    return Choice("week", "Used in", values, _is_used_in)


def _is_used_in(record: Found, week: str) -> bool:
    return not record.uses if week == NOWHERE else any(use.week == week for use in record.uses)
