"""The two clocks of the child a participant follows: no record is given, so everything stands on what they typed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from permanence_lib.content.sources import LawFact
from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.definition import Decision, Definition, Moment, Waiting, When
from permanence_lib.kinds.delay_timeline.model.life import Life
from permanence_lib.kinds.delay_timeline.model.loose import span_of
from permanence_lib.kinds.delay_timeline.model.response import Clock, Response


def own_life(response: Response, material: Material) -> Life:
    """The child under the alias; a birth known to the month is counted from its middle, and said to be about right."""
    name = (material.followed or "").strip() or response.alias.strip() or "the child"
    span = span_of(response.born)
    if span is None or span.known not in ("day", "month"):
        return Life(name, None)
    return Life(name, span.middle, about=span.known == "month", expected=response.expected)


def own_definition(definition: Definition, response: Response, life: Life, law: Sequence[LawFact]) -> Definition:
    """What is asked of a case, asked of this child: the law stays, and what belongs to the case's record is left out."""
    days = sorted(span.last for point in response.points if (span := point.span()) and span.known == "day")
    return definition.model_copy(
        update={
            "child": None, "name": life.name, "born": None, "given": (), "counts": (), "stretches": (),
            "own_stretches": True, "own_points": True, "seen": (), "triggers": _own_triggers(definition, response, life, law),
            "set_aside": dict.fromkeys(response.set_aside, f"set aside for {life.name}"),
            "waiting": _waiting(definition, response, life),
            "record_ends": When(date=days[-1]) if days else None,
            "milestones": (), "timetable": definition.timetable or "all",
            "decisions": tuple(_own_decisions(response)),
        }
    )  # fmt: skip


def _own_triggers(definition: Definition, response: Response, life: Life, law: Sequence[LawFact]) -> dict[str, Moment]:
    """The moments that a decision stands for, those that had not happened, and those chosen step by step in earlier versions.

    Dates of one's own that are marked as a moment come with the points.
    """
    found = {name: Moment(not_yet=True) for name in response.not_yet}
    tied = [(own.means, When(decision=own.id)) for own in response.own_decisions if own.means and own.day()]
    for name, when in [*tied, *_chosen_before(definition, response, life, law)]:
        known = found.get(name, Moment())
        found[name] = known.model_copy(update={"at": (*known.at, when)})
    return found


def _chosen_before(
    definition: Definition, response: Response, life: Life, law: Sequence[LawFact]
) -> Iterator[tuple[str, When]]:
    """What starts and answers each step, where that was once chosen for the step itself."""
    clocks = {fact.id: fact.clock for fact in law}
    for step in definition.milestones:
        clock, chosen = clocks.get(step.law), response.clocks.get(step.id, Clock())
        for name, ref in ((clock.starts, chosen.starts), (clock.met_by[:1], chosen.met)) if clock else ():
            day = moment(response, life, ref)
            if day and name:
                yield name if isinstance(name, str) else name[0], When(date=day)


def moment(response: Response, life: Life, ref: str) -> date | None:
    """The day of what was chosen: the birth, or a point known to the day."""
    if ref == "birth":
        return life.born
    return next((point.day() for point in response.points if point.id == ref), None)


def _waiting(definition: Definition, response: Response, life: Life) -> Waiting | None:
    since = moment(response, life, response.since)
    return Waiting(since=When(date=since), words=definition.waiting.words) if definition.waiting and since else None


def _own_decisions(response: Response) -> list[Decision]:
    """The decisions whose planned date can be read; each may wait only for one above it."""
    found: list[Decision] = []
    for own in response.own_decisions:
        planned = own.day()
        if planned:
            waits = own.waits_for if any(d.id == own.waits_for for d in found) else None
            found.append(Decision(id=own.id, label=own.name(), planned=When(date=planned), depends_on=waits))
    return found


@lru_cache(maxsize=64)
def named(words: str, name: str) -> Definition:
    """A definition, given as JSON, with the child's name where its author wrote {child}."""
    return Definition.model_validate_json(words.replace("{child}", json.dumps(name, ensure_ascii=False)[1:-1]))
