"""A chronology read back: what every rule finds in it. Questions only: never a score, and nothing about chances."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import validate_call

from permanence_lib.kind import Material
from permanence_lib.kinds.chronology.model import pairs, sayings, silence, timetable
from permanence_lib.kinds.chronology.model.definition import Definition
from permanence_lib.kinds.chronology.model.finding import Finding, Limit, Looks, Whole
from permanence_lib.kinds.chronology.model.gaps import gap_weeks
from permanence_lib.kinds.chronology.model.moments import When, days_meant
from permanence_lib.kinds.chronology.model.order import dated
from permanence_lib.kinds.chronology.model.reading import Reading
from permanence_lib.kinds.chronology.model.reads import Reads
from permanence_lib.kinds.chronology.model.response import Response
from permanence_lib.kinds.chronology.model.signs import Line, People

#: In the order in which they are shown: the child first.
LOOKS: tuple[Looks, ...] = (
    silence.voice, silence.unseen, sayings.spoken_for, silence.gaps, sayings.moves, sayings.workers, pairs.between_workers,
    pairs.settled, pairs.sources, pairs.unknown_people, pairs.waiting_offers, pairs.unplanned_offers, pairs.changed_plans,
    sayings.vague, sayings.carried, sayings.waits, timetable.behind, pairs.referrals, sayings.unshared, sayings.thin,
    sayings.judging, silence.professionals, silence.positives,
)  # fmt: skip


@validate_call
def read_back(
    response: Response, reads: Reads, weeks: int, child: str, born: When, limits: tuple[Limit, ...]
) -> list[Finding]:
    """Everything found, rule by rule. `weeks` is the length of a gap; `limits` come from law facts."""
    lines = [Line.of(entry, reads) for entry in response.entries]
    by_id = {line.id: line for line in lines}
    birth = days_meant(born)
    whole = Whole(
        response=response,
        lines=lines,
        dated=[by_id[x.entry.id] for x in dated(response.entries)],
        people=People(lines, child),
        child=child,
        born=birth[0] if birth else None,
        weeks=weeks,
        limits={limit.id: limit for limit in limits},
    )
    return [finding for look in LOOKS for finding in look(whole) if finding["rule"] not in reads.without]


def findings(definition: Definition, response: Response, material: Material) -> list[Finding]:
    """What is found in an answer, by the author's words and the law facts that the exercise names."""
    reading = Reading.of(definition, response, material)
    weeks = gap_weeks(definition, response)
    return read_back(response, definition.reads, weeks, reading.child, reading.born, tuple(limits_in(material)))


def limits_in(material: Material) -> Sequence[Limit]:
    """The limits that have a length, of facts somebody has checked."""
    return [
        Limit(id=fact.id, name=fact.name, amount=fact.amount, unit=fact.unit)
        for fact in material.law
        if fact.amount and fact.unit and fact.settled
    ]


def ask(finding: Finding, definition: Definition, child: str) -> str:
    """A finding as the question it is."""
    words = definition.reads.rules[finding["rule"]].question
    for name, value in finding["facts"].items():
        words = words.replace(f"{{{name}}}", value)
    return words.replace("{child}", child)
