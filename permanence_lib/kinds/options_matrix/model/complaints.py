"""What an author is told that only the case and the sources can show."""

from __future__ import annotations

from collections.abc import Iterator

from permanence_lib.kind import Material
from permanence_lib.kinds.options_matrix.model.choice import case_option, compared, evidence_beside
from permanence_lib.kinds.options_matrix.model.comparison import decision
from permanence_lib.kinds.options_matrix.model.definition import Compared, Definition


def check(definition: Definition, material: Material) -> list[str]:
    """What is wrong with a definition that its schema cannot say."""
    options = compared(definition, material)
    return [
        *_twice(definition),
        *_wrong_case(definition, material),
        *(complaint for option in options for complaint in _unknown_names(option, material)),
        *_wrong_table(definition, len(options)),
        *_wrong_checklist(definition, material),
        *(complaint for option in options for complaint in _unread(option, material)),
    ]


def _twice(definition: Definition) -> Iterator[str]:
    for name, ids in (("factors", definition.factors), ("compare", definition.compare)):
        seen = [x.id for x in ids]
        for entry in sorted({x for x in seen if seen.count(x) > 1}):
            yield f"{name}: the id {entry!r} is used twice; give each its own."


def _wrong_case(definition: Definition, material: Material) -> Iterator[str]:
    people = [x.id for x in material.case.people] if material.case else []
    if definition.child and definition.child not in people:
        yield f"child: {definition.child!r} is nobody in the case; choose one of {', '.join(people) or 'none'}."
    if definition.decision and decision(definition, material) is None:
        yield f"decision: {definition.decision!r} is no milestone of the case."


def _unknown_names(option: Compared, material: Material) -> Iterator[str]:
    legal = [x.id for x in material.options]
    if option.case_option and case_option(material.case, option.case_option) is None:
        yield f"compare, {option.id}: {option.case_option!r} is no option of the case."
    for name in option.legal:
        if name not in legal:
            yield f"compare, {option.id}: put {name!r} in the definition's options too, or take it out here."


def _wrong_table(definition: Definition, options: int) -> Iterator[str]:
    if options < 2:
        yield "compare: a comparison needs two options or more."
    for name in definition.printed_aspects:
        if name not in definition.aspects:
            yield f"printed_aspects: {name!r} is not among the aspects."


def _wrong_checklist(definition: Definition, material: Material) -> Iterator[str]:
    """A question whose checklist is not there, and a factor that covers a line no checklist has."""
    for factor in definition.factors:
        known = {f"{x.id}:{item.n}" for x in material.checklists for item in x.items}
        for item in factor.covers:
            if item not in known:
                yield f"factors, {factor.id}: covers {item!r}, which is no line of a checklist named in checklists."


def _unread(option: Compared, material: Material) -> Iterator[str]:
    held = {x.id: x for x in material.evidence}
    for name in evidence_beside(option, material):
        if name not in held:
            yield f"compare, {option.id}: evidence {name} belongs beside it; add it to the definition's evidence."
        elif not held[name].settled:
            yield f"compare, {option.id}: evidence {name} is not yet checked and cannot be shown; take it out."
