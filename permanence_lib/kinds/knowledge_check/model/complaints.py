"""What is wrong with a check that its schema cannot say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from permanence_lib.kind import Material
from permanence_lib.kinds.knowledge_check.model.answers import trim
from permanence_lib.kinds.knowledge_check.model.definition import Definition, Sources
from permanence_lib.kinds.knowledge_check.model.steps import Step, steps


def complaints(definition: Definition, material: Material) -> Sequence[str]:
    """What is wrong with a check that its schema cannot say."""
    return [
        *_names_used_twice(definition),
        *_odd_questions(definition),
        *_answers_without_feedback(definition),
        *_sources_that_lead_nowhere(definition, material),
        *_keyed_on_unchecked(definition, material),
    ]


def _names_used_twice(definition: Definition) -> Iterator[str]:
    lists: dict[str, list[str]] = {
        "question": [x.id for x in definition.questions],
        "closing question": [x.id for x in definition.closing],
    }
    for question in definition.questions:
        lists[f"choice of '{question.id}'"] = [x.id for x in question.choices]
        lists[f"category of '{question.id}'"] = [x.id for x in question.categories]
        lists[f"item of '{question.id}'"] = [x.id for x in question.items]
    for sort, used in lists.items():
        for name in (name for name, times in Counter(used).items() if times > 1):
            yield f"two entries are called '{name}' as a {sort}; give one of them another id."


def _odd_questions(definition: Definition) -> Iterator[str]:
    for question in definition.questions:
        sorts = question.type == "sort"
        if sorts and (len(question.categories) < 2 or not question.items or question.choices):
            yield f"question '{question.id}' sorts: give it two categories or more, items, and no choices."
        if not sorts and (len(question.choices) < 2 or question.categories or question.items):
            yield f"question '{question.id}': give it two choices or more, and no categories or items."


def _answers_without_feedback(definition: Definition) -> Iterator[str]:
    for step in steps(definition):
        for offered in step.offered():
            if offered.note is None or not trim(offered.note.words):
                yield f"'{step.key}' says nothing to the answer '{offered.id}'; write a note for it."
        known = {x.id for x in step.offered()}
        for name in (step.item.notes if step.item else {}).keys() - known:
            yield f"'{step.key}' has a note for '{name}', which is none of the categories."
        stands = [x.note.stands for x in step.offered() if x.note]
        if any(stands) and not {"holds", "arguable"} & set(stands):
            yield f"'{step.key}' has no answer that holds or can be argued; leave every `stands` out, or give it one."


def _sources_of(step: Step) -> Iterator[Sources]:
    yield step.question.sources
    if step.item:
        yield step.item.sources
    for offered in step.offered():
        if offered.note:
            yield offered.note.sources


def _sources_that_lead_nowhere(definition: Definition, material: Material) -> Iterator[str]:
    known = {
        "law": {x.id for x in material.law} | {x.id for x in material.judgments},
        "evidence": {x.id for x in material.evidence},
        "terms": {x.id for x in material.terms},
        "options": {f"{x.id}.{aspect}" for x in material.options for aspect in x.aspects},
        "events": {x.id for x in material.case.events} if material.case else set(),
    }
    seen: set[str] = set()
    for step in steps(definition):
        for sources in _sources_of(step):
            for sort, ids in known.items():
                for name in (x for x in getattr(sources, sort) if x not in ids):
                    where = "the exercise's case" if sort == "events" else f"the exercise's own list of {sort}"
                    seen.add(f"'{step.key}' points at {sort} '{name}', which is not in {where}; add it, or correct it.")
    yield from sorted(seen)


def _keyed_on_unchecked(definition: Definition, material: Material) -> Iterator[str]:
    """Nobody is told that an answer holds, or does not, on the strength of a fact that nobody has checked."""
    unchecked = set(unchecked_sources(material))
    seen: set[str] = set()
    for step in steps(definition):
        if not any(x.note and x.note.stands for x in step.offered()):
            continue
        for sources in _sources_of(step):
            names = (*sources.law, *sources.evidence, *sources.terms, *sources.options)
            seen |= {f"'{step.key}' says which answers hold, on '{x}', which is not yet checked. Leave `stands` out of its "
                     "notes, or rest it on a verified fact." for x in names if x in unchecked}  # fmt: skip
    yield from sorted(seen)


def unchecked_sources(material: Material) -> Iterator[str]:
    """Ids of facts that were not seen in a source; an option's aspect counts when any of its facts was not."""
    yield from (x.id for x in material.law if not x.settled)
    yield from (x.id for x in material.evidence if not x.settled)
    yield from (x.id for x in material.terms if not x.settled)
    yield from (x.id for x in material.judgments if not (x.settled and x.principle_confidence == "verified"))
    for option in material.options:
        for aspect, facts in option.aspects.items():
            if not all(fact.settled for fact in facts):
                yield f"{option.id}.{aspect}"
