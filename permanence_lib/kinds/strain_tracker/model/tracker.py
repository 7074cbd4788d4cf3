"""One participant's ratings, read against the signs, the levels and what was agreed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from permanence_lib.content.dates import say_date
from permanence_lib.kind import DateParts, Material
from permanence_lib.kinds.strain_tracker.model.definition import Definition, Rule, Sign
from permanence_lib.kinds.strain_tracker.model.reading import differences, in_order, level_of, movement, reached
from permanence_lib.kinds.strain_tracker.model.response import Entry, OwnAgreed, Rating, Response

NOT_RATED = "Not rated"


@dataclass(frozen=True)
class Agreement:
    """Something agreed beforehand, the author's or the participant's own."""

    id: str
    when: str
    what: str
    rule: Rule | None


class Tracker:
    """A definition and an answer together."""

    def __init__(self, definition: Definition, response: Response, material: Material) -> None:
        self.definition, self.response, self.material = definition, response, material
        self.levels = [level.id for level in definition.levels]
        self.level_words = {level.id: level.words for level in definition.levels}
        self.viewpoints = {viewpoint.id: viewpoint.name for viewpoint in definition.viewpoints}

    @property
    def child(self) -> str:
        """What the child is called: by alias when it is the child followed."""
        if self.material.followed is not None:
            return self.material.followed or "the child you follow"
        person = self.material.case.person(self.definition.child) if self.material.case else None
        return person.name.split()[0] if person else self.definition.child or "the child"

    @property
    def rhythm(self) -> str:
        """How often ratings are made: what the participant chose, or else the author."""
        return (
            self.response.rhythm if self.response.rhythm in ("week", "fortnight", "month") else self.definition.rhythm
        )

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """The author's signs, then those of this home's own."""
        own = (Sign.model_construct(id=x.id, name=x.name.strip() or "A sign of our own", calm=x.calm, watch=x.watch,
                                    act=x.act, more={}, about="") for x in self.response.own_signs)  # fmt: skip
        return (*self.definition.signs, *own)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Entries in the order in which they tell the story."""
        by_id = {entry.id: entry for entry in self.response.entries}
        return tuple(by_id[name] for name in in_order(self._plain, [x.id for x in self.definition.bulletins]))

    @property
    def _plain(self) -> list[dict[str, Any]]:
        return [entry.model_dump(mode="json") for entry in self.response.entries]

    @cached_property
    def _plain_in_order(self) -> list[dict[str, Any]]:
        return [entry.model_dump(mode="json") for entry in self.entries]

    def title(self, entry: Entry) -> str:
        """What an entry is called: its bulletin, its day, or its number."""
        bulletin = next((x.title for x in self.definition.bulletins if x.id == entry.bulletin), "")
        return bulletin or said_date(entry.when) or f"Entry {self.entries.index(entry) + 1}, no date"

    def rating(self, entry: Entry, viewpoint: str, sign: str) -> Rating:
        """What one viewpoint said of one sign."""
        seen = entry.views.get(viewpoint)
        return seen.ratings.get(sign, Rating()) if seen else Rating()

    def rated(self, sign: str, viewpoint: str) -> list[str]:
        """The levels of one sign in order; empty where nobody rated."""
        return [level_of(entry, viewpoint, sign) for entry in self._plain_in_order]

    def went(self, sign: str, viewpoint: str) -> str:
        """How one sign went as one viewpoint saw it, in words; nothing where there is one rating or none."""
        return went_words(self.rated(sign, viewpoint), self.levels, self.level_words)

    def differences(self, entry: Entry) -> list[dict[str, Any]]:
        """Where people see one entry differently."""
        return differences(entry.model_dump(mode="json"), [x.id for x in self.signs], [*self.viewpoints], self.levels)

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """What was agreed beforehand, the author's first."""
        given = (Agreement(x.id, x.when, x.what, x.rule) for x in self.definition.agreed)
        return (*given, *(self._own(x) for x in self.response.own_agreed))

    def _own(self, own: OwnAgreed) -> Agreement:
        what = own.what.strip() + (f"\nWhom to call: {own.who.strip()}" if own.who.strip() else "")
        level = own.level if own.level in self.levels else "watch"
        rule = Rule(signs=number(own.signs, 40), level=level, entries=number(own.entries, 12), viewpoint=own.viewpoint)
        words = rule_words(rule.model_dump(mode="json"), self.level_words, self.viewpoints, {})
        return Agreement(own.id, words, what, rule)

    def runs(self, agreement: Agreement) -> list[dict[str, Any]]:
        """Where an agreement was reached."""
        if agreement.rule is None:
            return []
        names = [sign.id for sign in self.signs]
        return reached(
            agreement.rule.model_dump(mode="json"), self._plain_in_order, names, [*self.viewpoints], self.levels
        )

    def done(self, agreement: Agreement) -> tuple[Entry, ...]:
        """The entries that record it as done."""
        return tuple(entry for entry in self.entries if agreement.id in entry.done)

    def sign_name(self, sign_id: str) -> str:
        """A sign's name."""
        return next((sign.name for sign in self.signs if sign.id == sign_id), sign_id)


def number(typed: str, most: int) -> int:
    """A number as typed in a small box, up to the most there can be; anything else counts as one."""
    plain = typed.strip()
    return min(int(plain), most) if re.fullmatch("[1-9][0-9]?", plain) else 1


def rule_words(rule: dict[str, Any], levels: dict[str, str], viewpoints: dict[str, str], signs: dict[str, str]) -> str:
    """A rule in words: 'When 2 signs are at Watch or beyond for 2 entries running, as anyone sees it'."""
    n, runs = rule["signs"], rule["entries"]
    among = [signs.get(x, x) for x in rule["among"]]
    what = f"{n} sign{'' if n == 1 else 's'}{' of ' + ', '.join(among) if among else ''} {'is' if n == 1 else 'are'}"
    long = f" for {runs} entries running" if runs > 1 else ""
    who = viewpoints.get(rule["viewpoint"], "")
    last = list(levels)[-1] == rule["level"]
    return (
        f"When {what} at {levels.get(rule['level'], rule['level'])}{'' if last else ' or beyond'}{long}, "
        f"as {who[:1].lower() + who[1:] if who else 'anyone'} sees it"
    )


def went_words(rated: Sequence[str], levels: Sequence[str], words: dict[str, str]) -> str:
    """How a sign went: from what to what, and how often nobody rated it; nothing where nobody ever did."""
    there = [level for level in rated if level in levels]
    if not there:
        return ""
    silent = len(rated) - len(there)
    gap = f" Not rated in {silent} of {len(rated)} entries." if silent else ""
    if len(there) == 1:
        return f"{words[there[0]]}, rated once.{gap}"
    first, last, how = words[there[0]], words[there[-1]], movement(rated, levels)
    said = {
        "steady": f"{last} each time.",
        "up": f"From {first} to {last}.",
        "down": f"Eased from {first} to {last}.",
        "mixed": f"Up and down; first {first}, last {last}.",
    }[how]
    return f"{said}{gap}"


def said_date(typed: DateParts) -> str:
    """A day in full, what was typed where it makes no day, or nothing."""
    day = typed.read()
    if day:
        return say_date(day)
    if typed.is_empty():
        return ""
    return "/".join(box.strip() or "?" for box in (typed.day, typed.month, typed.year)) + " (not a full date yet)"
