"""What the rules and the draft need to know besides the answer: names, sources and studies, as plain values.

The browser builds the same from what it is given (`view/ground.js`); a test holds the two together.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, TypeAlias

from permanence_lib.content.dates import say_date
from permanence_lib.content.sources import Evidence
from permanence_lib.kind import Material
from permanence_lib.kinds.options_matrix.model.choice import choices, left
from permanence_lib.kinds.options_matrix.model.definition import Definition, Factor
from permanence_lib.kinds.options_matrix.model.response import Response
from permanence_lib.kinds.options_matrix.model.weighing import age_on, trim

Ground: TypeAlias = dict[str, Any]
NEED_NOT_NAMED = "A need not named yet"
_HERE = ("England", "UK", "United Kingdom", "Great Britain")
_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def ground(definition: Definition, response: Response, material: Material, due: date | None) -> Ground:
    """Options, factors, checklist, sources and studies as the rules want them."""
    options = choices(definition, response, material)
    return {
        "options": [{"id": x.id, "label": x.label, "studies": [s.id for s in x.research]} for x in options],
        "left": [{"id": x.id, "label": x.label} for x in left(definition, response, material)],
        "factors": [{"id": x.id, "label": x.label, "covers": list(x.covers)} for x in factors(definition, response)],
        "shortest": definition.shortest_reason,
        "checklist": checklist(definition, response, material),
        "records": {**_events(material), **_notes(response)},
        "studies": {x.id: _study(x, _age(definition, material, due)) for x in material.evidence if x.settled},
    }


def factors(definition: Definition, response: Response) -> tuple[Factor, ...]:
    """The author's factors, then what the participant found this child to need."""
    own = (Factor(id=x.id, label=trim(x.label) or NEED_NOT_NAMED, covers=x.covers) for x in response.own_factors)
    return (*definition.factors, *own)


def checklist(definition: Definition, response: Response, material: Material) -> list[list[str]]:
    """The welfare checklist of the question the court is asked, line by line: its id and its words."""
    wanted = next((x.checklists for x in definition.court if x.id == response.court), ())
    return [[f"{x.id}:{item.n}", item.words()] for x in material.checklists if x.id in wanted for item in x.items]


def _events(material: Material) -> dict[str, str]:
    return {x.id: f"{x.source}, {say_date(x.date)}, {x.id}" for x in (material.case.events if material.case else ())}


def _notes(response: Response) -> dict[str, str]:
    return {x.id: ", ".join(filter(None, (f"“{x.source}”", x.when))) for x in response.notes}


def _study(study: Evidence, age: int | None) -> dict[str, Any]:
    unlike = is_elsewhere(study.country), is_outside(study.population, age)
    return {"cite": study.cite(), "limits": study.limits, "elsewhere": unlike[0], "outside": unlike[1]}


def _age(definition: Definition, material: Material, due: date | None) -> int | None:
    """The child's age in years when the decision is due, where the case says both."""
    child = material.case.person(definition.child) if material.case and definition.child else None
    if not (child and child.born and due):
        return None
    return age_on(child.born.isoformat(), due.isoformat())[0]


def is_elsewhere(country: str) -> bool:
    """Whether none of a study's children lived in England."""
    return not any(name in country for name in _HERE)


def is_outside(population: str, age: int | None) -> bool:
    """Whether a study says an age for its children which this child does not have; false where either is not known."""
    between = re.search(r"aged (\d+) to (\d+)", population)
    under = re.search(rf"under ({'|'.join(_NUMBERS)}|\d+)\b(?! (?:day|week|month))", population)
    if age is None:
        return False
    if between:
        return not int(between[1]) <= age <= int(between[2])
    if under and " or under" not in population:
        return age >= (int(under[1]) if under[1].isdigit() else _NUMBERS.index(under[1]))
    return False
