"""The options that are weighed, each with what the case, the law and research say of it; and the routes beside them."""

from __future__ import annotations

from dataclasses import dataclass

from permanence_lib.content.cases import Case, CaseOption
from permanence_lib.content.sources import Evidence, Option
from permanence_lib.kind import Material
from permanence_lib.kinds.options_matrix.model.definition import Compared, Definition
from permanence_lib.kinds.options_matrix.model.response import Response
from permanence_lib.kinds.options_matrix.model.weighing import trim

NOT_NAMED = "An option not named yet"
#: The id of a route the author does not compare is its record's, after this.
ROUTE = "route."


@dataclass(frozen=True)
class Choice:
    """One option as it stands before the participant, with what is known about it."""

    id: str
    label: str
    about: str
    own: bool
    file: CaseOption | None
    legal: tuple[Option, ...]
    research: tuple[Evidence, ...]


def choices(definition: Definition, response: Response, material: Material) -> tuple[Choice, ...]:
    """Every option weighed: the author's in order, routes the participant took in, the participant's own last."""
    named = [_choice(entry, material) for entry in compared(definition, material)]
    taken = [x for x in routes(definition, material) if is_taken(x.id, response)]
    own = [Choice(x.id, trim(x.label) or NOT_NAMED, "", True, None, (), ()) for x in response.added]
    return (*named, *taken, *own)


def routes(definition: Definition, material: Material) -> tuple[Choice, ...]:
    """The legal options and routes that no option of the author's names: to be taken in, or left with a reason."""
    named = {name for entry in compared(definition, material) for name in entry.legal}
    return tuple(
        Choice(ROUTE + x.id, x.name, x.summary, False, None, (x,), ()) for x in material.options if x.id not in named
    )


def is_taken(route: str, response: Response) -> bool:
    """Whether a route is weighed with the others: held realistic, or already written about."""
    written = route in response.others or any(route in row for row in response.cells.values())
    return response.said_of(route).realistic in ("yes", "unsure") or written


def left(definition: Definition, response: Response, material: Material) -> tuple[Choice, ...]:
    """The routes that were not taken in, with or without a reason so far."""
    return tuple(x for x in routes(definition, material) if not is_taken(x.id, response))


def compared(definition: Definition, material: Material) -> tuple[Compared, ...]:
    """The author's list, or everything in the case and among the legal options."""
    if definition.compare and material.followed is not None:
        return tuple(_for_any_child(x) for x in definition.compare if x.for_any_child or not x.case_option)
    if definition.compare:
        return definition.compare
    from_case = [Compared(id=x.id, case_option=x.id) for x in (material.case.options if material.case else ())]
    return (*from_case, *(Compared(id=x.id, legal=(x.id,)) for x in material.options))


def _for_any_child(entry: Compared) -> Compared:
    """An option without what the case says of it: the law and the research stay."""
    if not entry.for_any_child:
        return entry
    return entry.model_copy(update={"label": entry.for_any_child, "about": "", "case_option": None})


def _choice(entry: Compared, material: Material) -> Choice:
    file = case_option(material.case, entry.case_option)
    legal = tuple(x for x in material.options if x.id in entry.legal)
    label = entry.label or (file.label if file else legal[0].name if legal else entry.id)
    about = entry.about or (legal[0].summary if legal and not file else "")
    beside = evidence_beside(entry, material)
    research = tuple(x for x in material.evidence if x.id in beside and x.settled)
    return Choice(entry.id, label, about, False, file, legal, research)


def evidence_beside(entry: Compared, material: Material) -> tuple[str, ...]:
    """The ids of the research that belongs beside an option: what the case names, then what the author adds."""
    file = case_option(material.case, entry.case_option)
    return (*(file.evidence if file else ()), *entry.evidence)


def case_option(case: Case | None, name: str | None) -> CaseOption | None:
    """An option of the case by its id."""
    return next((x for x in case.options if x.id == name), None) if case else None
