"""The self-assessments side by side, in the words of each: what was said then and now. Nothing is averaged or added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from permanence_lib.content.programme import StandardSection
from permanence_lib.exercises import Exercise
from permanence_lib.kind import Offer
from permanence_lib.portfolio.desk import Desk
from permanence_lib.portfolio.progress.completion import address, standing
from permanence_lib.portfolio.work import of_exercise

#: What a level is called where nothing was said.
NOTHING = "Not answered"
HONEST = (
    "These are your own words about yourself on different days. A level can go down because you now see more of what the "
    "statement asks, and can go up because you have grown used to something. Nothing here is added up, and nobody sees it "
    "unless you show them."
)
_REQUIREMENT = "self-assessments"


@dataclass(frozen=True)
class Profile:
    """One self-assessment: when, the words of its levels in order, and for each statement its level's id and the line written."""

    exercise: Exercise
    week: int
    standing: str
    on: date | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """Where it can be changed."""
        return address(self.exercise)

    def said(self, statement: str) -> str:
        """'I do it on my own: the line that was written.'"""
        level, line = self.ratings.get(statement, ("", ""))
        words = self.levels.get(level, level) or NOTHING
        return f"{words}: {line}" if line else words


@dataclass(frozen=True)
class Compared:
    """One section of the standard: sentences about it, and each statement with what was said of it each time."""

    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def profiles(desk: Desk) -> tuple[Profile, ...]:
    """Every self-assessment there is, answered or not, in order: those completion asks for, and those drawing on them."""
    return tuple(_profile(one, desk) for one in _assessments(desk))


def _assessments(desk: Desk) -> Iterator[Exercise]:
    asked = {x.id: x.rule.exercises for x in desk.content.programme.completion.shown_by}.get(_REQUIREMENT, ())
    for one in desk.written.values():
        draws = {x.exercise for x in one.definition.sources if "profile" in x.sorts}
        if one.id in asked or draws & set(asked):
            yield one


def _profile(exercise: Exercise, desk: Desk) -> Profile:
    found = next(of_exercise(exercise, desk), None)
    week, stands = desk.content.weeks[exercise.week_id].number, standing(exercise, desk)
    offers = _offers(exercise, found.record.value) if found else ()
    data = next((x.data for x in offers if x.sort == "profile"), {})
    chosen = tuple(f"{x.title}. {x.text}" if x.text else x.title for x in offers if x.id.startswith("pick-"))
    on = found.record.saved_at.astimezone().date() if found else None
    return Profile(exercise, week, stands, on, data.get("words") or {}, _ratings(data), chosen)


def _offers(exercise: Exercise, value: Mapping[str, Any]) -> tuple[Offer, ...]:
    """What the kind itself lends of an answer; nothing of one that no longer fits its questions."""
    try:
        answer = exercise.kind.response.model_validate(value)
    except ValidationError:
        return ()
    return tuple(exercise.kind.offers(exercise.definition, answer, exercise.material))


def _ratings(data: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    given = data.get("ratings") or {}
    return {name: (str(x.get("level", "")), str(x.get("evidence", "")).strip()) for name, x in given.items()}


def compared(desk: Desk, found: tuple[Profile, ...]) -> tuple[Compared, ...]:
    """The sections of the standard with what was said in every self-assessment answered so far."""
    answered = tuple(x for x in found if x.ratings)
    return tuple(_section(section, answered) for section in desk.content.standard.sections) if answered else ()


def _section(section: StandardSection, answered: tuple[Profile, ...]) -> Compared:
    rows = tuple(
        (f"{x.id} {x.text}", *(profile.said(x.id) for profile in answered))
        for x in section.statements
        if any(x.id in profile.ratings for profile in answered)
    )
    asked_whole = [x for x in answered if not x.exercise.id[3:].startswith("s")]
    names = [x.id for x in section.statements]
    return Compared(section.title, tuple(_moves(names, a, b) for a, b in pairwise(asked_whole)), rows)


def _moves(names: list[str], then: Profile, now: Profile) -> str:
    """Of the statements answered both times, how many stand elsewhere: a sentence about a list, not about a person."""
    both = [(then.ratings[x][0], now.ratings[x][0]) for x in names if _level(then, x) and _level(now, x)]
    when = f"week {then.week} and week {now.week}"
    if not both:
        return f"No statement of this section was answered in both {when}."
    order = list(now.levels)
    ways = [order.index(b) - order.index(a) for a, b in both if a in order and b in order]
    later, same, earlier = (n or "none" for n in (sum(x > 0 for x in ways), ways.count(0), sum(x < 0 for x in ways)))
    many = "1 statement was" if len(both) == 1 else f"{len(both)} statements were"
    return (
        f"{many} answered in both {when}: {later} at a later level of the list in week {now.week}, {same} at the same, "
        f"{earlier} at an earlier one."
    )


def _level(profile: Profile, statement: str) -> str:
    return profile.ratings.get(statement, ("", ""))[0]
