"""What an author is told: names used twice, and names that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from permanence_lib.kind import Material
from permanence_lib.kinds.legal_tracker.model.definition import Definition, Step


def check(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a path that its schema cannot say."""
    return [
        *_used_twice(definition),
        *_facts(definition, material),
        *_clocks(definition),
        *_people(definition, material),
    ]


def _used_twice(definition: Definition) -> Iterator[str]:
    lists = {
        "path": [path.id for path in definition.paths],
        "step": [step.id for step in definition.steps()],
        "question": [ask.id for ask in definition.asks()],
    }
    for sort, names in lists.items():
        for name in (name for name, times in Counter(names).items() if times > 1):
            yield f"two {sort}s are called '{name}'; give one of them another id."


def _facts(definition: Definition, material: Material) -> Iterator[str]:
    laws = {fact.id for fact in material.law} | {judgment.id for judgment in material.judgments}
    terms = {term.id for term in material.terms}
    for step in definition.steps():
        if step.law and step.law not in {fact.id for fact in material.law}:
            yield f"step '{step.id}': '{step.law}' is not a timetable fact in the exercise's own list `law`."
        yield from (
            f"step '{step.id}': '{x}' is not in the exercise's own list `law`." for x in step.also if x not in laws
        )
        yield from (
            f"step '{step.id}': '{x}' is not in the exercise's own list `terms`." for x in step.terms if x not in terms
        )


def _clocks(definition: Definition) -> Iterator[str]:
    steps = {step.id: step for step in definition.steps()}
    for step in steps.values():
        if step.starts and step.starts not in steps:
            yield f"step '{step.id}': its clock starts with '{step.starts}', which is no step here."
        if step.starts and not step.law:
            yield f"step '{step.id}': a clock needs a `law` fact to count by; name it, or leave out `starts`."
        if _in_a_circle(step, steps):
            yield f"step '{step.id}': its clock waits for itself; break the circle of `starts`."


def _in_a_circle(step: Step, steps: Mapping[str, Step]) -> bool:
    at, passed = step, {step.id}
    while at.starts in steps and at.counted_from == "expected":
        if at.starts in passed:
            return True
        passed.add(at.starts)
        at = steps[at.starts]
    return False


def _people(definition: Definition, material: Material) -> Iterator[str]:
    case = material.case
    if definition.child and not (case and case.person(definition.child)):
        yield f"child: '{definition.child}' is not one of the people of the case."
    known = {event.id for event in case.events} if case else set()
    yield from (f"record: '{name}' is not an event of the case." for name in definition.record if name not in known)
