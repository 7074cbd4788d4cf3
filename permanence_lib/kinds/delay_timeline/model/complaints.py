"""What an author is told: names that lead nowhere, and dates that would stand on unchecked law."""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib.kind import Material
from permanence_lib.kinds.delay_timeline.model.definition import Definition, When
from permanence_lib.kinds.delay_timeline.model.record import Record


def check(definition: Definition, material: Material) -> tuple[str, ...]:
    """What an author has named that is not there, or may not be used so."""
    return (
        *_wrong_child(definition, material),
        *_wrong_moments(definition, material),
        *_wrong_law(definition, material),
        *_wrong_chain(definition),
        *_wrong_triggers(definition, material),
    )


def _wrong_child(definition: Definition, material: Material) -> Iterator[str]:
    case = material.case
    if definition.child and not (case and case.person(definition.child)):
        yield f"child: '{definition.child}' is not one of the people of the case."
    if Record(definition, material).child.born is None:
        yield "born: the child's clock needs a birth: name a child of the case who has one, or give `born`."


def _wrong_moments(definition: Definition, material: Material) -> Iterator[str]:
    record = Record(definition, material)
    for place, when in _moments(definition):
        if when and record.day(when) is None:
            yield f"{place}: nothing here is called {_say(when)}."


def _moments(definition: Definition) -> Iterator[tuple[str, When | None]]:
    """Every moment an author named, with where it stands in the file."""
    for stretch in definition.stretches:
        yield from ((f"stretches, {stretch.id}", when) for when in (stretch.start, stretch.end))
    for step in definition.milestones:
        yield from ((f"milestones, {step.id}", when) for when in (step.starts, step.met_by))
    for decision in definition.decisions:
        yield from ((f"decisions, {decision.id}", when) for when in (decision.planned, decision.not_before))
    for name, moment in definition.triggers.items():
        yield from ((f"triggers, {name}", when) for when in moment.at)
    yield "record_ends", definition.record_ends
    yield "waiting", definition.waiting.since if definition.waiting else None


def _say(when: When) -> str:
    return next(f"{what} '{name}'" for what, name in when.model_dump(mode="json").items() if name)


def _wrong_law(definition: Definition, material: Material) -> list[str]:
    facts = {fact.id: fact for fact in material.law}
    absent = [
        f"milestones, {m.id}: law fact '{m.law}' is not in this exercise's `law` list."
        for m in definition.milestones
        if m.law not in facts
    ]
    unchecked = [
        f"milestones, {m.id}: law fact '{m.law}' has not been checked (recalled), so no date may stand on it."
        for m in definition.milestones
        if m.law in facts and facts[m.law].confidence != "verified"
    ]
    return absent + unchecked


def _wrong_chain(definition: Definition) -> Iterator[str]:
    earlier: set[str] = set()
    for decision in definition.decisions:
        if decision.depends_on and decision.depends_on not in earlier:
            yield f"decisions, {decision.id}: depends_on must name a decision above it."
        earlier.add(decision.id)


def _wrong_triggers(definition: Definition, material: Material) -> Iterator[str]:
    """Moments that start or meet nothing at hand, a timetable of nothing, and people seen in entries that are not there."""
    clocks = [fact.clock for fact in material.law if fact.clock and definition.counts_stage(fact.stage)]
    known = {name for clock in clocks for name in clock.triggers()}
    for name in sorted(set(definition.triggers) - known):
        yield f"triggers, {name}: no step of the timetable in this exercise's `law` is started or met by '{name}'."
    if definition.timetable and not clocks:
        yield "timetable: none of the facts in `law` has a clock: list those that this exercise counts."
    events = {event.id for event in Record(definition, material).happened}
    for seen in definition.seen:
        yield from (f"seen, {seen.name}: there is no event '{e}'." for e in seen.events if e not in events)
